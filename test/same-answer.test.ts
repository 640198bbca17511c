import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onePerCause } from '@faultline/code-analysis';
import { ESLint } from 'eslint';
import plugin from 'eslint-plugin-faultline';
import { decodeVerdict } from 'eslint-plugin-faultline/audit';
import { check } from 'faultline';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const workspace = fileURLToPath(new URL('..', import.meta.url));

/** Verdicts of the command line, one line each, and the files that it judged. */
async function byCommandLine(root: string): Promise<string[]> {
  const { verdicts, errors } = await check({ cwd: root, only: 'code', preset: 'strict' });
  expect(errors).toEqual([]);
  return verdicts
    .map(
      ({ check: name, status, location, message }) =>
        `${location?.file}:${location?.line}:${location?.column} ${name} ${status === 'suppressed' ? 'violation' : status} ${message}`,
    )
    .toSorted();
}

/** Verdicts of ESLint on the same files, with and without the project around them. */
async function byEslint(root: string, files: readonly string[], project: boolean): Promise<string[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    ignore: false,
    overrideConfig: [
      { files: ['**/*.{ts,tsx,js,jsx,mjs,cjs,mts,cts}'], languageOptions: { parser: tseslint.parser } },
      plugin.configs.strict,
      { settings: { faultline: { audit: true, project } } },
    ],
  });
  const results = await eslint.lintFiles(files.map((file) => join(root, file)));
  const found = results.flatMap(({ filePath, messages, suppressedMessages }) =>
    [...messages, ...suppressedMessages].map(({ ruleId, line, column, message }) => {
      const verdict = decodeVerdict(message);
      const file = relative(root, filePath).split(sep).join('/');
      const place = `${file}:${line}:${column} ${ruleId?.replace('faultline/', '')}`;
      return { file, place, verdict, status: verdict?.status, message: verdict?.message ?? message };
    }),
  );
  // Whoever asks for the verdicts of all files makes one of those that one repair mends, as the command line does.
  const joined = onePerCause(
    found,
    ({ file, verdict }) =>
      verdict?.cause && {
        cause: `${verdict.cause.at.file ?? file}:${verdict.cause.at.line}:${verdict.cause.at.column}`,
        role: verdict.cause.role,
        status: verdict.status,
      },
    ({ cause, becomes }) =>
      becomes ? { ...cause, status: becomes, message: cause.verdict?.cause?.says?.[becomes] ?? '' } : cause,
  );
  return joined.map(({ place, status, message }) => `${place} ${status} ${message}`).toSorted();
}

const filesOf = (verdicts: readonly string[]): string[] => [
  ...new Set(verdicts.map((one) => one.slice(0, one.indexOf(':')))),
];

describe('ESLint with the project gives the verdicts of the command line', () => {
  it.each(['fixtures/faulty', 'fixtures/sound', 'fixtures/faulty-server', 'packages/cli'])('%s', async (folder) => {
    const root = join(workspace, folder);
    const expected = await byCommandLine(root);
    expect(expected.length).toBeGreaterThan(0);
    expect(await byEslint(root, filesOf(expected), true)).toEqual(expected);
  });

  it('across files, of which nothing is known without it', async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-same-')));
    writeFileSync(
      join(root, 'load.ts'),
      'export const load = (url: string, signal?: AbortSignal) => fetch(url, { signal });',
    );
    writeFileSync(
      join(root, 'home.ts'),
      "import { load } from './load';\nexport const home = () => load('/home');\nexport const news = () => load('/news', AbortSignal.timeout(2000));",
    );
    const expected = await byCommandLine(root);
    const files = ['load.ts', 'home.ts'];
    expect(expected.some((one) => one.startsWith('home.ts:2:') && one.includes(' violation '))).toBe(true);
    expect(await byEslint(root, files, true)).toEqual(expected);
    expect(await byEslint(root, files, false)).not.toEqual(expected);
    rmSync(root, { recursive: true });
  });
});
