import type { SettlingFact } from '../../behaviour/settling/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to promises that a failure leaves unsettled, so that whoever waits for them waits for ever. */
export const noUnsettledPromise = defineCheck({
  meta: {
    name: 'no-unsettled-promise',
    bestPractice: 'REL05-BP04',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'strict',
    title: 'A promise is settled when its work fails',
    why:
      'A promise that is neither resolved nor rejected keeps its caller waiting for ever: no error is seen, no retry begins, and ' +
      'what the caller holds, such as a lock, a slot or a request, is never given back.',
    fix: 'Reject on every way on which the work fails. Where everything can be awaited, use an `async` function in place of `new Promise`.',
    sources: [
      {
        title: 'REL05-BP04 Fail fast and limit queues',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp04.html',
      },
      {
        title: 'MDN: the executor of a promise',
        url: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Promise/Promise',
      },
    ],
  },
  *judge(facts) {
    for (const settling of facts.settlings)
      yield { ...judgeSettling(settling), evidence: { by: settling.by, state: settling.state } };
  },
});

function judgeSettling(settling: SettlingFact): SiteVerdict {
  const { at, work, state } = settling;
  switch (state) {
    case 'settled':
      return { at, status: 'compliant', message: 'The promise is settled when its work fails.' };
    case 'unclear':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be told whether the promise is settled, because other code decides whether \`${work}\` can fail.`,
      };
    case 'unsettled':
      return { at, status: 'violation', message: fault(settling) };
  }
}

function fault({ by, work }: SettlingFact): string {
  switch (by) {
    case 'executor':
      return `Nobody takes the promise of an asynchronous executor, so a failure of \`${work}\` is an unhandled rejection, and whoever waits for this promise waits for ever. Use an \`async\` function in place of \`new Promise\`, or catch the failure and reject.`;
    case 'catch':
      return 'This `catch` neither rejects nor resolves the promise around it, so after a failure whoever waits for it waits for ever. Reject with the error.';
    case 'error':
      return `When \`${work}\` is set the promise is neither rejected nor resolved, so whoever waits for it waits for ever. Reject with \`${work}\`.`;
    case 'listener':
      return `The listener for the \`error\` event of \`${work}\` neither rejects nor resolves the promise, so after a failure whoever waits for it waits for ever. Reject with the error.`;
  }
}
