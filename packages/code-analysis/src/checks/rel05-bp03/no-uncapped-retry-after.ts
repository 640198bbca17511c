import type { RetryAfterFact, RetryFact } from '../../behaviour/retries/types.js';
import type { FileFacts, Place } from '../../behaviour/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to waiting as long as the other side says while somebody waits for the answer. */
export const noUncappedRetryAfter = defineCheck({
  meta: {
    name: 'no-uncapped-retry-after',
    bestPractice: 'REL05-BP03',
    layer: 'code',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'The wait that a Retry-After header asks for is capped',
    why: 'The other side says how long to wait, and an hour is a legal value. A request handler that obeys holds its caller, its memory and its connection for that hour.',
    fix: 'Cap the wait (`retry.maxRetryAfter`, `Math.min`), or bound the whole call by a signal, and answer with an error instead.',
    sources: [
      {
        title: 'REL05-BP03 Control and limit retry calls',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp03.html',
      },
    ],
  },
  *judge(facts) {
    for (const call of facts.retryAfter) {
      const verdict = judgeCall(facts, call);
      if (verdict) yield verdict;
    }
    for (const fact of facts.retries) {
      const verdict = fact.delay?.kind === 'server' ? judgeLoop(facts, fact) : undefined;
      if (verdict) yield verdict;
    }
  },
});

function judgeCall(facts: FileFacts, { at, label, state, by, repair }: RetryAfterFact): SiteVerdict | undefined {
  if (!isOnRequestPath(facts, at)) return undefined;
  const evidence = { client: label, ...(by !== undefined && { by }) };
  if (state === 'capped') return { at, status: 'compliant', message: 'The wait is capped.', evidence };
  if (state === 'unknown')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told whether the wait of ${label} is capped, because its options come from elsewhere.`,
    };
  return {
    at,
    status: 'violation',
    message: `${label} waits as long as a \`Retry-After\` header says while a caller waits for this handler, an hour if it says so. Cap it with \`${repair}\`.`,
    evidence,
  };
}

function judgeLoop(facts: FileFacts, { delay, at, limit, script }: RetryFact): SiteVerdict | undefined {
  const place = delay?.at ?? at;
  // A person stops a script that waits too long.
  if (script) return undefined;
  const evidence = { client: 'own retry' };
  if (delay?.capped || limit?.by === 'deadline' || limit?.by === 'signal')
    return { at: place, status: 'compliant', message: 'The wait is capped.', evidence };
  const meanwhile = isOnRequestPath(facts, place)
    ? 'while a caller waits for this handler'
    : 'and holds what it is done for all the while';
  return {
    at: place,
    status: 'violation',
    message:
      `This retry waits as long as a \`Retry-After\` header says ${meanwhile}, an hour if it says so. ` +
      'Cap the wait with `Math.min`, and fail when the other side asks for more.',
    related: [{ at, message: 'retry' }],
    evidence,
  };
}

function isOnRequestPath({ handlers }: FileFacts, { range }: Place): boolean {
  return handlers.some(
    ({ request, by, reaches }) =>
      request && by !== 'caller' && reaches.some((fn) => fn.range[0] <= range[0] && range[1] <= fn.range[1]),
  );
}
