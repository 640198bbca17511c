import type { Results } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { html } from './html.js';
import { pretty } from './pretty.js';
import { emptyResults, plain, sampleResults } from './testing/sample-results.js';

const reason = 'Orders/Fn gets its records one at a time <BatchSize 1>.';

/** The sample with its first finding withdrawn, and with a function and a handler that are not linked. */
function joined(): Results {
  const { verdicts, ...rest } = sampleResults();
  const [first, ...others] = verdicts;
  if (!first) throw new Error('The sample has no verdicts.');
  return {
    ...rest,
    verdicts: [{ ...first, status: 'withdrawn', withdrawal: { reason, from: 'violation' } }, ...others],
    dependencies: {
      nodes: [],
      edges: [],
      unlinked: [
        {
          function: { template: 't.json', logicalId: 'Old', type: 'AWS::Lambda::Function' },
          reason: 'its code is inline in the template',
        },
        { handler: { file: 'src/dead.ts', export: 'handler' }, reason: 'no function runs it' },
      ],
    },
  };
}

describe('what both layers say together', () => {
  it('stands in the page with its reasons, escaped, and only where there is something', () => {
    const page = html.render(joined(), plain);
    expect(page).toContain('1 finding withdrawn');
    expect(page).toContain('one at a time &lt;BatchSize 1&gt;');
    expect(page).toContain('its code is inline in the template');
    expect(page).toContain('src/dead.ts#handler');
    expect(html.render(emptyResults(), plain)).not.toContain('Code and infrastructure together');
  });

  it('is counted in the terminal, and told with its reasons when asked', () => {
    const brief = pretty.render(joined(), plain);
    expect(brief).toContain('1 finding withdrawn with both layers in view, 2 functions without code in view');
    expect(brief).not.toContain('inline in the template');
    const verbose = pretty.render(joined(), { ...plain, verbose: true });
    expect(verbose).toContain('Old: its code is inline in the template');
    expect(verbose).toContain('src/dead.ts#handler: no function runs it');
    expect(verbose).toMatch(/gets its records\s+one at a time/);
  });
});
