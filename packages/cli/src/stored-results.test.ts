import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sampleResults } from './report/testing/sample-results.js';
import { readResults } from './stored-results.js';

const folder = mkdtempSync(join(tmpdir(), 'faultline-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

function stored(text: string): string {
  const path = join(folder, 'results.json');
  writeFileSync(path, text);
  return path;
}

it('reads what a check wrote', () => {
  expect(readResults(stored(JSON.stringify(sampleResults())))).toEqual(sampleResults());
});

it.each([
  ['no JSON', () => stored('{'), /cannot be read as results/],
  ['another kind of JSON', () => stored('{"schemaVersion":1}'), /is not a results file of this version/],
  ['no file', () => join(folder, 'none.json'), /cannot be read as results/],
  ['a device that never ends', () => '/dev/zero', /\/dev\/zero cannot be read as results: not a regular file\./],
])('says what it cannot read: %s', (_, path, message) => {
  expect(() => readResults(path())).toThrow(message);
});
