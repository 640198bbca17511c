import { defineCheck } from '../define-check.js';

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
      'as available as all of them together, although most of it would be there.',
    fix: 'Use `Promise.allSettled` and leave out what is missing, or give each source a value for its failure.',
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
  },
});
