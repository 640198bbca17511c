import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

/** The files that are left out as code of tests. */
async function leftOut(): Promise<readonly string[]> {
  const { scope } = await check({ cwd: root, only: 'code' });
  return scope.skipped.flatMap(({ path, kind }) => (kind === 'test' ? [path] : []));
}

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

describe('what looks like code of tests', () => {
  const use = (specifier: string) => `import { load } from '${specifier}';\nexport const handler = () => load('1');\n`;
  beforeEach(() => write('package.json', JSON.stringify({ name: 'shop', dependencies: { express: '^5' } })));

  it('is judged where production imports it, at once or through others that look so as well', async () => {
    write('src/app.js', use('./test-utils/client'));
    write('src/test-utils/client.js', `export { load } from './deep';\n${load.replaceAll('load', 'other')}`);
    write('src/test-utils/deep.js', `const chai = require('chai');\n${load}`);
    write('src/job.js', "const { load } = require('./integration-tests/client');\nmodule.exports = () => load('1');\n");
    write('src/integration-tests/client.js', load);
    write('packages/testing/package.json', JSON.stringify({ name: '@shop/testing' }));
    write('packages/testing/load.js', load);
    write('src/page.js', use('../packages/testing/load'));
    expect(await found()).toEqual([
      'packages/testing/load.js',
      'src/integration-tests/client.js',
      'src/test-utils/client.js',
      'src/test-utils/deep.js',
    ]);
    expect(await leftOut()).toEqual([]);
  });

  it('is left out, and told, where tests, tools, nobody or itself imports it, or production takes types only', async () => {
    write('src/test-utils/ring.js', `import './ring2';\n${load}`);
    write('src/test-utils/ring2.js', `import './ring';\n${load}`);
    write('src/checked.js', `import { it } from 'vitest';\n${use('./test-utils/of-tests')}`);
    write('src/test-utils/of-tests.js', load);
    write('vitest.config.js', use('./src/test-utils/of-tools'));
    write('src/test-utils/of-tools.js', load);
    write(
      'src/app.ts',
      "import type { Api } from './test-utils/of-types';\nexport const run = (api: Api) => api.load();\n",
    );
    write('src/test-utils/of-types.ts', `export interface Api { load(): void }\n${load.replace('id)', 'id: string)')}`);
    expect(await found()).toEqual([]);
    expect(await leftOut()).toEqual([
      'src/checked.js',
      'src/test-utils/of-tests.js',
      'src/test-utils/of-tools.js',
      'src/test-utils/of-types.ts',
      'src/test-utils/ring.js',
      'src/test-utils/ring2.js',
    ]);
  });

  it('is judged although it says that it is of the browser, in a package that draws nothing', async () => {
    write('src/app.js', `'use client';\n${load}`);
    expect(await found()).toEqual(['src/app.js']);
  });
});
