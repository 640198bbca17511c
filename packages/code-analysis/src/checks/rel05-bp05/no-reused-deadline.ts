import type { DeadlineFact } from '../../behaviour/timeouts/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to signals and points in time that are made once and given to every later call. */
export const noReusedDeadline = defineCheck({
  meta: {
    name: 'no-reused-deadline',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Timeouts begin with the call that they bound',
    why:
      'The clock of a signal or deadline runs from where it is made. When a program makes it once, while it starts or in ' +
      'an object that it keeps, the first calls have too little time and all later ones fail before they are sent.',
    fix: 'Make it for each call: `AbortSignal.timeout(ms)` in the options of the call, or in a function that returns the options.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
      {
        title: 'Node.js: AbortSignal.timeout',
        url: 'https://nodejs.org/api/globals.html#static-method-abortsignaltimeoutdelay',
      },
    ],
  },
  *judge(facts) {
    for (const fact of facts.deadlines) yield verdict(fact);
  },
});

function verdict(fact: DeadlineFact): SiteVerdict {
  const { at, made, ms, reuse, uses, from } = fact;
  const evidence = { made, ...(ms !== undefined && { ms }), ...(from !== undefined && { module: from }) };
  const where = from === undefined ? '' : ` by ${JSON.stringify(from)}`;
  switch (reuse) {
    case 'no':
      return { at, status: 'compliant', message: `${nouns[made]} is made for the calls that it bounds.`, evidence };
    case 'unknown':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be told here whether calls use this ${names[made]} after its time, because what runs them is in other code.`,
        evidence,
      };
    case 'yes':
      return {
        at,
        status: 'violation',
        message:
          `${nouns[made]} is made once${where} and used by every call, so from ${after(ms)} on each of them fails before it is sent. ` +
          `${repairs[made]}`,
        evidence,
        related: from === undefined ? uses.map((use) => ({ at: use, message: 'used again' })) : [],
      };
  }
}

const names = { signal: 'signal', controller: 'controller', deadline: 'point in time' } as const;
const nouns = { signal: 'The signal', controller: 'The controller', deadline: 'The point in time' } as const;
const repairs = {
  signal: 'Write `AbortSignal.timeout(ms)` where each call is made.',
  controller: 'Make the controller and its timer for each call, or write `AbortSignal.timeout(ms)` there.',
  deadline: 'Take the time anew for each call, such as by `AbortSignal.timeout(ms)`.',
} as const;

function after(ms: number | undefined): string {
  if (ms === undefined) return 'when its time is up';
  return ms < 1_000 ? `${ms} ms later` : `${Number((ms / 1_000).toFixed(1))} s later`;
}
