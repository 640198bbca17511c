import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readApp, synthesize, type Assembly } from './synthesis.js';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-app-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

/** A stand-in for a CDK app: writes an assembly with what it was told. */
const script = `
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
mkdirSync(process.env.CDK_OUTDIR, { recursive: true });
const overflow = process.env.CONTEXT_OVERFLOW_LOCATION_ENV;
const told = {
  context: { ...JSON.parse(process.env.CDK_CONTEXT_JSON), ...(overflow ? JSON.parse(readFileSync(overflow)) : {}) },
  validation: process.env.CDK_VALIDATION,
  debug: process.env.CDK_DEBUG,
};
writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', JSON.stringify({ version: '48.0.0', artifacts: {}, told }));
`;

async function run(command?: string): Promise<unknown> {
  const app = readApp(folder, command);
  if (!app) throw new Error('no app');
  const result = await synthesize(app, folder, undefined);
  if ('kind' in result) return result;
  const manifest = JSON.parse(readFileSync(join(result.folder, 'manifest.json'), 'utf8')) as object;
  result.dispose?.();
  expect(existsSync(result.folder)).toBe(result.dispose === undefined);
  return { shownAs: result.shownAs, ...manifest };
}

describe('synthesize', () => {
  it('runs the app with the context of the project, without validation and without building assets', async () => {
    write('app.js', script);
    write('cdk.json', '{"app": "node app.js", "context": {"stage": "prod"}}');
    write('cdk.context.json', '{"stage": "dev", "vpc": "vpc-1"}');
    expect(await run()).toMatchObject({
      shownAs: 'cdk.out',
      told: {
        validation: 'false',
        debug: '1',
        context: {
          stage: 'prod',
          vpc: 'vpc-1',
          'aws:cdk:bundling-stacks': [],
          'aws:cdk:disable-creation-stack-traces': false,
        },
      },
    });
  });

  it.each([
    ["require('@acme/constructs/lib/api')", '@acme/constructs'],
    ["console.error('sh: 1: ts-node: not found'); process.exit(127)", 'ts-node'],
    [
      `console.error('npm error npx canceled due to missing packages and no YES option: ["tsx@4.2.0"]'); process.exit(1)`,
      'tsx@4.2.0',
    ],
  ])('says what is not installed: %s', async (text, name) => {
    write('app.js', text);
    write('cdk.json', '{"app": "node app.js"}');
    expect(await run()).toMatchObject({
      kind: 'synthesis',
      message: expect.stringContaining(`needs ${name}, which is not installed`),
    });
  });

  it('runs a lone script with Node, and a build before it', async () => {
    write('source.txt', script);
    write('cdk.json', '{"app": "app.js", "build": "cp source.txt app.js", "output": "build/cdk"}');
    write('app.js', '');
    expect(await run()).toMatchObject({ shownAs: 'build/cdk' });
  });

  it.each(['pnpm exec own-runner', 'npx own-runner', 'yarn own-runner', 'npm exec -- own-runner'])(
    'runs the program that is installed where its package manager may not be: %s',
    async (command) => {
      write('app.js', script);
      mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
      write('node_modules/.bin/own-runner', '#!/bin/sh\nexec node "$1"\n');
      chmodSync(join(folder, 'node_modules/.bin/own-runner'), 0o755);
      write('cdk.json', JSON.stringify({ app: `${command} app.js` }));
      expect(await run()).toMatchObject({ shownAs: 'cdk.out' });
    },
  );

  it('hands over a context that is too long for the environment', async () => {
    write('app.js', script);
    write('cdk.json', JSON.stringify({ app: 'node app.js', context: { long: 'x'.repeat(200_000) } }));
    const { told } = (await run()) as { told: { context: { long: string } } };
    expect(told.context.long).toHaveLength(200_000);
  });

  it('takes the assembly of an app that fails after writing it', async () => {
    write('app.js', `${script}\nprocess.exitCode = 1;`);
    write('cdk.json', '{"app": "node app.js"}');
    expect(await run()).toMatchObject({ version: '48.0.0' });
  });

  it('reads an assembly that the command names', async () => {
    write('manifest.json', '{"version": "48.0.0", "artifacts": {}}');
    expect(await run('.')).toMatchObject({ shownAs: '.' });
  });

  it('quotes an app that throws', async () => {
    write('app.js', "throw new Error('the table has no key');");
    write('cdk.json', '{"app": "node app.js"}');
    expect(await run()).toEqual({
      kind: 'synthesis',
      path: 'cdk.json',
      message:
        'The CDK app in . (node app.js) failed with exit code 1. It said: Error: the table has no key. ' +
        'Make the command work there, or pass --no-synth to read an existing cdk.out.',
    });
  });

  it('says that an app wrote nothing', async () => {
    expect(await run('true')).toMatchObject({ message: expect.stringContaining('wrote no cloud assembly') as string });
  });

  it('leaves no files behind after a failure', async () => {
    await run(`node -e "require('fs').writeFileSync('${folder}/out', process.env.CDK_OUTDIR)"`);
    expect(existsSync(readFileSync(join(folder, 'out'), 'utf8').replace(/cdk\.out$/, ''))).toBe(false);
  });
});

describe('readApp', () => {
  it('is undefined without a command', () => {
    write('cdk.json', '{"context": {}}');
    expect(readApp(folder)).toBeUndefined();
  });
});

describe('a real app', () => {
  it('leaves the lines of its constructs in the metadata', async () => {
    const library = join(import.meta.dirname, '../../../../node_modules/aws-cdk-lib');
    write(
      'app.js',
      `const { App, Stack, aws_sqs: sqs } = require(${JSON.stringify(library)});
const stack = new Stack(new App(), 'Orders');
new sqs.Queue(stack, 'Inbox');
`,
    );
    const app = readApp(folder, 'node app.js');
    const assembly = (await synthesize(app as NonNullable<typeof app>, folder, undefined)) as Assembly;
    const files = ['manifest.json', 'Orders.metadata.json'].map((name) => join(assembly.folder, name));
    const text = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
    assembly.dispose?.();
    expect(text.join('')).toContain('aws:cdk:creationStack');
    expect(text.join('')).toContain(join(folder, 'app.js:3:1'));
  }, 60_000);
});
