import type { RateLimiterFact } from '../../behaviour/servers/types.js';
import type { Settings } from '../../settings.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to limiters of incoming requests that count in the memory of one process. */
export const noProcessLocalRateLimit = defineCheck({
  meta: {
    name: 'no-process-local-rate-limit',
    bestPractice: 'REL05-BP02',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Rate limits are counted for all instances together',
    why:
      'A limiter that counts in the memory of a process lets each instance pass the whole limit: the sum grows with the ' +
      'number of instances, and every start of a process or function begins from zero.',
    fix: 'Give the limiter a store that all instances share, such as Redis. Where one instance is all there is, set `settings.faultline.instances` to `one`.',
    sources: [
      {
        title: 'REL05-BP02 Throttle requests',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp02.html',
      },
      {
        title: 'express-rate-limit: Data stores',
        url: 'https://express-rate-limit.mintlify.app/reference/stores',
      },
    ],
  },
  *judge(facts, { settings }) {
    for (const limiter of facts.rateLimiters) {
      if (limiter.development || limiter.role === 'insurance') continue;
      const { label, store } = limiter;
      yield { at: limiter.at, ...judgeLimiter(limiter, settings), evidence: { limiter: label, store } };
    }
  },
});

function judgeLimiter(limiter: RateLimiterFact, { instances }: Settings): Pick<SiteVerdict, 'status' | 'message'> {
  const { label, store, byDefault, role, repair } = limiter;
  if (store === 'shared') return { status: 'compliant', message: `${label} counts in a store outside of the process.` };
  if (store === 'unknown')
    return { status: 'undetermined', message: `It cannot be told here where ${label} counts its requests.` };
  if (instances === 'one')
    return { status: 'compliant', message: `${label} counts in memory, and one instance is all that runs.` };
  if (store === 'varies')
    return {
      status: 'undetermined',
      message: `${label} counts in memory in one case and in a shared store in another; which one runs in production cannot be told here.`,
    };
  if (role === 'beside')
    return {
      status: 'undetermined',
      message: `${label} counts in memory, beside another limiter, which may not; which one decides cannot be told here.`,
    };
  const why = byDefault ? 'counts in the memory of the process when it is given no store' : 'counts in memory';
  return {
    status: 'violation',
    message:
      `${label} ${why}, so each instance lets the whole limit through and forgets it when it starts anew. ` +
      `Count in a store that all instances share: \`${repair}\`.`,
  };
}
