import type { RetryDelay, RetryFact } from '../../behaviour/retries/types.js';
import { defineCheck, type JudgeContext, type SiteVerdict } from '../define-check.js';

interface Options {
  /** Milliseconds from which on a constant pause is accepted. */
  readonly longPause?: number;
}

/** Wants a pause between two attempts that is long or grows. */
export const requireRetryBackoff = defineCheck({
  meta: {
    name: 'require-retry-backoff',
    bestPractice: 'REL05-BP03',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Retries wait longer after each failure',
    why: 'A dependency that is overloaded is called again at once, by every client, as often as the retry allows. That keeps it from coming back.',
    fix: 'Wait between two attempts, longer each time, and with randomness: `await sleep(Math.random() * Math.min(cap, base * 2 ** attempt))`.',
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
  schema: [{ type: 'object', properties: { longPause: { type: 'integer', minimum: 1 } }, additionalProperties: false }],
  defaultOptions: [{}],
  *judge(facts, { options: [{ longPause = 10_000 } = {}] }: JudgeContext<readonly [Options?]>) {
    for (const fact of facts.retries) {
      const verdict = fact.delay && isJudged(fact) ? judgeDelay(fact, fact.delay, longPause) : undefined;
      if (verdict) yield verdict;
    }
  },
});

const forms = new Set<RetryFact['form']>(['loop', 'recursion', 'timer', 'library', 'job']);
const isJudged = ({ form, purpose }: RetryFact) => forms.has(form) && purpose !== 'waiting';

function judgeDelay(fact: RetryFact, delay: RetryDelay, longPause: number): SiteVerdict {
  const at = delay.at ?? fact.at;
  const compliant = (message: string): SiteVerdict => ({
    at,
    status: 'compliant',
    message,
    evidence: evidence(fact, delay),
  });
  if (delay.kind === 'unknown')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told how long the pause between two attempts is, because ${delay.why ?? 'other code decides'}.`,
    };
  if (delay.kind === 'growing') return compliant('The pause grows with each attempt.');
  if (delay.kind === 'server') return compliant('The pause is the one that the other side asks for.');
  if (fact.limit?.attempts !== undefined && fact.limit.attempts <= 2)
    return compliant('There is one further attempt only.');
  const { kind, about } = fact.errors ?? { kind: 'unknown', about: [] };
  if (kind === 'selected' && !about.includes('transient')) {
    if (about.includes('conflict')) return compliant('Only a lost race is tried again, which may be done at once.');
    if (delay.kind === 'none')
      return {
        at,
        status: 'undetermined',
        message: 'It cannot be told whether what is tried again needs a pause: only certain answers are.',
      };
  }
  if (delay.kind === 'none') return violation(fact, at, 'without a pause', delay);
  if (delay.jitter === 'present' || fact.script) return compliant('The pause differs from client to client.');
  if (delay.ms === undefined)
    return { at, status: 'undetermined', message: 'The pause does not grow, and how long it is cannot be told.' };
  if (delay.ms >= (fact.purpose === 'connection' || fact.form === 'timer' ? Math.min(1_000, longPause) : longPause))
    return compliant('The pause is long.');
  return violation(fact, at, `after the same ${delay.ms} ms each time`, delay);
}

function violation(fact: RetryFact, at: SiteVerdict['at'], how: string, delay: RetryDelay): SiteVerdict {
  return {
    at,
    status: 'violation',
    message:
      `${fact.label} tries again ${how}, so a dependency that is overloaded gets more load just when it needs less. ` +
      'Let the pause grow with each attempt, with an upper bound and randomness.',
    ...(at !== fact.at && { related: [{ at: fact.at, message: 'retry' }] }),
    evidence: evidence(fact, delay),
  };
}

function evidence({ form, limit }: RetryFact, { kind, ms }: RetryDelay) {
  return {
    form,
    pause: kind,
    ...(ms !== undefined && { ms }),
    ...(limit?.attempts !== undefined && { attempts: limit.attempts }),
  };
}
