import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import faultline from 'eslint-plugin-faultline';
import { parser } from 'typescript-eslint';
import type { CheckCases } from '../packages/code-analysis/src/testing/check-test.js';
import { describe, expect, it, vi } from 'vitest';
import { workspace } from './support/paths.js';
import { project } from './support/project.js';
import { run, type Run } from './support/run.js';

declare global {
  /** What the test runner adds to it. */
  interface ImportMeta {
    glob(patterns: readonly string[], options: { readonly eager: true }): unknown;
  }
}

/**
 * The code of the tests of all checks, by a path that says nothing of samples: what stands alone, and what takes other files of its
 * project. A few take settings or options, which both hosts have for the whole project only.
 */
const samples = vi.hoisted(() => ({ alone: new Map<string, string>(), joined: new Map<string, string>() }));

vi.mock('../packages/code-analysis/src/testing/check-test.js', () => ({
  testCheck(_: unknown, { violations, sound, undetermined = [] }: CheckCases) {
    for (const one of [...violations, ...sound, ...undetermined]) {
      const { code, filename = 'file.ts', settings, files, options } = typeof one === 'string' ? { code: one } : one;
      if (settings || options || filename.startsWith('/')) continue;
      const into = files ? samples.joined : samples.alone;
      const folder = `src/c${into.size}`;
      for (const [path, text] of Object.entries({ ...files, [filename]: code }))
        into.set(`${folder}/${path.replace(/^src\//, '')}`, text);
    }
  },
}));
import.meta.glob(['../packages/code-analysis/src/checks/*/*.test.ts', '!**/known-clients.test.ts'], { eager: true });

const specifier = join(workspace, 'packages/eslint-plugin/dist/index.js');
const rules = Object.fromEntries(
  Object.keys(faultline.configs.strict.rules ?? {}).map((rule) => [rule, 'error' as const]),
);

/** The code of the faulty workload, at a path that says nothing of samples. */
function faultyCode(): Record<string, string> {
  const folder = join(workspace, 'fixtures/faulty/src');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [`src/${name}`, readFileSync(join(folder, name), 'utf8')] as const),
  );
}

function oxlint(root: string, ...args: string[]): Run {
  return run(process.execPath, [join(workspace, 'node_modules/oxlint/bin/oxlint'), ...args, 'src'], root);
}

function configuration(more: object = {}): string {
  const plugins = { jsPlugins: [{ name: 'faultline', specifier }], plugins: [], categories: { correctness: 'off' } };
  return JSON.stringify({ ...plugins, rules, ...more });
}

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** What oxlint finds, as `file:line rule`. */
function found({ stdout }: Run): string[] {
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
  return diagnostics
    .map(
      ({ code, filename, labels }) => `${filename}:${labels[0]?.span.line} ${code.replace(/^(.*)\((.*)\)$/, '$1/$2')}`,
    )
    .toSorted();
}

/** What ESLint and oxlint find in a project, each as `file:line rule`, sorted. @param settings of ours */
async function byBoth(files: Readonly<Record<string, string>>, settings: object) {
  const root = project({ ...files, '.oxlintrc.json': configuration({ settings: { faultline: settings } }) });
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{js,jsx,cjs,mjs,ts,tsx,cts,mts}'], languageOptions: { parser } },
      { files: ['**/*x'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
      { ...faultline.configs.strict, rules, settings: { faultline: settings } },
    ],
  });
  const results = await eslint.lintFiles(['src']);
  const inEslint = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId}`),
  );
  return { inEslint: inEslint.toSorted(), inOxlint: found(oxlint(root, '--format', 'json')) };
}

describe('in oxlint', () => {
  it('finds what it finds in ESLint: in the faulty workload, and in the code that checks are tested by', async () => {
    expect(samples.alone.size).toBeGreaterThan(1_500);
    const { inEslint, inOxlint } = await byBoth({ ...faultyCode(), ...Object.fromEntries(samples.alone) }, {});
    expect(inEslint.length).toBeGreaterThan(800);
    expect(inOxlint).toEqual(inEslint);
  }, 300_000);

  it('finds what it finds in ESLint where a file is judged with the knowledge of the others', async () => {
    expect(samples.joined.size).toBeGreaterThan(250);
    const { inEslint, inOxlint } = await byBoth(Object.fromEntries(samples.joined), { project: true });
    expect(inEslint.length).toBeGreaterThan(50);
    expect(inOxlint).toEqual(inEslint);
  });

  it('honours settings and the comments of both', () => {
    const root = project({
      'src/load.js': `// eslint-disable-next-line faultline/require-http-timeout -- PROJ-1 until 2099-01-31: it is being replaced
await fetch('https://example.com/a');
// oxlint-disable-next-line faultline/require-http-timeout
await fetch('https://example.com/b');
await fetch('https://example.com/c');
await fetch('https://example.com/d', { signal: AbortSignal.timeout(5000) });
`,
      '.oxlintrc.json': configuration({ settings: { faultline: { maxTimeout: 1000 } } }),
    });
    expect(found(oxlint(root, '--format', 'json'))).toEqual([
      'src/load.js:5 faultline/require-http-timeout',
      'src/load.js:6 faultline/no-excessive-timeout',
    ]);
  });

  it('applies suggestions when it is asked to', () => {
    const root = project({ 'src/load.js': `await fetch(url);\n`, '.oxlintrc.json': configuration() });
    oxlint(root, '--fix-suggestions');
    expect(readFileSync(join(root, 'src/load.js'), 'utf8')).toBe(
      'await fetch(url, { signal: AbortSignal.timeout(5_000) });\n',
    );
  });
});
