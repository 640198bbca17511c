import type { ReadThroughFact } from '../../behaviour/caches/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to answers that are lost as a whole because one of several sources has failed. */
export const noAllOrNothingGather = defineCheck({
  meta: {
    name: 'no-all-or-nothing-gather',
    bestPractice: 'REL05-BP01',
    layer: 'code',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'An answer from several sources survives the failure of one',
    why:
      '`Promise.all` fails as soon as one of its promises does. An answer that is put together from several systems is then ' +
      'as available as all of them together, although most of it would be there. A cache that has to answer before the source ' +
      'is asked makes the answer less available than it would be without the cache.',
    fix:
      'Use `Promise.allSettled` and leave out what is missing, or give each source a value for its failure. ' +
      'Take a failed look into a cache for a miss.',
    sources: [
      {
        title: 'REL05-BP01 Implement graceful degradation',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp01.html',
      },
    ],
  },
  *judge(facts) {
    for (const { at, sources, state, why } of facts.gathers) {
      const evidence = { sources: sources.join(', ') };
      if (state === 'tolerant')
        yield { at, status: 'compliant', message: 'The answer survives the failure of one of its sources.', evidence };
      else if (state === 'unknown')
        yield {
          at,
          status: 'undetermined',
          message: `It cannot be decided whether several systems are read here, because ${why ?? 'other code decides'}.`,
          evidence,
        };
      else
        yield {
          at,
          status: 'violation',
          message: `One source that fails (${sources.join(', ')}) fails the whole answer, although the others have answered. Use \`Promise.allSettled\` and leave out what is missing, or give each source a value for its failure.`,
          evidence,
        };
    }
    for (const fact of facts.readThroughs)
      yield { ...judgeReadThrough(fact), evidence: { cache: fact.cache, source: fact.source } };
  },
});

function judgeReadThrough({ at, cache, source, state }: ReadThroughFact): SiteVerdict {
  switch (state) {
    case 'optional':
      return { at, status: 'compliant', message: `The answer does without \`${cache}\` when that fails.` };
    case 'unknown':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be decided whether the answer does without \`${cache}\`, because what takes its failure takes that of ${source} as well, or nothing waits for it.`,
      };
    case 'required':
      return {
        at,
        status: 'violation',
        message: `When \`${cache}\` fails, so does the whole answer, although ${source} could still give it. Catch the failure of the cache, take it for a miss, and go on with ${source}.`,
      };
  }
}
