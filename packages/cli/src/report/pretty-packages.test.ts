import type { PackageResult } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { packageLines } from './pretty-packages.js';
import { styleFor } from './pretty-style.js';
import { pretty } from './pretty.js';
import { plain, sampleResults } from './testing/sample-results.js';

const of = (folder: string, error: number, compliant = 0): PackageResult => ({
  name: `@shop/${folder}`,
  folder,
  counts: { violation: error, compliant, undetermined: 0, suppressed: 0 },
  violations: { error, warning: 0, note: 0 },
});
const results = (...packages: PackageResult[]) => ({ ...sampleResults(), packages });
const style = styleFor(plain);

describe('packageLines', () => {
  it('lists the worst package first and counts those without a violation', () => {
    const [, , first, second, rest] = packageLines(results(of('idle', 0), of('cart', 1, 3), of('pay', 2)), style);
    expect(first).toMatch(/^@shop\/pay +pay +0 of 2 +2$/);
    expect(second).toMatch(/^@shop\/cart +cart +3 of 4 +1$/);
    expect(rest).toBe('1 more package without a violation.');
  });

  it('says nothing where no package has a violation, or there are none', () => {
    expect(packageLines(results(of('idle', 0)), style)).toEqual([]);
    expect(packageLines(sampleResults(), style)).toEqual([]);
  });

  it('makes names harmless', () => {
    const lines = packageLines(results({ ...of('pay', 1), name: '\u001b[2Jowned' }), style);
    expect(lines.join('\n')).not.toContain('\u001b');
  });
});

describe('the summary', () => {
  it('leaves single findings out, and keeps where the workload stands', () => {
    const text = pretty.render(sampleResults(), { ...plain, summary: true });
    expect(text).not.toContain('src/');
    expect(text).toContain('REL05-BP05');
    expect(text).toMatch(/violations \(/);
  });
});
