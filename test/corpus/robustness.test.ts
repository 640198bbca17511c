import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '@faultline/catalog';
import { beforeAll, describe, expect, it } from 'vitest';
import { check } from '../support/run.js';
import { schemaErrors } from '../support/schema.js';
import { corpus } from './corpus.js';

interface Entry {
  readonly file: string;
  readonly expect: 'analyses' | 'input-error' | 'either';
}

const folder = join(corpus ?? '', 'infra/robustness');
const entries = corpus
  ? (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { files: Entry[] }).files
  : [];
const expected = (what: Entry['expect']) => entries.filter((entry) => entry.expect === what).map(({ file }) => file);

describe.skipIf(corpus === undefined)('real and hostile templates (skipped where there is no corpus)', () => {
  let results: Results;
  let code: number | null;
  beforeAll(() => {
    const files = entries.map(({ file }) => file);
    ({ results, code } = check([...files, '--only', 'infra', '--preset', 'strict', '--fail-on', 'never'], folder));
  }, 300_000);

  it('are all there', () => {
    expect(entries.length).toBeGreaterThan(100);
  });

  it('are judged where they can be', () => {
    const judged = new Set(results.scope.templates);
    expect(expected('analyses').filter((file) => !judged.has(file))).toEqual([]);
  });

  it('are refused by name where they cannot be, and the others judged all the same', () => {
    const refused = results.errors.map(({ path }) => path ?? '').sort();
    const mayBe = new Set([...expected('input-error'), ...expected('either')]);
    expect(expected('input-error').filter((file) => !refused.includes(file))).toEqual([]);
    expect(refused.filter((file) => !mayBe.has(file))).toEqual([]);
    expect(code).toBe(2);
    expect(results.complete).toBe(false);
  });

  it('never break a rule', () => {
    expect(results.errors.filter(({ kind }) => kind === 'internal')).toEqual([]);
    expect(schemaErrors(results)).toEqual([]);
  });
});
