import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { workspace } from '../support/paths.js';
import { project } from '../support/project.js';
import { faultline, run, type Run } from '../support/run.js';
import { callWithoutTimeout } from '../support/samples.js';

const bin = join(workspace, 'packages/cli/bin/faultline.js');
const command = `'${process.execPath}' '${bin}'`;
const shell = (line: string, folder: string, environment?: Record<string, string>): Run =>
  run('sh', ['-c', line], folder, environment);

function inASentence({ stderr }: Run): void {
  expect(stderr, 'no stack').not.toMatch(/^\s+at /m);
}

/** That many files with one fault each. */
const faulty = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/f${index}.js`, callWithoutTimeout]));

describe('the working folder is gone', () => {
  it.each(['check', 'baseline create', 'init', 'config --print', 'explain REL05-BP05'])('%s', (args) => {
    const end = shell(`mkdir gone && cd gone && rmdir ../gone && ${command} ${args}`, project({}));
    expect(end.code).toBe(2);
    expect(end.stderr).toBe('faultline: The working folder is not there any more; change to one that is.\n');
  });
});

it('Node.js is too old', () => {
  const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })";
  const folder = project({ 'older.cjs': older });
  const end = run(process.execPath, ['--require', './older.cjs', bin, 'rules'], folder);
  expect([end.code, end.stdout]).toEqual([2, '']);
  expect(end.stderr).toBe('faultline: Node.js 18.20.0 is too old; install version 20.19 or a later one.\n');
});

it('the disk has no room for a baseline, and the one that is there stays whole', () => {
  const known = `${JSON.stringify({ fingerprint: 'a', check: 'b', file: 'c', symbol: 'd' })}\n`;
  const folder = project({ ...faulty(20), 'faultline-baseline.jsonl': known });
  // No file may grow beyond one block.
  const end = shell(`ulimit -f 1; ${command} baseline update --only code`, folder);
  expect(end.code).toBe(2);
  expect(end.stderr).toContain('faultline-baseline.jsonl cannot be written: EFBIG');
  inASentence(end);
  expect(readFileSync(join(folder, 'faultline-baseline.jsonl'), 'utf8')).toBe(known);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

describe('whoever reads the output leaves early, as `head` does', () => {
  it.each(['rules', 'check --format json', 'check --format html', 'explain REL05-BP05'])('%s', (args) => {
    const folder = project(faulty(40));
    const end = shell(`{ ${command} ${args}; echo $? > code; } | head -c 20`, folder);
    expect(end.stdout).toHaveLength(20);
    expect(readFileSync(join(folder, 'code'), 'utf8')).toBe(args.startsWith('check') ? '1\n' : '0\n');
    expect(end.stderr).not.toContain('EPIPE');
    inASentence(end);
  });
});

it('Git is not there, and what it would have told is named', () => {
  const folder = project({
    'src/a.js': callWithoutTimeout,
    'local.js': callWithoutTimeout,
    '.gitignore': 'local.js\n',
  });
  run('git', ['init', '--quiet'], folder);
  const end = faultline(['check', '--only', 'code', '--format', 'json'], folder, { PATH: join(folder, 'none') });
  const { scope, verdicts } = JSON.parse(end.stdout) as Results;
  expect(scope.skipped).toMatchObject([
    { path: '.git', reason: expect.stringContaining("no program 'git'") as string },
  ]);
  expect(verdicts.map(({ location }) => location?.file)).toEqual(['local.js', 'src/a.js']);
});

describe('something in the ESLint configuration of the project ends what it runs in', () => {
  const parser = (body: string): string => `
const espree = require('espree');
const plugin = require('eslint-plugin-faultline');
const parse = (text, options) => { ${body} return espree.parse(text, options); };
const own = { files: ['**/*.vue'], languageOptions: { parser: { meta: { name: 'own', version: '1' }, parse } } };
module.exports = [(plugin.default ?? plugin).configs.recommended, own];
`;

  function scanned(files: number, body: string, heap = 4_096): Run & { readonly results: Results | undefined } {
    const folder = project({
      ...faulty(files),
      // Components are what the project's own parser is asked for.
      'src/bad.vue': 'export const bad = 1;\n',
      'eslint.config.cjs': parser(body),
    });
    symlinkSync(join(workspace, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const options = ['--only', 'code', '--format', 'json', '-o', 'results.json'];
    const end = faultline(['check', ...options], folder, { NODE_OPTIONS: `--max-old-space-size=${heap}` });
    inASentence(end);
    const path = join(folder, 'results.json');
    return { ...end, results: existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Results) : undefined };
  }

  it.each([
    ['it calls process.exit()', 60, 'process.exit(0)', 'called process.exit()'],
    // Where little memory is left, few files have a thread as well.
    ['it takes all memory', 3, 'const all = []; for (;;) all.push(new Array(1000).fill({}))', 'it ran out of memory'],
  ])('a thread, when %s: that costs the verdicts of one file', (_, files, act, reason) => {
    const { code, results } = scanned(files, `if (text.startsWith('export const bad')) { ${act}; }`, 200);
    expect(code).toBe(2);
    expect(results).toMatchObject({ complete: false, errors: [{ kind: 'internal', path: 'src/bad.vue' }] });
    expect(results?.errors[0]?.message).toContain(reason);
    expect(results?.verdicts.filter(({ status }) => status === 'violation')).toHaveLength(files);
  });

  it.each(['process.exit(0);', 'process.exit(1);'])('the whole run, by %s: the exit code says so', (act) => {
    const { code, stderr, results } = scanned(1, act);
    expect([code, results]).toEqual([2, undefined]);
    expect(stderr).toContain('ended it; --untrusted runs none');
  });

  it.each([
    ['an error', "setTimeout(() => { throw new Error('from a timer'); });", 'from a timer'],
    ['a rejection', "void Promise.reject(new Error('from a promise'));", 'from a promise'],
  ])('the whole run, by %s that nobody catches', (_, act, words) => {
    const { code, stderr } = scanned(1, act);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

it('an output that stands in for a device, or a file that may only be read, is named', () => {
  const folder = project(faulty(1));
  const path = join(folder, 'report.json');
  writeFileSync(path, 'own', { mode: 0o444 });
  const end = faultline(['check', '--only', 'code', '--format', 'json', '-o', '/dev/full'], folder);
  expect([end.code, statSync(path).size]).toEqual([2, 3]);
  expect(end.stderr).toContain('/dev/full cannot be written: ENOSPC');
  inASentence(end);
});
