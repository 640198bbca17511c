import { describe, expect, it } from 'vitest';
import { each, said, sam } from './testing/both-layers.js';

describe('rejected sends that are in no list', () => {
  const mapping =
    'Events: { Q: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn, BatchSize: 10, FunctionResponseTypes: [ReportBatchItemFailures] } } }';
  it('are found in every form of list, and left open where another file may catch them', async () => {
    const send = `const send = async (record) => { const r = await fetch('https://mail.example/', { method: 'POST', body: record.body, signal: AbortSignal.timeout(1000) }); return { id: record.messageId, failed: !r.ok }; };\n`;
    expect(
      await said(
        {
          'src/a.ts': `import type { SQSEvent } from 'aws-lambda';
${send.replace('(record)', '(record: any)')}export const handler = async (event: SQSEvent) => {
  const results = await Promise.allSettled(event.Records.map((record) => send(record)));
  const batchItemFailures = [];
  for (const result of results) if (result.status === 'fulfilled' && result.value.failed) batchItemFailures.push({ itemIdentifier: result.value.id });
  return { batchItemFailures };
};`,
          'src/b.js': `${send}exports.handler = (event) => Promise.allSettled(event.Records.map(send)).then((all) => ({
  batchItemFailures: all.filter((one) => one.status === 'fulfilled' && one.value.failed).map((one) => ({ itemIdentifier: one.value.id })),
}));`,
          'src/c.ts': `import type { SQSHandler } from 'aws-lambda';
import { post } from './post';
export const handler: SQSHandler = async ({ Records }) => {
  const settled = await Promise.allSettled(Records.map((message) => post(message.messageId, message.body)));
  const bad = settled.flatMap((outcome) => (outcome.status === 'fulfilled' && !outcome.value.ok ? [{ itemIdentifier: outcome.value.id }] : []));
  return { batchItemFailures: bad };
};`,
          'src/post.ts': `export async function post(id: string, body: string) { const r = await fetch('https://mail.example/', { method: 'POST', body, signal: AbortSignal.timeout(1000) }); return { id, ok: r.ok }; }`,
          'src/d.ts': `import type { SQSEvent } from 'aws-lambda';
${send.replace('(record)', '(record: any)')}export async function handler(event: SQSEvent) {
  const outcomes = await Promise.allSettled(event.Records.map(async (r) => send(r)));
  const failed: { itemIdentifier: string }[] = [];
  outcomes.forEach((o) => { if (o.status !== 'rejected') { if (o.value.failed) failed.push({ itemIdentifier: o.value.id }); } else { console.error(o.reason); } });
  return { batchItemFailures: failed };
}`,
          'template.yaml': sam(each(mapping), '  Q: { Type: AWS::SQS::Queue }\n'),
        },
        'require-partial-batch-response',
        'partial-batch-agreement',
      ),
    ).toEqual([
      'a.ts require-partial-batch-response violation',
      'b.js require-partial-batch-response violation',
      'c.ts require-partial-batch-response undetermined',
      'd.ts require-partial-batch-response violation',
    ]);
  });
});

describe('a loop of attempts over a call without limit', () => {
  it('lets the first attempt be the last', async () => {
    expect(
      await said(
        {
          'src/a.ts': `export const handler = async () => { for (let i = 0; i < 3; i++) { try { return await fetch('https://a.example/'); } catch (e) { if (i === 2) throw e; } } };`,
          'src/b.js': `const get = () => fetch('https://a.example/');\nexports.handler = async () => { let n = 0; while (n < 3) { n++; try { const r = await get(); return r.status; } catch (e) { console.error(e); } } throw new Error('gone'); };`,
          'src/c.ts': `import pRetry from 'p-retry';\nexport const handler = async () => pRetry(() => fetch('https://a.example/'), { retries: 2 });`,
          'src/d.ts': `import axios from 'axios';\nexport async function handler() { for (const wait of [100, 200, 400]) { try { return (await axios.get('https://a.example/')).data; } catch { await new Promise((done) => setTimeout(done, wait)); } } throw new Error('gone'); }`,
          'template.yaml': sam(each('Timeout: 30')),
        },
        'timeout-budget',
      ),
    ).toEqual([
      'a.ts timeout-budget violation null of 30',
      'b.js timeout-budget violation null of 30',
      'c.ts timeout-budget violation null of 30',
      'd.ts timeout-budget violation null of 30',
    ]);
  });
});

describe('a loop that watches the clock', () => {
  it('is held to what is left when its last round begins', async () => {
    const signal = (ms: number) => `{ signal: AbortSignal.timeout(${ms}) }`;
    const body = `for (let n = 0; n < 10; n++) await fetch('https://poll.example/', ${signal(20_000)}).catch(() => undefined); await fetch('https://post.example/', ${signal(30_000)}).catch(() => undefined);`;
    expect(
      await said(
        {
          'src/a.ts': `export const handler = async () => { const start = Date.now(); while (Date.now() - start < 14 * 60_000) { ${body} } };`,
          'src/b.js': `const work = async () => { ${body} };\nexports.handler = async (event, context) => { while (context.getRemainingTimeInMillis() > 60000) { await work(); } };`,
          'src/c.ts': `const LIMIT = 14 * 60 * 1000;\nexport const handler = async () => { const deadline = Date.now() + LIMIT; for (;;) { if (Date.now() >= deadline) break; ${body} } };`,
          'src/d.ts': `export const handler = async () => { const start = Date.now(); while (Date.now() - start < 10 * 60_000) { ${body} } };`,
          'template.yaml': sam(each('Timeout: 900')),
        },
        'timeout-budget',
      ),
    ).toEqual([
      'a.ts timeout-budget violation 1070 of 900',
      'b.js timeout-budget violation 1070 of 900',
      'c.ts timeout-budget violation 1070 of 900',
      'd.ts timeout-budget compliant 830 of 900',
    ]);
  });
});

describe('receives, own attempts and those of the client', () => {
  it('multiply over files, recursions and libraries', async () => {
    const head = `import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';\nconst client = new LambdaClient({ maxAttempts: 3 });\n`;
    const call = `client.send(new InvokeCommand({ FunctionName: 'f', InvocationType: 'Event', Payload: record.body }))`;
    expect(
      await said(
        {
          'src/a.ts': `${head}import type { SQSEvent } from 'aws-lambda';
export const handler = async (event: SQSEvent) => { for (const record of event.Records) { for (let i = 1; ; i++) { try { await ${call}; break; } catch (e: any) { if (e.name !== 'TooManyRequestsException' || i >= 5) throw e; await new Promise((d) => setTimeout(d, Math.random() * 100 * 2 ** i)); } } } };`,
          'src/b.js': `const { InvokeCommand, LambdaClient } = require('@aws-sdk/client-lambda');\nconst client = new LambdaClient({});
async function attempt(record, n = 1) { try { return await ${call}; } catch (e) { if (n >= 5) throw e; await new Promise((d) => setTimeout(d, 2 ** n * 100 * Math.random())); return attempt(record, n + 1); } }
exports.handler = (event) => Promise.all(event.Records.map((record) => attempt(record)));`,
          'src/c.ts': `import { again } from './again';\n${head}export const handler = async ({ Records }: { Records: any[] }) => { for (const record of Records) await again(() => ${call}); };`,
          'src/again.ts': `export async function again<T>(work: () => Promise<T>): Promise<T> { let tries = 0; for (;;) { try { return await work(); } catch (error) { if (++tries >= 5) throw error; await new Promise((d) => setTimeout(d, 100 * 2 ** tries * Math.random())); } } }`,
          'src/d.ts': `import pRetry from 'p-retry';\n${head}export const handler = async (event: any) => { for (const record of event.Records) await pRetry(() => ${call}, { retries: 4, randomize: true }); };`,
          'template.yaml': sam(
            each('Events: { Q: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn, BatchSize: 1 } } }'),
            '  Dead: { Type: AWS::SQS::Queue }\n  Q: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3 } } }\n',
          ),
        },
        'attempt-product',
        'sqs-redrive-count',
        'no-nested-retry',
      ),
    ).toEqual([
      'Q sqs-redrive-count withdrawn',
      'a.ts attempt-product violation 45 of 30',
      'a.ts no-nested-retry withdrawn',
      'again.ts attempt-product violation 45 of 30',
      'b.js attempt-product violation 45 of 30',
      'b.js no-nested-retry withdrawn',
      'd.ts attempt-product violation 45 of 30',
      'd.ts no-nested-retry withdrawn',
    ]);
  });
});

describe('the default retry of a task', () => {
  it('repeats nothing that the function itself throws', async () => {
    const head = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';\nconst db = new DynamoDBClient({ maxAttempts: 3 });\n`;
    const loop = `for (let i = 1; i <= 5; i++) { try { return await db.send(new GetItemCommand({ TableName: 't', Key: {} })); } catch (e) { if (i === 5) throw e; await new Promise((d) => setTimeout(d, Math.random() * 2 ** i * 100)); } }`;
    expect(
      await said(
        {
          'src/a.ts': `${head}export const handler = async () => { ${loop} };`,
          'template.yaml': sam(
            { Fa: 'Handler: a.handler, Timeout: 30' },
            `  Flow: { Type: AWS::Serverless::StateMachine, Properties: { Definition: { StartAt: T, States: { T: { Type: Task, Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: !GetAtt Fa.Arn }, Retry: [{ ErrorEquals: [Lambda.ClientExecutionTimeoutException, Lambda.ServiceException, Lambda.AWSLambdaException, Lambda.SdkClientException], IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2 }], End: true } } } } }\n`,
          ),
        },
        'attempt-product',
      ),
    ).toEqual([]);
  });
});
