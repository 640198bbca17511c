import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marksIn } from './support/fault-marks.js';
import { install, pack } from './support/packed.js';
import { workspace } from './support/paths.js';
import { project, temporaryFolder } from './support/project.js';
import { check, type Run, run } from './support/run.js';

/** What the CDK writes about the plugins that validated an app; what is used of it here. */
interface ValidationReport {
  readonly pluginReports: readonly {
    readonly conclusion: 'success' | 'failure';
    readonly metadata: Readonly<Record<string, string>>;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly ruleMetadata: { readonly check: string; readonly source: string };
    }[];
  }[];
}

const cdk = ['aws-cdk-lib', 'cdk-nag', 'constructs', 'tsx'];
const work = temporaryFolder();
let packages: Map<string, string>;
beforeAll(() => {
  packages = pack(work);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function installed(files: Record<string, string>, has: readonly string[] = cdk): string {
  const folder = project(files);
  install(packages, folder, has);
  return folder;
}

const app = (name: string) => readFileSync(join(workspace, 'test/cdk-apps', `${name}.ts`), 'utf8');

/** Runs an app as the CDK does, without the CDK's own validation of templates, which takes long. */
function synthesize(folder: string, args: readonly string[], environment: Record<string, string> = {}): Run {
  const output = join(folder, 'cdk.out');
  return run(process.execPath, args, folder, { CDK_OUTDIR: output, CDK_VALIDATION: 'false', ...environment });
}

function reportIn(folder: string): ValidationReport['pluginReports'][number] {
  // Versions before 2.265 write it under another name.
  const names = ['validation-report.json', 'policy-validation-report.json'];
  const file = names.map((name) => join(folder, 'cdk.out', name)).find((path) => existsSync(path));
  const text = readFileSync(file ?? names[0] ?? '', 'utf8');
  const [report] = (JSON.parse(text) as ValidationReport).pluginReports;
  if (!report) throw new Error('The CDK reports of no plugin.');
  return report;
}

describe('FaultlineChecks in a TypeScript app', () => {
  const typescript = (name: string) => installed({ 'package.json': '{ "type": "module" }', 'app.ts': app(name) });

  it('stops the synthesis and gives the lines of the app at fault', () => {
    const folder = typescript('loud');
    const { code, stderr } = synthesize(folder, ['--import', 'tsx', 'app.ts']);
    const { conclusion, violations } = reportIn(folder);
    expect(code).toBe(1);
    expect(conclusion).toBe('failure');
    const found = violations.map(
      ({ ruleMetadata: { source, check: name } }) => `${source.replace(/:\d+$/, '')} ${name}`,
    );
    expect(found.sort()).toEqual(marksIn(app('loud'), 'app.ts').sort());
    expect(stderr).toContain('Add a redrive policy with a dead-letter queue.');
  });

  it('is quiet about what other tools wrongly object to in an app of two stacks', () => {
    const folder = typescript('quiet');
    const { code, stderr } = synthesize(folder, ['--import', 'tsx', 'app.ts']);
    expect(stderr).not.toContain('Faultline');
    expect(code).toBe(0);
    const { results } = check(['--preset', 'strict', '--only', 'infra', '--app', 'node --import tsx app.ts'], folder);
    expect(results.verdicts.filter(({ status }) => status !== 'compliant')).toEqual([]);
    expect(results.verdicts.length).toBeGreaterThan(5);
  });

  it.each(['Faultline-SqsQueueDlq', 'Faultline::Faultline-SqsQueueDlq'])('honours an acknowledgement of %s', (id) => {
    const folder = typescript('loud');
    synthesize(folder, ['--import', 'tsx', 'app.ts'], { ACKNOWLEDGE: id });
    const { metadata, violations } = reportIn(folder);
    expect(violations.map(({ ruleName }) => ruleName)).not.toContain('Faultline-SqsQueueDlq');
    expect(violations).toHaveLength(marksIn(app('loud'), 'app.ts').length - 1);
    expect(metadata['suppressed']).toBe('1');
    // The command line reads the same from the assembly.
    const { results } = check(['--only', 'infra', '--no-synth'], folder);
    expect(results.verdicts.filter(({ status }) => status === 'suppressed')).toMatchObject([
      {
        check: 'sqs-queue-dlq',
        suppression: { kind: 'acknowledgement', reason: 'A person empties it each morning.' },
      },
    ]);
  });
});

const esModule = `import { App, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { FaultlineChecks } from '@faultline/cdk-rules';

const app = new App();
for (const name of ['Beta', 'Prod']) {
  const stack = new Stack(app, name);
  new Queue(stack, 'Work');
  if (process.env.MORE) new Queue(stack, 'More');
}
Validations.of(app).addPlugins(new FaultlineChecks(app));
app.synth();
`;

/**
 * Synthesizes an ES module under plain Node twice into one folder, with more in it the second time, and gives what the CDK reports.
 */
function synthesizeTwice(folder: string): ReturnType<typeof reportIn> {
  for (const more of ['', 'yes']) {
    const { code, stderr } = synthesize(folder, ['app.mjs'], { MORE: more });
    expect({ code, modified: /modified the cloud assembly/.test(stderr) }).toEqual({ code: 0, modified: false });
  }
  return reportIn(folder);
}

describe('FaultlineChecks in an ES module under plain Node', () => {
  it('gives lines, one violation for all copies, and takes a second synthesis into the same folder', () => {
    const folder = installed({ 'package.json': '{}', 'app.mjs': esModule });
    const { violations } = synthesizeTwice(folder);
    expect(violations.map(({ ruleMetadata: { source, check: name } }) => `${source} ${name}`).sort()).toEqual([
      'app.mjs:8:1 sqs-queue-dlq',
      'app.mjs:9:1 sqs-queue-dlq',
    ]);
    const { results } = check(['--only', 'infra', '--no-synth'], folder);
    const open = results.verdicts.filter(({ status }) => status === 'violation');
    expect(open.map(({ location, copies }) => [location?.line, copies?.length])).toEqual([
      [8, 2],
      [9, 2],
    ]);
  });

  // The package of the CDK is too large to be installed for one test; a folder that has it is named where it is wanted.
  const oldest = process.env['FAULTLINE_OLDEST_CDK'];
  it.skipIf(oldest === undefined)('does the same on the oldest CDK that is allowed', () => {
    const folder = installed({ 'package.json': '{}', 'app.mjs': esModule }, []);
    for (const name of ['aws-cdk-lib', 'cdk-nag', 'constructs', '@aws-cdk'])
      cpSync(join(oldest ?? '', 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
    expect(synthesizeTwice(folder).violations).toHaveLength(2);
  });
});

const commonJsApp = `const { App, Stack, Validations } = require('aws-cdk-lib');
const { Topic } = require('aws-cdk-lib/aws-sns');
const { UrlSubscription } = require('aws-cdk-lib/aws-sns-subscriptions');
const { FaultlineChecks } = require('@faultline/cdk-rules');

const app = new App();
const topic = new Topic(new Stack(app, 'Orders'), 'Topic');
topic.addSubscription(new UrlSubscription('https://shop.example/orders'));
Validations.of(app).addPlugins(new FaultlineChecks(app));
app.synth();
`;

const jestTest = `const { App, Stack } = require('aws-cdk-lib');
const { Queue } = require('aws-cdk-lib/aws-sqs');
const { Topic } = require('aws-cdk-lib/aws-sns');
const { UrlSubscription } = require('aws-cdk-lib/aws-sns-subscriptions');
const { FaultlineChecks } = require('@faultline/cdk-rules');

function violations(build) {
  const app = new App();
  build(new Stack(app, 'Orders'));
  return new FaultlineChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName);
}

test('a subscription without a dead-letter queue', () => {
  const found = violations((stack) =>
    new Topic(stack, 'Topic').addSubscription(new UrlSubscription('https://shop.example/orders')));
  expect(found).toEqual(['Faultline-SnsSubscriptionDlq']);
});

test('a subscription with a dead-letter queue', () => {
  const found = violations((stack) => {
    const deadLetterQueue = new Queue(stack, 'Undelivered');
    const subscription = new UrlSubscription('https://shop.example/orders', { deadLetterQueue });
    new Topic(stack, 'Topic').addSubscription(subscription);
  });
  expect(found).toEqual([]);
});
`;

describe('FaultlineChecks in CommonJS', () => {
  it('validates an app', () => {
    const folder = installed({ 'package.json': '{}', 'app.js': commonJsApp });
    expect(synthesize(folder, ['app.js']).code).toBe(1);
    expect(reportIn(folder).violations).toMatchObject([
      { ruleName: 'Faultline-SnsSubscriptionDlq', ruleMetadata: { source: 'app.js:8:7' } },
    ]);
  });

  it('runs under Jest', () => {
    const files = { 'package.json': '{ "jest": { "testEnvironment": "node" } }', 'stack.test.js': jestTest };
    const folder = installed(files, [...cdk, 'jest']);
    const jest = join(folder, 'node_modules/jest/bin/jest.js');
    const { code, stderr } = run(process.execPath, [jest, '--ci', '--runInBand'], folder, { CDK_VALIDATION: 'false' });
    expect(stderr).toContain('Tests:       2 passed, 2 total');
    expect(code).toBe(0);
  });
});
