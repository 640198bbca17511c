import type { ConfigFetchFact } from '../../behaviour/caches/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to configuration and secrets that each request fetches again. */
export const noConfigFetchPerRequest = defineCheck({
  meta: {
    name: 'no-config-fetch-per-request',
    bestPractice: 'REL05-BP01',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Configuration and secrets are kept between requests',
    why:
      'A request that fetches its configuration first depends on the configuration service each time: when that throttles or ' +
      'is down, all requests fail, although the values have hardly ever changed.',
    fix: 'Keep the value outside of the handler for some minutes, and go on with the last one when it cannot be fetched.',
    sources: [
      {
        title: 'REL05-BP01 Implement graceful degradation',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp01.html',
      },
      {
        title: 'Powertools for AWS Lambda (TypeScript): Parameters',
        url: 'https://docs.aws.amazon.com/powertools/typescript/latest/features/parameters/',
      },
    ],
  },
  *judge(facts) {
    for (const fetched of facts.configFetches)
      yield { ...judgeFetch(fetched), evidence: { operation: fetched.operation, state: fetched.state } };
  },
});

function judgeFetch({ at, operation, state, handler, why }: ConfigFetchFact): SiteVerdict {
  switch (state) {
    case 'cached':
      return { at, status: 'compliant', message: `What ${operation} fetches is kept between requests.` };
    case 'default':
      return { at, status: 'compliant', message: `Another value is taken when ${operation} fails.` };
    case 'unknown':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be decided whether each request waits for ${operation}, because ${why ?? 'other code decides'}.`,
      };
    case 'per-request': {
      const by = handler ? `\`${handler}\`` : 'the handler';
      return {
        at,
        status: 'violation',
        message: `Each event of ${by} waits for ${operation} and keeps nothing, so all of them fail when that service throttles or is down. Keep the value outside of the handler for some minutes, and go on with the last one when it cannot be fetched.`,
      };
    }
  }
}
