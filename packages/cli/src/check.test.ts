import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Results } from '@faultline/catalog';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { check } from './check.js';
import type { CheckOptions } from './options.js';

const schema = new URL('../../catalog/results.schema.json', import.meta.url);
const ajv = new Ajv({ allErrors: true });
formats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);

const call = "export const pay = () => fetch('https://pay.example/charge', { method: 'POST' });\n";
const queue = (metadata = {}) =>
  JSON.stringify({ Resources: { Inbox: { Type: 'AWS::SQS::Queue', Metadata: metadata, Properties: {} } } });

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-check-')));
});
afterEach(() => {
  rmSync(root, { recursive: true });
  vi.unstubAllEnvs();
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** Checks the folder, and that what comes of it keeps the published schema. */
async function run(options: CheckOptions = {}): Promise<Results> {
  const results = await check({ cwd: root, preset: 'strict', ...options });
  expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
  return results;
}

const found = ({ verdicts }: Results) =>
  verdicts.map(({ check: name, status, location }) => `${location?.file}:${location?.line} ${name} ${status}`);
const status = (results: Results, id: string) => results.bestPractices.find((row) => row.id === id)?.status;

describe('check', () => {
  it('judges code and templates of a folder', async () => {
    write('src/pay.ts', call);
    write('infra/template.json', queue());
    const results = await run();
    expect(found(results)).toEqual([
      'infra/template.json:1 queue-age-alarm violation',
      'infra/template.json:1 sqs-queue-dlq violation',
      'src/pay.ts:1 require-http-timeout violation',
    ]);
    expect(results.complete).toBe(true);
    expect(results.scope).toEqual({ root: '.', codeFiles: 1, templates: ['infra/template.json'], skipped: [] });
    expect(status(results, 'REL05-BP05')).toBe('at-risk');
    expect(results.checks.map(({ name }) => name)).toContain('sqs-queue-dlq');
  });

  it('looks at one layer', async () => {
    write('src/pay.ts', call);
    write('template.json', queue());
    expect(found(await run({ only: 'code' }))).toEqual(['src/pay.ts:1 require-http-timeout violation']);
    expect(found(await run({ only: 'infra' }))).toEqual([
      'template.json:1 queue-age-alarm violation',
      'template.json:1 sqs-queue-dlq violation',
    ]);
  });

  it('gives the same bytes for the same input, and a date only when it is told', async () => {
    write('src/pay.ts', call);
    write('template.json', queue());
    const [first, second] = [await run(), await run()];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(first).not.toHaveProperty('date');
    vi.stubEnv('SOURCE_DATE_EPOCH', '1700000000');
    expect((await run()).date).toBe('2023-11-14T22:13:20.000Z');
  });

  it('keeps fingerprints when a file moves', async () => {
    write('a/pay.ts', call);
    const [before] = (await run()).verdicts;
    rmSync(join(root, 'a'), { recursive: true });
    write('b/charge.ts', `// moved\n\n${call}`);
    const [after] = (await run()).verdicts;
    expect(after?.fingerprint).toBe(before?.fingerprint);
    expect(after?.location?.file).toBe('b/charge.ts');
  });

  it('shows paths relative to what holds everything, when it lies elsewhere', async () => {
    write('project/src/pay.ts', call);
    write('here/empty.txt', '');
    const results = await run({ cwd: join(root, 'here'), paths: ['../project'] });
    expect(found(results)).toEqual(['src/pay.ts:1 require-http-timeout violation']);
  });

  it('reads suppressions of templates, and until when they hold', async () => {
    const suppression = { check: 'sqs-queue-dlq', reason: 'PROJ-1: drained by hand', until: '2027-01-31' };
    write('template.json', queue({ faultline: { suppress: [suppression] } }));
    vi.stubEnv('SOURCE_DATE_EPOCH', String(Date.UTC(2027, 0, 31) / 1000));
    const verdict = async () => (await run()).verdicts.find(({ check: name }) => name === 'sqs-queue-dlq');
    expect(await verdict()).toMatchObject({
      status: 'suppressed',
      suppression: { kind: 'metadata', ticket: 'PROJ-1', reason: 'drained by hand', until: '2027-01-31' },
    });
    vi.stubEnv('SOURCE_DATE_EPOCH', String(Date.UTC(2027, 1, 1) / 1000));
    expect((await verdict())?.status).toBe('violation');
  });

  it('takes severities, globs and a preset from the configuration', async () => {
    write(
      'faultline.config.json',
      '{"checks": {"sqs-queue-dlq": "note", "queue-age-alarm": "off"}, "exclude": ["legacy/**"], "preset": "strict"}',
    );
    write('template.json', queue());
    write('legacy/template.json', queue());
    const results = await run({ preset: undefined });
    expect(found(results)).toEqual(['template.json:1 sqs-queue-dlq violation']);
    expect(results.verdicts[0]?.severity).toBe('note');
    expect(results.checks.find(({ name }) => name === 'sqs-queue-dlq')?.severity).toBe('note');
    expect(status(results, 'REL05-BP04')).toBe('undetermined');
    expect(found(await run({ preset: undefined, severity: 'warning' }))).toEqual([]);
  });

  it('turns checks off, and says which name in the configuration is wrong', async () => {
    write(
      'faultline.config.json',
      '{"checks": {"queue-age-alarm": "off", "sqs-queue-dlq": "off", "sqs-queue-dql": "off"}}',
    );
    write('template.json', queue());
    const results = await run();
    expect(found(results)).toEqual([]);
    expect(results.errors.map(({ message }) => message)).toEqual([
      "The configuration speaks of a check 'sqs-queue-dql', which there is not. Did you mean 'sqs-queue-dlq'?",
    ]);
    expect(results.complete).toBe(false);
  });

  it('lets answers of the configuration count until their last day', async () => {
    const answer = {
      answer: 'From the p99.9 of October.',
      owner: 'Payments',
      date: '2026-10-01',
      reviewBy: '2027-04-01',
    };
    const answers = { 'rel05-bp05-measured': answer };
    write('faultline.config.json', JSON.stringify({ answers }));
    write(
      'src/pay.ts',
      "export const pay = () => fetch('https://pay.example', { signal: AbortSignal.timeout(3000) });\n",
    );
    vi.stubEnv('SOURCE_DATE_EPOCH', String(Date.UTC(2027, 3, 1) / 1000));
    const row = async () => (await run()).bestPractices.find(({ id }) => id === 'REL05-BP05');
    expect(await row()).toMatchObject({ status: 'attested', questions: [{ ...answer, overdue: false }] });
    vi.stubEnv('SOURCE_DATE_EPOCH', String(Date.UTC(2027, 3, 2) / 1000));
    expect(await row()).toMatchObject({ status: 'met', questions: [{ ...answer, overdue: true }] });
  });

  it('complains about an answer to a question that there is not', async () => {
    const answer = { answer: 'Yes.', owner: 'Payments', date: '2026-10-01', reviewBy: '2027-04-01' };
    write('faultline.config.json', JSON.stringify({ answers: { 'rel05-bp5-measured': answer } }));
    const { errors, complete } = await run();
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining("Did you mean 'rel05-bp05-measured'?"),
    ]);
    expect(complete).toBe(false);
  });

  it('limits itself to what it is asked for', async () => {
    write('src/pay.ts', call);
    write('template.json', queue());
    const results = await run({ bestPractices: ['REL05-BP05'] });
    expect(results.bestPractices.map(({ id }) => id)).toEqual(['REL05-BP05']);
    expect(found(results)).toEqual(['src/pay.ts:1 require-http-timeout violation']);
    expect(found(await run({ checks: ['sqs-queue-dlq'] }))).toEqual(['template.json:1 sqs-queue-dlq violation']);
    await expect(run({ checks: ['sqs-queue'] })).rejects.toThrow("There is no check 'sqs-queue'.");
  });

  it('runs neither app nor ESLint configuration of a project that is not trusted', async () => {
    write('cdk.json', JSON.stringify({ app: `node -e "require('fs').writeFileSync('ran', '')"` }));
    write(
      'eslint.config.mjs',
      "import { writeFileSync } from 'node:fs';\nwriteFileSync('ran', '');\nexport default [];\n",
    );
    write(
      'faultline.config.mjs',
      "import { writeFileSync } from 'node:fs';\nwriteFileSync('ran', '');\nexport default {};\n",
    );
    const results = await run({ preset: undefined, untrusted: true });
    expect(() => readFileSync(join(root, 'ran'))).toThrow('ENOENT');
    expect(results.scope.skipped).toEqual([
      { path: 'cdk.json', reason: 'the CDK app was not run (--untrusted) and has no cdk.out folder', kind: 'not-run' },
    ]);
    expect(results.complete).toBe(true);
  });

  it.each([
    [
      'nothing',
      [],
      {},
      'Nothing was judged: there is neither code nor a template here. Name the files or folders to scan; --allow-empty lets the run pass all the same.',
    ],
    [
      'tests and types only',
      ['a.test.ts', 'b.test.ts', 'types.d.ts'],
      {},
      'Nothing was judged: 3 skipped (2 of tests, 1 of types only). The results give the reason of each; --allow-empty lets the run pass all the same.',
    ],
    [
      'no code where code is wanted',
      ['t.json'],
      { only: 'code' },
      'Nothing was judged: there is no code here. Name the files or folders to scan; --allow-empty lets the run pass all the same.',
    ],
    [
      'no template where templates are wanted',
      ['a.ts'],
      { only: 'infra' },
      'Nothing was judged: there is no template here. Name the files or folders to scan; --allow-empty lets the run pass all the same.',
    ],
    [
      'no template where a check of templates is wanted',
      ['a.ts'],
      { checks: ['sqs-queue-dlq'] },
      'Nothing was judged: there is no template here. Name the files or folders to scan; --allow-empty lets the run pass all the same.',
    ],
  ] as [string, string[], CheckOptions, string][])(
    'is incomplete where there is %s, unless that is allowed',
    async (_what, files, options, message) => {
      for (const file of files) write(file, file.endsWith('.json') ? queue() : '');
      const { errors, complete } = await run(options);
      expect(errors).toEqual([{ kind: 'empty', message }]);
      expect(complete).toBe(false);
      expect((await run({ ...options, allowEmpty: true })).complete).toBe(true);
      write('faultline.config.json', '{ "allowEmpty": true }');
      expect((await run(options)).complete).toBe(true);
      expect((await run({ ...options, allowEmpty: false })).complete).toBe(false);
    },
  );

  it('takes templates alone, what did not change, and questions alone for no empty scan', async () => {
    write('t.json', queue());
    expect((await run()).complete).toBe(true);
    expect((await run({ paths: [], only: 'code', changedFiles: new Set() })).complete).toBe(true);
    expect((await run({ only: 'code', bestPractices: ['REL04-BP01'] })).complete).toBe(true);
  });

  it('names what the configuration leaves out, code and templates, and no other data', async () => {
    write('src/a.ts', '');
    write('old/b.ts', '');
    write('old/template.yaml', 'Resources:\n  A: { Type: "AWS::SNS::Topic" }\n');
    write('old/data.json', '{}');
    write('faultline.config.json', '{ "exclude": ["old/**"] }');
    const reason = "left out by 'exclude' in the configuration";
    expect((await run()).scope.skipped).toEqual([
      { path: 'old/b.ts', reason, kind: 'excluded' },
      { path: 'old/template.yaml', reason, kind: 'excluded' },
    ]);
    expect((await run({ only: 'infra', allowEmpty: true })).scope.skipped).toHaveLength(1);
  });

  it('says of a named file that it is neither code nor a template, and tells an odd name from odd text', async () => {
    write('src/a.ts', '');
    write('README.md', '# Orders');
    write('orders.cfn', 'Resources:\n  A: { Type: "AWS::SNS::Topic" }\n');
    const { scope, complete } = await run({ paths: ['README.md', 'orders.cfn', 'src'] });
    expect(scope.skipped).toEqual([{ path: 'README.md', reason: 'neither code nor a template', kind: 'unsupported' }]);
    expect(scope.templates).toEqual(['orders.cfn']);
    expect(complete).toBe(true);
  });

  it('passes over files that only look like data, and complains about a named one', async () => {
    write('data/orders.json', '{"orders": []}');
    write('src/a.ts', '');
    expect((await run()).errors).toEqual([]);
    const { errors, complete } = await run({ paths: ['data/orders.json'] });
    expect(errors).toMatchObject([{ kind: 'input', path: 'data/orders.json' }]);
    expect(complete).toBe(false);
  });
});
