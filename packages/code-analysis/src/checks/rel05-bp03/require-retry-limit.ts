import type { RetryFact, RetryLimit } from '../../behaviour/retries/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Wants an end to every retry: a number of attempts, a deadline or a signal. */
export const requireRetryLimit = defineCheck({
  meta: {
    name: 'require-retry-limit',
    bestPractice: 'REL05-BP03',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Retries end',
    why: 'A retry without an end keeps its caller, its memory and its connection for as long as the dependency is down, and keeps calling it. When work arrives faster than it fails, the process goes down as well.',
    fix: 'Stop after a few attempts or when a deadline is over, and let the caller see the failure.',
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
    for (const fact of facts.retries) if (fact.limit) yield judgeLimit(fact, fact.limit);
  },
});

function judgeLimit(fact: RetryFact, limit: RetryLimit): SiteVerdict {
  const { at, form, purpose } = fact;
  if (limit.state === 'limited') {
    const evidence = {
      form,
      by: limit.by ?? 'count',
      ...(limit.attempts !== undefined && { attempts: limit.attempts }),
    };
    return { at, status: 'compliant', message: 'The retry ends.', evidence };
  }
  if (limit.state === 'unknown')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told whether the retry ends, because ${limit.why ?? 'other code decides'}.`,
    };
  if (purpose === 'connection' && form !== 'message')
    return {
      at,
      status: 'compliant',
      message: 'It keeps up a connection that the process lives on.',
      evidence: { form, by: 'process' },
    };
  if (form === 'timer' && limit.cause === 'none')
    return {
      at,
      status: 'undetermined',
      message: 'It runs in the background, and it cannot be told whether the process lives on it.',
    };
  if (purpose === 'waiting')
    return {
      at,
      status: 'undetermined',
      message: 'It waits for a state, and it cannot be told whether something else ends that.',
    };
  return {
    at: limit.at && form === 'message' ? limit.at : at,
    status: 'violation',
    message: messageOf(fact, limit),
    evidence: { form, cause: limit.cause ?? 'none' },
  };
}

function messageOf({ label, form }: RetryFact, { cause, name = '' }: RetryLimit): string {
  if (form === 'message')
    return (
      `This message is sent again after each failure with a higher \`${name}\` that nobody tests, and as a new message its receive count starts again, so it goes round for ever. ` +
      `Give up when \`${name}\` reaches a limit, and hand the message to a dead-letter queue.`
    );
  if (cause === 'option')
    return (
      `${label} tries for ever here (\`${name}\`), so callers wait and the dependency is called for as long as it is down. ` +
      'Set a number of attempts or a deadline.'
    );
  if (cause === 'untested-counter')
    return (
      `${label} counts in \`${name}\` and never tests it, so it tries again for as long as the dependency is down. ` +
      'Give up when the counter reaches a limit.'
    );
  if (cause === 'uncounted')
    return (
      `${label} tests \`${name}\` or counts in it on some paths only, so by the others it tries again for as long as the dependency is down. ` +
      'Count each attempt, and give up on every path when the counter reaches a limit.'
    );
  if (cause === 'still')
    return (
      `${label} ends by \`${name}\`, which no failed attempt changes, so it tries again for as long as the dependency is down. ` +
      'Count each attempt, and give up when the counter reaches a limit.'
    );
  return (
    `${label} tries again without a limit, so callers wait and the dependency is called for as long as it is down. ` +
    'Give up after a few attempts, or when a deadline is over.'
  );
}
