import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { workspace } from './support/paths.js';
import { project, writeFiles } from './support/project.js';
import { faultline, run } from './support/run.js';

const page = readFileSync(join(workspace, 'packages/eslint-plugin/docs/editor.md'), 'utf8');

/** A block of the page by the first line of it. */
function sample(first: string): string {
  const found = [...page.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, text = '']) => text);
  const block = found.find((text) => text.startsWith(first));
  if (block === undefined) throw new Error(`The page has no sample that starts with ${first}`);
  return block;
}

const stack = (deadLetters: string): string => `import { App, Stack } from 'aws-cdk-lib';
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';

const app = new App();
const stack = new Stack(app, 'Orders');
const consumer = new Lambda(stack, 'Consumer', {
  runtime: Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: Code.fromInline('exports.handler = async () => {};'),
});
const orders = new Queue(stack, 'Queue', {${deadLetters}});
consumer.addEventSource(new SqsEventSource(orders));
app.synth();
`;

const folder = (): string => {
  const files = {
    'package.json': '{ "type": "module" }',
    'eslint.config.js': sample('// eslint.config.js'),
    'cdk.json': JSON.stringify({ app: 'node app.js' }),
    'app.js': stack(''),
  };
  const root = project(files);
  for (const name of ['eslint9', 'eslint', 'eslint-plugin-faultline', 'aws-cdk-lib', 'constructs']) {
    const path = join(root, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(workspace, 'node_modules', name), path, 'junction');
  }
  return root;
};

/** What ESLint with its cache shows of infrastructure, as `line rule`. */
function shown(root: string, eslint: string): string[] {
  const bin = join(workspace, 'node_modules', eslint, 'bin/eslint.js');
  const { stdout, stderr, code } = run(process.execPath, [bin, '--cache', '--format', 'json', 'app.js'], root);
  if (code === 2) throw new Error(stderr);
  const files = JSON.parse(stdout) as { messages: { line: number; ruleId: string; message: string }[] }[];
  return files
    .flatMap(({ messages }) => messages)
    .filter(({ message }) => message.includes('sqs-queue-dlq'))
    .map(({ line, ruleId }) => `${line} ${ruleId}`);
}

it.each(['eslint', 'eslint9'])('shows in %s what was found in a CDK app, and no longer what is gone', (eslint) => {
  const root = folder();
  const check = () => faultline(sample('npx faultline check --format pretty,json').trim().split(' ').slice(2), root);
  expect(shown(root, eslint)).toEqual([]);
  expect(check().code).toBe(1);
  const line =
    stack('')
      .split('\n')
      .findIndex((text) => text.includes("'Queue'")) + 1;
  expect(shown(root, eslint)).toEqual([`${line} faultline/infrastructure-findings`]);
  // The finding goes although the file that shows it stays as it is.
  const before = readFileSync(join(root, '.faultline/results.json'), 'utf8');
  writeFiles(root, { 'app.js': stack(" deadLetterQueue: { queue: new Queue(stack, 'Dead'), maxReceiveCount: 3 } ") });
  check();
  writeFiles(root, { 'app.js': stack('') });
  expect(shown(root, eslint)).toEqual([]);
  writeFiles(root, { '.faultline/results.json': before });
  expect(shown(root, eslint)).toEqual([`${line} faultline/infrastructure-findings`]);
});

it('gives Visual Studio Code a pattern that reads the output', () => {
  const tasks = JSON.parse(sample('{\n  "version"')) as {
    tasks: { problemMatcher: { pattern: { regexp: string } } }[];
  };
  const pattern = new RegExp(tasks.tasks[0]?.problemMatcher.pattern.regexp ?? '');
  const root = project({ 'src/pay.js': "export const pay = () => fetch('https://payments.example/');\n" });
  const [line = ''] = faultline(['check', '--format', 'compact'], root).stdout.split('\n');
  expect(pattern.exec(line)?.slice(1, 5)).toEqual(['src/pay.js', '1', '26', 'error']);
});
