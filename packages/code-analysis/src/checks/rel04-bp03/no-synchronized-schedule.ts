import type { ScheduleFact } from '../../behaviour/schedules/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to clocks and polls by which a whole fleet does the same thing at the same instant. */
export const noSynchronizedSchedule = defineCheck({
  meta: {
    name: 'no-synchronized-schedule',
    bestPractice: 'REL04-BP03',
    layer: 'code',
    severity: 'note',
    precision: 'medium',
    preset: 'strict',
    title: 'Instances do not start the same work at the same instant',
    why:
      'What starts on the full hour starts in every instance at once, together with the jobs of everybody else. ' +
      'The services behind get all of the load in one second, and nothing for the rest of the hour.',
    fix: 'Choose a minute other than the full hour and wait a random time before the work, add randomness to intervals, or let one instance do it.',
    sources: [
      {
        title: 'REL04-BP03 Do constant work',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel04-bp03.html',
      },
      {
        title: 'Timeouts, retries, and backoff with jitter',
        url: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
      },
    ],
  },
  *judge(facts, { settings }) {
    // A single instance keeps step with nobody.
    if (settings.instances === 'one') return;
    for (const schedule of facts.schedules) {
      const verdict = schedule.aside ? undefined : judgeSchedule(schedule);
      if (verdict) yield { ...verdict, evidence: { form: schedule.form, schedule: schedule.text } };
    }
  },
});

function judgeSchedule({ at, form, text, timing, spread, remote }: ScheduleFact): SiteVerdict | undefined {
  if (form === 'interval' && remote === 'no') return undefined;
  if (spread === 'random') return { at, status: 'compliant', message: 'The work is spread by a random time.' };
  if (spread === 'lock') return { at, status: 'compliant', message: 'One instance at a time does the work.' };
  if (timing === 'off-hour') return { at, status: 'compliant', message: `The schedule ${text} is off the full hour.` };
  if (timing === 'configured')
    return {
      at,
      status: 'undetermined',
      message: 'The schedule comes from elsewhere, so its instants are not known here.',
    };
  if (form === 'interval' && remote === 'unknown')
    return { at, status: 'undetermined', message: 'It cannot be told here whether this timer asks another service.' };
  const what =
    form === 'cron'
      ? `\`${text}\` starts at the same instant in every instance, together with everybody's jobs of the full hour, so what it calls gets all of the load at once`
      : 'Every instance asks at the same constant interval, so instances that start together stay in step and the other side gets their calls at once';
  const repair =
    form === 'cron'
      ? 'Choose another minute and wait a random time before the work, or let one instance do it.'
      : 'Add a random part to each pause.';
  return { at, status: 'violation', message: `${what}. ${repair}` };
}
