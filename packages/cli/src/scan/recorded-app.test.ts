import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordedCode } from '../workload/links/recorded-code.js';
import { readApp, synthesize } from './synthesis.js';

const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-recorded-')));
  symlinkSync(modules, join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** What the app tells, with paths relative to its folder. */
async function recordingOf(command: string) {
  const app = readApp(folder, command);
  if (!app) throw new Error('no app');
  const result = await synthesize(app, folder, undefined);
  if ('kind' in result) throw new Error(result.message);
  const { recording } = result;
  result.dispose?.();
  const within = (path: string | undefined) => path && relative(folder, path);
  const shown = ({ kind, command, isMissing, path, entry }: RecordedCode) => ({
    kind,
    ...(command && { command }),
    ...(isMissing && { isMissing }),
    ...(path && { path: within(path) }),
    ...(entry && { entry: within(entry) }),
  });
  return {
    codes: Object.fromEntries([...(recording?.codes ?? [])].map(([construct, code]) => [construct, shown(code)])),
    images: recording?.images.map(({ path }) => within(path)),
    missing: recording?.missing.map(({ missing }) => (missing.startsWith(folder) ? within(missing) : missing)),
  };
}

const functions = `
const app = new cdk.App();
const stack = new cdk.Stack(app, 'S');
const runtime = lambda.Runtime.NODEJS_22_X;
new nodejs.NodejsFunction(stack, 'Bundled', { runtime, entry: 'src/orders.ts', handler: 'main' });
new nodejs.NodejsFunction(stack, 'Unlocked', { runtime, entry: 'src/orders.ts', handler: 'main', depsLockFilePath: 'yarn.lock' });
new nodejs.NodejsFunction(stack, 'Generated', { runtime, entry: 'src/generated.ts' });
new lambda.Function(stack, 'Folder', { runtime, handler: 'app.handler', code: lambda.Code.fromAsset('src') });
new lambda.Function(stack, 'Zip', { runtime, handler: 'index.handler', code: lambda.Code.fromAsset('svc/dist/orders.zip') });
new lambda.Function(stack, 'NotBuilt', { runtime, handler: 'index.handler', code: lambda.Code.fromAsset('svc/dist') });
new lambda.Function(stack, 'Inline', { runtime, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = () => 1') });
new lambda.DockerImageFunction(stack, 'Image', { code: lambda.DockerImageCode.fromImageAsset('image') });
new lambda.DockerImageFunction(stack, 'Gone', { code: lambda.DockerImageCode.fromImageAsset('gone', { cmd: ['a.b'] }) });
app.synth();
`;
const sources = {
  'src/orders.ts': 'export const main = async () => {};\n',
  'src/app.js': 'exports.handler = async () => {};\n',
  'image/Dockerfile': 'FROM public.ecr.aws/lambda/nodejs:22\nCOPY . .\nCMD ["app.handler"]\n',
};
const told = {
  'S/Bundled': { kind: 'asset', path: '', entry: 'src/orders.ts' },
  'S/Unlocked': { kind: 'asset', path: '', entry: 'src/orders.ts' },
  'S/Generated': { kind: 'asset', path: '', isMissing: true, entry: 'src/generated.ts' },
  'S/Folder': { kind: 'asset', path: 'src' },
  'S/Zip': { kind: 'asset', path: 'svc/dist/orders.zip', isMissing: true },
  'S/NotBuilt': { kind: 'asset', path: 'svc/dist', isMissing: true },
  'S/Inline': { kind: 'inline' },
  'S/Image': { kind: 'image', path: 'image' },
  'S/Gone': { kind: 'image', path: 'gone', command: ['a.b'] },
};

describe('an app that is run', () => {
  it('tells what its functions are made from, and goes on without what is not built', async () => {
    write({
      ...sources,
      'app.cjs': `const cdk = require('aws-cdk-lib'); const lambda = require('aws-cdk-lib/aws-lambda'); const nodejs = require('aws-cdk-lib/aws-lambda-nodejs');${functions}`,
    });
    const { codes, images, missing } = await recordingOf('node app.cjs');
    expect(codes).toEqual(told);
    expect(images).toEqual(['image']);
    expect(missing?.sort()).toEqual([
      'gone/Dockerfile',
      'src/generated.ts',
      'svc/dist',
      'svc/dist/orders.zip',
      'yarn.lock',
    ]);
  });

  it('tells it as an ES module too, and neither builds images nor installs packages', async () => {
    write({
      ...sources,
      'app.mjs': `import { execSync } from 'node:child_process';
import * as cdk from 'aws-cdk-lib'; import * as lambda from 'aws-cdk-lib/aws-lambda'; import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
if (String(execSync('npm ci && exit 7')) !== '') throw new Error('it ran');
const made = lambda.Code.fromDockerBuild('image');
${functions.replace('app.synth', "new lambda.Function(stack, 'Made', { runtime, handler: 'index.handler', code: made });\napp.synth")}`,
    });
    const { codes, missing } = await recordingOf('node app.mjs');
    expect(Object.keys(codes)).toEqual([...Object.keys(told), 'S/Made']);
    expect(missing).toEqual(expect.arrayContaining(['npm ci && exit 7', 'docker build image', 'svc/dist']));
  });
});
