import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LoadedConfig } from '../config/load.js';
import { sampleResults } from '../report/testing/sample-results.js';
import { cachedBase, cacheKey, type BaseScan } from './base-cache.js';

let top: string;
let kept: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'faultline-base-'));
  kept = join(top, 'kept');
  vi.stubEnv('FAULTLINE_CACHE_DIR', kept);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(top, { recursive: true });
});

const scanOf = (changes: Partial<BaseScan> = {}): BaseScan => ({
  commit: 'a'.repeat(40),
  top,
  options: { cwd: top },
  config: { config: {}, folder: top, errors: [] } as LoadedConfig,
  ...changes,
});

it('scans once, and gives the same results afterwards', async () => {
  const scan = vi.fn(() => Promise.resolve({ results: sampleResults(), errors: [] }));
  const first = await cachedBase(scanOf(), scan);
  expect(await cachedBase(scanOf(), scan)).toEqual(first);
  expect(scan).toHaveBeenCalledTimes(1);
});

it.each<[string, () => Partial<BaseScan>]>([
  ['the commit', () => ({ commit: 'b'.repeat(40) })],
  ['the folder', () => ({ options: { cwd: join(top, 'services') } })],
  ['the paths', () => ({ options: { cwd: top, paths: ['src'] } })],
  ['the layer', () => ({ options: { cwd: top, only: 'code' } })],
  ['the preset', () => ({ options: { cwd: top, preset: 'strict' } })],
  ['what may run', () => ({ options: { cwd: top, untrusted: true } })],
  ['the configuration', () => ({ config: { config: { exclude: ['x'] }, folder: top, errors: [] } as LoadedConfig })],
])('scans again where this differs: %s', (_, changes) => {
  expect(cacheKey(scanOf(changes()))).not.toBe(cacheKey(scanOf()));
});

it('scans again after something was installed', () => {
  const before = cacheKey(scanOf());
  mkdirSync(join(top, 'node_modules'));
  writeFileSync(join(top, 'node_modules/.package-lock.json'), '{}');
  expect(cacheKey(scanOf())).not.toBe(before);
});

it('keeps nothing of a scan that was not complete, and scans again where what was kept is broken', async () => {
  const error = { kind: 'parse', message: 'It cannot be parsed.' } as const;
  const partial = vi.fn(() => Promise.resolve({ results: sampleResults(), errors: [error] }));
  await cachedBase(scanOf(), partial);
  await cachedBase(scanOf(), partial);
  expect(partial).toHaveBeenCalledTimes(2);
  const whole = vi.fn(() => Promise.resolve({ results: sampleResults(), errors: [] }));
  await cachedBase(scanOf(), whole);
  for (const name of readdirSync(kept)) writeFileSync(join(kept, name), '{"schemaVersion":');
  expect((await cachedBase(scanOf(), whole)).results).toEqual(sampleResults());
  expect(whole).toHaveBeenCalledTimes(2);
});

it('keeps the newest only', async () => {
  const results = { results: sampleResults(), errors: [] };
  for (let number = 0; number < 33; number += 1) {
    await cachedBase(scanOf({ commit: String(number).padStart(40, '0') }), () => Promise.resolve(results));
  }
  expect(readdirSync(kept)).toHaveLength(30);
  expect(readFileSync(join(kept, readdirSync(kept)[0] ?? ''), 'utf8')).toContain('"schemaVersion":1');
});

it('costs nothing but time where it cannot be written', async () => {
  writeFileSync(join(top, 'file'), '');
  vi.stubEnv('FAULTLINE_CACHE_DIR', join(top, 'file/in-it'));
  const results = { results: sampleResults(), errors: [] };
  expect(await cachedBase(scanOf(), () => Promise.resolve(results))).toBe(results);
});
