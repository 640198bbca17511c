import { bestPractices } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import faultline, { checks } from './index.js';
import { codeChecks } from '@faultline/code-analysis';

describe('presets', () => {
  it('has one of high precision, one with everything, and one a best practice, each with its name', () => {
    expect(Object.keys(faultline.configs)).toEqual([
      'recommended',
      'strict',
      ...bestPractices.map(({ id }) => id.toLowerCase()),
      'without-conflicts',
    ]);
    for (const [name, config] of Object.entries(faultline.configs)) {
      expect(config.name).toBe(`faultline/${name}`);
      expect(config.plugins?.['faultline']).toBe(name === 'without-conflicts' ? undefined : faultline);
    }
  });

  it('puts every check where its metadata says, at its severity', () => {
    for (const check of checks) {
      const id = `faultline/${check.name}`;
      const level = check.severity === 'error' ? 'error' : 'warn';
      expect(faultline.configs.strict.rules?.[id]).toBe(level);
      expect(faultline.configs.recommended.rules?.[id]).toBe(check.preset === 'recommended' ? level : undefined);
      for (const { id: practice } of bestPractices) {
        const { rules } = faultline.configs[practice.toLowerCase() as Lowercase<typeof practice>];
        expect(rules?.[id]).toBe(practice === check.bestPractice ? level : undefined);
      }
    }
  });
});

describe('registry', () => {
  it('lists every rule once, by name, and the one that is no check behind them', () => {
    const names = codeChecks.map((rule) => rule.meta.name);
    expect(names).toEqual([...new Set(names)].sort());
    expect(Object.keys(faultline.rules)).toEqual([...names, 'infrastructure-findings']);
  });

  it('has metadata that people can read', () => {
    for (const { title, why, fix, sources } of checks) {
      expect(title).toMatch(/^[A-Z][^.]*[^.]$/);
      expect(why).toMatch(/\.$/);
      expect(fix).toMatch(/\.$/);
      expect(sources.length).toBeGreaterThan(0);
    }
  });
});
