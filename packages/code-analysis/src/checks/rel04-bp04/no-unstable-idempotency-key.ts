import { runAt, whyAgain, type Run } from '../../behaviour/handlers/run.js';
import type { TokenFact } from '../../behaviour/mutations/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';
import { handlerPlace } from '../handler-place.js';

/** Objects to keys that are made anew whenever the request is sent again. */
export const noUnstableIdempotencyKey = defineCheck({
  meta: {
    name: 'no-unstable-idempotency-key',
    bestPractice: 'REL04-BP04',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'A key by which a second request is recognised is the same in the second request',
    why: 'A key that is made up for each attempt, or that contains the time, tells the other side that each request is a new one. The protection looks present and does nothing.',
    fix: 'Derive the key from what the request is about, or make it once before the first attempt and keep it.',
    sources: [
      {
        title: 'REL04-BP04 Make mutating operations idempotent',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel04-bp04.html',
      },
      {
        title: 'Amazon Builders Library: making retries safe with idempotent APIs',
        url: 'https://aws.amazon.com/builders-library/making-retries-safe-with-idempotent-APIs/',
      },
    ],
  },
  *judge(facts) {
    for (const fact of facts.mutations) {
      if (fact.effect !== 'request') continue;
      const verdict = judgeKey(fact, runAt(facts, fact.at));
      if (verdict)
        yield { ...verdict, evidence: { operation: fact.operation, key: fact.key.name, made: fact.key.text ?? '' } };
    }
  },
});

function judgeKey({ at, operation, key, guard, retried }: TokenFact, run: Run): SiteVerdict | undefined {
  if (key.state === 'stable')
    return { at, status: 'compliant', message: `\`${key.name}\` of ${operation} is the same in each run.` };
  if (key.state !== 'fresh') return undefined;
  if (retried !== 'inside' && run.kind !== 'again') {
    if (retried === 'outside')
      return { at, status: 'compliant', message: `\`${key.name}\` of ${operation} is made once for all attempts.` };
    if (run.kind === 'once' || guard === 'utility') return undefined;
    const message = `\`${key.name}\` of ${operation} is another one in each run, and it cannot be told here whether the code can run twice for one intent.`;
    return { at, status: 'undetermined', message };
  }
  if (guard === 'utility')
    return { at, status: 'compliant', message: 'A utility drops what the handler has already done.' };
  if (guard === 'marker' && retried !== 'inside') {
    const message = `\`${key.name}\` of ${operation} is another one in each run, and it cannot be told here whether the mark that the handler looks for covers it.`;
    return { at, status: 'undetermined', message };
  }
  const when = retried === 'inside' ? 'for each attempt' : 'in each run';
  const why = retried === 'inside' || run.kind !== 'again' ? '' : ` (${whyAgain(run.handler)})`;
  return {
    at,
    status: 'violation',
    message:
      `\`${key.name}\` of ${operation} is made anew ${when}${why}, so a second request is not recognised and is carried out again. ` +
      'Derive it from what the request is about, or make it once before the first attempt.',
    ...(run.kind === 'again' && retried !== 'inside' && handlerPlace(run.handler)),
    ...(key.made && { related: [{ at: key.made, message: 'key made' }] }),
  };
}
