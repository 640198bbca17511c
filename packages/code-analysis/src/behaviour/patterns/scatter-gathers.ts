import { gatherFacts } from '../gathers/gathers.js';
import type { Found } from '../lazy.js';
import type { PatternFact } from './types.js';

/** Answers that are put together from several systems, and given without those that fail. */
export function scatterGathers(found: Found): readonly PatternFact[] {
  const endless = new Set(
    found.sites.filter(({ bound }) => bound.status === 'unbounded').map(({ call }) => call.node.range[0]),
  );
  return gatherFacts(found)
    .filter(({ state, reads }) => state === 'tolerant' && reads.length > 1)
    .map(({ at, reads }): PatternFact => {
      const open = reads.filter(({ range: [start] }) => endless.has(start)).length;
      return {
        pattern: 'scatter-gather',
        at,
        within: at,
        by: 'by hand',
        message: 'Several systems are asked at once, and the answer is given without those that fail.',
        lacks:
          open > 0
            ? [
                `No timeout was seen for ${open} of ${reads.length} of its calls, so the slowest decides when the answer comes.`,
              ]
            : [],
      };
    });
}
