import { describe, expect, it } from 'vitest';
import { sam } from '../testing/both-layers.js';
import { joined } from '../testing/join-project.js';

/** Statuses and reasons of the verdicts of one check. */
async function decisions(files: Record<string, string>, check: string) {
  const { verdicts } = await joined(files, check);
  return verdicts.map(({ status, withdrawal }) => (withdrawal ? `${status}: ${withdrawal.reason}` : status));
}

const api = 'Events: { A: { Type: Api, Properties: { Path: /, Method: post } } }';
const queue = 'Events: { Q: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn, BatchSize: 10 } } }';
const q = '  Q: { Type: AWS::SQS::Queue }\n';

describe('a timeout above what callers wait for', () => {
  const template = sam({ Fn: `Handler: a.handler, Timeout: 60, ${api}` });
  const signs = `import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
const s3 = new S3Client({});
export const handler = async () => ({ statusCode: 200, body: await getSignedUrl(s3, new PutObjectCommand({ Bucket: 'b', Key: 'k' })) });
`;
  it.each([
    ['a constant', { 'src/a.ts': 'export const handler = async () => ({ statusCode: 200, body: "ok" });\n' }],
    [
      'plain JavaScript',
      {
        'src/a.js':
          'const { randomUUID } = require("node:crypto");\nexports.handler = async () => ({ statusCode: 200, body: randomUUID() });\n',
      },
    ],
    [
      'another file',
      {
        'src/a.ts':
          "import { body } from './b';\nexport const handler = async () => ({ statusCode: 200, body: body() });\n",
        'src/b.ts': 'export const body = () => "ok";\n',
      },
    ],
    ['a signed address', { 'src/a.ts': signs }],
  ])('means nothing where the handler answers with %s', async (_, files) => {
    expect(await decisions({ ...files, 'template.yaml': template }, 'lambda-timeout')).toEqual([
      expect.stringContaining('calls no other system'),
    ]);
  });

  it.each([
    ['fetch', "export const handler = async () => fetch('https://a.example/');\n"],
    ['a package that is not known', "import { load } from 'orders-kit';\nexport const handler = async () => load();\n"],
    ['a module by a computed name', 'exports.handler = async () => require(process.env.IMPL).run();\n'],
    ['http', "import http from 'node:http';\nexport const handler = async () => http.get('http://a.example');\n"],
  ])('stands with %s', async (_, text) => {
    expect(await decisions({ 'src/a.ts': text, 'template.yaml': template }, 'lambda-timeout')).toEqual(['violation']);
  });
});

describe('a permission to invoke a function', () => {
  const template = sam({
    Fn: 'Handler: a.handler, Policies: [{ Statement: [{ Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt B.Arn }] }]',
    B: 'Handler: b.handler',
  });
  const call = (type: string) => `import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
const client = new LambdaClient({});
export const handler = async () => client.send(new InvokeCommand({ FunctionName: process.env.B${type} }));
`;
  it('couples nothing where code hands over events', async () => {
    for (const a of [
      { 'src/a.ts': call(", InvocationType: 'Event'") },
      {
        'src/a.ts': "export { handler } from './c';\n",
        'src/c.ts': call(', InvocationType: InvocationType.Event').replace(
          '{ InvokeCommand',
          '{ InvocationType, InvokeCommand',
        ),
      },
      {
        'src/a.js':
          "const { InvokeCommand, LambdaClient } = require('@aws-sdk/client-lambda');\nconst c = new LambdaClient({});\nexports.handler = () => c.send(new InvokeCommand({ FunctionName: 'b', InvocationType: 'Event' })).then(() => 1);\n",
      },
    ])
      expect(
        await decisions(
          { ...a, 'src/b.ts': 'export const handler = 1;', 'template.yaml': template },
          'function-invokes-function',
        ),
      ).toEqual([expect.stringContaining("InvocationType 'Event' only")]);
  });

  it.each([
    ['waits', ''],
    ['says it by a value that is not known', ', InvocationType: process.env.TYPE'],
  ])('couples where code %s', async (_, type) => {
    const files = { 'src/a.ts': call(type), 'src/b.ts': '', 'template.yaml': template };
    expect(await decisions(files, 'function-invokes-function')).toEqual(['violation']);
  });
});

describe('a permission for a service that sends events', () => {
  const flow =
    '  Flow: { Type: AWS::Serverless::StateMachine, Properties: { Definition: { StartAt: T, States: { T: { Type: Task, Resource: !GetAtt Fn.Arn, End: true } } } } }\n';
  const permission =
    '  Left: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Fn, Action: lambda:InvokeFunction, Principal: sns.amazonaws.com } }\n';
  const files = { 'src/a.ts': 'export const handler = async () => {};\n' };

  it('is none that is used where a workflow invokes the function', async () => {
    const template = sam({ Fn: 'Handler: a.handler' }, permission + flow);
    expect(await decisions({ ...files, 'template.yaml': template }, 'lambda-async-failure-destination')).toEqual([
      expect.stringContaining('is invoked by Flow'),
    ]);
  });

  it('is none that is used where its topic has other subscribers only', async () => {
    const subscribed = (endpoint: string) =>
      `  S: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref T, Protocol: lambda, Endpoint: ${endpoint} } }\n`;
    const topic =
      '  T: { Type: AWS::SNS::Topic }\n  Left: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Fn, Action: lambda:InvokeFunction, Principal: sns.amazonaws.com, SourceArn: !Ref T } }\n';
    const functions = { Fn: 'Handler: a.handler', Other: 'Handler: b.handler' };
    const found = [];
    for (const more of [
      '',
      subscribed('!GetAtt Other.Arn'),
      subscribed('!ImportValue elsewhere'),
      subscribed('!Ref Fn'),
    ])
      found.push(
        ...(await decisions(
          { ...files, 'template.yaml': sam(functions, topic + flow + more) },
          'lambda-async-failure-destination',
        )),
      );
    const withdrawn: unknown = expect.stringContaining('is invoked by Flow');
    expect(found.filter((one) => one !== 'undetermined')).toEqual([
      withdrawn,
      withdrawn,
      'violation',
      'violation',
      'violation',
    ]);
  });

  it('stands where nothing else invokes the function, and where a topic does', async () => {
    const alone = sam({ Fn: 'Handler: a.handler' }, permission);
    const topic = sam(
      { Fn: 'Handler: a.handler, Events: { S: { Type: SNS, Properties: { Topic: !Ref T } } }' },
      `${flow}  T: { Type: AWS::SNS::Topic }\n`,
    );
    for (const template of [alone, topic])
      expect(await decisions({ ...files, 'template.yaml': template }, 'lambda-async-failure-destination')).toEqual([
        'violation',
      ]);
  });
});

describe('a record that is written without a condition', () => {
  const text = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
export const handler = async (event: any) => {
  for (const record of event.Records ?? [event]) await db.send(new PutCommand({ TableName: process.env.T, Item: { id: randomUUID(), body: record.body } }));
  return { statusCode: 201 };
};
`;
  it('is written once where only an API reaches it', async () => {
    const found = await decisions(
      { 'src/a.ts': text, 'template.yaml': sam({ Fn: `Handler: a.handler, ${api}` }) },
      'no-unconditional-create',
    );
    expect(found).toEqual([expect.stringContaining('Only requests of an API')]);
  });

  it('is written again where a queue reaches it as well', async () => {
    const both = sam({ Fn: `Handler: a.handler, ${api}`, Other: `Handler: a.handler, ${queue}` }, q);
    expect(await decisions({ 'src/a.ts': text, 'template.yaml': both }, 'no-unconditional-create')).toEqual([
      'violation',
    ]);
  });
});

describe('a mapping without a list of failures', () => {
  const caught = `import type { SQSEvent } from 'aws-lambda';
export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) {
    try { await fetch('https://a.example', { method: 'POST', body: record.body }); } catch (error) { console.error(error); }
  }
};
`;
  it('is right where the handler catches every record', async () => {
    const template = sam({ Fn: `Handler: a.handler, ${queue}` }, q);
    expect(await decisions({ 'src/a.ts': caught, 'template.yaml': template }, 'lambda-partial-batch-response')).toEqual(
      [expect.stringContaining('catches the failure of every record')],
    );
    const thrown = caught.replace('console.error(error);', 'throw error;');
    expect(await decisions({ 'src/a.ts': thrown, 'template.yaml': template }, 'lambda-partial-batch-response')).toEqual(
      ['violation'],
    );
  });
});
