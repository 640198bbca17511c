import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { addToEslintConfig, newEslintConfig } from './eslint-entry.js';

const parser = "{ files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: tseslint.parser } }";
const entry = "{ ...faultline.configs.recommended, ignores: ['**/*.{test,spec}.*'] }";

function edited(text: string, name = 'eslint.config.mjs', needsParser = false): string {
  const edit = addToEslintConfig(text, { fileName: name, needsParser });
  if (edit.kind !== 'edited') throw new Error(`was not edited: ${edit.kind}`);
  const { diagnostics = [] } = ts.transpileModule(edit.text, { fileName: name, reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
  expect(addToEslintConfig(edit.text, { fileName: name, needsParser })).toEqual({ kind: 'present' });
  return edit.text;
}

describe('addToEslintConfig', () => {
  it('appends to a list with items on lines, behind the last comma and its comment', () => {
    expect(
      edited(`import js from '@eslint/js';

export default [
  js.configs.recommended,
  // ours
  { rules: { eqeqeq: 'error' } }, // strict
];
`),
    ).toBe(`import js from '@eslint/js';
import faultline from 'eslint-plugin-faultline';

export default [
  js.configs.recommended,
  // ours
  { rules: { eqeqeq: 'error' } }, // strict
  ${entry},
];
`);
  });

  it('keeps a list without a last comma, and quotes, tabs, line ends and absent semicolons', () => {
    expect(edited('import js from "@eslint/js"\r\n\r\nexport default [\r\n\tjs.configs.all // all\r\n]\r\n')).toBe(
      'import js from "@eslint/js"\r\nimport faultline from "eslint-plugin-faultline"\r\n\r\n' +
        `export default [\r\n\tjs.configs.all, // all\r\n\t${entry.replaceAll("'", '"')}\r\n]\r\n`,
    );
  });

  it.each([
    ['an empty list', 'export default [];\n', `export default [${entry}];\n`],
    ['a list on one line', 'export default [{}];\n', `export default [{}, ${entry}];\n`],
    ['a single object', 'export default { rules: {} };\n', `export default [{ rules: {} }, ${entry}];\n`],
  ])('takes %s', (_what, before, after) => {
    expect(edited(before)).toBe(`import faultline from 'eslint-plugin-faultline';\n\n${after}`);
  });

  it.each([
    ["import { defineConfig } from 'eslint/config';", 'defineConfig([{}])', `defineConfig([{}, ${entry}])`],
    ["import { defineConfig as d } from 'eslint/config';", 'd({}, {})', `d({}, {}, ${entry})`],
    ["import ts from 'typescript-eslint';", 'ts.config({})', `ts.config({}, ${entry})`],
    ["import { config } from 'typescript-eslint';", 'config([{}])', `config([{}, ${entry}])`],
  ])('takes the helper of %s', (load, before, after) => {
    expect(edited(`${load}\nexport default ${before};\n`)).toBe(
      `${load}\nimport faultline from 'eslint-plugin-faultline';\nexport default ${after};\n`,
    );
  });

  it('appends to the arguments of a helper on lines', () => {
    const before = "import t from 'typescript-eslint';\nexport default t.config(\n  t.configs.base,\n  ...more,\n);\n";
    expect(edited(before)).toContain(`  ...more,\n  ${entry},\n);`);
  });

  it('follows a constant, and looks through types', () => {
    const before = "import type { Linter } from 'eslint';\nconst list: Linter.Config[] = [{}];\nexport default list;\n";
    expect(edited(before, 'eslint.config.ts')).toContain(`const list: Linter.Config[] = [{}, ${entry}];`);
    expect(edited('export default ([{}] satisfies object[]);\n', 'eslint.config.ts')).toContain(`([{}, ${entry}] s`);
  });

  it('requires in CommonJS', () => {
    expect(edited("const js = require('@eslint/js');\nmodule.exports = [js.configs.all];\n", 'eslint.config.cjs')).toBe(
      "const js = require('@eslint/js');\nconst faultline = require('eslint-plugin-faultline');\n" +
        `module.exports = [js.configs.all, ${entry}];\n`,
    );
  });

  it('leaves head comments first, and the type of the export where it was', () => {
    const before = "// @ts-check\n\n/** @type {import('eslint').Linter.Config[]} */\nexport default [{}];\n";
    expect(edited(before)).toBe(
      "// @ts-check\nimport faultline from 'eslint-plugin-faultline';\n\n" +
        `/** @type {import('eslint').Linter.Config[]} */\nexport default [{}, ${entry}];\n`,
    );
  });

  it('takes another name where the usual one is in use', () => {
    expect(edited('const faultline = 1;\nexport default [{ faultline }];\n')).toContain(
      "import faultlinePlugin from 'eslint-plugin-faultline';",
    );
  });

  it.each([
    ["import antfu from '@antfu/eslint-config';\nexport default antfu({});\n"],
    ["import { config } from '@repo/eslint-config/base';\nexport default config;\n"],
    ['let list = [];\nlist = [{}];\nexport default list;\n'],
    ['export default [].concat(a);\n'],
    ['module.exports = (async () => [])();\n'],
    ['const a = a;\nexport default a;\n'],
    ['export const rules = [];\n'],
    ["import { defineConfig } from './own.js';\nexport default defineConfig([]);\n"],
  ])('leaves %j to people', (text) => {
    expect(addToEslintConfig(text, { fileName: 'eslint.config.mjs', needsParser: false })).toEqual({ kind: 'unknown' });
  });

  it.each([
    [
      'an empty list',
      'export default [];\n',
      `import tseslint from 'typescript-eslint';\n\nexport default [${parser}, ${entry}];\n`,
    ],
    [
      'a list on lines',
      'export default [\n  {},\n];\n',
      `import tseslint from 'typescript-eslint';\n\nexport default [\n  {},\n  ${parser},\n  ${entry},\n];\n`,
    ],
    [
      'a list on lines without a last comma',
      'export default [\n  {}\n];\n',
      `import tseslint from 'typescript-eslint';\n\nexport default [\n  {},\n  ${parser},\n  ${entry}\n];\n`,
    ],
    [
      'a single object',
      'export default { rules: {} };\n',
      `import tseslint from 'typescript-eslint';\n\nexport default [{ rules: {} }, ${parser}, ${entry}];\n`,
    ],
  ])('gives TypeScript its parser where there is none: %s', (_what, before, after) => {
    expect(edited(before, 'eslint.config.mjs', true)).toBe(
      `import faultline from 'eslint-plugin-faultline';\n${after}`,
    );
  });

  it('takes typescript-eslint under the name that it has, and another where its usual one is in use', () => {
    const loaded =
      "import ts from 'typescript-eslint';\nexport default [{ files: ['**/*.js'], plugins: { ts: ts.plugin } }];\n";
    const after = edited(loaded, 'eslint.config.mjs', true);
    expect(after).toContain('languageOptions: { parser: ts.parser }');
    expect(after.match(/typescript-eslint/g)).toHaveLength(1);
    const required = edited(
      "const t = require('typescript-eslint');\nmodule.exports = [];\n",
      'eslint.config.cjs',
      true,
    );
    expect(required).toContain('parser: t.parser');
    expect(edited("import * as tseslint from 'x';\nexport default [];\n", 'eslint.config.mjs', true)).toContain(
      "import typescriptEslint from 'typescript-eslint';",
    );
  });

  it.each([true, false])('writes a whole configuration, with a parser: %s', (needsParser) => {
    const text = newEslintConfig({ needsParser });
    expect(addToEslintConfig(text, { fileName: 'eslint.config.mjs', needsParser })).toEqual({ kind: 'present' });
    expect(text.includes(parser)).toBe(needsParser);
    expect(text).toContain(`  ${entry},\n`);
  });

  it('knows that a package takes over the configuration of its workspace', () => {
    const text = "import root from '../../eslint.config.mjs';\nexport default [...root, {}];\n";
    expect(addToEslintConfig(text, { fileName: 'eslint.config.mjs', needsParser: false })).toEqual({ kind: 'present' });
  });
});
