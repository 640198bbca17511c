import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Verdict } from '@faultline/catalog';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../check.js';
import { matchKnown, openEntries } from './match.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'faultline-effects-'));
  write('package.json', '{ "name": "shop", "type": "module" }');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** What is said of timeouts. */
async function timeouts(): Promise<readonly Verdict[]> {
  const { verdicts } = await check({ cwd: root, only: 'code' });
  return verdicts.filter((verdict) => verdict.check === 'require-http-timeout');
}

const brief = ({ location, status, effects = [] }: Verdict): string =>
  [
    `${location?.file}:${location?.line} ${status}`,
    ...effects.map((one) => `${one.location.file}:${one.location.line}`),
  ].join(' ');

const client = 'export function load(path, init) {\n  return fetch(process.env.SHOP + path, init);\n}\n';
const limit = '{ signal: AbortSignal.timeout(2000) }';

describe('a wrapper without a limit', () => {
  it('is one finding, with its callers in all files', async () => {
    write('client.js', client);
    write('cart.js', "import { load } from './client.js';\nexport const cart = () => load('/cart', {});\n");
    write(
      'stock.js',
      "import { load } from './client.js';\nexport const stock = () => load('/stock', { method: 'GET' });\n",
    );
    const found = await timeouts();
    expect(found.map(brief)).toEqual(['client.js:2 violation cart.js:2 stock.js:2']);
    expect(found[0]?.message).toContain('None of those who call the function around this call passes a timeout');
  });

  it('is one finding at a call whose limit may be left out', async () => {
    const text = client.replace('init)', 'init = {})').replace('export ', '');
    write('shop.js', `${text}export const cart = () => load('/cart');\nexport const stock = () => load('/stock');\n`);
    expect((await timeouts()).map(brief)).toEqual(['shop.js:2 violation shop.js:4 shop.js:5']);
  });

  it('is the fault of those who pass none, where others do', async () => {
    write('client.js', client.replace('init)', 'init = {})'));
    write('cart.js', "import { load } from './client.js';\nexport const cart = () => load('/cart');\n");
    write('stock.js', `import { load } from './client.js';\nexport const stock = () => load('/stock', ${limit});\n`);
    const found = (await timeouts()).map(brief);
    expect(found).toContain('cart.js:2 violation');
    expect(found).toContain('stock.js:2 compliant');
    expect(found.filter((text) => text.includes('violation'))).toHaveLength(1);
  });

  it('is accepted for all where it is accepted', async () => {
    const accepted =
      '// eslint-disable-next-line faultline/require-http-timeout -- the proxy before it ends calls\n  return fetch';
    write('client.js', client.replace('init)', 'init = {})').replace('return fetch', accepted));
    write('cart.js', "import { load } from './client.js';\nexport const cart = () => load('/cart');\n");
    expect((await timeouts()).map(brief)).toEqual(['client.js:3 suppressed cart.js:2']);
  });
});

describe('a finding with effects', () => {
  const wrapper = {
    check: 'require-http-timeout',
    status: 'violation',
    fingerprint: 'w',
    location: { file: 'client.js', line: 2, column: 1 },
    effects: ['a', 'b'].map((name) => ({ location: { file: `${name}.js`, line: 1, column: 1 }, fingerprint: name })),
  } as unknown as Verdict;
  const alone = (name: string) =>
    ({
      ...wrapper,
      fingerprint: name,
      effects: [],
      location: { file: `${name}.js`, line: 1, column: 1 },
    }) as Verdict;

  it('is known where one of its effects was, and where it was itself', () => {
    for (const known of [alone('a'), { ...wrapper, effects: [] }]) {
      const match = matchKnown([wrapper], openEntries([known]));
      expect(match.verdicts[0]?.baseline).toBe('unchanged');
      expect(match.fixed).toEqual([]);
    }
  });

  it('stays known at a caller that is told by itself again', () => {
    const match = matchKnown([alone('b')], openEntries([wrapper]));
    expect(match.verdicts[0]?.baseline).toBe('unchanged');
    expect(match.fixed).toEqual([]);
  });

  it('is fixed once it is gone everywhere', () => {
    expect(matchKnown([], openEntries([wrapper])).fixed).toHaveLength(3);
  });
});
