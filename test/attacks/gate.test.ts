import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { GateChange, Results } from '@faultline/catalog';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { workspace } from '../support/paths.js';
import { temporaryFolder, writeFiles } from '../support/project.js';
import { check, run, type Run } from '../support/run.js';
import { callWithoutTimeout, callWithTimeout, queueTemplate } from '../support/samples.js';

/**
 * What a hostile author of a branch tries, so that a new fault passes the gate without a word. Every attack starts from
 * the same sound repository, adds the same fault or one like it, and hides it.
 */

const sound = {
  '.gitignore': 'node_modules/\ncdk.out/\n',
  'package.json': '{ "name": "shop" }',
  'cdk.json': '{ "app": "node app.js", "output": "cdk.out" }',
  'faultline.config.json': JSON.stringify({
    exclude: ['legacy/**'],
    suppressions: { requireReason: true },
    failOnGateChanges: false,
  }),
  'faultline-baseline.jsonl': '',
  'src/index.ts': "export { pay } from './pay.js';\nexport { load } from './load.js';\n",
  'src/pay.ts': callWithTimeout,
  'src/load.ts': callWithTimeout.replace('pay', 'load'),
  'src/large.ts': callWithTimeout,
  'src/page.ts': callWithTimeout,
  'src/job.ts': callWithTimeout,
  'src/linked.ts': callWithTimeout,
  'infra/queue.json': queueTemplate({}).replace(
    '"VisibilityTimeout": 180',
    '"VisibilityTimeout": 180, "RedrivePolicy": { "deadLetterTargetArn": "arn:aws:sqs:eu-west-1:1:dead", "maxReceiveCount": 5 }',
  ),
  'legacy/old.ts': callWithTimeout,
  'test/pay.test.ts':
    "import { pay } from '../src/pay.js';\nimport { stub } from './stub.js';\nit('pays', () => pay(stub));\n",
  'test/stub.ts': 'export const stub = 1;\n',
};

let template: string;

const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false'];

function git(folder: string, ...args: readonly string[]): void {
  const { code, stderr } = run('git', [...identity, ...args], folder);
  if (code !== 0) throw new Error(`git ${args.join(' ')} failed: ${stderr}`);
}

function start(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'Start');
  return folder;
}

beforeAll(() => {
  template = start(sound);
});
afterAll(() => rmSync(template, { recursive: true, force: true }));

/** What an attack does to the repository, and how it is checked. */
interface Attack {
  readonly write?: Readonly<Record<string, string>>;
  /** Symbolic links, by their path. */
  readonly links?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
  readonly args?: readonly string[];
  /** Files of the base beside the usual ones. */
  readonly base?: Readonly<Record<string, string>>;
}

interface Outcome extends Run {
  readonly results: Results;
  readonly changes: readonly GateChange[];
  /** Paths with open violations. */
  readonly found: readonly string[];
}

function attack({ write = {}, links = {}, remove = [], args = [], base }: Attack): Outcome {
  const folder = base ? start({ ...sound, ...base }) : temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (!base) cpSync(template, folder, { recursive: true });
  git(folder, 'switch', '--quiet', '--create', 'change');
  writeFiles(folder, write);
  for (const path of remove) rmSync(join(folder, path), { recursive: true });
  for (const [path, target] of Object.entries(links)) {
    rmSync(join(folder, path));
    symlinkSync(target, join(folder, path));
  }
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Change');
  if (Object.keys(base ?? {}).includes('eslint.config.js')) linkPackages(folder);
  const end = check(['--base', 'main', '--no-synth', ...args], folder);
  const open = end.results.verdicts.filter(({ status }) => status === 'violation');
  return {
    ...end,
    changes: end.results.gate?.changes ?? [],
    found: open.map(({ location, resource }) => location?.file ?? resource?.template ?? ''),
  };
}

function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of ['eslint', 'eslint-plugin-faultline', 'typescript-eslint', '@typescript-eslint']) {
    symlinkSync(join(workspace, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
}

const fault = { 'src/pay.ts': callWithoutTimeout };
const only = ['--only', 'code'];
const config = (value: object): Record<string, string> => ({ 'faultline.config.json': JSON.stringify(value) });

it('nothing is told of a branch that hides nothing', () => {
  const { code, changes, results } = attack({ write: { 'src/pay.ts': `// Moved.\n${callWithTimeout}` } });
  expect(changes).toEqual([]);
  expect(results.gate).toMatchObject({ status: 'passed', comparison: { configuration: 'base' } });
  expect(code).toBe(0);
});

describe('a configuration of its own does not count, and is told', () => {
  it.each<[string, object, string]>([
    ['never fails', { failOn: 'never' }, '`failOn` was "error" and is "never".'],
    ['switches the check off', { checks: { 'require-http-timeout': 'off' } }, '`checks.require-http-timeout` is "off"'],
    ['lowers the check', { checks: { 'require-http-timeout': 'note' } }, '`checks.require-http-timeout` is "note"'],
    ['excludes the file', { exclude: ['legacy/**', 'src/pay.ts'] }, '`exclude` gains "src/pay.ts".'],
    ['includes nothing', { include: ['nothing/**'], allowEmpty: true }, '`include` gains "nothing/**"'],
    ['suppresses everything', { suppress: [{ check: 'REL05-BP05', file: '**', reason: 'x' }] }, '`suppress` gains'],
    ['raises the limit', { gate: { '*': { new: 99 } } }, '`gate.*.new` is 99 and was not set.'],
    ['only reports', { gate: { '*': 'report' } }, '`gate.*` is "report" and was not set.'],
    ['writes no format that people see', { formats: ['csv'] }, '`formats` gains "csv".'],
    ['takes long timeouts', { settings: { maxTimeoutMs: 9e9 } }, '`settings.maxTimeoutMs` is 9000000000'],
  ])('%s', (_, value, message) => {
    const { code, changes, found } = attack({ write: { ...fault, ...config(value) }, args: only });
    expect(code).toBe(1);
    expect(found).toEqual(['src/pay.ts']);
    expect(changes.map((change) => change.message).join('\n')).toContain(message);
    expect(changes[0]).toMatchObject({ kind: 'configuration', file: 'faultline.config.json' });
  });

  it('where it is deleted, or another one takes its place', () => {
    const gone = attack({ write: fault, remove: ['faultline.config.json'], args: only });
    expect(gone.code).toBe(1);
    expect(gone.changes.map(({ message }) => message)).toContain('`exclude` loses "legacy/**".');
    const program = 'export default { failOn: "never" };\n';
    const other = attack({ write: { ...fault, 'faultline.config.ts': program }, args: only });
    expect(other.code).toBe(1);
    expect(other.changes.map(({ message }) => message)).toContain('`failOn` was "error" and is "never".');
  });

  it('where the call names the file', () => {
    const named = attack({
      write: { ...fault, 'ci.json': '{ "failOn": "never" }' },
      args: [...only, '--config', 'ci.json'],
    });
    expect(named.code).toBe(1);
    expect(named.changes.map(({ message }) => message)).toContain('`failOn` was "error" and is "never".');
  });

  it('unless the call asks for it, and then the changes can fail by themselves', () => {
    const value = config({ failOn: 'never' });
    const asked = attack({ write: { ...fault, ...value }, args: [...only, '--config-from', 'branch'] });
    expect(asked.code).toBe(0);
    expect(asked.changes).not.toEqual([]);
    const args = [...only, '--config-from', 'branch', '--fail-on-gate-changes'];
    const guarded = attack({ write: { ...fault, ...value }, args });
    expect(guarded.code).toBe(1);
    expect(guarded.results.gate?.failures).toMatchObject([{ kind: 'gate-change' }]);
  });

  it('also where it switches off that changes fail', () => {
    const base = config({ failOnGateChanges: true });
    const { code, results } = attack({ base, write: config({ failOnGateChanges: false }), args: only });
    expect(code).toBe(1);
    expect(results.gate?.failures).toMatchObject([{ kind: 'gate-change' }]);
  });
});

describe('a baseline of its own', () => {
  const known = (fingerprint: string): string =>
    `${JSON.stringify({ fingerprint, check: 'require-http-timeout', file: 'src/pay.ts', symbol: 'pay' })}\n`;

  it('makes nothing known with --base, and what it gains is told', () => {
    const { results } = attack({ write: fault, args: only });
    const { fingerprint = '' } = results.verdicts.find(({ status }) => status === 'violation') ?? {};
    const write = { ...fault, 'faultline-baseline.jsonl': known(fingerprint) };
    for (const args of [only, [...only, '--baseline', 'faultline-baseline.jsonl']]) {
      const { code, changes } = attack({ write, args });
      expect(code).toBe(1);
      expect(changes).toEqual([
        {
          kind: 'baseline',
          file: 'faultline-baseline.jsonl',
          message: 'The baseline gains 1 entry (`require-http-timeout` in `src/pay.ts`).',
        },
      ]);
    }
  });
});

describe('a suppression of its own is told', () => {
  const line = (why: string): string => `// eslint-disable-next-line faultline/require-http-timeout${why}\n`;

  it.each<[string, string, number, string]>([
    ['with a reason', `${line(' -- PROJ-1: later')}${callWithoutTimeout}`, 0, 'a comment (PROJ-1: later)'],
    ['without one', `${line('')}${callWithoutTimeout}`, 1, ''],
    ['for the whole file', `/* eslint-disable */\n${callWithoutTimeout}`, 1, ''],
    ['until the end of time', `${line(' -- until 9999-12-31: later')}${callWithoutTimeout}`, 1, ''],
    ['as a configuration', `/* eslint faultline/require-http-timeout: "off" */\n${callWithoutTimeout}`, 1, ''],
    ['as a lower level', `/* eslint faultline/require-http-timeout: "warn" */\n${callWithoutTimeout}`, 1, ''],
    [
      'as a configuration in other clothes',
      `/*eslint\n "faultline\\u002Frequire-http-timeout":[0]*/\n${callWithoutTimeout}`,
      1,
      '',
    ],
    [
      'as a configuration with a reason',
      `/* eslint faultline/require-http-timeout: 0 -- PROJ-1: later */\n${callWithoutTimeout}`,
      0,
      'a comment (PROJ-1: later)',
    ],
  ])('%s', (_, text, expected, words) => {
    const { code, changes } = attack({ write: { 'src/pay.ts': text }, args: only });
    expect(code).toBe(expected);
    const messages = words === '' ? [] : [`\`require-http-timeout\` is suppressed by ${words}.`];
    expect(changes.map(({ message }) => message)).toEqual(messages);
  });

  it('in a template', () => {
    const metadata = { faultline: { suppress: [{ check: 'sqs-queue-dlq', reason: 'later' }] } };
    const { code, changes } = attack({ write: { 'infra/queue.json': queueTemplate({ metadata }) } });
    expect(code).toBe(0);
    expect(changes).toMatchObject([{ kind: 'suppression', check: 'sqs-queue-dlq', file: 'infra/queue.json' }]);
  });

  it("in ESLint's file of suppressions, which counts as the base has it", () => {
    const bulk = JSON.stringify({ 'src/pay.ts': { 'faultline/require-http-timeout': { count: 1 } } });
    const { code, changes } = attack({ write: { ...fault, 'eslint-suppressions.json': bulk }, args: only });
    expect(code).toBe(1);
    expect(changes).toMatchObject([{ kind: 'baseline', file: 'eslint-suppressions.json' }]);
  });

  it('where it is extended', () => {
    const until = (day: string): Record<string, string> => ({
      'src/pay.ts': `${line(` -- until ${day}: later`)}${callWithoutTimeout}`,
    });
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const { changes } = attack({ base: until(day(10)), write: until(day(300)), args: only });
    expect(changes.map(({ message }) => message)).toEqual([
      `\`require-http-timeout\` was suppressed until ${day(10)} and is until ${day(300)}.`,
    ]);
  });
});

describe('a file that is made to be left out', () => {
  const handler = callWithoutTimeout;

  it('by other words or other imports is judged', () => {
    const write = {
      'src/index.ts': "import './e2e/start.js';\nexport { pay } from '../test/pay.js';\nrequire('./pay.spec');\n",
      'src/nul.ts': `/* \0 */ ${handler}`,
      'src/long-comment.ts': `/* ${'why '.repeat(3_000)}*/\n${handler}`,
      'src/long-text.ts': `export const image = '${'AAAA'.repeat(3_000)}';\n${handler}`,
      'src/hidden-global.ts': `declare const fetch: (...all: unknown[]) => any;\n${handler}`,
      'test/pay.ts': handler,
      'src/e2e/start.ts': "export * from '../test-utils/pay.js';\n",
      'src/test-utils/pay.ts': `import 'chai';\n${handler}`,
      'src/pay.spec.ts': handler,
    };
    const { code, changes, found } = attack({ write, args: only });
    expect(found.toSorted()).toEqual([
      'src/hidden-global.ts',
      'src/long-comment.ts',
      'src/long-text.ts',
      'src/nul.ts',
      'src/pay.spec.ts',
      'src/test-utils/pay.ts',
      'test/pay.ts',
    ]);
    expect(changes).toEqual([]);
    expect(code).toBe(1);
  });

  it('is told', () => {
    const write = {
      'src/index.ts': "export * from '../legacy/pay.js';\nexport { default } from './part.vue';\n",
      'src/part.vue': `<script>\n${handler}</script>\n`,
      'legacy/pay.ts': handler,
      'src/pay.ts': `// @generated\n${handler}`,
      'src/new.ts': `// @generated\n${handler}`,
      'src/large.ts': `${handler}${'\n'.repeat(5 << 20)}`,
      'src/new.min.js': handler,
      'src/load.ts': `import 'chai';\n${handler}`,
      'src/page.ts': `'use client';\n${handler}`,
      'src/mocked.ts': `import 'chai';\n${handler}`,
      'src/fresh.spec.ts': handler,
      'test/handler.ts': handler,
      'test/marked.ts': `/*\nit('pays', pay);\nfrom 'vitest'\n*/\n${handler}`,
      'scripts/job.ts': handler,
      'notes.txt': handler,
      'src/pointer.ts': 'version https://git-lfs.github.com/spec/v1\n',
      'src/node_modules/shop/index.js': handler,
      'src/.hg/pay.js': handler,
    };
    const links = { 'src/linked.ts': '../notes.txt' };
    const { changes, found } = attack({ write, links, remove: ['src/job.ts'], args: only });
    const strange = 'Is new and left out as code of tests, and it is no test and no test imports it.';
    expect(changes.map(({ kind, file, message }) => `${kind} ${file}: ${message}`)).toEqual([
      "left-out legacy/pay.ts: Is new and left out: left out by 'exclude' in the configuration. `src/index.ts` imports it.",
      'left-out scripts/job.ts: What is found here is a note now, because its path says that it is a script.',
      'left-out src/.hg/pay.js: Is new and left out: it lies in .hg, a folder of version control.',
      `left-out src/fresh.spec.ts: ${strange}`,
      'left-out src/large.ts: Was judged and is left out now: larger than 5 MB.',
      'left-out src/linked.ts: Was judged and is left out now: a symbolic link to notes.txt.',
      'left-out src/load.ts: Was judged and is left out now: code of tests, because it imports chai.',
      'left-out src/mocked.ts: Is new and left out as code of tests, and it exports what no test imports.',
      'left-out src/new.min.js: Is new and left out: minified.',
      'left-out src/new.ts: Is new and left out: generated.',
      'left-out src/node_modules: Is new and left out: installed packages.',
      "left-out src/page.ts: Was judged and nothing is said of it now: code of pages, because it begins with 'use client'.",
      'left-out src/part.vue: Is new and left out: no ESLint configuration names a parser for .vue files; add one with eslint-plugin-vue. `src/index.ts` imports it.',
      'left-out src/pay.ts: Was judged and is left out now: generated.',
      'left-out src/pointer.ts: Is new and left out: a pointer of Git LFS; the file is not here.',
      `left-out test/handler.ts: ${strange}`,
      `left-out test/marked.ts: ${strange}`,
    ]);
    expect(found).toEqual(['scripts/job.ts']);
  });

  it('with its whole package is told', () => {
    const { changes } = attack({ write: { ...fault, 'package.json': '{ "name": "shop-testing" }' } });
    expect(changes).toEqual([
      {
        kind: 'left-out',
        file: 'src/index.ts',
        message:
          'Was judged and is left out now: code of tests, because the package shop-testing says by its name that it is for tests. The same goes for 6 other files.',
      },
    ]);
  });

  it('fails by itself where the call asks for it', () => {
    const write = { 'src/pay.ts': `// @generated\n${callWithoutTimeout}` };
    expect(attack({ write, args: [...only, '--fail-on-gate-changes'] }).code).toBe(1);
  });

  it('is not told of ordinary tests', () => {
    const { changes } = attack({
      write: {
        'test/stub.ts': callWithoutTimeout,
        'test/more.ts': "import { it } from 'vitest';\nit('x', () => undefined);\n",
        'test/more.test.ts': "import { help } from './help.js';\nit('y', help);\n",
        'test/help.ts': `${callWithoutTimeout}export const help = pay;\n`,
      },
      args: only,
    });
    expect(changes).toEqual([]);
  });

  it('where a template no longer looks like one, or its app runs something else', () => {
    const { changes } = attack({
      write: { 'infra/queue.json': '{ "Resource": {} }', 'cdk.json': '{ "app": "true", "output": "cdk.out" }' },
    });
    expect(changes.map(({ kind, file }) => `${kind} ${file}`)).toEqual(['app cdk.json', 'left-out infra/queue.json']);
  });
});

describe('an ESLint configuration of its own', () => {
  const eslint = (rules: string): string => `import faultline from 'eslint-plugin-faultline';
import tseslint from 'typescript-eslint';
export default [...tseslint.configs.recommended, faultline.configs.recommended, ${rules}];
`;
  const base = { 'eslint.config.js': eslint(''), 'package.json': '{ "name": "shop", "type": "module" }' };

  it.each([
    [
      'off',
      "{ rules: { 'faultline/require-http-timeout': 'off' } }",
      '`faultline/require-http-timeout` was error and is off',
    ],
    ['ignored', "{ ignores: ['src/pay.ts'] }", 'The file was judged and is left out for `src/pay.ts`.'],
  ])('does not count, and is told: %s', (_, rules, message) => {
    const { code, changes, found } = attack({
      base,
      write: { ...fault, 'eslint.config.js': eslint(rules) },
      args: only,
    });
    expect(found).toEqual(['src/pay.ts']);
    expect(changes.map((change) => change.message).join('\n')).toContain(message);
    expect(code).toBe(1);
  });

  it('does not make what is known new', () => {
    const { code, results } = attack({
      base: { ...base, 'src/pay.ts': callWithoutTimeout },
      write: { 'src/pay.ts': `// A comment.\n${callWithoutTimeout}` },
      args: only,
    });
    expect(results.gate?.comparison).toMatchObject({ complete: true, new: 0, unchanged: 1 });
    expect(code).toBe(0);
  });
});
