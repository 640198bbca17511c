import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { check } from '../check.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'faultline-pages-'));
  const dependencies = { next: '^15', react: '^19', 'react-dom': '^19' };
  write('package.json', JSON.stringify({ name: 'front', dependencies }));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const load = "export const load = (id) => fetch('https://a.example.com/' + id);\n";
const page = (specifier: string) =>
  `'use client';\nimport { load } from '${specifier}';\nexport const Page = () => <a onClick={() => load('x')} />;\n`;

/** The files in which a call without a timeout is found. */
async function found(): Promise<readonly (string | undefined)[]> {
  const { verdicts } = await check({ cwd: root, only: 'code' });
  return verdicts.flatMap(({ check: name, status, location }) =>
    name === 'require-http-timeout' && status === 'violation' ? [location?.file] : [],
  );
}

it('says nothing of what only code of pages imports, at once, through others or in a ring', async () => {
  write('app/home/page.jsx', page('../../lib/load'));
  write('app/shop/page.jsx', page('../../components/form'));
  write('components/form.js', "export { load } from '../lib/save.js';\n");
  write('lib/load.js', load);
  write('lib/save.js', `import './ring.js';\n${load}`);
  write('lib/ring.js', `import './save.js';\n${load}`);
  expect(await found()).toEqual([]);
});

it('judges what the server imports as well, and what nobody does', async () => {
  write('app/home/page.jsx', page('../../lib/load'));
  write('app/api/route.js', "import { load } from '../../lib/load';\nexport const GET = async () => load('1');\n");
  write('lib/load.js', load);
  write('lib/alone.js', load);
  expect(await found()).toEqual(['lib/alone.js', 'lib/load.js']);
});
