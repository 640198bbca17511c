import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { rhythmOf } from './intervals.js';

const property = 'Target.RetryPolicy.MaximumEventAgeInSeconds';
const most = 'Target.RetryPolicy.MaximumRetryAttempts';
/** When nothing is set: documentation of `AWS::Scheduler::Schedule` RetryPolicy. The CDK writes the same numbers. */
const DEFAULTS = { attempts: 185, age: 86_400 } as const;
/** With back-off so few attempts are over within minutes; the number is a choice. */
const FEW_ATTEMPTS = 5;

/** Objects to schedules that still retry an old run when the next one is due. */
export const schedulerRetryPolicy: InfrastructureRule = {
  meta: {
    name: 'scheduler-retry-policy',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Schedules stop retrying a run when the next one is due',
    why:
      'By default EventBridge Scheduler retries a run for a day. While the target is down, the runs of a frequent schedule pile up; when ' +
      'it is back, old and new ones arrive together, out of order and all at once.',
    fix: 'Set `MaximumEventAgeInSeconds` to the interval of the schedule or less, and keep what was given up in a dead-letter queue.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'AWS CloudFormation: AWS::Scheduler::Schedule RetryPolicy',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-scheduler-schedule-retrypolicy.html',
      },
    ],
  },
  types: ['AWS::Scheduler::Schedule'],
  judge(schedule) {
    if (asString(schedule.get('State')) === 'DISABLED') return undefined;
    const values = [schedule.get('ScheduleExpression'), schedule.get(property), schedule.get(most)] as const;
    const once = asString(values[0]);
    if (once !== undefined && rhythmOf(once)?.kind === 'once') return undefined;
    return overBranches(schedule, values, (written, oldest, attempts) => {
      const rhythm = rhythmOf(asString(written) ?? '');
      const age = oldest.kind === 'absent' ? DEFAULTS.age : asNumber(oldest);
      const tries = attempts.kind === 'absent' ? DEFAULTS.attempts : asNumber(attempts);
      if (tries !== undefined && tries <= FEW_ATTEMPTS) return sound(`after ${tries} attempts`);
      if (rhythm?.kind === 'once') return sound('with a run that is not repeated');
      if (!rhythm || age === undefined || tries === undefined) {
        const message =
          'It cannot be told whether retries of a run reach into the next one, because a part is not known.';
        return { status: 'undetermined', message, property };
      }
      return age <= rhythm.seconds ? sound(`after ${age} s, before the next run`) : overlapping(age, rhythm.seconds);
    });
  },
};

const sound = (when: string): Finding => ({ status: 'compliant', message: `Retries of a run end ${when}.`, property });

/** Both in seconds. */
function overlapping(age: number, interval: number): Finding {
  const isDefault = age === DEFAULTS.age;
  return {
    status: 'violation',
    severity: isDefault ? 'note' : 'warning',
    message:
      `A run is retried for up to ${age} s${isDefault ? ' (the default)' : ''} but the next one comes after ${interval} s, so runs pile up ` +
      'while the target is down and then arrive together. Set MaximumEventAgeInSeconds to the interval or less.',
    property,
    evidence: { maximumEventAge: age, interval },
  };
}
