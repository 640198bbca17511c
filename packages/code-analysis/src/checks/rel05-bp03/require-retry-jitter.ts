import type { RetryDelay, RetryFact } from '../../behaviour/retries/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Wants randomness in pauses that grow. */
export const requireRetryJitter = defineCheck({
  meta: {
    name: 'require-retry-jitter',
    bestPractice: 'REL05-BP03',
    layer: 'code',
    severity: 'note',
    precision: 'medium',
    preset: 'strict',
    title: 'Growing pauses between retries have randomness',
    why: 'Clients that fail together wait the same time and come back together. Each wave hits the dependency at once, however long the pauses are.',
    fix: 'Take a random part of the pause, after the upper bound was applied: `Math.random() * Math.min(cap, base * 2 ** attempt)`.',
    sources: [
      {
        title: 'REL05-BP03 Control and limit retry calls',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp03.html',
      },
      {
        title: 'Exponential Backoff and Jitter',
        url: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
      },
    ],
  },
  *judge(facts) {
    for (const fact of facts.retries) {
      const { delay } = fact;
      if (delay?.kind !== 'growing' || fact.purpose === 'waiting') continue;
      yield judgeJitter(fact, delay);
    }
  },
});

function judgeJitter(fact: RetryFact, { at = fact.at, jitter, growth }: RetryDelay): SiteVerdict {
  const evidence = { form: fact.form, growth: growth ?? 'unknown', jitter };
  if (jitter === 'present') return { at, status: 'compliant', message: 'The pause is random in part.', evidence };
  if (fact.script)
    return { at, status: 'compliant', message: 'A script runs alone, so nothing falls into step with it.', evidence };
  if (fact.limit?.attempts !== undefined && fact.limit.attempts <= 2)
    return { at, status: 'compliant', message: 'There is one further attempt only.', evidence };
  if (jitter === 'unknown')
    return {
      at,
      status: 'undetermined',
      message: 'It cannot be told whether the pause is random, because other code computes it.',
    };
  const fault =
    jitter === 'clamped'
      ? 'The upper bound is applied after the randomness was added, so that every client waits exactly the bound once it is reached'
      : `${subject(fact)} grows without randomness, so clients that failed together come back together`;
  const repair =
    jitter === 'clamped'
      ? 'Apply the bound first: `Math.random() * Math.min(cap, base * 2 ** attempt)`.'
      : fact.form === 'library'
        ? 'Switch the randomness of the library on, or choose the pause at random below its upper bound.'
        : 'Multiply the pause by `Math.random()`, or add a random part that grows with it.';
  const related = at === fact.at ? {} : { related: [{ at: fact.at, message: 'retry' }] };
  return { at, status: 'violation', message: `${fault}. ${repair}`, ...related, evidence };
}

function subject({ form, label }: RetryFact): string {
  if (form === 'library') return `The pause of ${label}`;
  return form === 'strategy' ? `The pause of ${label}` : 'The pause between two attempts';
}
