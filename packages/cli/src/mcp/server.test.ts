import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeServer } from './server.js';

let root: string;
let client: Client;

async function connect(trusts = false): Promise<void> {
  const [one, other] = InMemoryTransport.createLinkedPair();
  client = new Client({ name: 'an agent', version: '1.0.0' });
  await Promise.all([makeServer({ root, trusts }).connect(one), client.connect(other)]);
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-mcp-')));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/pay.ts'), 'export const pay = (url: string) => fetch(url);\n');
});
afterEach(async () => {
  await client.close();
  rmSync(root, { recursive: true });
});

/** What a tool answers, and whether it calls it an error. */
async function call(name: string, args: Record<string, unknown> = {}): Promise<{ text: string; isError: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [{ text }] = content as [{ text: string }];
  return { text, isError: isError === true };
}

it('names its tools, and which of them change something', async () => {
  await connect();
  const { tools } = await client.listTools();
  expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
    ['check', true],
    ['explain', true],
    ['fix', false],
    ['graph', true],
  ]);
});

it('takes an agent from a fault to its repair', async () => {
  await connect();
  const found = await call('check');
  expect(found.text).toContain('## require-http-timeout (error, REL05-BP05): 1 place');
  expect(found.text).toContain('- «src/pay.ts:1:37» «export const pay = (url: string) => fetch(url);»');
  const patch = await call('fix', { checks: ['require-http-timeout'], values: { timeoutMs: 2_000 } });
  expect(patch.text).toContain(
    '+export const pay = (url: string) => fetch(url, { signal: AbortSignal.timeout(2_000) });',
  );
  expect(readFileSync(join(root, 'src/pay.ts'), 'utf8')).not.toContain('signal');
  const applied = await call('fix', { checks: ['require-http-timeout'], values: { timeoutMs: 2_000 }, apply: true });
  expect(applied.text).toContain('1 fault repaired in 1 file.');
  expect((await call('check', { checks: ['require-http-timeout'] })).text).toMatch(/^No violations/);
});

it('explains a check, and says so where there is none', async () => {
  await connect();
  expect((await call('explain', { name: 'require-http-timeout' })).text).toContain('How to fix it');
  expect(await call('explain', { name: 'require-htp-timeout' })).toMatchObject({ isError: true });
});

it.each([['..'], ['../other'], ['/etc'], ['src/../../x'], ['../*.ts']])(
  'goes nowhere out of its root: %s',
  async (path) => {
    await connect();
    for (const tool of ['check', 'fix', 'graph']) {
      const { text, isError } = await call(tool, { paths: [path] });
      expect(isError).toBe(true);
      expect(text).toContain('leads out of the project');
    }
  },
);

it('runs nothing of the project unless it is trusted', async () => {
  const mark = join(root, 'ran');
  writeFileSync(
    join(root, 'eslint.config.mjs'),
    `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(mark)}, '');\nexport default [];\n`,
  );
  await connect();
  await call('check');
  expect(() => readFileSync(mark)).toThrow('ENOENT');
  await client.close();
  await connect(true);
  await call('check');
  expect(readFileSync(mark, 'utf8')).toBe('');
});

it('refuses a number that cannot be', async () => {
  await connect();
  expect(await call('fix', { values: { timeoutMs: -1 } })).toMatchObject({ isError: true });
});
