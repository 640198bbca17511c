import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from './load.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const load = (changes: object = {}) => loadConfig({ cwd: folder, limit: folder, untrusted: false, ...changes });
const messages = async (changes: object = {}) => (await load(changes)).errors.map((error) => error.message);

describe('loadConfig', () => {
  it('is empty without a file', async () => {
    expect(await load()).toEqual({ config: {}, folder, errors: [] });
  });

  it('reads TypeScript', async () => {
    write('faultline.config.ts', "const preset: string = 'strict';\nexport default { preset };\n");
    expect((await load()).config).toEqual({ preset: 'strict' });
  });

  it('looks upward, and not above the limit', async () => {
    write('faultline.config.json', '{"failOn": "warning"}');
    const inner = join(folder, 'packages', 'api');
    mkdirSync(inner, { recursive: true });
    expect((await load({ cwd: inner })).config).toEqual({ failOn: 'warning' });
    expect((await load({ cwd: inner })).folder).toBe(folder);
    expect((await load({ cwd: inner, limit: inner })).config).toEqual({});
  });

  it('names the nearest key for an unknown one, and keeps the others', async () => {
    write('faultline.config.json', '{"presett": "strict", "failOn": "never"}');
    expect(await messages()).toEqual(["faultline.config.json has the unknown key 'presett'. Did you mean 'preset'?"]);
    expect((await load()).config).toEqual({ failOn: 'never' });
  });

  it.each([
    [{ suppressions: { requireReson: true } }, 'suppressions.requireReson', 'requireReason'],
    [{ gate: { '*': { mincoverage: 1 } } }, 'gate.*.mincoverage', 'minCoverage'],
    [{ gate: { '*': { new: { errors: 1 } } } }, 'gate.*.new.errors', 'error'],
    [{ suppress: [{ check: 'a', file: 'b', untill: '2027-01-01' }] }, 'suppress.0.untill', 'until'],
  ])('names the nearest key in %j', async (config, unknown, nearest) => {
    write('faultline.config.json', JSON.stringify(config));
    expect(await messages()).toEqual([
      `faultline.config.json has the unknown key '${unknown}'. Did you mean '${nearest}'?`,
    ]);
  });

  it('says which value is wrong', async () => {
    write('faultline.config.json', '{"checks": {"sqs-queue-dlq": "warn"}, "preset": "strict"}');
    const [message] = await messages();
    expect(message).toMatch(/^faultline\.config\.json: 'checks\.sqs-queue-dlq' is wrong: .*\. Correct the value\.$/);
    expect((await load()).config).toEqual({ preset: 'strict' });
  });

  it('says in one sentence that a file does not load', async () => {
    write('faultline.config.json', '{"preset": ');
    const [message] = await messages();
    expect(message).toMatch(
      /^faultline\.config\.json cannot be loaded \(.*\); defaults were used instead\. Repair or remove it\.$/,
    );
  });

  it('runs no program when the project is not trusted', async () => {
    write('faultline.config.mjs', 'globalThis.faultlineRan = true;\nexport default {};\n');
    expect((await load({ untrusted: true })).errors).toEqual([]);
    expect(await messages({ untrusted: true, file: 'faultline.config.mjs' })).toEqual([
      'faultline.config.mjs is a program and --untrusted runs none; use a JSON file.',
    ]);
    expect(globalThis).not.toHaveProperty('faultlineRan');
  });
});
