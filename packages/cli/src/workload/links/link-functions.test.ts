import { describe, expect, it } from 'vitest';
import { entriesOf, linksOf } from '../testing/join-project.js';

const run = 'export const handler = async () => {};\n';
const sam = (properties: string, more = '') => `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, ${properties} }
${more}`;
const plain = (properties: string, more = '') => `Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs22.x, ${properties} }
${more}`;

describe('templates of SAM', () => {
  it.each([
    [
      'a folder and a handler',
      { 'src/a.ts': run },
      'CodeUri: src, Handler: a.handler',
      'src/a.ts#handler folder certain',
    ],
    ['no folder', { 'fn/a.mjs': run }, 'Handler: fn/a.handler', 'fn/a.mjs#handler folder certain'],
    [
      'a folder in the handler',
      { 'src/fn/a.js': 'exports.run = () => 1;' },
      'CodeUri: ./src/, Handler: fn/a.run',
      'src/fn/a.js#run folder certain',
    ],
    [
      'a handler that is passed on',
      { 'src/a.ts': "export { main as handler } from './b';", 'src/b.ts': 'export async function main() {}' },
      'CodeUri: src, Handler: a.handler',
      'src/b.ts#main folder certain',
    ],
    [
      'a star',
      { 'src/a.ts': "export * from './b.js';", 'src/b.ts': run },
      'CodeUri: src, Handler: a.handler',
      'src/b.ts#handler folder certain',
    ],
    [
      'module.exports',
      { 'src/a.js': 'module.exports = { handler: async () => {} };' },
      'CodeUri: src, Handler: a.handler',
      'src/a.js#handler folder certain',
    ],
    [
      'what a builder of another package makes',
      { 'src/a.ts': "import { build } from 'kit';\nexport const handler = build({ path: '/' });" },
      'CodeUri: src, Handler: a.handler',
      'src/a.ts#handler folder certain',
    ],
    [
      'an index',
      { 'src/a/index.ts': run },
      'CodeUri: src/a, Handler: index.handler',
      'src/a/index.ts#handler folder certain',
    ],
    [
      'built code by its tsconfig',
      { 'tsconfig.json': '{"compilerOptions":{"outDir":"made","rootDir":"source"}}', 'source/a.ts': run },
      'CodeUri: made, Handler: a.handler',
      'source/a.ts#handler built likely',
    ],
    [
      'built code by the folder that all sources have in common',
      {
        'tsconfig.json': '{"compilerOptions":{"outDir":"dist"}}',
        'lambdas/orders/a.ts': run,
        'node_modules/x/orders/a.js': '',
      },
      'CodeUri: dist/orders, Handler: a.handler',
      'lambdas/orders/a.ts#handler built likely',
    ],
    [
      'built code by its folder',
      { 'svc/src/a.ts': run, 'svc/dist/a.js': 'exports.handler = () => 1;' },
      'CodeUri: svc/dist, Handler: a.handler',
      'svc/src/a.ts#handler built likely',
    ],
    [
      'the handler behind a monitoring layer',
      { 'src/a.ts': run },
      'CodeUri: src, Handler: /opt/nodejs/node_modules/datadog-lambda-js/handler.handler, Environment: { Variables: { DD_LAMBDA_HANDLER: a.handler } }',
      'src/a.ts#handler folder certain',
    ],
  ] as const)('are linked by %s', async (_, files, properties, wanted) => {
    expect(await linksOf({ ...files, 'template.yaml': sam(properties) }, 'template.yaml')).toEqual([`Fn: ${wanted}`]);
  });

  it('are linked by the entry points of their build, of several by the name of the handler', async () => {
    const files = {
      'svc/src/a.ts': run,
      'svc/src/b.ts': run,
      'template.yaml': sam(
        'CodeUri: svc, Handler: b.handler',
        '    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/a.ts, src/b.ts] } }\n',
      ),
    };
    expect(await linksOf(files, 'template.yaml')).toEqual(['Fn: svc/src/b.ts#handler entry-point certain']);
  });

  it.each([
    [
      'another runtime',
      { 'a.py': '' },
      'Runtime: python3.13, Handler: a.handler',
      'its runtime is python3.13, whose code is not analysed',
    ],
    ['code in a bucket', {}, 'CodeUri: s3://bucket/key.zip, Handler: a.handler', 'its code is s3://bucket/key.zip'],
    [
      'inline code',
      { 'index.ts': run },
      'InlineCode: "exports.handler = () => 1", Handler: index.handler',
      'its code is inline in the template',
    ],
    [
      'an export of another name',
      { 'src/a.ts': run },
      'CodeUri: src, Handler: a.main',
      'src/a.ts does not export main',
    ],
    ['no such file', {}, 'CodeUri: src, Handler: a.handler', 'there is no module src/a'],
    [
      'code outside of the root',
      {},
      'CodeUri: ../elsewhere, Handler: a.handler',
      'its code lies outside of the scanned folder',
    ],
    ['an image', {}, 'PackageType: Image', 'it runs an image, whose entry is not in the template'],
  ] as const)('are not linked for %s', async (_, files, properties, wanted) => {
    const written = `Transform: AWS::Serverless-2016-10-31\nResources: { Fn: { Type: AWS::Serverless::Function, Properties: { ${properties} } } }\n`;
    expect(await linksOf({ ...files, 'template.yaml': written }, 'template.yaml')).toEqual([`Fn: ${wanted}`]);
  });

  it('are not linked where two modules fit', async () => {
    const files = {
      'dist/a.js': 'exports.handler = () => 1;',
      'src/a.ts': run,
      'a.ts': run,
      'template.yaml': sam('CodeUri: dist, Handler: a.handler'),
    };
    expect(await linksOf(files, 'template.yaml')).toEqual(['Fn: more than one module fits: src/a.ts and a.ts']);
  });
});

describe('templates of CloudFormation', () => {
  it('are linked by a folder for aws cloudformation package', async () => {
    const files = { 'infra/t.yaml': plain('Code: ../app, Handler: a.handler'), 'app/a.ts': run };
    expect(await linksOf(files, 'infra/t.yaml')).toEqual(['Fn: app/a.ts#handler folder certain']);
  });

  it('are linked by the service around what the Serverless Framework writes', async () => {
    const files = {
      'svc/.serverless/t.yaml': plain('Code: { S3Bucket: b, S3Key: k.zip }, Handler: src/a.handler'),
      'svc/src/a.ts': run,
    };
    expect(await linksOf(files, 'svc/.serverless/t.yaml')).toEqual(['Fn: svc/src/a.ts#handler folder certain']);
  });

  it('are not linked for inline code, nor for an object in a bucket', async () => {
    const inline = {
      't.yaml': plain('Code: { ZipFile: "exports.handler = 1" }, Handler: index.handler'),
      'index.ts': run,
    };
    expect(await linksOf(inline, 't.yaml')).toEqual(['Fn: its code is inline in the template']);
    const object = { 't.yaml': plain('Code: { S3Bucket: b, S3Key: k }, Handler: index.handler'), 'index.ts': run };
    expect(await linksOf(object, 't.yaml')).toEqual(['Fn: its code is an object in a bucket']);
  });
});

describe('assemblies', () => {
  const staged = `cdk.out/asset.${'0a'.repeat(32)}`;
  const function_ = (metadata: object) =>
    JSON.stringify({
      Resources: {
        Fn: {
          Type: 'AWS::Lambda::Function',
          Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { S3Bucket: 'b', S3Key: 'k.zip' } },
          Metadata: metadata,
        },
      },
    });

  it('are linked by what esbuild writes into its bundles, where the entry comes last', async () => {
    const files = {
      'cdk.out/S.template.json': function_({ 'aws:asset:path': `asset.${'0a'.repeat(32)}` }),
      [`${staged}/index.js`]:
        '// lib/shared.ts\nvar a;\n// node_modules/x/index.js\nvar x;\n// lib/fn.ts\nmodule.exports = {};\n',
      'lib/shared.ts': 'export const handler = 1;\n',
      'lib/fn.ts': run,
    };
    expect(await linksOf(files, 'cdk.out/S.template.json')).toEqual(['Fn: lib/fn.ts#handler bundle certain']);
  });

  const construct = 'S/Fn';
  const template = function_({ 'aws:cdk:path': 'S/Fn/Resource' });

  it.each([
    ['the entry', { construct, kind: 'asset', path: '.', entry: 'fn/main.ts' }, 'fn/main.ts#handler recorded certain'],
    ['the folder', { construct, kind: 'asset', path: 'code' }, 'code/index.ts#handler folder certain'],
    [
      'a package that is not built',
      { construct, kind: 'asset', path: 'svc/dist/svc.zip', isMissing: true },
      'svc/src/index.ts#handler built likely',
    ],
    [
      'the command of an image',
      { construct, kind: 'image', path: 'image', command: ['app.run'] },
      'image/app.ts#run folder certain',
    ],
    [
      'the Dockerfile of an image',
      { construct, kind: 'image', path: '.', file: 'docker/jobs.Dockerfile' },
      'image/app.ts#run folder certain',
    ],
    [
      'a command that the Dockerfile makes no module for',
      { construct, kind: 'image', path: '.', file: 'docker/jobs.Dockerfile', command: ['other.run'] },
      'there is no module image/other',
    ],
    [
      'an image with a web server',
      { construct, kind: 'image', path: 'web' },
      'its image starts a server or a script, and no handler that is named',
    ],
    [
      'an image without its Dockerfile',
      { construct, kind: 'image', path: 'image' },
      'its image is built from image/Dockerfile, which is not there',
    ],
    ['inline code', { construct, kind: 'inline' }, 'its code is inline in the template'],
    ['an object', { construct, kind: 'bucket', key: 'a/b.zip' }, 'its code is a/b.zip in a bucket'],
    [
      'a folder that is not there',
      { construct, kind: 'asset', path: 'gone', isMissing: true },
      'its code gone is not there; build it first',
    ],
  ] as const)('are linked by what the app told: %s', async (_, recorded, wanted) => {
    const files = {
      'cdk.out/S.template.json': template,
      'fn/main.ts': run,
      'code/index.ts': run,
      'svc/package.json': '{}',
      'svc/src/index.ts': run,
      'image/app.ts': 'export const run = async () => {};\n',
      'docker/jobs.Dockerfile':
        'FROM node AS builder\nWORKDIR /build\nCOPY ./ ./\nRUN cd image && npx esbuild *.ts --bundle --outdir=dist\nFROM public.ecr.aws/lambda/nodejs:22\nCOPY --from=builder /build/image/dist/. ./\nCMD ["app.run"]\n',
      'web/Dockerfile': 'FROM public.ecr.aws/lambda/nodejs:22\nCOPY . .\nENTRYPOINT ["sh"]\nCMD ["run.sh"]\n',
    };
    expect(await linksOf(files, 'cdk.out/S.template.json', [recorded])).toEqual([`Fn: ${wanted}`]);
  });
});

describe('functions of images in SAM', () => {
  const template = (metadata: string, more = '') => `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn: { Type: AWS::Serverless::Function, Metadata: { ${metadata} }, Properties: { PackageType: Image ${more} } }
`;
  const files = {
    'svc/Dockerfile': 'FROM public.ecr.aws/lambda/nodejs:22\nCOPY dist/ ./\nCMD ["orders.run"]\n',
    'svc/tsconfig.json': '{ "compilerOptions": { "outDir": "dist" }, "files": ["app/src/orders.ts"] }',
    'svc/package.json': '{}',
    'svc/app/src/orders.ts': 'export const run = async () => {};\nexport const other = run;\n',
  };
  it.each([
    ['its Dockerfile', 'DockerContext: svc, Dockerfile: Dockerfile', '', 'svc/app/src/orders.ts#run built likely'],
    [
      'the command of the function',
      'DockerContext: ./svc, Dockerfile: Dockerfile',
      ', ImageConfig: { Command: [orders.other] }',
      'svc/app/src/orders.ts#other built likely',
    ],
    ['no folder', 'Dockerfile: Dockerfile', '', 'it runs an image, whose entry is not in the template'],
  ])('are linked by %s', async (_, metadata, more, wanted) => {
    expect(await linksOf({ ...files, 'template.yaml': template(metadata, more) }, 'template.yaml')).toEqual([
      `Fn: ${wanted}`,
    ]);
  });
});

describe('services', () => {
  const address = (tag: string) => `'1.dkr.ecr.eu-west-1.amazonaws.com/assets:${tag}'`;
  const template = `Resources:
  Web: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Task } }
  Worker: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Jobs } }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Image: agent }, { Image: ${address('aa')} }] } }
  Jobs: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Image: ${address('aa')}, Command: [node, dist/jobs/worker.js] }] } }
  Site: { Type: AWS::AppRunner::Service, Properties: { SourceConfiguration: { ImageRepository: { ImageIdentifier: ${address('bb')} } } } }
  Other: { Type: AWS::AppRunner::Service, Properties: { SourceConfiguration: { ImageRepository: { ImageIdentifier: ${address('cc')} } } } }
`;
  it('are followed from their image to the module that it runs first', async () => {
    const files = {
      'app/Dockerfile': 'FROM node\nWORKDIR /app\nCOPY dist ./dist\nCMD ["npm", "start"]\n',
      'app/package.json': '{ "scripts": { "start": "node dist/server.js" } }',
      'app/src/server.ts': '',
      'app/src/jobs/worker.ts': '',
      'site/Dockerfile': 'FROM node\nCOPY . /srv\nWORKDIR /srv\nCMD node main.mjs\n',
      'site/main.mjs': '',
      't.yaml': template,
    };
    const images = [
      { image: 'aa', path: 'app' },
      { image: 'bb', path: 'site' },
    ];
    expect(await entriesOf(files, 't.yaml', images)).toEqual([
      'Web: app/src/server.ts likely',
      'Worker: app/src/jobs/worker.ts likely',
      'Site: site/main.mjs certain',
    ]);
  });
});
