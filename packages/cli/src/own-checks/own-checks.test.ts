import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Results } from '@faultline/catalog';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check, configFor } from '../check.js';
import type { CheckOptions } from '../options.js';
import { formats } from '../report/index.js';
import { plain } from '../report/testing/sample-results.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-own-')));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const about = (name: string, more = '') => `version: 1, layer: 'code', name: '${name}', bestPractice: 'REL05-BP05',
  severity: 'error', title: 'No legacy', why: 'It is slow.', fix: 'Drop it.', ${more}`;
const noLegacy = `export default { ${about('acme/no-legacy')}
  *judge(file) {
    for (const { range, arguments: [first] } of file.uses('legacy'))
      yield { status: 'violation', range, message: 'This is slow. Drop it.', evidence: { first: first?.constant ?? null } };
  } };`;
const config = (checks: unknown) => ({ 'faultline.config.json': JSON.stringify({ checks }) });
const run = (options: CheckOptions = {}) => check({ cwd: root, preset: 'recommended', ...options });
const own = ({ verdicts }: Results) =>
  verdicts
    .filter(({ check: name }) => name.startsWith('acme/'))
    .map(
      ({ check: name, location, status, severity }) =>
        `${location?.file}:${location?.line} ${name} ${status} ${severity}`,
    );
const messages = ({ errors }: Results) => errors.map(({ message }) => message).join('\n');

const code = {
  'src/a.ts': "import legacy from 'legacy';\nconst times = 3;\nlegacy(times);\n",
  'src/b.js': "const { old: renamed } = require('legacy');\nexports.b = () => renamed();\n",
  'src/c.ts': "import legacy from 'modern';\nlegacy(3);\n",
};

describe('checks of code', () => {
  it('judge with imports followed, count in all results, and take severities, comments and filters', async () => {
    const suppressed =
      "import legacy from 'legacy';\n// eslint-disable-next-line faultline/acme/no-legacy -- until 2099-01-01\nlegacy();\n";
    write({
      ...code,
      'src/d.ts': suppressed.replace('2099', String(new Date().getFullYear())),
      ...config(['./reliability/*.ts']),
      'reliability/legacy.ts': noLegacy,
      'reliability/legacy.test.ts': 'throw 1;',
    });
    const results = await run();
    expect(messages(results)).toBe('');
    expect(own(results)).toEqual([
      'src/a.ts:3 acme/no-legacy violation error',
      'src/b.js:2 acme/no-legacy violation error',
      expect.stringMatching(/^src\/d\.ts:3 acme\/no-legacy /) as string,
    ]);
    const [first] = results.verdicts.filter(({ check: name }) => name === 'acme/no-legacy');
    expect(first).toMatchObject({
      evidence: { first: 3 },
      fingerprint: expect.stringMatching(/^[0-9a-f]+$/) as string,
    });
    expect(first?.snippet).toBe('legacy(times)');
    expect(results.verdicts.some(({ suppression }) => suppression?.kind === 'directive')).toBe(true);
    expect(results.checks.map(({ name }) => name)).toContain('acme/no-legacy');
    for (const format of Object.values(formats)) {
      const text = format.render(results, { ...plain, verbose: true });
      if (!['wa', 'summary'].includes(format.name)) expect(text, format.name).toMatch(/acme\/no-legacy|This is slow/);
    }
    expect(own(await run({ checks: ['require-http-timeout'] }))).toEqual([]);
    expect(own(await run({ bestPractices: ['REL05-BP04'] }))).toEqual([]);
    write(config(['./reliability/*.ts', { 'acme/no-legacy': 'note' }]));
    expect(own(await run()).map((line) => line.split(' ').at(-1))).toEqual(['note', 'note', 'note']);
    write(config(['./reliability/*.ts', { 'acme/no-legacy': 'off' }]));
    expect(own(await run())).toEqual([]);
  });

  it('cost their own verdicts only, in the file in which they throw or say something odd', async () => {
    const throws = `export default [
      { ${about('acme/throws')} *judge(file) { if (file.path.endsWith('a.ts')) throw new Error('no idea'); yield { status: 'compliant', range: [0, 1], message: 'Well.' }; } },
      { ${about('acme/odd')} judge: (file) => [{ status: 'bad', range: [0, 1], message: 'x' }] },
      { ${about('acme/far')} judge: (file) => [{ status: 'violation', range: [0, 9e9], message: 'x' }] },
    ];`;
    write({
      'src/a.ts': `${code['src/a.ts']}export const x = () => fetch('https://x.example');\n`,
      'src/c.ts': code['src/c.ts'],
    });
    write({ ...config(['reliability/**']), 'reliability/legacy.ts': noLegacy, 'reliability/more.mjs': throws });
    const results = await run();
    expect(own(results)).toEqual([
      'reliability/legacy.ts:1 acme/throws compliant error',
      'reliability/more.mjs:1 acme/throws compliant error',
      'src/a.ts:3 acme/no-legacy violation error',
      'src/c.ts:1 acme/throws compliant error',
    ]);
    expect(results.verdicts.some(({ check: name }) => name === 'require-http-timeout')).toBe(true);
    expect(results.complete).toBe(false);
    expect(messages(results)).toContain('The own check acme/throws threw in src/a.ts (Error: no idea)');
    expect(messages(results)).toContain('the status of a finding must be one of');
    expect(messages(results)).toContain('two offsets in the text');
  });

  it('say nothing of tests and browsers, and give notes on scripts', async () => {
    const text = code['src/a.ts'];
    write({
      'scripts/a.ts': `#!/usr/bin/env node\n${text}`,
      'web/a.ts': `${text}document.title = 'x';\nwindow.alert('x');\n`,
      'src/a.test.ts': text,
    });
    write({
      ...config(['./reliability/*.ts']),
      'reliability/legacy.ts': noLegacy,
      'web/package.json': '{"name": "web", "dependencies": {"react-dom": "19"}, "devDependencies": {"vite": "7"}}',
    });
    expect(own(await run())).toEqual(['scripts/a.ts:4 acme/no-legacy violation note']);
  });

  it('are not run where no code of the project may run, which the results say', async () => {
    write({ ...code, ...config(['./reliability/*.ts']), 'reliability/legacy.ts': `throw new Error('ran');` });
    const results = await run({ untrusted: true });
    expect(own(results)).toEqual([]);
    expect(messages(results)).toBe('');
    expect(results.scope.skipped).toContainEqual({
      path: './reliability/*.ts',
      reason: expect.stringContaining('--untrusted') as string,
    });
  });

  it.each([
    ['reliability/*.ts', {}, "No own check is at 'reliability/*.ts'"],
    ['../*.ts', {}, "No own check is at '../*.ts'"],
    ['r.ts', { 'r.ts': 'export default 1;' }, 'The own check in r.ts was not run'],
    ['r.ts', { 'r.ts': noLegacy.replace('acme/', '') }, "'acme/publish-by-outbox'"],
    ['r.ts', { 'r.ts': noLegacy.replace('acme/', 'faultline/') }, "'name' is wrong"],
    ['r.ts', { 'r.ts': noLegacy.replace('version: 1', 'version: 2') }, "'version' is wrong"],
    ['r.ts', { 'r.ts': noLegacy.replace('REL05-BP05', 'REL05-BP99') }, "'bestPractice' is wrong"],
    ['r.ts', { 'r.ts': 'export default {' }, 'The own check r.ts cannot be loaded'],
    ['r*.ts', { 'r1.ts': noLegacy, 'r2.ts': noLegacy }, "has an own check 'acme/no-legacy', and so has another file"],
  ])('tell what is wrong with them: %s %#', async (glob, files, words) => {
    write({ ...code, ...files, ...config([glob]) });
    expect(messages(await run())).toContain(words);
  });

  it('leave severities as a map what they were, with the key that is wrong', async () => {
    write(config({ 'sqs-queue-dlq': 'loud' }));
    const { errors } = await configFor({ cwd: root });
    expect(errors.map(({ message }) => message).join()).toContain('checks.sqs-queue-dlq');
  });
});

describe('checks of resources', () => {
  const template = JSON.stringify({
    Parameters: { Days: { Type: 'Number' } },
    Resources: {
      Dead: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: { Ref: 'Days' } } },
      Work: {
        Type: 'AWS::SQS::Queue',
        Properties: { RedrivePolicy: { maxReceiveCount: 3, deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } } },
      },
    },
  });
  const byReference = `export default { ${about('acme/queues').replace("'code'", "'infrastructure'")}
    types: ['AWS::SQS::Queue'],
    *judge(queue, templates) {
      if (queue.logicalId === 'Broken') throw new Error('no idea');
      const target = queue.property('RedrivePolicy.deadLetterTargetArn');
      if (target.state === 'resource' && templates.isFailureTarget(target.resource) && templates.referrers(target.resource, 'AWS::SQS::Queue').includes(queue))
        yield { status: 'violation', message: 'It fails. Mend it.', property: 'RedrivePolicy', related: [{ resource: target.resource, message: 'goes here' }] };
      else yield { status: 'undetermined', message: queue.property('MessageRetentionPeriod').state, property: 'MessageRetentionPeriod' };
    } };`;

  it('judge over the graph, with suppressions of the template', async () => {
    write({ 'template.json': template, ...config(['r.ts']), 'r.ts': byReference });
    const results = await run();
    expect(messages(results)).toBe('');
    const found = results.verdicts.filter(({ check: name }) => name === 'acme/queues');
    expect(found.map(({ resource, status, message }) => [resource?.logicalId, status, message]).sort()).toEqual([
      ['Dead', 'undetermined', 'outside'],
      ['Work', 'violation', 'It fails. Mend it.'],
    ]);
    expect(found.flatMap(({ related = [] }) => related.map(({ resource }) => resource?.logicalId))).toEqual(['Dead']);
  });

  it('cost their own verdict at the resource at which they throw', async () => {
    write({ 'template.json': template.replaceAll('Work', 'Broken'), ...config(['r.ts']), 'r.ts': byReference });
    const results = await run();
    expect(messages(results)).toContain('The own check acme/queues threw at Broken in template.json');
    expect(results.verdicts.filter(({ check: name }) => name === 'acme/queues')).toHaveLength(1);
  });
});
