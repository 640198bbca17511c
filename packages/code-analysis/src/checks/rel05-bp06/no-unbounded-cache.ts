import type { CacheFact, StateFact } from '../../behaviour/state/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

const bounds: Readonly<Partial<Record<CacheFact['bound'], string>>> = {
  evicted: 'entries are removed from it',
  expires: 'its entries grow old',
  limited: 'the number of its entries is looked at',
  'few-keys': 'it has only so many keys',
};

/** Objects to caches that grow with the requests for as long as the process lives. */
export const noUnboundedCache = defineCheck({
  meta: {
    name: 'no-unbounded-cache',
    bestPractice: 'REL05-BP06',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Caches in memory have a bound or an expiry',
    why:
      'A cache with an entry for each user, address or text grows until the process runs out of memory, and old entries ' +
      'are served for ever.',
    fix: 'Use a cache with a maximum and an expiry, such as lru-cache, or keep the values in a shared cache with a TTL.',
    sources: [
      {
        title: 'REL05-BP06 Make systems stateless where possible',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp06.html',
      },
      {
        title: 'Builders’ Library: Caching challenges and strategies',
        url: 'https://aws.amazon.com/builders-library/caching-challenges-and-strategies/',
      },
    ],
  },
  *judge(facts) {
    for (const state of facts.state)
      if (state.cache)
        yield {
          ...judgeCache(state, state.cache),
          evidence: { cache: state.name, key: state.cache.key, bound: state.cache.bound },
        };
  },
});

function judgeCache({ at, name, written }: StateFact, { bound, key, keyed }: CacheFact): SiteVerdict {
  const kept = bounds[bound];
  if (kept) return { at, status: 'compliant', message: `The cache \`${name}\` stays small: ${kept}.` };
  if (bound === 'opaque')
    return {
      at,
      status: 'undetermined',
      message: `Whether the cache \`${name}\` has a bound cannot be decided, because it is handed to other code.`,
    };
  if (keyed === 'unknown')
    return {
      at,
      status: 'undetermined',
      message: `Whether the cache \`${name}\` grows without end cannot be decided, because nothing says how many keys \`${key}\` stands for.`,
    };
  return {
    at,
    status: 'violation',
    message: `The cache \`${name}\` gets an entry for each \`${key}\` and loses none, so it grows until the process runs out of memory. Give it a maximum and an expiry, such as \`new LRUCache({ max, ttl })\`.`,
    ...(written && { related: [{ at: written, message: 'filled' }] }),
  };
}
