import type { FailureFact } from '../../behaviour/catches/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to failures that look like success to whoever asked for the work. */
export const noSwallowedFailure = defineCheck({
  meta: {
    name: 'no-swallowed-failure',
    bestPractice: 'REL05-BP01',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'A caller hears when its work has failed',
    why:
      'A failed write that is caught and forgotten looks like success: the caller goes on, nobody repeats it, no dead-letter ' +
      'queue and no alarm sees it, and the data is lost.',
    fix:
      'Throw the error again, or return something that says that the work failed. Where a failure has no effect on ' +
      'purpose, switch the rule off for that line and say why.',
    sources: [
      {
        title: 'REL05-BP01 Implement graceful degradation',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp01.html',
      },
      {
        title: 'AWS Lambda: how errors of asynchronous invocations are handled',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html',
      },
      {
        title: 'Fetch Standard: a refusal is a response',
        url: 'https://fetch.spec.whatwg.org/#concept-response-status',
      },
    ],
  },
  *judge(facts) {
    for (const failure of facts.failures)
      yield {
        ...judgeFailure(failure),
        evidence: { work: failure.work, treatment: failure.treatment, logged: failure.logged },
      };
  },
});

function judgeFailure(failure: FailureFact): SiteVerdict {
  const { at, work, treatment } = failure;
  switch (treatment) {
    case 'told':
      return { at, status: 'compliant', message: `Whoever asked for ${work} hears when it fails.` };
    case 'marked':
      return {
        at,
        status: 'undetermined',
        message: `The code says in words that a failure of ${work} may be lost; whether those who asked for it can do without cannot be told here.`,
      };
    case 'unclear':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be decided who hears of a failure of ${work}, because other code decides what becomes of it.`,
      };
    case 'dropped':
      return { at, status: 'violation', message: fault(failure) };
  }
}

const repair = 'Throw the error again, or return something that says that it failed.';

function fault({ kind, work, logged, handler, callback, record }: FailureFact): string {
  const how = logged ? 'only logged' : 'dropped';
  const name = handler === undefined || handler === '' ? 'the handler' : `\`${handler}\``;
  switch (kind) {
    case 'write':
      return `A failure of ${work} is ${how} and the caller goes on as after a success, so what it wrote or sent is lost. ${repair}`;
    case 'handler':
      return `All errors of ${name} are ${how}, so the sender takes the event for done, and neither a retry nor a dead-letter queue gets it. Throw the error again once it is logged.`;
    case 'answer':
      return `The status of the answer to ${work} is never read, so a request that was refused counts as done. Check \`response.ok\` and throw when it is false.`;
    case 'other-errors':
      return `One kind of error of ${work} is queued to be repaired and all others are ${how}, so after a timeout or an outage the work is lost. Throw the others again, or queue them as well.`;
    case 'unwaited':
      return `Nothing waits for ${work}, so the caller is told that it is done and no failure reaches anybody. Await it, or return the promise.`;
    case 'existence':
      return `Every failure of ${work} reads as "it does not exist", also a timeout or a refusal. Return false for the error that says so, and throw the others again.`;
    case 'absence':
      return `A failure of ${work} gives the same answer as "there is none", so after a timeout or an outage the caller goes on as if nothing were stored. Answer so only for the error that says so, and throw the others again.`;
    case 'returned':
      return `${name} returns the failure of ${work} instead of throwing it, so the invocation counts as a success, and neither a retry nor a dead-letter queue sees it. Throw the error again once it is logged.`;
    case 'unanswered':
      return `A failure of ${work} is ${how} and \`${callback ?? ''}\` is never called, so whoever waits for it waits until a timeout ends it. Call it with the error.`;
    case 'acknowledged':
      return `A failure of ${work} is ${how} and the message is deleted or acknowledged all the same, so it is lost, and neither a retry nor a dead-letter queue gets it. Acknowledge it only after it was treated, or throw the error again.`;
    case 'recorded':
      return `A failure of ${work} is ${how} and \`${record ?? ''}\` records the work as done all the same, so nothing does it again. Record it only after it has succeeded, or throw the error again.`;
    case 'settled':
      return `The failures of ${work} are kept in a result that nobody looks at, so what was not written or sent is lost without a trace. Go through it and throw, or repeat what has failed.`;
    case 'unread':
      return `${work} tells of its failure only by what it returns, and nothing reads that here, so what it did not write or send counts as done. Read what it returns and throw when it says that it failed.`;
    case 'list':
      return `A failure of ${work} reads as an empty list, and what is not in the list is deleted by other code here. ${repair}`;
  }
}
