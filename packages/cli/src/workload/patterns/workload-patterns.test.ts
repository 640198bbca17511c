import { describe, expect, it } from 'vitest';
import { sam } from '../testing/both-layers.js';
import { joined, type ProjectFiles } from '../testing/join-project.js';

/** The patterns of a project, as the command line finds them. */
async function patternsOf(files: ProjectFiles) {
  return (await joined(files, 'lambda-timeout')).patterns ?? [];
}

const table = (name: string, stream = '') =>
  `  ${name}: { Type: AWS::DynamoDB::Table, Properties: { BillingMode: PAY_PER_REQUEST${stream} } }\n`;
const client = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
`;
const put = (variable: string) =>
  `${client}export const handler = async (event) => { await db.send(new PutCommand({ TableName: process.env.${variable}, Item: { id: event.id } })); };`;
const get = (variable: string) =>
  `${client}export const handler = async (event) => (await db.send(new GetCommand({ TableName: process.env.${variable}, Key: { id: event.id } }))).Item;`;

describe('CQRS by a stream', () => {
  const streamed = ', StreamSpecification: { StreamViewType: NEW_IMAGE }';
  const environment = (name: string, resource: string) => `Environment: { Variables: { ${name}: !Ref ${resource} } }`;
  const functions = {
    Command: `Handler: command.handler, ${environment('ORDERS', 'Orders')}`,
    Project: `Handler: project.handler, ${environment('VIEW', 'View')}, Events: { S: { Type: DynamoDB, Properties: { Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST } } }`,
    Query: `Handler: query.handler, ${environment('VIEW', 'View')}`,
  };
  const files = (more: Record<string, string> = {}) => ({
    'template.yaml': sam({ ...functions, ...more }, table('Orders', streamed) + table('View')),
    'src/command.ts': put('ORDERS'),
    'src/project.ts': put('VIEW'),
    'src/query.ts': get('VIEW'),
  });

  it('is a table that follows another and answers queries', async () => {
    expect(await patternsOf(files())).toMatchObject([
      {
        pattern: 'cqrs',
        layer: 'workload',
        places: [{ layer: 'code' }, { layer: 'infrastructure' }, { layer: 'code' }],
      },
    ]);
  });

  it('is nothing where others write to that table, nobody reads it, or it is the same one', async () => {
    const writer = { Other: `Handler: project.handler, ${environment('VIEW', 'View')}` };
    expect(await patternsOf(files(writer))).toEqual([]);
    const unread = { ...files(), 'src/query.ts': 'export const handler = async () => undefined;' };
    expect(await patternsOf(unread)).toEqual([]);
    const same = files();
    const own = same['template.yaml'].replaceAll('VIEW: !Ref View', 'VIEW: !Ref Orders');
    expect(await patternsOf({ ...same, 'template.yaml': own })).toEqual([]);
  });
});

describe('circuit breakers over both layers', () => {
  it('name the table that keeps their state', async () => {
    const code = `${client}
      export const handler = async (event) => {
        const { Item } = await db.send(new GetCommand({ TableName: process.env.CIRCUITS, Key: { id: 'pay' } }));
        if (Item?.state === 'OPEN') { if (Date.now() < Item.until) throw new Error('open'); await save('HALF_OPEN'); }
        try { return await fetch('https://pay.example.com', { signal: AbortSignal.timeout(1000) }); }
        catch (error) { await save('OPEN'); throw error; }
      };
      async function save(state) { await db.send(new UpdateCommand({ TableName: process.env.CIRCUITS, Key: { id: 'pay' }, UpdateExpression: 'SET s = :s', ExpressionAttributeValues: { ':s': state } })); }`;
    const template = sam(
      { Pay: 'Handler: pay.handler, Environment: { Variables: { CIRCUITS: !Ref Circuits } }' },
      table('Circuits'),
    );
    expect(await patternsOf({ 'template.yaml': template, 'src/pay.ts': code })).toMatchObject([
      {
        pattern: 'circuit-breaker',
        layer: 'workload',
        places: [{ location: { file: 'src/pay.ts' } }, { resource: { logicalId: 'Circuits' } }],
      },
    ]);
  });
});

describe('traces over the ways between functions', () => {
  const send = `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\nexport const handler = async () => { await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: '{}' })); };`;
  const files = (tracing: string) => ({
    'template.yaml': sam(
      {
        Take: `Handler: take.handler, Tracing: Active, Environment: { Variables: { QUEUE: !Ref Jobs } }`,
        Work: `Handler: work.handler, ${tracing} Events: { Q: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } } }`,
      },
      '  Jobs: { Type: AWS::SQS::Queue }\n',
    ),
    'src/take.ts': send,
    'src/work.ts': 'export const handler = async () => undefined;',
  });

  it('say how far they reach, and where they break', async () => {
    expect(await patternsOf(files('Tracing: Active,'))).toMatchObject([
      { layer: 'workload', message: expect.stringContaining('1 of 1 ways between functions'), lacks: [] },
    ]);
    expect(await patternsOf(files(''))).toMatchObject([{ lacks: ['Traces break from Take to Work.'] }]);
  });
});
