import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from './support/project.js';
import { check, faultline } from './support/run.js';
import { callWithoutTimeout, callWithTimeout, queueTemplate, soon } from './support/samples.js';
import { schemaErrors } from './support/schema.js';

describe('exit codes', () => {
  it('is 0 when nothing is violated', () => {
    const { code, results } = check([], project({ 'pay.js': callWithTimeout }));
    expect(results.verdicts.map(({ status }) => status)).toEqual(['compliant', 'compliant', 'compliant']);
    expect(code).toBe(0);
  });

  it('is 1 when the gate fails', () => {
    expect(check([], project({ 'pay.js': callWithoutTimeout })).code).toBe(1);
  });

  it('is 0 when nothing may fail the gate, and the violation is told all the same', () => {
    const { code, results } = check(['--fail-on', 'never'], project({ 'pay.js': callWithoutTimeout }));
    expect(results.verdicts).toMatchObject([{ status: 'violation' }]);
    expect(code).toBe(0);
  });

  it.each([
    ['an unknown command', ['chekc'], 'check'],
    ['an unknown option', ['check', '--frmat', 'json'], '--format'],
    ['an unknown format', ['check', '--format', 'jsn'], 'json'],
    ['an unknown check', ['check', '--check', 'sqs-queue-dlp'], 'sqs-queue-dlq'],
    ['an unknown best practice', ['check', '--best-practice', 'REL06-BP01'], 'REL06-BP01'],
  ])('is 2 for %s, in one line that helps', (_what, args, hint) => {
    const { code, stdout, stderr } = faultline(args, project({ 'pay.js': callWithTimeout }));
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(hint);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('check', () => {
  it('writes several formats in one run, and only what was asked for to stdout', () => {
    const folder = project({ 'pay.js': callWithoutTimeout, 'orders.json': queueTemplate() });
    const formats = 'json,sarif:out.sarif,html:out.html,markdown:out.md,junit:out.xml,pretty:out.txt';
    const { code, stdout } = faultline(['check', '--format', formats], folder);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(code).toBe(1);
    expect(schemaErrors(JSON.parse(stdout))).toEqual([]);
    expect(JSON.parse(read('out.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(read('out.html')).toMatch(/^<!doctype html>/i);
    expect(read('out.xml')).toMatch(/^<\?xml/);
    for (const name of ['out.sarif', 'out.html', 'out.md', 'out.xml', 'out.txt']) {
      expect(read(name), name).toContain('require-http-timeout');
      expect(read(name), name).toContain('sqs-queue-dlq');
    }
  });

  it('gives the same output for the same input, byte for byte', () => {
    const folder = project({ 'src/pay.js': callWithoutTimeout, 'b.json': queueTemplate(), 'a.json': queueTemplate() });
    const run = (format: string, environment = {}) =>
      faultline(['check', '--format', format], folder, environment).stdout;
    for (const format of ['json', 'sarif']) expect(run(format), format).toBe(run(format));
    // A report for people says when it was made.
    const fixed = { SOURCE_DATE_EPOCH: '1700000000' };
    expect(run('html', fixed)).toBe(run('html', fixed));
  });

  it('says where a finding in a template stands', () => {
    const { results } = check(['--only', 'infra'], project({ 'orders.json': queueTemplate() }));
    const [violation] = results.verdicts.filter(({ status }) => status === 'violation');
    expect(violation).toMatchObject({
      check: 'sqs-queue-dlq',
      location: { file: 'orders.json', line: 6 },
      resource: { template: 'orders.json', logicalId: 'Orders', type: 'AWS::SQS::Queue' },
    });
  });

  it('reads a template from standard input, and nothing else', () => {
    const folder = project({ 'pay.js': callWithoutTimeout });
    const { code, results } = check(['-', '--stdin-filename', 'infra/orders.json'], folder, queueTemplate());
    expect(code).toBe(1);
    expect(results.scope).toMatchObject({ codeFiles: 0, templates: ['infra/orders.json'] });
    expect(results.verdicts).toContainEqual(expect.objectContaining({ check: 'sqs-queue-dlq', status: 'violation' }));
    const { code: wrong, stderr } = faultline(['check', '-'], folder, {}, 'Resources: [');
    expect(wrong).toBe(2);
    expect(stderr).toMatch(/^faultline: stdin\.template:1:\d+: .* Correct the template or leave it out\.$/m);
  });

  it('honours a directive with its reason, ticket and last day', () => {
    const directive = `// eslint-disable-next-line faultline/require-http-timeout -- PROJ-12 until ${soon}: the gateway ends it\n`;
    const { code, results } = check([], project({ 'pay.js': directive + callWithoutTimeout }));
    expect(code).toBe(0);
    expect(results.verdicts).toMatchObject([
      {
        status: 'suppressed',
        suppression: { kind: 'directive', ticket: 'PROJ-12', until: soon, reason: 'the gateway ends it' },
      },
    ]);
  });

  it('no longer honours a directive whose last day has passed', () => {
    const directive = '// eslint-disable-next-line faultline/require-http-timeout -- until 2020-01-31: for now\n';
    const { code, results } = check([], project({ 'pay.js': directive + callWithoutTimeout }));
    expect(results.verdicts).toMatchObject([{ status: 'violation' }]);
    expect(code).toBe(1);
  });

  it("honours a template's own suppression", () => {
    const metadata = { faultline: { suppress: [{ check: 'sqs-queue-dlq', reason: 'drained each night' }] } };
    const { code, results } = check([], project({ 'orders.json': queueTemplate({ metadata }) }));
    const verdict = results.verdicts.find(({ check: name }) => name === 'sqs-queue-dlq');
    expect(verdict).toMatchObject({
      status: 'suppressed',
      suppression: { kind: 'metadata', reason: 'drained each night' },
    });
    expect(code).toBe(0);
  });

  it('runs no program of a project that is not trusted', () => {
    const touch = "import { writeFileSync } from 'node:fs';\nwriteFileSync(new URL('ran', import.meta.url), '');\n";
    const folder = project({
      'cdk.json': JSON.stringify({ app: 'node app.mjs' }),
      'app.mjs': touch,
      'eslint.config.mjs': `${touch}export default [];\n`,
      'faultline.config.mjs': `${touch}export default {};\n`,
      'pay.js': callWithoutTimeout,
    });
    const { results } = check(['--untrusted'], folder);
    expect(results.verdicts).toMatchObject([{ check: 'require-http-timeout', status: 'violation' }]);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });
});

describe('the other commands', () => {
  it('rules lists every check with its best practice', () => {
    const { code, stdout } = faultline(['rules'], project({}));
    expect(code).toBe(0);
    expect(stdout).toContain('require-http-timeout');
    expect(stdout).toContain('sqs-queue-dlq');
    expect(stdout).toContain('REL05-BP04');
  });

  it.each(['require-http-timeout', 'sqs-queue-dlq', 'REL05-BP05'])('explain tells about %s', (name) => {
    const { code, stdout } = faultline(['explain', name], project({}));
    expect(code).toBe(0);
    expect(stdout).toContain(name);
    expect(stdout).toContain('https://');
  });

  it.each([[[]], [['check']], [['rules']], [['explain']], [['report']], [['init']], [['config']]])(
    '%j --help has examples',
    (command) => {
      const { code, stdout } = faultline([...command, '--help'], project({}));
      expect(code).toBe(0);
      expect(stdout).toMatch(/Examples?:\n {2}faultline /);
    },
  );
});
