import type { Results } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { html } from './html.js';
import { pretty } from './pretty.js';
import { plain, sampleResults } from './testing/sample-results.js';

/** The sample with a circuit breaker in code, whose state a table keeps. */
function withBreaker(): Results {
  const table = { template: 't.json', logicalId: 'Table<1>', type: 'AWS::DynamoDB::Table' };
  return {
    ...sampleResults(),
    patterns: [
      {
        pattern: 'circuit-breaker',
        bestPractice: 'REL05-BP01',
        layer: 'workload',
        by: 'by hand',
        message: 'Failures open a circuit breaker in `<Fuse>`.',
        lacks: ['No half-open state was seen.'],
        places: [
          { layer: 'code', message: 'breaker', location: { file: 'src/fuse.ts', line: 3, column: 7 } },
          { layer: 'infrastructure', message: 'keeps its state', resource: table },
        ],
      },
    ],
  };
}

describe('patterns that were seen', () => {
  it('stand in the page under their best practice with all places, escaped', () => {
    const page = html.render(withBreaker(), plain);
    const section = page.slice(
      page.indexOf('aria-labelledby="REL05-BP01"'),
      page.indexOf('aria-labelledby="REL05-BP03"'),
    );
    expect(section).toContain('Circuit breaker');
    expect(section).toContain('src/fuse.ts:3:7');
    expect(section).toContain('<code>&lt;Fuse&gt;</code>');
    expect(section).toContain('No half-open state was seen.');
    expect(section).toContain('Table&lt;1&gt;');
    expect(html.render(sampleResults(), plain)).not.toContain('fuse.ts');
  });

  it('are counted in the terminal, and told with their places when asked', () => {
    const brief = pretty.render(withBreaker(), plain);
    expect(brief).toContain('1 pattern seen as evidence (circuit breaker)');
    expect(brief).not.toContain('src/fuse.ts');
    const verbose = pretty.render(withBreaker(), { ...plain, verbose: true });
    expect(verbose).toMatch(/src\/fuse\.ts:3:7\s+Circuit breaker: Failures open/);
    expect(verbose).toMatch(/No half-open\s+state/);
    expect(pretty.render(sampleResults(), plain)).not.toContain('as evidence');
  });
});
