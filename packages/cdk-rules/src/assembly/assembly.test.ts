import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadAssembly } from './assembly.js';
import { buildGraph } from '../graph/build-graph.js';
import { readTemplate } from '../template/read-template.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assembly-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(files: Record<string, unknown>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const load = () => loadAssembly(join(root, 'cdk.out'), root);
const queue = (properties = {}) => ({ Type: 'AWS::SQS::Queue', Properties: properties });
const stack = (templateFile: string, rest = {}) => ({
  type: 'aws:cloudformation:stack',
  environment: 'aws://111111111111/eu-west-1',
  properties: { templateFile },
  ...rest,
});
const manifest = (artifacts: object) => ({ version: '50.0.0', artifacts });

describe('loadAssembly', () => {
  it('reads stacks, stages and nested stacks with what is known of them', () => {
    const frames = [
      '...new Queue2 in aws-cdk-lib...',
      `helper (${root}/node_modules/lib/x.js:1:1)`,
      `new Orders (${root}/lib/orders.ts:12:5)`,
    ];
    write({
      'cdk.out/manifest.json': manifest({
        Main: stack('Main.template.json', { additionalMetadataFile: 'Main.metadata.json' }),
        'Main.assets': { type: 'cdk:asset-manifest', properties: { file: 'Main.assets.json' } },
        'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
      }),
      'cdk.out/Main.template.json': {
        Resources: {
          D: queue(),
          N: {
            Type: 'AWS::CloudFormation::Stack',
            Properties: {
              Parameters: { P: { 'Fn::GetAtt': ['D', 'Arn'] } },
              TemplateURL: { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::URLSuffix' }, '/abc.json']] },
            },
          },
        },
      },
      'cdk.out/Child.nested.template.json': {
        Parameters: { P: { Type: 'String' } },
        Resources: { Q: queue({ RedrivePolicy: { deadLetterTargetArn: { Ref: 'P' } } }) },
      },
      'cdk.out/Main.assets.json': {
        files: {
          abc: { source: { path: 'Child.nested.template.json' }, destinations: { here: { objectKey: 'abc.json' } } },
        },
      },
      'cdk.out/Main.metadata.json': {
        '/Main': [{ type: 'aws:cdk:acknowledged-rules', data: { 'Annotation::Faultline-LambdaTimeout': 'for all' } }],
        '/Main/D/Resource': [
          { type: 'aws:cdk:logicalId', data: 'D' },
          { type: 'aws:cdk:creationStack', data: frames },
        ],
        '/Main/Child': [{ type: 'aws:cdk:templateFile', data: 'Child.nested.template.json' }],
        '/Main/Child/Q': [
          { type: 'aws:cdk:acknowledged-rules', data: { 'Annotation::Faultline-SqsQueueDlq': 'known' } },
        ],
        '/Main/Child/Q/Resource': [{ type: 'aws:cdk:logicalId', data: 'Q' }],
      },
      'cdk.out/assembly-Prod/manifest.json': manifest({
        ProdMain: {
          ...stack('P.template.json'),
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 'P.template.json', stackName: 'Prod-Main' },
        },
      }),
      'cdk.out/assembly-Prod/P.template.json': { Resources: {} },
    });
    const { inputs, errors, skipped } = load();
    expect({ errors, skipped }).toEqual({ errors: [], skipped: [] });
    expect(inputs.map(({ path, stackName, environment }) => ({ path, stackName, environment }))).toEqual([
      {
        path: 'cdk.out/Main.template.json',
        stackName: 'Main',
        environment: { account: '111111111111', region: 'eu-west-1' },
      },
      {
        path: 'cdk.out/Child.nested.template.json',
        stackName: undefined,
        environment: { account: '111111111111', region: 'eu-west-1' },
      },
      { path: 'cdk.out/assembly-Prod/P.template.json', stackName: 'Prod-Main', environment: {} },
    ]);
    const graph = buildGraph(inputs.map(readTemplate));
    const [d, q] = graph.ofType('AWS::SQS::Queue');
    expect(d?.trace).toEqual({
      constructPath: 'Main/D/Resource',
      source: { file: 'lib/orders.ts', line: 12, column: 5 },
      acknowledged: { 'Faultline-LambdaTimeout': 'for all' },
    });
    expect(q?.trace?.acknowledged).toEqual({ 'Faultline-LambdaTimeout': 'for all', 'Faultline-SqsQueueDlq': 'known' });
    expect(d && graph.deadLettersInto(d).map(({ from }) => from.key)).toEqual([q?.key]);
  });

  it.each(['../secret.json', '/etc/hostname', 'link.json'])(
    'reads no file outside of the assembly: %s',
    (templateFile) => {
      write({
        'secret.json': { Resources: {} },
        'cdk.out/manifest.json': manifest({ A: stack(templateFile), B: stack('B.template.json') }),
        'cdk.out/B.template.json': { Resources: {} },
      });
      symlinkSync(join(root, 'secret.json'), join(root, 'cdk.out/link.json'));
      const { inputs, skipped } = load();
      expect(inputs.map(({ path }) => path)).toEqual(['cdk.out/B.template.json']);
      expect(skipped).toHaveLength(1);
    },
  );

  it('tells what is missing or broken and reads the rest', () => {
    write({
      'cdk.out/manifest.json': manifest({
        A: stack('gone.json'),
        B: stack('B.json', { additionalMetadataFile: 'broken.json' }),
        C: { type: 'aws:cloudformation:stack' },
        D: 5,
        'assembly-X': { type: 'cdk:cloud-assembly', properties: { directoryName: 'nowhere' } },
      }),
      'cdk.out/B.json': { Resources: {} },
      'cdk.out/broken.json': '{',
    });
    const { inputs, errors } = load();
    expect(inputs.map(({ path }) => path)).toEqual(['cdk.out/B.json']);
    expect(errors.map(({ path }) => path)).toEqual([
      'cdk.out/gone.json',
      'cdk.out/broken.json',
      'cdk.out/manifest.json',
      'cdk.out/nowhere/manifest.json',
    ]);
  });

  it('reads stacks that hold nothing as stacks without resources', () => {
    write({
      'cdk.out/manifest.json': manifest({ Empty: stack('Empty.template.json') }),
      'cdk.out/Empty.template.json': { Outputs: { Name: { Value: 'x' } } },
    });
    const { inputs, errors } = load();
    expect(errors).toEqual([]);
    expect(buildGraph(inputs.map(readTemplate)).resources).toEqual([]);
  });

  it('tells that a folder is no assembly', () => {
    expect(load()).toMatchObject({
      inputs: [],
      errors: [{ path: 'cdk.out/manifest.json', message: 'The file cannot be read.' }],
    });
  });

  it('ends for assemblies that hold themselves', () => {
    write({
      'cdk.out/a/manifest.json': manifest({ a: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } }),
      'cdk.out/manifest.json': manifest({ a: { type: 'cdk:cloud-assembly', properties: { directoryName: 'a' } } }),
    });
    expect(load().errors).toHaveLength(1);
  });
});
