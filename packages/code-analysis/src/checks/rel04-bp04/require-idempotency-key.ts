import { runAt, whyAgain, type Run } from '../../behaviour/handlers/run.js';
import type { TokenFact } from '../../behaviour/mutations/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';
import { handlerPlace } from '../handler-place.js';

/** Objects to requests that do a thing twice when they are sent twice, and that carry no key. */
export const requireIdempotencyKey = defineCheck({
  meta: {
    name: 'require-idempotency-key',
    bestPractice: 'REL04-BP04',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Requests that start or charge something carry a key by which a second one is recognised',
    why: 'A request that timed out may have been carried out. Sent again without a key, it charges a card twice or starts a second machine. The token that the AWS SDK fills in by itself is another one for each `send`, so it covers the retries of the SDK only.',
    fix: 'Derive the key from what the request is about (the id of the order, message or event) and send the same one each time.',
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
      const verdict = judgeRequest(fact, runAt(facts, fact.at));
      if (verdict) yield { ...verdict, evidence: { operation: fact.operation, key: fact.key.name, about: fact.about } };
    }
  },
});

function judgeRequest(fact: TokenFact, run: Run): SiteVerdict | undefined {
  const { at, operation, about, key, guard, retried } = fact;
  if (about === 'deduplication') return undefined;
  if (key.state === 'fresh' || key.state === 'stable')
    return { at, status: 'compliant', message: `${operation} carries \`${key.name}\`.` };
  const matters = about === 'payment' || about === 'account' || retried !== 'no' || run.kind === 'again';
  if (!matters && run.kind === 'once') return undefined;
  if (guard === 'utility')
    return { at, status: 'compliant', message: 'A utility drops what the handler has already done.' };
  const undecided = key.state === 'unknown' || !matters || guard === 'marker' || (about === 'job' && !fact.inLoop);
  if (undecided) {
    const missing =
      key.state === 'unknown'
        ? `whether it carries \`${key.name}\``
        : guard === 'marker'
          ? about === 'account'
            ? 'whether what is tested before it keeps a second one from being opened'
            : 'whether the mark that the handler looks for covers it'
          : 'whether it can be sent twice for one intent';
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told here of ${operation} ${missing}.`,
    };
  }
  return violation(fact, run);
}

function violation({ at, operation, about, key, retried, automatic }: TokenFact, run: Run): SiteVerdict {
  const again =
    retried !== 'no'
      ? 'the code around it tries again'
      : run.kind === 'again'
        ? whyAgain(run.handler)
        : 'a request that timed out may have been carried out';
  const own = automatic ? ' (the token that the SDK fills in is another one for each `send`)' : '';
  const effect =
    about === 'payment'
      ? 'moves money twice when it is sent twice'
      : about === 'account'
        ? 'opens a second one when it is sent twice'
        : about === 'job'
          ? 'adds its jobs a second time when it is run again half way'
          : 'is carried out twice when it is sent twice';
  return {
    at,
    status: 'violation',
    message:
      `${operation} has no \`${key.name}\`${own}, so it ${effect}: ${again}. ` +
      'Derive the key from what the request is about, and send the same one each time.',
    ...(run.kind === 'again' && retried === 'no' && handlerPlace(run.handler)),
  };
}
