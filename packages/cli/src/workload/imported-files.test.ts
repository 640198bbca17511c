import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importedFiles } from './imported-files.js';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-imported-')));
  mkdirSync(join(root, 'test'));
  writeFileSync(join(root, 'test', 'pay.ts'), "export * from './deep';\n");
  writeFileSync(join(root, 'test', 'deep.ts'), 'export const deep = 1;\n');
});
afterEach(() => rmSync(root, { recursive: true }));

function imported(text: string): string[] {
  writeFileSync(join(root, 'index.ts'), text);
  const candidates = new Set(['pay.ts', 'deep.ts'].map((name) => join(root, 'test', name)));
  const found = importedFiles([join(root, 'index.ts')], candidates, { root, repository: root });
  return [...found.keys()].map((path) => path.slice(root.length + 1)).sort();
}

it.each([
  "import { deep } from './test/pay';",
  "import './test/pay.js';",
  "export * from './test/pay';",
  "const { deep } = require('./test/pay');",
  "const pay = await import('./test/pay.js');",
  "import { type A, deep } from './test/pay';",
])('follows %s, and what that imports', (text) => {
  expect(imported(text)).toEqual(['test/deep.ts', 'test/pay.ts']);
});

it.each(["import type { A } from './test/pay';", "import { pay } from './src/pay';", 'const text = "./test/pay";'])(
  'follows nothing in %s',
  (text) => {
    expect(imported(text)).toEqual([]);
  },
);
