import { expect, it } from 'vitest';
import { json } from './json.js';
import { hostileResults } from './testing/hostile.js';
import { plain, sampleResults } from './testing/sample-results.js';

it('reads back as the same results', () => {
  for (const results of [sampleResults(), hostileResults()]) {
    expect(JSON.parse(json.render(results, plain))).toEqual(results);
  }
});

it('writes keys in one order, however the results were put together', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, child]) => [key, reversed(child)]),
    );
  };
  const results = sampleResults();
  const text = json.render(results, plain);
  expect(json.render(reversed(results) as typeof results, plain)).toBe(text);
  expect(text).toMatch(/^\{\n {2}"schemaVersion": 1,\n {2}"tool": \{\n {4}"name": "faultline",/);
});
