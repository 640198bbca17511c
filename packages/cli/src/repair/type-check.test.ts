import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TypeCheck } from './type-check.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'faultline-types-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const configure = (compilerOptions: object) =>
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { types: [], ...compilerOptions } }));
const ask = (name: string, before: string, after: string) =>
  new TypeCheck(folder).newComplaint(join(folder, name), before, after);

describe('types before and after a repair', () => {
  it('tells a complaint that is new, and none that was there', () => {
    configure({ strict: true });
    const before = `import { gone } from 'not-installed';\ndeclare function send(o: { url: string }): void;\nsend({ url: gone });\n`;
    expect(ask('a.ts', before, before.replace('url: gone', 'url: gone, timeout: 1'))).toMatch(/^TS2353: .*'timeout'/);
    expect(ask('a.ts', before, before.replace('url: gone', 'url: "x"'))).toBeUndefined();
  });

  it('sees what other files declare', () => {
    configure({});
    writeFileSync(join(folder, 'send.ts'), 'export function send(o: { timeout?: number }): void {}');
    const before = `import { send } from './send';\nsend({});\n`;
    expect(ask('a.ts', before, before.replace('{}', '{ timeout: 5 }'))).toBeUndefined();
    expect(ask('a.ts', before, before.replace('{}', '{ timeout: "5" }'))).toMatch(/^TS2322/);
  });

  it('takes what the compiler says of its own reading for no complaint about the repair', () => {
    configure({ rootDir: 'app' });
    for (const name of ['app', 'lib']) mkdirSync(join(folder, name));
    const lib = 'export const limit: number = 5;\n';
    writeFileSync(join(folder, 'lib/index.ts'), lib);
    const before = "import { limit } from '../lib/index';\nexport const a = { limit };\n";
    const after = before.replace('{ limit };', '{ limit, timeout: 5 };');
    const types = new TypeCheck(folder);
    expect(types.newComplaint(join(folder, 'app/a.ts'), before, after)).toBeUndefined();
    // From now on it is a file of the program in two ways, which the compiler tells.
    types.newComplaint(join(folder, 'lib/index.ts'), lib, lib.replace('5', '6'));
    expect(types.newComplaint(join(folder, 'app/a.ts'), before, after)).toBeUndefined();
    expect(types.newComplaint(join(folder, 'app/a.ts'), before, `${after}const b: string = 1;\n`)).toMatch(/^TS2322/);
  });

  it('asks nothing of JavaScript unless it is checked, and nothing without a configuration', () => {
    expect(ask('a.ts', 'let a = 1;', 'let a: string = 1;')).toBeUndefined();
    configure({ allowJs: true });
    expect(ask('a.js', 'let a = 1;', '/** @type {string} */ let a = 1;')).toBeUndefined();
    configure({ allowJs: true, checkJs: true });
    expect(ask('a.js', 'let a = 1;', '/** @type {string} */ let a = 1;')).toMatch(/^TS2322/);
  });
});
