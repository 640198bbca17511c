import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import faultline from '../index.js';

let root: string;
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-editor-')));
  write('lib/stack.js', "const queue = make('Q');\nconst topic = make('T');\n");
});
afterEach(() => rmSync(root, { recursive: true }));

interface Changes {
  readonly layer?: string;
  readonly status?: string;
  readonly message?: string;
  readonly location?: object;
}

const verdict = (changes: Changes = {}) => ({
  check: 'sqs-queue-dlq',
  bestPractice: 'REL05-BP04',
  layer: 'infrastructure',
  status: 'violation',
  severity: 'error',
  message: 'Messages circulate for ever. Set a redrive policy.',
  location: { file: 'lib/stack.js', line: 1, column: 15 },
  ...changes,
});
const results = (...verdicts: object[]): string => JSON.stringify({ schemaVersion: 1, verdicts });

async function lint(config: Linter.Config, cache = false): Promise<string[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [config],
    cache,
    cacheLocation: join(root, '.eslintcache'),
  });
  const found = await eslint.lintFiles(['lib/stack.js']);
  return found.flatMap(({ messages }) =>
    messages.map(({ line, column, endColumn, message }) => `${line}:${column}-${endColumn} ${message}`),
  );
}

const plain: Linter.Config = {
  plugins: { faultline },
  rules: { 'faultline/infrastructure-findings': 'warn' },
};
const shown = '1:15-25 Messages circulate for ever. Set a redrive policy. (sqs-queue-dlq, REL05-BP04)';

describe('infrastructure-findings', () => {
  it('shows violations of infrastructure on the lines that made the resources', async () => {
    const location = { file: 'lib/stack.js', line: 2, column: 15 };
    write('.faultline/results.json', results(verdict(), verdict({ layer: 'workload', location })));
    expect(await lint(plain)).toEqual([shown, shown.replace('1:', '2:')]);
  });

  it.each([
    ['what ESLint finds itself', verdict({ layer: 'code' })],
    ['what complies', verdict({ status: 'compliant' })],
    ['what was accepted', verdict({ status: 'suppressed' })],
    ['what is in another file', verdict({ location: { file: 'lib/other.js', line: 1, column: 1 } })],
    ['what has no place', { ...verdict(), location: undefined }],
    ['what has no line', verdict({ location: { file: 'lib/stack.js', line: 0, column: 1 } })],
  ])('leaves out %s', async (_what, one) => {
    write('.faultline/results.json', results(one));
    expect(await lint(plain)).toEqual([]);
  });

  it('says nothing where nothing was checked yet', async () => {
    expect(await lint(plain)).toEqual([]);
    expect(await lint(faultline.infrastructureFindings({ from: root }))).toEqual([]);
  });

  it('looks upward, and not above the repository', async () => {
    write('.faultline/results.json', results(verdict()));
    mkdirSync(join(root, 'lib/.git'));
    expect(await lint(plain)).toEqual([]);
  });

  it('reads the file that the option names', async () => {
    write('out.json', results(verdict()));
    const rules: Linter.RulesRecord = { 'faultline/infrastructure-findings': ['warn', { results: 'out.json' }] };
    expect(await lint({ ...plain, rules })).toEqual([shown]);
    expect(await lint(faultline.infrastructureFindings({ from: root, results: 'out.json' }))).toEqual([shown]);
  });

  it('shows a finding on the last line when its own is gone', async () => {
    write('.faultline/results.json', results(verdict({ location: { file: 'lib/stack.js', line: 99, column: 4 } })));
    expect(await lint(plain)).toEqual([shown.replace('1:15-25', '3:1-1')]);
  });

  it('lets no name of the project act on a terminal', async () => {
    write('.faultline/results.json', results(verdict({ message: 'a\u001b[31m\u202eb' })));
    expect(await lint(plain)).toEqual(['1:15-25 a [31m b (sqs-queue-dlq, REL05-BP04)']);
  });

  it.each(['{', 'null', '[]', '{"verdicts": 1}'])('lives with results like %j', async (text) => {
    write('.faultline/results.json', text);
    const expected = text === '{' ? [expect.stringContaining('cannot be read as results')] : [];
    expect(await lint(plain)).toEqual(expected);
  });

  it('shows new results at once, as an editor needs it', async () => {
    write('.faultline/results.json', results(verdict()));
    expect(await lint(plain)).toEqual([shown]);
    write('.faultline/results.json', results());
    expect(await lint(plain)).toEqual([]);
  });
});

describe('the configuration for the cache', () => {
  const own = () => faultline.infrastructureFindings({ from: root });

  it('drops what is gone, and shows what came, although no source file has changed', async () => {
    write('.faultline/results.json', results(verdict()));
    expect(await lint(own(), true)).toEqual([shown]);
    write('.faultline/results.json', results());
    expect(await lint(own(), true)).toEqual([]);
    write('.faultline/results.json', results(verdict()));
    expect(await lint(own(), true)).toEqual([shown]);
  });

  it('is needed: the rule alone goes stale', async () => {
    write('.faultline/results.json', results(verdict()));
    expect(await lint(plain, true)).toEqual([shown]);
    write('.faultline/results.json', results());
    expect(await lint(plain, true)).toEqual([shown]);
  });

  it('is in no preset', () => {
    for (const { rules } of Object.values(faultline.configs)) {
      expect(Object.keys(rules ?? {})).not.toContain('faultline/infrastructure-findings');
    }
    expect(own().name).toBe('faultline/infrastructure-findings');
  });
});
