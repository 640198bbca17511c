import { describe, expect, it } from 'vitest';
import { effectiveValues, type EffectiveValue } from './effective.js';
import type { Config } from './schema.js';

const values = (config: Config, flags = {}): EffectiveValue[] =>
  effectiveValues({ config, file: 'faultline.config.json' }, flags, ['pretty']);
const originOf = (key: string, list: readonly EffectiveValue[]) => list.find((one) => one.key === key);

describe('effectiveValues', () => {
  it('gives the defaults without a file', () => {
    const list = values({});
    expect(new Set(list.map(({ origin }) => origin))).toEqual(new Set(['default']));
    expect(originOf('failOn', list)?.value).toBe('error');
    expect(originOf('suppressions.unused', list)?.value).toBe('warning');
  });

  it('lets the file win over defaults, and flags over the file, value by value', () => {
    const list = values(
      { $schema: 'x', preset: 'strict', failOn: 'never', suppressions: { unused: 'error' }, checks: { a: 'off' } },
      { '--fail-on': { failOn: 'warning' } },
    );
    const file = 'faultline.config.json';
    expect(originOf('preset', list)).toEqual({ key: 'preset', value: 'strict', origin: file });
    expect(originOf('failOn', list)).toEqual({ key: 'failOn', value: 'warning', origin: '--fail-on' });
    expect(originOf('suppressions.unused', list)).toMatchObject({ value: 'error', origin: file });
    expect(originOf('suppressions.expired', list)).toMatchObject({ value: 'error', origin: 'default' });
    expect(originOf('checks.a', list)).toMatchObject({ value: 'off', origin: file });
    expect(originOf('$schema', list)).toBeUndefined();
  });
});
