import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckMetadata } from '@faultline/catalog';
import type * as CodeAnalysis from '@faultline/code-analysis';
import type { JudgeContext, SiteVerdict } from '@faultline/code-analysis';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scanCode, type CodeScan } from './code.js';

/** A rule that objects to `danger()`, approves of `fine()`, is unsure of `maybe()`, tells of a fault of its own at `fault()` and breaks on `crash()`. */
const ruleSource = `{
  meta: { schema: false },
  create: (context) => ({
    CallExpression(node) {
      const name = node.callee.name;
      if (name === 'crash') throw new Error('rule broke');
      if (name === 'fault') context.report({ node, message: 'faultline-fault/1 {"thrown":"RangeError: too deep"}' });
      const status = { danger: 'violation', fine: 'compliant', maybe: 'undetermined' }[name];
      if (!status) return;
      const verdict = { status, message: name + ' is ' + status + '.', symbol: 'top', tokens: context.sourceCode.getText(node), snippet: context.sourceCode.getText(node) };
      context.report({ node, message: context.settings.faultline.audit ? 'faultline-verdict/1 ' + JSON.stringify(verdict) : name });
    },
  }),
}`;

vi.mock('eslint-plugin-faultline', () => {
  const rule = new Function(`return ${ruleSource}`)() as object;
  const plugin = { meta: { name: 'eslint-plugin-faultline' }, rules: { 'no-danger': rule } };
  const preset = { plugins: { faultline: plugin }, rules: { 'faultline/no-danger': 'error' } };
  return { default: { ...plugin, configs: { recommended: preset, strict: preset } }, checks: [] };
});

/** The same as a check. */
function* judge(_: unknown, { source: { ast, visitorKeys }, settings, options }: JudgeContext): Iterable<SiteVerdict> {
  const pending: unknown[] = [ast];
  for (let node = pending.shift(); node; node = pending.shift()) {
    const { type, range, callee, ...rest } = node as {
      type: string;
      range: [number, number];
      callee?: { name?: string };
    };
    const members = { callee, ...rest } as Record<string, unknown>;
    pending.push(...(visitorKeys[type] ?? []).flatMap((key) => members[key] ?? []));
    if (type !== 'CallExpression') continue;
    const name = callee?.name ?? '';
    if (name === 'crash') throw new Error('check broke');
    if (name === 'show') {
      yield {
        at: { range },
        status: 'undetermined',
        message: JSON.stringify([options, settings.maxTimeout, settings.tests]),
      };
    }
    const status = ({ danger: 'violation', fine: 'compliant', maybe: 'undetermined' } as const)[name];
    if (status) yield { at: { range }, status, message: `${name} is ${status}.` };
  }
}

vi.mock('@faultline/code-analysis', async (original) => ({
  ...(await original<typeof CodeAnalysis>()),
  codeChecks: [{ meta: { name: 'no-danger' }, schema: [], judge }],
}));

const metadata = { name: 'no-danger', bestPractice: 'REL05-BP05', severity: 'error' } as CheckMetadata;
let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-code-')));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): string {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function scan(files: Record<string, string>, changes: Partial<CodeScan> = {}, isNamed = false) {
  const outcome = await scanCode({
    root,
    files: Object.entries(files).map(([file, text]) => ({ path: write(file, text), isNamed })),
    preset: 'recommended',
    presetChecks: new Set(['no-danger']),
    allowedChecks: new Set(['no-danger']),
    metadata: new Map([['no-danger', metadata]]),
    settings: {},
    useProjectConfig: true,
    repository: root,
    today: '2026-11-20',
    ...changes,
  });
  const verdicts = outcome.verdicts.map(
    ({ location, status }) => `${location?.file}:${location?.line}:${location?.column} ${status}`,
  );
  return { ...outcome, shown: verdicts, messages: outcome.errors.map(({ message }) => message) };
}

/** A comment for which a file is judged by ESLint itself. */
const inlineConfiguration = '/* eslint faultline/other: "off" */ ';

/** A project's own ESLint configuration with our plugin in it, under a name of its own choice. */
const ownConfig = (level: string, more = '') => `
const plugin = { meta: { name: 'eslint-plugin-faultline' }, rules: { 'no-danger': ${ruleSource} } };
export default [{ ignores: ['**/*.gen.js'] }, { plugins: { fl: plugin }, rules: { 'fl/no-danger': '${level}', 'no-undef': 'error' } }${more}];
`;

describe('with the preset', () => {
  it('gives every verdict of TypeScript, JSX and JavaScript', async () => {
    const { shown, judged, ran } = await scan({
      'a.ts': 'const n: number = 1;\nfine(n as unknown); maybe();',
      'b.tsx': 'export const b = <p>{danger()}</p>;',
      'c.cjs': 'danger(require("x"));',
    });
    expect(shown).toEqual([
      'a.ts:2:1 compliant',
      'a.ts:2:21 undetermined',
      'b.tsx:1:22 violation',
      'c.cjs:1:1 violation',
    ]);
    expect(judged).toBe(3);
    expect([...ran]).toEqual(['no-danger']);
  });

  it('reads reason, ticket and end of a directive comment', async () => {
    const { verdicts } = await scan({
      'a.js': [
        '// eslint-disable-next-line faultline/no-danger -- PROJ-12 until 2027-01-31: legacy',
        'danger();',
        'danger(1); // eslint-disable-line -- until 2026-11-19: over',
        'fine(); // eslint-disable-line -- why',
        'maybe(); // eslint-disable-line',
      ].join('\n'),
    });
    expect(verdicts.map(({ location, status, suppression }) => [location?.line, status, suppression])).toEqual([
      [2, 'suppressed', { kind: 'directive', ticket: 'PROJ-12', until: '2027-01-31', reason: 'legacy' }],
      [3, 'violation', { kind: 'directive', until: '2026-11-19', reason: 'over' }],
      [4, 'compliant', undefined],
      [5, 'undetermined', undefined],
    ]);
  });

  it('says where a file does not parse, and goes on', async () => {
    const { shown, errors, judged } = await scan({ 'a.ts': 'const a = 1;\nlet = = 3;', 'b.ts': 'danger();' });
    expect(errors).toEqual([
      {
        kind: 'parse',
        path: 'a.ts',
        line: 2,
        column: expect.any(Number) as number,
        message: expect.stringMatching(
          /^a\.ts:2 cannot be parsed \(.+\); correct its syntax or exclude the file\.$/,
        ) as string,
      },
    ]);
    expect(shown).toEqual(['b.ts:1:1 violation']);
    expect(judged).toBe(1);
  });

  it('takes no other format for code, whatever its name', async () => {
    const { skipped, errors, judged } = await scan({
      'de.ts': '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS version="2.1"/>\n',
      'big.js': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    });
    expect([errors, judged]).toEqual([[], 0]);
    expect(skipped).toMatchObject([
      { path: 'de.ts', kind: 'unsupported' },
      { path: 'big.js', kind: 'unsupported' },
    ]);
  });

  it('turns a rule that breaks in ESLint into an error, and goes on', async () => {
    const { shown, errors } = await scan({ 'a.js': `${inlineConfiguration}crash();`, 'b.js': 'danger();' });
    expect(errors).toMatchObject([{ kind: 'internal', path: 'a.js' }]);
    expect(errors[0]?.message).toContain('(rule broke)');
    expect(shown).toEqual(['b.js:1:1 violation']);
  });

  it.each([
    ['by the engine', '// eslint-disable-next-line faultline/no-danger\ncrash();', 'Error: check broke'],
    ['in ESLint', `${inlineConfiguration}// eslint-disable-next-line\nfault();`, 'RangeError: too deep'],
  ])('takes a fault inside a check as an error that names check and file, and goes on: %s', async (_, text, what) => {
    const { shown, errors, judged } = await scan({ 'a.js': text, 'b.js': 'danger();' });
    expect(errors).toEqual([
      {
        kind: 'internal',
        path: 'a.js',
        message: `a.js could not be judged by no-danger because of a fault in Faultline (${what}); please report it.`,
      },
    ]);
    expect(shown).toEqual(['b.js:1:1 violation']);
    expect(judged).toBe(2);
  });

  it('does not mind comments about rules that it does not know', async () => {
    const { errors, shown } = await scan({
      'a.js': '/* eslint sonarjs/x: "error" */\n// eslint-disable-next-line import/no-cycle\ndanger();',
    });
    expect(errors).toEqual([]);
    expect(shown).toEqual(['a.js:3:1 violation']);
  });

  it('is not changed by a configuration without the plugin', async () => {
    write('eslint.config.mjs', "export default [{ rules: { 'no-undef': 'error' } }];");
    expect((await scan({ 'a.ts': 'danger(1 as number);' })).shown).toEqual(['a.ts:1:1 violation']);
  });

  it('stops when interrupted', async () => {
    await expect(scan({ 'a.js': 'danger();' }, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

/** A parser that takes what stands between script tags for all there is. */
const componentParser = `
const parser = {
  meta: { name: 'a-component-parser' },
  parse: (text, options) => espree.parse(text.replace(/<[^>]*>/g, (gone) => ' '.repeat(gone.length)), options),
};`;
const espree = pathToFileURL(createRequire(import.meta.resolve('eslint')).resolve('espree')).href;
const componentConfig = `import * as espree from ${JSON.stringify(espree)};
${componentParser}
const components = { files: ['**/*.vue'], languageOptions: { parser } };
`;

describe('components', () => {
  const files = { 'App.vue': '<template/>\n<script>danger(); maybe();</script>' };

  it.each([
    [
      'without a configuration',
      undefined,
      'no ESLint configuration names a parser for .vue files; add one with eslint-plugin-vue',
    ],
    [
      'without a parser',
      'export default [{}];',
      'eslint.config.mjs names no parser for .vue files; add eslint-plugin-vue to it',
    ],
    [
      'with a parser of plain code',
      "export default [{ files: ['**/*.vue'] }];",
      'eslint.config.mjs names no parser for .vue files; add eslint-plugin-vue to it',
    ],
    [
      'with a broken configuration',
      'export default;',
      'its parser stands in eslint.config.mjs, which cannot be loaded',
    ],
    [
      'where it ignores them',
      `${componentConfig}export default [components, { ignores: ['*.vue'] }];`,
      'ignored by eslint.config.mjs',
    ],
  ])('are named %s', async (_how, config, reason) => {
    if (config !== undefined) write('eslint.config.mjs', config);
    const { skipped, judged } = await scan(files);
    expect(skipped).toMatchObject([{ path: 'App.vue', reason }]);
    expect(judged).toBe(0);
  });

  it('are named where the configuration may not be read', async () => {
    write('eslint.config.mjs', `${componentConfig}export default [components];`);
    expect((await scan(files, { useProjectConfig: false })).skipped).toEqual([
      {
        path: 'App.vue',
        kind: 'no-parser',
        reason: "its parser stands in the project's ESLint configuration, which this run does not read",
      },
    ]);
  });

  it('are not said to be wrong where it is their parser that does not take their script', async () => {
    write('eslint.config.mjs', `${componentConfig}export default [components];`);
    const { messages, skipped } = await scan({ 'App.vue': '<script lang="ts">const n: number = 1;</script>' });
    expect(skipped).toEqual([]);
    expect(messages).toEqual([
      expect.stringMatching(
        /^App\.vue:1 cannot be parsed by the parser that the ESLint configuration names for it \(.+\); where its syntax is right, name a parser for its script there, such as parserOptions\.parser for TypeScript, or exclude the file\.$/,
      ),
    ]);
  });

  it.each([
    ['by our preset where the plugin is not in the configuration', 'export default [components];'],
    ['by our preset where the plugin is on for other extensions', 'export default [components, PLUGIN("**/*.js")];'],
    ['by the rules of the project', 'export default [components, PLUGIN("**/*.vue")];'],
  ])('are judged by the parser of the project, %s', async (_how, config) => {
    const plugin = (_call: string, glob: string): string =>
      `{ files: ['${glob}'], plugins: { fl: { meta: { name: 'eslint-plugin-faultline' }, rules: { 'no-danger': ${ruleSource} } } }, rules: { 'fl/no-danger': 'error' } }`;
    write('eslint.config.mjs', componentConfig + config.replace(/PLUGIN\("(.+?)"\)/, plugin));
    const { shown, skipped, errors } = await scan(files);
    expect([skipped, errors]).toEqual([[], []]);
    expect(shown).toEqual(['App.vue:2:9 violation', 'App.vue:2:19 undetermined']);
  });
});

describe("with the project's configuration", () => {
  it('runs our rules only, under whatever name they have', async () => {
    write('eslint.config.mjs', ownConfig('error'));
    const { shown, errors, ran } = await scan({ 'a.js': 'danger(); fine();' });
    expect(shown).toEqual(['a.js:1:1 violation', 'a.js:1:11 compliant']);
    expect(errors).toEqual([]);
    expect([...ran]).toEqual(['no-danger']);
  });

  it('takes options of rules and settings from it, and what the scan says over them', async () => {
    const more =
      ", { files: ['**/*.ts'], rules: { 'fl/no-danger': ['error', { least: 3 }] }, settings: { faultline: { maxTimeout: 7, tests: false } } }";
    write('eslint.config.mjs', ownConfig('error', more));
    const { verdicts, errors, skipped } = await scan(
      { 'a.ts': 'show();', 'b.js': 'show();' },
      { settings: { tests: true } },
    );
    expect([errors, skipped]).toEqual([[], []]);
    expect(verdicts.map(({ message }) => message)).toEqual(['[[{"least":3}],7,true]', '[[],30000,true]']);
  });

  it.each([
    ['warn', ['warning']],
    ['error', ['error']],
    ['off', []],
  ])('takes the level %s', async (level, expected) => {
    write('eslint.config.mjs', ownConfig(level));
    expect((await scan({ 'a.js': 'danger();' })).verdicts.map(({ severity }) => severity)).toEqual(expected);
  });

  it.each([true, false])('names a file that it ignores, asked for by name: %s', async (isNamed) => {
    write('eslint.config.mjs', ownConfig('error'));
    const { skipped, judged, ran } = await scan({ 'a.gen.js': 'danger();' }, {}, isNamed);
    expect(skipped).toEqual([{ path: 'a.gen.js', reason: 'ignored by eslint.config.mjs', kind: 'ignored-by-eslint' }]);
    expect(judged).toBe(0);
    expect(ran.size).toBe(0);
  });

  it('judges by the preset what no entry of it speaks of, such as TypeScript', async () => {
    write('eslint.config.mjs', ownConfig('error'));
    const { shown, judged, skipped } = await scan({
      'src/a.ts': 'danger(1 as number);',
      'src/b.mts': 'fine() satisfies number;',
      'src/c.jsx': 'danger(<p/>);',
      'src/d.JS': 'danger();',
      'bin/run': '#!/usr/bin/env node\ndanger();',
    });
    expect(shown).toEqual([
      'src/a.ts:1:1 violation',
      'src/b.mts:1:1 compliant',
      'src/c.jsx:1:1 violation',
      'src/d.JS:1:1 violation',
      'bin/run:2:1 violation',
    ]);
    expect([judged, skipped]).toEqual([5, []]);
  });

  it('judges by the preset what an extension keeps out, and names what a folder keeps out', async () => {
    write('eslint.config.mjs', ownConfig('error').replace('{ plugins', "{ files: ['src/**/*.js'], plugins"));
    const files = { 'src/a.ts': 'danger();', 'src/a.js': 'danger();', 'scripts/a.ts': 'danger();', 'scripts/a.js': '' };
    const { shown, skipped } = await scan(files);
    const reason = "eslint.config.mjs has Faultline's rules on for other files only";
    expect(shown).toEqual(['src/a.ts:1:1 violation', 'src/a.js:1:1 violation']);
    expect(skipped).toEqual([
      { path: 'scripts/a.ts', reason, kind: 'not-enabled' },
      { path: 'scripts/a.js', reason, kind: 'not-enabled' },
    ]);
    expect((await scan({ 'scripts/a.js': 'danger();' }, {}, true)).shown).toEqual(['scripts/a.js:1:1 violation']);
  });

  it('judges tests that are wanted, though the entry leaves them out', async () => {
    write('eslint.config.mjs', ownConfig('error').replace('{ plugins', "{ ignores: ['**/*.test.*'], plugins"));
    expect((await scan({ 'a.test.js': 'danger();' })).shown).toEqual(['a.test.js:1:1 violation']);
  });

  it('names files for which every rule is off, or every rule that the run wants', async () => {
    write('eslint.config.mjs', ownConfig('off'));
    expect((await scan({ 'a.js': 'danger();' })).skipped).toEqual([
      { path: 'a.js', reason: "eslint.config.mjs switches Faultline's rules off for it", kind: 'not-enabled' },
    ]);
    write('eslint.config.mjs', ownConfig('error'));
    const { skipped } = await scan({ 'b.js': 'danger();' }, { allowedChecks: new Set(['no-other']) });
    expect(skipped).toMatchObject([{ path: 'b.js', kind: 'not-enabled' }]);
  });

  it('gives the same outcome for a part of the files as for all of them', async () => {
    write('eslint.config.mjs', ownConfig('error').replace('{ plugins', "{ files: ['deep/**/*.js'], plugins"));
    const project = ['deep/a/x.js', 'deep/a/y.ts'].map((file) => write(file, 'danger();'));
    expect((await scan({ 'deep/a/y.ts': 'danger();' }, { project })).shown).toEqual(['deep/a/y.ts:1:1 violation']);
  });

  it('takes the nearest configuration of each file', async () => {
    write('eslint.config.mjs', ownConfig('error'));
    write('packages/api/eslint.config.mjs', ownConfig('off'));
    const { shown } = await scan({ 'packages/api/a.js': 'danger();', 'packages/web/a.js': 'danger();' });
    expect(shown).toEqual(['packages/web/a.js:1:1 violation']);
  });

  it('uses the preset and says so when it does not load', async () => {
    write('eslint.config.mjs', "import 'not-installed';\nexport default [];");
    const { shown, errors, messages } = await scan({ 'a.js': 'danger();' });
    expect(errors).toMatchObject([{ kind: 'configuration', path: 'eslint.config.mjs' }]);
    expect(messages[0]).toMatch(
      /^The ESLint configuration eslint\.config\.mjs cannot be loaded \(.*not-installed.*\); the preset.* Install the packages of the project first,/,
    );
    expect(shown).toEqual(['a.js:1:1 violation']);
  });

  it('asks for a repair where the configuration itself is at fault', async () => {
    for (const config of ["import './gone.js';\nexport default [];", 'export default undefinedName;']) {
      write('eslint.config.mjs', config);
      expect((await scan({ 'a.js': 'danger();' })).messages[0]).toMatch(/was used instead\. Repair it, or pass/);
    }
  });

  it('does not run it when it must not', async () => {
    write('eslint.config.mjs', 'globalThis.configRan = true;\nexport default [];');
    await scan({ 'a.js': 'danger();' }, { useProjectConfig: false });
    expect(globalThis).not.toHaveProperty('configRan');
  });
});

describe('comments that configure rules', () => {
  const off = [
    '/* eslint faultline/no-danger: "off" */',
    '/* eslint faultline/no-danger: 0 */',
    '/*eslint "faultline/no-danger": ["off"]*/',
    String.raw`/* eslint "faultline\u002Fno-danger": "off" */`,
    '/* eslint no-undef: 0,\n   faultline/no-danger: off */',
  ];

  const ofFile = async (text: string): Promise<object[]> =>
    (await scan({ 'a.js': text })).verdicts.map(({ status, suppression }) => ({ status, suppression }));

  it.each(off)('are suppressions without a reason: %s', async (comment) => {
    expect(await ofFile(`${comment}\ndanger();\nfine();\n`)).toEqual([
      { status: 'suppressed', suppression: { kind: 'directive' } },
      { status: 'compliant', suppression: undefined },
    ]);
  });

  it('keep the reason that they give', async () => {
    const comment = '/* eslint faultline/no-danger: "off" -- PROJ-1 until 2026-12-31: legacy */';
    const suppression = { kind: 'directive', ticket: 'PROJ-1', until: '2026-12-31', reason: 'legacy' };
    expect(await ofFile(`${comment}\ndanger();\n`)).toEqual([{ status: 'suppressed', suppression }]);
  });

  it('lower nothing, and are no comments inside of texts', async () => {
    write('eslint.config.mjs', ownConfig('error'));
    const outcome = await scan({
      'a.js': '/* eslint fl/no-danger: "warn" */\ndanger();\n',
      'b.js': 'export const text = `/* eslint fl/no-danger: "off" */`;\ndanger();\n',
    });
    expect(outcome.verdicts.map(({ status, severity }) => `${status} ${severity}`)).toEqual([
      'violation error',
      'violation error',
    ]);
  });

  it('leave comments that disable alone', async () => {
    const text =
      '/* eslint faultline/no-danger: "error" */\n// eslint-disable-next-line faultline/no-danger -- known\ndanger();\ndanger();\n';
    expect(await ofFile(text)).toEqual([
      { status: 'violation', suppression: undefined },
      { status: 'suppressed', suppression: { kind: 'directive', reason: 'known' } },
    ]);
  });
});

describe("ESLint's file of suppressions", () => {
  const suppressing = (count: unknown): string =>
    JSON.stringify({ 'src/a.js': { 'faultline/no-danger': { count } }, 'src/b.js': { 'no-undef': { count: 3 } } });

  it.each([
    [2, ['suppressed bulk', 'suppressed bulk', 'compliant undefined']],
    [1, ['violation undefined', 'violation undefined', 'compliant undefined']],
  ])('suppresses as many as it says, or none: %i', async (count, expected) => {
    write('eslint-suppressions.json', suppressing(count));
    const outcome = await scan({ 'src/a.js': 'danger();\ndanger();\nfine();\n' });
    expect(outcome.verdicts.map(({ status, suppression }) => `${status} ${suppression?.kind}`).sort()).toEqual(
      [...expected].sort(),
    );
  });

  it.each(['[]', '{', '3'])('is told where it cannot be read: %s', async (text) => {
    write('eslint-suppressions.json', text);
    const outcome = await scan({ 'a.js': 'danger();\n' });
    expect(outcome.errors).toMatchObject([{ kind: 'configuration', path: 'eslint-suppressions.json' }]);
    expect(outcome.verdicts).toMatchObject([{ status: 'violation' }]);
  });
});
