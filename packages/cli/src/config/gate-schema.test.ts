import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema } from './schema.js';

const page = readFileSync(new URL('../../docs/gate.md', import.meta.url), 'utf8');
const samples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => JSON.parse(text) as object);

const isRight = (config: object): boolean => configSchema.safeParse(config).success;

describe('the keys of the gate', () => {
  it('take the samples of their page', () => {
    expect(samples).toHaveLength(2);
    expect(samples.map(isRight)).toEqual([true, true]);
  });

  it.each<object>([
    { gate: { '*': { new: -1 } } },
    { gate: { '*': { minCoverage: 80 } } },
    { gate: { '*': { neww: 0 } } },
    { gate: { '*': 'off' } },
    { suppressions: { requireTicket: '(' } },
    { suppressions: { maxDays: 0 } },
    { suppress: [{ check: 'require-http-timeout' }] },
    { suppress: [{ check: 'require-http-timeout', file: 'a', until: 'soon' }] },
  ])('do not take %j', (config) => expect(isRight(config)).toBe(false));
});
