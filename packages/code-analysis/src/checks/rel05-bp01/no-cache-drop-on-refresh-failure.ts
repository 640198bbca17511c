import type { RefreshFact } from '../../behaviour/caches/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to caches that are empty when a refresh has failed. */
export const noCacheDropOnRefreshFailure = defineCheck({
  meta: {
    name: 'no-cache-drop-on-refresh-failure',
    bestPractice: 'REL05-BP01',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'A cache keeps its values until new ones are there',
    why:
      'Old values are nearly always better than none. A cache that is emptied before or when its refresh fails turns a short ' +
      'outage of the source into an outage of everything that reads the cache, and sends all readers to the source at once.',
    fix: 'Fetch the new values first and swap them in when they are there. Keep the old ones when the fetch fails.',
    sources: [
      {
        title: 'REL05-BP01 Implement graceful degradation',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp01.html',
      },
      {
        title: 'RFC 5861: stale content when an error occurs',
        url: 'https://www.rfc-editor.org/rfc/rfc5861#section-4',
      },
    ],
  },
  *judge(facts) {
    for (const refresh of facts.refreshes)
      yield { ...judgeRefresh(refresh), evidence: { cache: refresh.cache, state: refresh.state } };
  },
});

const faults: Readonly<Record<Exclude<RefreshFact['state'], 'swapped' | 'failure-kept'>, string>> = {
  'cleared-before': 'is emptied before the new values are there',
  'cleared-on-failure': 'is emptied when its refresh fails',
  'empty-on-failure': 'is overwritten by nothing when its refresh fails',
};

function judgeRefresh({ at, cache, state, work, keeper, elsewhere }: RefreshFact): SiteVerdict {
  if (state === 'swapped')
    return { at, status: 'compliant', message: `\`${cache}\` keeps its values until new ones are there.` };
  if (state === 'failure-kept')
    return {
      at,
      status: 'violation',
      message: `A failure of ${work ?? ''} is answered as if there were nothing, and \`${cache}\` keeps that for as long as a true answer, so a short outage of the source empties what its readers get. Throw the error again where it is caught, so that nothing is kept of it, and go on with the old values.`,
      ...(keeper && { related: [{ at: keeper, message: 'kept' }] }),
      ...(elsewhere && { elsewhere: [{ ...elsewhere, message: 'failure taken' }] }),
    };
  return {
    at,
    status: 'violation',
    message: `\`${cache}\` ${faults[state]}, so an outage of the source leaves its readers with nothing. Fetch the new values first, swap them in when they are there, and keep the old ones when that fails.`,
  };
}
