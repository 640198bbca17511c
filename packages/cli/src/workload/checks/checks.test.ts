import { describe, expect, it } from 'vitest';
import { sam } from '../testing/both-layers.js';
import { joined } from '../testing/join-project.js';

/** Statuses of one check with its arithmetic, as `violation 60 > 30`. */
async function judged(files: Record<string, string>, check: string, ...more: readonly string[]) {
  const { verdicts } = await joined(files, check, ...more);
  return verdicts.map(({ check: name, status, evidence: { total, limit } = {} }) =>
    [
      ...(name === check ? [] : [name]),
      status,
      ...(total === undefined ? [] : [`${String(total)} of ${String(limit)}`]),
    ].join(' '),
  );
}

const queue = 'Events: { Q: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn, BatchSize: 10 } } }';
const reporting = queue.replace('BatchSize: 10', 'BatchSize: 10, FunctionResponseTypes: [ReportBatchItemFailures]');
const q =
  '  Dead: { Type: AWS::SQS::Queue }\n  Q: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3 } } }\n';
const get = (ms: number) => `fetch('https://a.example/', { signal: AbortSignal.timeout(${ms}) })`;

describe('timeout-budget', () => {
  const loop = `export const handler = async () => {
  for (let attempt = 1; attempt <= 3; attempt++) {
    try { await ${get(20_000)}; return; } catch (error) { if (attempt === 3) throw error; }
  }
};
`;
  const slow = sam({ Fn: 'Handler: a.handler, Timeout: 30' });
  it.each([
    ['a loop of attempts', { 'src/a.ts': loop }, 'violation 60 of 30'],
    [
      'calls one after the other',
      {
        'src/a.ts': `export async function handler() { await ${get(20_000)}; const r = await ${get(15_000)}; return r.status; }\n`,
      },
      'violation 35 of 30',
    ],
    [
      'then, in plain JavaScript',
      { 'src/a.js': `exports.handler = () => ${get(20_000)}.then((r) => ${get(11_000)});\n` },
      'violation 31 of 30',
    ],
    [
      'a function of another file',
      {
        'src/a.ts':
          "import { load } from './b';\nexport const handler = async () => { await load(); await load(); };\n",
        'src/b.ts': `export const load = async () => ${get(16_000)};\n`,
      },
      'violation 32 of 30',
    ],
    [
      'an SDK that repeats',
      {
        'src/a.ts': `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
const db = new DynamoDBClient({ maxAttempts: 3, requestHandler: { connectionTimeout: 500, requestTimeout: 11_000, throwOnRequestTimeout: true, socketTimeout: 11_000 } });
export const handler = async () => db.send(new GetItemCommand({ TableName: 't', Key: {} }));\n`,
      },
      'violation 33 of 30',
    ],
    [
      'all at once',
      { 'src/a.ts': `export const handler = async () => { await Promise.all([${get(20_000)}, ${get(25_000)}]); };\n` },
      'compliant 25 of 30',
    ],
    [
      'one or the other',
      {
        'src/a.ts': `export const handler = async (event: { a?: 1 }) => { if (event.a) return ${get(20_000)}; return ${get(25_000)}; };\n`,
      },
      'compliant 25 of 30',
    ],
    [
      'work that is not known',
      {
        'src/a.ts': `import { more } from 'orders-kit';\nexport const handler = async () => { await ${get(20_000)}; await more(); };\n`,
      },
      'undetermined 20 of 30',
    ],
    [
      'code that watches the clock',
      {
        'src/a.ts': loop.replace(
          'async () => {',
          'async (_: unknown, context: { getRemainingTimeInMillis(): number }) => { if (context.getRemainingTimeInMillis() < 1) return;',
        ),
      },
      'undetermined 60 of 30',
    ],
  ])('adds up %s', async (_, files, wanted) => {
    expect(await judged({ ...files, 'template.yaml': slow }, 'timeout-budget')).toEqual([wanted]);
  });

  it('multiplies by the records of a batch, which another template makes smaller', async () => {
    const text = `import type { SQSEvent } from 'aws-lambda';
export const handler = async (event: SQSEvent) => { for (const record of event.Records) { try { await fetch('https://a.example/' + record.body, { signal: AbortSignal.timeout(5_000) }); } catch (error) { console.error(error); } } };
`;
    const at = (events: string) => ({
      'src/a.ts': text,
      'template.yaml': sam({ Fn: `Handler: a.handler, Timeout: 30, ${events}` }, q),
    });
    expect(await judged(at(queue), 'timeout-budget')).toEqual(['violation 50 of 30']);
    expect(await judged(at(queue.replace('10', '2')), 'timeout-budget')).toEqual(['compliant 10 of 30']);
    const stops = { ...at(queue), 'src/a.ts': text.replace('console.error(error)', 'throw error') };
    expect(await judged(stops, 'timeout-budget')).toEqual(['undetermined 5 of 30']);
  });
});

describe('caller-timeout', () => {
  it('says which calls outlast an API, in place of what the template alone says', async () => {
    const files = {
      'src/a.ts': `export const handler = async () => { await ${get(20_000)}; await ${get(15_000)}; return { statusCode: 200 }; };\n`,
      'template.yaml': sam({
        Fn: 'Handler: a.handler, Timeout: 60, Events: { A: { Type: Api, Properties: { Path: /, Method: get } } }',
      }),
    };
    expect(await judged(files, 'caller-timeout', 'lambda-timeout')).toEqual(
      expect.arrayContaining(['violation 35 of 29', expect.stringContaining('lambda-timeout withdrawn')]),
    );
    expect(
      await judged({ ...files, 'src/a.ts': files['src/a.ts'].replace('20000', '2000') }, 'caller-timeout'),
    ).toEqual([]);
  });
});

describe('attempt-product', () => {
  const text = (attempts: number) => `import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { backOff } from 'exponential-backoff';
const client = new LambdaClient({ maxAttempts: 3 });
export const handler = async (event: { Records: { body: string }[] }) => {
  for (const record of event.Records)
    await backOff(() => client.send(new InvokeCommand({ FunctionName: 'f', InvocationType: 'Event', Payload: record.body })), { numOfAttempts: ${attempts}, jitter: 'full' });
};
`;
  const template = sam({ Fn: `Handler: a.handler, ${queue}` }, q);
  it('multiplies receives, retries and those of the client, and then asks for no more receives', async () => {
    const files = { 'src/a.ts': text(5), 'template.yaml': template };
    expect(await judged(files, 'attempt-product', 'sqs-redrive-count', 'no-nested-retry')).toEqual(
      expect.arrayContaining(['violation 45 of 30', 'sqs-redrive-count withdrawn', 'no-nested-retry withdrawn']),
    );
  });

  it('is in order below the limit, and without a queue that delivers again there is nothing to say', async () => {
    expect(await judged({ 'src/a.ts': text(2), 'template.yaml': template }, 'attempt-product')).toEqual([
      'compliant 18 of 30',
    ]);
    expect(
      await judged({ 'src/a.ts': text(5), 'template.yaml': sam({ Fn: 'Handler: a.handler' }) }, 'attempt-product'),
    ).toEqual([]);
  });
});

describe('partial-batch-agreement', () => {
  const partial = `import type { SQSEvent } from 'aws-lambda';
export const handler = async (event: SQSEvent) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try { const r = await fetch('https://a.example', { method: 'POST', body: record.body }); if (!r.ok) throw new Error('no'); } catch { batchItemFailures.push({ itemIdentifier: record.messageId }); }
  }
  return { batchItemFailures };
};
`;
  it.each([
    ['reads the names', reporting, ['compliant']],
    ['does not', queue, ['violation']],
    [
      'may read them',
      queue.replace('BatchSize: 10', 'BatchSize: 10, FunctionResponseTypes: !Ref Types'),
      ['undetermined'],
    ],
  ])('holds a handler that names failures against a mapping that %s', async (_, events, wanted) => {
    const files = { 'src/a.ts': partial, 'template.yaml': sam({ Fn: `Handler: a.handler, ${events}` }, q) };
    expect(await judged(files, 'partial-batch-agreement')).toEqual(wanted);
  });
});

describe('idempotent-consumer', () => {
  const put = (item: string, more = '') => `import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
const db = DynamoDBDocumentClient.from({} as never);
export const run = async (event: any) => { await db.send(new PutCommand({ TableName: process.env.T, Item: ${item}${more} })); };
`;
  const rule = 'Events: { R: { Type: EventBridgeRule, Properties: { Pattern: { source: [a] } } } }';
  it.each([
    ['a key that is made up', put('{ id: randomUUID(), ...event.detail }'), ['violation']],
    ['a key of the event', put('{ id: event.detail.id }'), ['compliant']],
    ['a condition', put('{ id: randomUUID() }', ", ConditionExpression: 'attribute_not_exists(id)'"), ['compliant']],
  ])('looks at %s where a rule delivers at least once', async (_, text, wanted) => {
    expect(
      await judged(
        { 'src/a.ts': text, 'template.yaml': sam({ Fn: `Handler: a.run, ${rule}` }) },
        'idempotent-consumer',
      ),
    ).toEqual(wanted);
  });

  it('says nothing where only an API invokes', async () => {
    const template = sam({ Fn: 'Handler: a.run, Events: { A: { Type: Api, Properties: { Path: /, Method: get } } }' });
    expect(
      await judged({ 'src/a.ts': put('{ id: randomUUID() }'), 'template.yaml': template }, 'idempotent-consumer'),
    ).toEqual([]);
  });
});

describe('fifo-deduplication', () => {
  const send = (members: string) => `import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
const sqs = new SQSClient({});
export const handler = async (event: any) => { await sqs.send(new SendMessageCommand({ QueueUrl: process.env.Q, MessageGroupId: 'g', ${members} })); };
`;
  const fifo = (byContent: string) =>
    sam(
      { Fn: 'Handler: a.handler, Environment: { Variables: { Q: !Ref F } }' },
      `  F: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true${byContent} } }\n`,
    );
  const hashes = ', ContentBasedDeduplication: true';
  it.each([
    [
      'a time in the body that is compared',
      'MessageBody: JSON.stringify({ at: Date.now(), id: event.id })',
      hashes,
      ['violation'],
    ],
    ['a body that is compared', 'MessageBody: JSON.stringify({ id: event.id })', hashes, ['compliant']],
    ['neither id nor comparison', 'MessageBody: event.body', '', ['violation']],
    ['an id of the event', 'MessageBody: event.body, MessageDeduplicationId: event.id', '', ['compliant']],
    [
      'an id that is made up',
      'MessageBody: event.body, MessageDeduplicationId: crypto.randomUUID()',
      '',
      ['violation'],
    ],
    [
      'a comparison that is not known',
      'MessageBody: event.body',
      ', ContentBasedDeduplication: !Ref Hashes',
      ['undetermined'],
    ],
  ])('looks at %s', async (_, members, byContent, wanted) => {
    expect(await judged({ 'src/a.ts': send(members), 'template.yaml': fifo(byContent) }, 'fifo-deduplication')).toEqual(
      wanted,
    );
  });

  it('says it in place of the check of code, also where the call stands on another line than the command', async () => {
    const text = send('MessageBody: JSON.stringify({ at: Date.now() })').replace('new Send', '\n  new Send');
    const files = { 'src/a.ts': text, 'template.yaml': fifo(hashes) };
    expect(await judged(files, 'fifo-deduplication', 'require-deduplication-id')).toEqual([
      'require-deduplication-id withdrawn',
      'violation',
    ]);
  });
});

describe('queue-without-consumer', () => {
  const files = {
    'src/a.ts': `import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
export const handler = async () => new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.Q, MessageBody: 'x' }));
`,
    'src/b.ts': 'export const handler = async () => {};\n',
  };
  const sender = 'Handler: a.handler, Environment: { Variables: { Q: !Ref Q } }';
  const plain = '  Q: { Type: AWS::SQS::Queue }\n';
  it.each([
    ['that nothing reads', sam({ Fn: sender }, plain), ['violation']],
    ['that a function reads', sam({ Fn: sender, B: `Handler: b.handler, ${queue}` }, plain), []],
    ['that an output tells', sam({ Fn: sender }, `${plain}Outputs: { Q: { Value: !Ref Q } }\n`), ['undetermined']],
    [
      'that a service may read',
      sam({ Fn: sender }, `${plain}  S: { Type: AWS::ECS::Service, Properties: {} }\n`),
      ['undetermined'],
    ],
    ['to which nothing sends', sam({ B: 'Handler: b.handler' }, plain), []],
  ])('looks at a queue %s', async (_, template, wanted) => {
    expect(await judged({ ...files, 'template.yaml': template }, 'queue-without-consumer')).toEqual(wanted);
  });
});

describe('retention-budget', () => {
  const later = `import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
const sqs = new SQSClient({});
export const handler = async (event: any) => { for (const record of event.Records) await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: process.env.Q, ReceiptHandle: record.receiptHandle, VisibilityTimeout: 43_200 })); };
`;
  const template = (receives: string, retention: string) =>
    sam(
      { Fn: `Handler: a.handler, Environment: { Variables: { Q: !Ref Q } }, ${queue}` },
      `  Dead: { Type: AWS::SQS::Queue }\n  Q: { Type: AWS::SQS::Queue, Properties: { ${retention}RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: ${receives} } } }\n`,
    );
  it.each([
    ['for half a day ten times, and keeps it for four days', '10', '', ['violation 432000 of 345600']],
    ['as often, and keeps it for a week', '10', 'MessageRetentionPeriod: 604800, ', ['compliant 432000 of 604800']],
    ['an unknown number of times', '!Ref Times', '', []],
  ])('looks at a queue whose code puts a message off %s', async (_, receives, retention, wanted) => {
    const files = { 'src/a.ts': later, 'template.yaml': template(receives, retention) };
    expect(await judged(files, 'retention-budget')).toEqual(wanted);
  });

  it('leaves to the template what stands there alone', async () => {
    const files = {
      'src/a.ts': 'export const handler = async () => {};\n',
      'template.yaml': template('10', 'VisibilityTimeout: 43200, '),
    };
    expect(await judged(files, 'retention-budget', 'sqs-redrive-count')).toEqual(['sqs-redrive-count violation']);
  });
});

describe('idle-failure-control', () => {
  const work =
    "const r = await fetch('https://a.example/', { method: 'POST', signal: AbortSignal.timeout(1000) }); if (!r.ok) throw new Error('no');";
  const caught = `export const handler = async () => { try { ${work} } catch (error) { console.error(error); } };\n`;
  const rule = 'Events: { R: { Type: EventBridgeRule, Properties: { Pattern: { source: [a] } } } }';
  const api = 'Events: { A: { Type: Api, Properties: { Path: /, Method: get } } }';
  const dead = 'DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn }';
  const queues = '  Dead: { Type: AWS::SQS::Queue }\n  Q: { Type: AWS::SQS::Queue }\n';
  it.each([
    ['of a handler that only logs', caught, `${dead}, ${rule}`, ['violation']],
    ['of a handler that throws again', caught.replace('console.error(error)', 'throw error'), `${dead}, ${rule}`, []],
    [
      'that keeps the failed event itself',
      caught.replace('console.error(error)', 'await keep(error)'),
      `${dead}, ${rule}`,
      [],
    ],
    ['that says that it may fail', caught.replace('console.error(error)', '/* best effort */'), `${dead}, ${rule}`, []],
    ['that there is none of', caught, rule, []],
    ['behind an API', caught, `${dead}, ${api}`, []],
    [
      'of a function that a queue without redrive invokes',
      `export const handler = async () => { ${work} };`,
      `${dead}, ${queue}`,
      ['violation'],
    ],
  ])('looks at the dead-letter queue %s', async (_, text, properties, wanted) => {
    const files = { 'src/a.ts': text, 'template.yaml': sam({ Fn: `Handler: a.handler, ${properties}` }, queues) };
    expect(await judged(files, 'idle-failure-control')).toEqual(wanted);
  });
});

describe('visibility-budget', () => {
  const poller = `import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
const sqs = new SQSClient({ maxAttempts: 1, requestHandler: { connectionTimeout: 500, requestTimeout: 25_000, throwOnRequestTimeout: true, socketTimeout: 25_000 } });
export const handler = async () => {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: process.env.Q }));
  for (const message of Messages) await fetch('https://a.example/', { method: 'PUT', body: message.Body, signal: AbortSignal.timeout(40_000) });
};
`;
  const template = (visibility: string) =>
    sam(
      { Fn: 'Handler: a.handler, Timeout: 900, Environment: { Variables: { Q: !Ref P } }' },
      `  P: { Type: AWS::SQS::Queue, Properties: {${visibility}} }\n`,
    );
  it('holds the work of a poller against the queue that its environment names', async () => {
    expect(await judged({ 'src/a.ts': poller, 'template.yaml': template('') }, 'visibility-budget')).toEqual([
      'violation 40 of 30',
    ]);
    expect(
      await judged({ 'src/a.ts': poller, 'template.yaml': template(' VisibilityTimeout: 300 ') }, 'visibility-budget'),
    ).toEqual(['undetermined 40 of 300']);
  });
});
