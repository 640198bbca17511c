import type { CheckMetadata } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { ruleHeader, ruleTable } from './page-header.js';

const check: CheckMetadata = {
  name: 'no-x',
  bestPractice: 'REL05-BP05',
  layer: 'code',
  severity: 'error',
  precision: 'high',
  preset: 'recommended',
  title: 'No x | y',
  why: '',
  fix: '',
  sources: [],
};

describe('ruleHeader', () => {
  it('says name, title, best practice with its link, presets, severity, precision and repair', () => {
    const header = ruleHeader(check);
    expect(header).toMatch(/^# faultline\/no-x\n\nNo x \| y\.\n/);
    expect(header).toContain(
      '[REL05-BP05 Set client timeouts](https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html)',
    );
    expect(header).toContain('| Presets | `recommended`, `strict`, `rel05-bp05` |');
    expect(header).toContain('| Severity | error |');
    expect(header).toContain('| Precision | high |');
    expect(header).toContain('| Repair | suggested in the editor where it is mechanical |');
  });

  it('does not name the recommended preset where the check is not in it', () => {
    const header = ruleHeader({ ...check, preset: 'strict' });
    expect(header).toContain('| Presets | `strict`, `rel05-bp05` |');
  });

  it('names a check of infrastructure as it is acknowledged, and no preset of ESLint', () => {
    const header = ruleHeader({ ...check, layer: 'infrastructure' });
    expect(header).toMatch(/^# no-x\n/);
    expect(header).toContain('| Presets | `recommended`, `strict` |');
    expect(header).toContain('| Id in cdk-nag | `Faultline-NoX` |');
  });
});

describe('ruleTable', () => {
  it('has a row a check, linked, with bars escaped', () => {
    const lines = ruleTable([check, { ...check, name: 'no-z', preset: 'strict' }], 'docs/rules').split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toBe('| [no-x](docs/rules/no-x.md) | No x \\| y | REL05-BP05 | error | yes |');
    expect(lines[3]).toBe('| [no-z](docs/rules/no-z.md) | No x \\| y | REL05-BP05 | error |  |');
  });
});
