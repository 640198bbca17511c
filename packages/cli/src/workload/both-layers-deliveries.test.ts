import { describe, expect, it } from 'vitest';
import { edgesOf, each, said, sam } from './testing/both-layers.js';

describe('code and infrastructure together', () => {
  it('judges the work on what a poller received, from one poll to the next', async () => {
    const del = `new DeleteMessageCommand({ QueueUrl: process.env.Q, ReceiptHandle: m.ReceiptHandle })`;
    const head = `import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({ maxAttempts: 1, requestHandler: { connectionTimeout: 500, requestTimeout: 25_000, throwOnRequestTimeout: true, socketTimeout: 25_000 } });\n`;
    expect(
      await said(
        {
          'src/a.ts': `${head}export const handler = async () => { const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: process.env.Q, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 })); for (const m of Messages) { await fetch('https://a.example/', { method: 'PUT', body: m.Body, signal: AbortSignal.timeout(35_000) }); await sqs.send(${del}); } };`,
          'src/b.js': `const { SQSClient, ReceiveMessageCommand, DeleteMessageCommand } = require('@aws-sdk/client-sqs');\nconst sqs = new SQSClient({});\nexports.handler = () => sqs.send(new ReceiveMessageCommand({ QueueUrl: process.env.Q, MaxNumberOfMessages: 1 })).then(({ Messages }) => Promise.all((Messages || []).map((m) => fetch('https://a.example/', { method: 'PUT', body: m.Body, signal: AbortSignal.timeout(310000) }).then(() => sqs.send(${del})))));`,
          'src/c.ts': `import { receive, remove } from './queue';\nexport const handler = async () => { const messages = await receive(); for (const m of messages) { await fetch('https://a.example/', { method: 'PUT', body: m.Body, signal: AbortSignal.timeout(35_000) }); await remove(m); } };`,
          'src/queue.ts': `${head}export const receive = async () => { const out = await sqs.send(new ReceiveMessageCommand({ QueueUrl: process.env.Q, MaxNumberOfMessages: 10 })); return out.Messages ?? []; };\nexport const remove = (m: any) => sqs.send(${del});`,
          'src/d.ts': `${head}export async function handler() { let messages; do { messages = (await sqs.send(new ReceiveMessageCommand({ QueueUrl: process.env.Q, MaxNumberOfMessages: 10 }))).Messages; await Promise.all((messages ?? []).map((m) => fetch('https://a.example/', { method: 'PUT', body: m.Body, signal: AbortSignal.timeout(35_000) }))); } while (messages?.length); }`,
          'template.yaml': sam(
            each(
              'Timeout: 900, Environment: { Variables: { Q: !Ref P } }, Events: { S: { Type: Schedule, Properties: { Schedule: rate(1 minute) } } }',
            ),
            '  P: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 300 } }\n',
          ),
        },
        'visibility-budget',
        'sqs-visibility-timeout',
        'queue-without-consumer',
      ),
    ).toEqual([
      'a.ts visibility-budget undetermined 60 of 300',
      'b.js visibility-budget violation 310 of 300',
      'd.ts visibility-budget compliant 35 of 300',
      'queue.ts visibility-budget undetermined 60 of 300',
    ]);
  });
  it('finds events that code hands over, which nobody waits for and nobody keeps', async () => {
    const call = `new InvokeCommand({ FunctionName: process.env.TO, InvocationType: 'Event' })`;
    const head = `import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';\nconst client = new LambdaClient({});\n`;
    expect(
      await said(
        {
          'src/a.ts': `${head}export const handler = async () => { await client.send(${call}); };`,
          'src/b.js': `const { InvokeCommand, LambdaClient } = require('@aws-sdk/client-lambda');\nconst client = new LambdaClient({});\nexports.handler = () => client.send(${call}).then(() => 'ok');`,
          'src/c.ts': `import { hand } from './hand';\nexport const handler = async () => hand();`,
          'src/hand.ts': `${head}export const hand = () => client.send(${call});`,
          'src/d.ts': `import { Lambda } from '@aws-sdk/client-lambda';\nconst lambda = new Lambda({});\nexport const handler = async () => lambda.invoke({ FunctionName: process.env.TO!, InvocationType: 'Event' });`,
          'src/to.ts': 'export const handler = async () => 1;',
          'template.yaml': sam({
            ...each(
              'Environment: { Variables: { TO: !Ref To } }, Policies: [{ Statement: [{ Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt To.Arn }] }]',
            ),
            To: 'Handler: to.handler',
          }),
        },
        'function-invokes-function',
        'no-synchronous-invoke',
        'event-failure-destination',
      ),
    ).toEqual([
      'Fa function-invokes-function withdrawn',
      'Fb function-invokes-function withdrawn',
      'Fc function-invokes-function withdrawn',
      'Fd function-invokes-function withdrawn',
      'a.ts event-failure-destination violation',
      'a.ts no-synchronous-invoke compliant',
      'b.js no-synchronous-invoke compliant',
      'd.ts no-synchronous-invoke compliant',
      'hand.ts no-synchronous-invoke compliant',
    ]);
  });
  it('finds dead-letter queues that a handler keeps from getting anything', async () => {
    const get = `const r = await fetch('https://a.example/', { method: 'POST', signal: AbortSignal.timeout(1000) }); if (!r.ok) throw new Error('no');`;
    expect(
      await said(
        {
          'src/a.ts': `export const handler = async () => { try { ${get} } catch (e) { return e; } };`,
          'src/b.js': `exports.handler = () => fetch('https://a.example/', { method: 'POST', signal: AbortSignal.timeout(1000) }).then((r) => { if (!r.ok) throw new Error('no'); }).catch((error) => error);`,
          'src/c.ts': `import { work } from './work';\nexport async function handler() { try { await work(); } catch (error) { console.error(error); return { statusCode: 500, body: String(error) }; } }`,
          'src/work.ts': `export async function work() { ${get} }`,
          'src/d.ts': `export const handler = async () => { try { ${get} } catch (e) { console.error(e); throw e; } };`,
          'template.yaml': sam(
            each(
              'DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn }, Events: { R: { Type: EventBridgeRule, Properties: { Pattern: { source: [a] } } } }',
            ),
            '  Dead: { Type: AWS::SQS::Queue }\n',
          ),
        },
        'idle-failure-control',
      ),
    ).toEqual([
      'a.ts idle-failure-control violation',
      'b.js idle-failure-control violation',
      'c.ts idle-failure-control violation',
    ]);
  });
  it('says nothing of the time of handlers that answer from memory', async () => {
    expect(
      await said(
        {
          'src/a.ts': `export const handler = async () => ({ statusCode: 200, body: 'ok' });`,
          'src/b.js': `exports.handler = (event, context, done) => done(null, { statusCode: 204 });`,
          'src/c.ts': `import { z } from 'zod';\nimport { answer } from './answer';\nconst body = z.object({ n: z.number() });\nexport const handler = async (event: { body: string }) => answer(body.parse(JSON.parse(event.body)).n);`,
          'src/answer.ts': `export const answer = (n: number) => ({ statusCode: 200, body: String(n + 1) });`,
          'src/d.ts': `import jwt from 'jsonwebtoken';\nexport function handler() { return Promise.resolve({ statusCode: 200, body: jwt.sign({}, 'x') }); }`,
          'template.yaml': sam(
            each('Timeout: 900, Events: { A: { Type: Api, Properties: { Path: /, Method: get } } }'),
          ),
        },
        'lambda-timeout',
        'caller-timeout',
        'timeout-budget',
      ),
    ).toEqual([
      'Fa lambda-timeout withdrawn',
      'Fb lambda-timeout withdrawn',
      'Fc lambda-timeout withdrawn',
      'Fd lambda-timeout withdrawn',
    ]);
  });
  it('counts a request whose body is a stream once', async () => {
    expect(
      await said(
        {
          'src/a.ts': `import { BedrockRuntimeClient, InvokeModelWithBidirectionalStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttp2Handler } from '@smithy/node-http-handler';
const client = new BedrockRuntimeClient({ requestHandler: new NodeHttp2Handler({ requestTimeout: 300_000, sessionTimeout: 300_000 }) });
export const handler = async (event: any) => { const out = await client.send(new InvokeModelWithBidirectionalStreamCommand({ modelId: 'm', body: event.stream })); for await (const part of out.body!) console.log(part); };`,
          'src/b.js': `const { BedrockRuntimeClient, InvokeModelWithBidirectionalStreamCommand } = require('@aws-sdk/client-bedrock-runtime');
const { NodeHttp2Handler } = require('@smithy/node-http-handler');
const client = new BedrockRuntimeClient({ requestHandler: new NodeHttp2Handler({ requestTimeout: 300000 }), maxAttempts: 4 });
exports.handler = (event) => client.send(new InvokeModelWithBidirectionalStreamCommand({ modelId: 'm', body: event.stream }));`,
          'src/c.ts': `import { TranscribeStreamingClient, StartStreamTranscriptionCommand } from '@aws-sdk/client-transcribe-streaming';
import { NodeHttp2Handler } from '@smithy/node-http-handler';
const client = new TranscribeStreamingClient({ requestHandler: new NodeHttp2Handler({ requestTimeout: 400_000 }) });
export const handler = async (event: any) => { const out = await client.send(new StartStreamTranscriptionCommand({ LanguageCode: 'de-DE', MediaEncoding: 'pcm', MediaSampleRateHertz: 16000, AudioStream: event.audio })); for await (const part of out.TranscriptResultStream!) console.log(part); };`,
          'src/d.ts': `import { stream } from './stream';\nexport const handler = async (event: any) => stream(event);`,
          'src/stream.ts': `import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
const s3 = new S3Client({ maxAttempts: 4, requestHandler: { connectionTimeout: 1000, requestTimeout: 300_000, throwOnRequestTimeout: true } });
export const stream = (event: any) => s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: createReadStream('/tmp/x') }));`,
          'template.yaml': sam(each('Timeout: 900')),
        },
        'timeout-budget',
        'attempt-product',
        'caller-timeout',
      ),
    ).toEqual([
      'a.ts timeout-budget compliant 300 of 900',
      'b.js timeout-budget compliant 300 of 900',
      'c.ts timeout-budget compliant 400 of 900',
    ]);
  });
  it('takes a permission for no delivery', async () => {
    const fn = `  T: { Type: AWS::SNS::Topic }\n  P1: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Fa, Action: lambda:InvokeFunction, Principal: sns.amazonaws.com } }\n  P2: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Fb, Action: lambda:InvokeFunction, Principal: sns.amazonaws.com, SourceArn: !Ref T } }\n  P3: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !GetAtt Fc.Arn, Action: lambda:InvokeFunction, Principal: events.amazonaws.com } }\n  P4: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Fd, Action: lambda:InvokeFunction, Principal: s3.amazonaws.com, SourceArn: 'arn:aws:s3:::bucket' } }\n`;
    const put = `import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';\nimport { randomUUID } from 'node:crypto';\nconst db = DynamoDBDocumentClient.from({} as never);\nexport const handler = async () => { await db.send(new PutCommand({ TableName: 't', Item: { id: randomUUID() } })); };`;
    expect(
      await said(
        {
          'src/a.ts': put,
          'src/b.ts': put,
          'src/c.ts': put,
          'src/d.ts': put,
          'template.yaml': sam(each('Timeout: 9'), fn),
        },
        'idempotent-consumer',
      ),
    ).toEqual([]);
  });
  it('binds the names of one file in each function that runs it', async () => {
    expect(
      await edgesOf({
        'src/a.ts': `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';\nconst db = new DynamoDBClient({});\nexport const handler = async () => db.send(new GetItemCommand({ TableName: process.env.TABLE, Key: {} }));\nexport const other = async () => db.send(new GetItemCommand({ TableName: process.env.OTHER, Key: {} }));`,
        'src/b.js': `const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');\nconst { TABLE } = process.env;\nmodule.exports.handler = () => new DynamoDBClient({}).send(new GetItemCommand({ TableName: TABLE, Key: {} })).then((r) => r.Item);`,
        'src/c.ts': `import { z } from 'zod';\nimport { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';\nconst env = z.object({ TABLE: z.string() }).parse(process.env);\nexport const handler = async () => new DynamoDBClient({}).send(new GetItemCommand({ TableName: env.TABLE, Key: {} }));`,
        'src/d.ts': `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';\nimport { table } from './settings';\nclass Store { constructor(private readonly name: string) {}\n get() { return new DynamoDBClient({}).send(new GetItemCommand({ TableName: this.name, Key: {} })); } }\nconst store = new Store(table());\nexport const handler = async () => store.get();`,
        'src/settings.ts': `export function table(): string { return process.env.TABLE ?? 'local'; }`,
        'template.yaml': sam(
          {
            ...each('Environment: { Variables: { TABLE: !Ref One } }'),
            ...each('Environment: { Variables: { TABLE: !Ref Two } }', 'G'),
            O: 'Handler: a.other, Environment: { Variables: { TABLE: !Ref Two, OTHER: !Ref One } }',
          },
          '  One: { Type: AWS::DynamoDB::Table }\n  Two: { Type: AWS::DynamoDB::Table }\n',
        ),
      }),
    ).toEqual([
      'Fa -> One data TABLE',
      'Fb -> One data TABLE',
      'Fc -> One data TABLE',
      'Ga -> Two data TABLE',
      'Gb -> Two data TABLE',
      'Gc -> Two data TABLE',
      'O -> One data OTHER',
    ]);
  });
  it('compares contents that are another one each time', async () => {
    const head = `import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\n`;
    expect(
      await said(
        {
          'src/a.ts': `${head}export const handler = async (e: any) => sqs.send(new SendMessageCommand({ QueueUrl: process.env.Q, MessageGroupId: 'g', MessageBody: JSON.stringify({ ...e, sentAt: new Date().toISOString() }) }));`,
          'src/b.js': `const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');\nexports.handler = (e) => { const body = { id: e.id }; body.at = Date.now(); return new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.Q, MessageGroupId: 'g', MessageBody: JSON.stringify(body) })).then(() => 1); };`,
          'src/c.ts': `import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';\nimport { message } from './message';\nexport const handler = async (e: any) => new SQSClient({}).send(new SendMessageBatchCommand({ QueueUrl: process.env.Q, Entries: e.items.map((item: any) => ({ Id: item.id, MessageGroupId: 'g', MessageBody: JSON.stringify({ item, time: Date.now() }) })) }));`,
          'src/message.ts': `export const message = (x: any) => JSON.stringify({ x, stamp: performance.now() });`,
          'src/d.ts': `${head}import { message } from './message';\nexport const handler = async (e: any) => sqs.send(new SendMessageCommand({ QueueUrl: process.env.Q, MessageGroupId: 'g', MessageBody: message(e) }));`,
          'template.yaml': sam(
            each('Environment: { Variables: { Q: !Ref F } }'),
            '  F: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true, ContentBasedDeduplication: true } }\n',
          ),
        },
        'fifo-deduplication',
      ),
    ).toEqual([
      'a.ts fifo-deduplication violation',
      'b.js fifo-deduplication violation',
      'c.ts fifo-deduplication violation',
      'd.ts fifo-deduplication undetermined',
    ]);
  });
  it('takes calls of the own machine for extensions', async () => {
    expect(
      await said(
        {
          'src/a.ts': `export const handler = async () => { const r = await fetch('http://localhost:2773/systemsmanager/parameters/get?name=x'); return r.json(); };`,
          'src/b.js': `const http = require('http');\nexports.handler = () => new Promise((done) => http.get('http://127.0.0.1:2773/secretsmanager/get', (r) => done(r.statusCode)));`,
          'src/c.ts':
            'import axios from "axios";\nconst port = process.env.PARAMETERS_SECRETS_EXTENSION_HTTP_PORT ?? 2773;\nexport const handler = async () => (await axios.get(`http://localhost:${port}/secretsmanager/get`)).data;',
          'src/d.ts': `export const handler = async () => { const r = await fetch('https://localhost.example.com/'); return r.json(); };`,
          'template.yaml': sam(each('Timeout: 5')),
        },
        'require-http-timeout',
      ),
    ).toEqual([
      'a.ts require-http-timeout withdrawn',
      'b.js require-http-timeout withdrawn',
      'c.ts require-http-timeout withdrawn',
      'd.ts require-http-timeout violation',
    ]);
  });
  it('takes a queue in between for what keeps the work', async () => {
    const call = `new InvokeCommand({ FunctionName: process.env.TO })`;
    const head = `import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';\nimport type { SQSEvent, APIGatewayProxyEvent } from 'aws-lambda';\nconst client = new LambdaClient({});\n`;
    expect(
      await said(
        {
          'src/a.ts': `${head}export const handler = async (event: SQSEvent) => { for (const r of event.Records) await client.send(${call}); };`,
          'src/b.ts': `${head}export const handler = async (event: APIGatewayProxyEvent) => { await client.send(${call}); return { statusCode: 200 }; };`,
          'src/to.ts': 'export const handler = async () => 1;',
          'template.yaml': sam(
            {
              Fa: 'Handler: a.handler, Environment: { Variables: { TO: !Ref To } }, Policies: [{ Statement: [{ Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt To.Arn }] }], Events: { Q: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } } }',
              Fb: 'Handler: b.handler, Environment: { Variables: { TO: !Ref To } }, Policies: [{ Statement: [{ Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt To.Arn }] }], Events: { A: { Type: Api, Properties: { Path: /, Method: get } } }',
              To: 'Handler: to.handler',
            },
            '  Q: { Type: AWS::SQS::Queue }\n',
          ),
        },
        'no-synchronous-invoke',
        'function-invokes-function',
      ),
    ).toEqual([
      'Fa function-invokes-function withdrawn',
      'Fb function-invokes-function violation',
      'a.ts no-synchronous-invoke withdrawn',
      'b.ts no-synchronous-invoke violation',
    ]);
  });
  it('does not take a throttle in front of functions for that of a server', async () => {
    const app = `import express from 'express';\nimport serverless from 'serverless-http';\nconst app = express();\napp.get('/', (req, res) => res.send('x'));\nexport const handler = serverless(app);`;
    expect(
      await said(
        {
          'src/a.ts': app,
          'src/b.ts': app,
          'src/c.ts': `import express from 'express';\nconst app = express();\napp.get('/', (req, res) => res.send('x'));\napp.listen(3000);`,
          'template.yaml': sam(
            {
              Fa: 'Handler: a.handler, Events: { A: { Type: Api, Properties: { Path: /, Method: get, RestApiId: !Ref Limited } } }',
              Fb: 'Handler: b.handler, Events: { A: { Type: HttpApi, Properties: { Path: /, Method: get } } }',
            },
            '  Limited: { Type: AWS::Serverless::Api, Properties: { StageName: prod, MethodSettings: [{ ResourcePath: "/*", HttpMethod: "*", ThrottlingRateLimit: 50, ThrottlingBurstLimit: 20 }] } }\n',
          ),
        },
        'require-rate-limit',
        'api-throttling',
      ),
    ).toEqual(['Fb api-throttling violation', 'Limited api-throttling compliant', 'c.ts require-rate-limit violation']);
  });
});
