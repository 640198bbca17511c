import { describe, expect, it } from 'vitest';
import { edgesOf as edges } from '../testing/both-layers.js';

const fn = (handler: string, variables: string) =>
  `{ Type: AWS::Serverless::Function, Properties: { Runtime: nodejs22.x, CodeUri: src, Handler: ${handler}, Environment: { Variables: { ${variables} } } } }`;

describe('edges of code', () => {
  it('bind one file to other tables in each function that runs it', async () => {
    const files = {
      'src/a.ts': `import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
export const handler = async () => DynamoDBDocumentClient.from({} as never).send(new GetCommand({ TableName: process.env.TABLE, Key: { id: 1 } }));
`,
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::DynamoDB::Table }
  Parcels: { Type: AWS::DynamoDB::Table }
  One: ${fn('a.handler', 'TABLE: !Ref Orders')}
  Two: ${fn('a.handler', 'TABLE: !Ref Parcels')}
  Three: ${fn('a.handler', 'TABLE: elsewhere')}
`,
    };
    expect(await edges(files)).toEqual(['One -> Orders data TABLE', 'Two -> Parcels data TABLE']);
  });

  it('follow names and calls over files, and tell how work is handed on', async () => {
    const files = {
      'src/config.ts': 'export const config = { queue: process.env.QUEUE, bus: process.env.BUS };\n',
      'src/send.ts': `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { config } from './config';
const sqs = new SQSClient({});
export const send = (body: string) => sqs.send(new SendMessageCommand({ QueueUrl: config.queue, MessageBody: body }));
export class Events { private readonly client = new EventBridgeClient({}); put() { return this.client.send(new PutEventsCommand({ Entries: [{ EventBusName: config.bus, Detail: '{}' }] })); } }
export const unused = () => sqs.send(new SendMessageCommand({ QueueUrl: process.env.OTHER, MessageBody: '' }));
`,
      'src/a.ts': `import { Events, send } from './send';
const events = new Events();
export const handler = async () => { await send('x'); await events.put(); };
`,
      'src/b.js': `const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');
const { SFNClient, StartExecutionCommand } = require('@aws-sdk/client-sfn');
const must = (name) => { const value = process.env[name]; if (!value) throw new Error(name); return value; };
exports.handler = () => new LambdaClient({}).send(new InvokeCommand({ FunctionName: must('FN') }))
  .then(() => new SNSClient({}).send(new PublishCommand({ TopicArn: process.env['TOPIC'], Message: 'm' })))
  .then(() => new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn: process.env.FLOW })));
`,
      'src/poll.ts': `import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
export const handler = async () => new SQSClient({}).send(new ReceiveMessageCommand({ QueueUrl: process.env.QUEUE }));
`,
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Q: { Type: AWS::SQS::Queue }
  Other: { Type: AWS::SQS::Queue }
  Bus: { Type: AWS::Events::EventBus, Properties: { Name: orders } }
  T: { Type: AWS::SNS::Topic }
  Flow: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionString: '{}' } }
  A: ${fn('a.handler', 'QUEUE: !Ref Q, BUS: orders, OTHER: !Ref Other')}
  B: ${fn('b.handler', 'FN: !GetAtt A.Arn, TOPIC: !Ref T, FLOW: !Ref Flow')}
  Poll: ${fn('poll.handler', 'QUEUE: !Ref Q')}
`,
    };
    expect(await edges(files)).toEqual([
      'A -> Bus asynchronous BUS',
      'A -> Q asynchronous QUEUE',
      'B -> A synchronous FN',
      'B -> Flow asynchronous FLOW',
      'B -> T asynchronous TOPIC',
      'Q -> Poll poll QUEUE',
    ]);
  });

  it('know resources by readers of other files, and by what callers hand on', async () => {
    const files = {
      'src/common/env.ts': `export const variable = (name: string): string => { const value = process.env[name]; if (!value) throw new Error(name); return value; };
`,
      'src/common/index.ts': "export { variable as required } from './env.js';\n",
      'src/common/read.js': 'exports.read = function (key) { return process.env[key]; };\n',
      'src/common/send.ts': `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
const sqs = new SQSClient({});
export const send = (body: string, queue?: string) => sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: body }));
export class Mail { post({ to, body }: { to: string; body: string }) { return this.once(to, body); } private once(url: string, body: string) { return send(body, url); } }
export const nobody = (queue: string) => send('', queue);
`,
      'src/a.ts': `import { send } from './common/send.js';
import { required } from './common/index.js';
export const handler = async () => { const queue = required('QUEUE'); await send('x', queue); await send('y', process.env.OTHER); };
`,
      'src/b.ts': `import { Mail } from './common/send.js';
const mail = new Mail();
export const handler = () => mail.post({ to: process.env.QUEUE!, body: '' }).then(() => undefined);
`,
      'src/c.js': `const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
const { read } = require('./common/read');
const save = (table, item) => new DynamoDBClient({}).send(new PutItemCommand({ TableName: table, Item: item }));
exports.handler = async (event) => save(read('TABLE'), event);
`,
      'src/d.ts': `import { send } from './common/send.js';
export const handler = async (event: { queue: string }) => send('x', event.queue);
`,
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Q: { Type: AWS::SQS::Queue }
  Other: { Type: AWS::SQS::Queue }
  Table: { Type: AWS::DynamoDB::Table }
  A: ${fn('a.handler', 'QUEUE: !Ref Q, OTHER: !Ref Other')}
  B: ${fn('b.handler', 'QUEUE: !Ref Other')}
  C: ${fn('c.handler', 'TABLE: !Ref Table')}
  D: ${fn('d.handler', 'QUEUE: !Ref Q')}
`,
    };
    expect(await edges(files)).toEqual([
      'A -> Other asynchronous OTHER',
      'A -> Q asynchronous QUEUE',
      'B -> Other asynchronous QUEUE',
      'C -> Table data TABLE',
    ]);
  });

  it('lead to a function by way of its alias once', async () => {
    const files = {
      'src/a.ts': 'export const handler = async () => undefined;\n',
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  A:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, CodeUri: src, Handler: a.handler, AutoPublishAlias: live, Events: { Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } } } }
`,
    };
    expect(await edges(files)).toEqual(['ADaily -> A asynchronous']);
  });
});
