import type { RetryErrors, RetryFact } from '../../behaviour/retries/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to retries of failures that no further attempt changes. */
export const noRetryOfPermanentErrors = defineCheck({
  meta: {
    name: 'no-retry-of-permanent-errors',
    bestPractice: 'REL05-BP03',
    layer: 'code',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Only what can succeed is tried again',
    why: 'A request that is wrong, not allowed or for something that is not there fails the same way each time. Trying it again delays the answer and adds load.',
    fix: 'Look at the error before the next attempt: throw it again unless it is a failure of the network, a timeout, status 429 or 5xx.',
    sources: [
      {
        title: 'REL05-BP03 Control and limit retry calls',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp03.html',
      },
      {
        title: 'Timeouts, retries, and backoff with jitter',
        url: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
      },
    ],
  },
  *judge(facts) {
    for (const fact of facts.retries) {
      const isOneMore = fact.limit?.attempts !== undefined && fact.limit.attempts <= 2;
      if (fact.errors && fact.purpose === 'retry' && fact.form !== 'timer' && !isOneMore)
        yield judgeErrors(fact, fact.errors);
    }
  },
});

function judgeErrors({ at, form, label }: RetryFact, { kind, about, named }: RetryErrors): SiteVerdict {
  const evidence = { form, errors: kind, ...(about.length > 0 && { about: about.join(', ') }) };
  if (kind === 'network')
    return { at, status: 'compliant', message: 'Only failures of the network are tried again.', evidence };
  if (kind === 'selected')
    return { at, status: 'compliant', message: 'The error decides whether there is another attempt.', evidence };
  if (kind === 'unknown')
    return { at, status: 'undetermined', message: 'It cannot be told which errors are tried again.' };
  const what = named === undefined ? 'every error' : `status ${named}`;
  return {
    at,
    status: 'violation',
    message:
      `${label} tries again after ${what}, so a request that is wrong or not allowed is repeated although it cannot succeed. ` +
      'Try again only after failures of the network, timeouts, status 429 and 5xx.',
    evidence,
  };
}
