import type { InnerRetry, RetryFact } from '../../behaviour/retries/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to retries around calls that are tried again already. */
export const noNestedRetry = defineCheck({
  meta: {
    name: 'no-nested-retry',
    bestPractice: 'REL05-BP03',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'One layer retries',
    why: 'Attempts multiply over the layers. Three attempts around a client that makes three become nine calls for one failure, which is how a short outage turns into a long one.',
    fix: 'Leave the retry to the client and configure it there (`maxAttempts`, `retry`), or switch it off in the client and keep your own.',
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
      const [first] = fact.inner.toSorted((a, b) => b.attempts - a.attempts);
      if (first && fact.purpose !== 'waiting') yield judgeNested(fact, first);
    }
  },
});

function judgeNested(fact: RetryFact, inner: InnerRetry): SiteVerdict {
  const { at, errors, limit, form, label } = fact;
  const outer = limit?.attempts;
  const evidence = {
    form,
    inner: inner.label,
    innerAttempts: inner.attempts,
    ...(outer !== undefined && { attempts: outer }),
  };
  const related = [{ at: inner.at, message: 'inner retry' }];
  const { kind, about } = errors ?? { kind: 'unknown', about: [] };
  if (kind === 'selected' && about.length > 0 && !about.includes('transient'))
    return { at, status: 'compliant', message: 'It tries again what the client does not.', evidence };
  if (kind === 'unknown' || (kind === 'selected' && about.length === 0) || (outer !== undefined && outer < 2))
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told whether it tries again what ${inner.label} has tried already.`,
    };
  const product =
    outer === undefined
      ? `each of its attempts is up to ${inner.attempts} calls`
      : `up to ${outer} x ${inner.attempts} = ${outer * inner.attempts} calls are made for one failure`;
  return {
    at,
    status: 'violation',
    message: `${label} repeats a call that ${inner.label} repeats by itself, so ${product}. Leave the retry to one of the two.`,
    related,
    evidence,
  };
}
