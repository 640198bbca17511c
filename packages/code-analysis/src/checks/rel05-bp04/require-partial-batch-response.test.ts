import { testCheck } from '../../testing/check-test.js';
import { requirePartialBatchResponse } from './require-partial-batch-response.js';

const types = `import type { SQSEvent, SQSHandler, SNSEvent, S3Event, KinesisStreamEvent, DynamoDBStreamEvent } from 'aws-lambda';\n`;

/** A handler that keeps the ids of what failed, with its loop. */
const keeping = (each: string, before = '') =>
  `${types}export const handler = async (event: SQSEvent) => {\n  const batchItemFailures = [];\n  ${before}for (const record of event.Records) {\n    ${each}\n  }\n  return { batchItemFailures };\n};`;
const keep = 'catch { batchItemFailures.push({ itemIdentifier: record.messageId }); }';

testCheck(requirePartialBatchResponse, {
  violations: [
    // What did not fail stays in the list as nothing.
    {
      code: `${types}export const handler = async (event: SQSEvent) => { const all = await Promise.allSettled(event.Records.map((r) => save(r))); return { batchItemFailures: all.map((one, i) => (one.status === 'rejected' ? { itemIdentifier: event.Records[i].messageId } : null)) }; };`,
      message: /^The list of failures does not hold objects with `itemIdentifier`/,
    },
    // Failures go into logs and lists of which the answer tells nothing.
    `${types}export const handler = async (event: SQSEvent) => { const all = await Promise.allSettled(event.Records.map((r) => save(r))); all.forEach((one, i) => { if (one.status === 'rejected') console.error(i, one.reason); }); return { statusCode: 200 }; };`,
    `${types}export const handler = async (event: SQSEvent) => { const failed = []; for (const r of event.Records) { await save(r).catch(() => failed.push(r.messageId)); } if (failed.length > 0) console.warn(failed); };`,
    {
      code: `${types}export const handler = async (event: KinesisStreamEvent) => { const failed = []; for (const r of event.Records) { try { await save(r); } catch { failed.push(r.kinesis.sequenceNumber); } } return failed; };`,
      message: /^What is returned tells nothing of the records that failed/,
    },
    {
      code: `${types}export async function handler(event: SQSEvent) {\n  for (const record of event.Records) {\n    await save(JSON.parse(record.body));\n  }\n}`,
      message: /^One of the messages that fails makes the whole batch run again/,
      line: 3,
    },
    `export const handler = async (event) => { await Promise.all(event.Records.map(async (record) => save(record.body))); };`,
    `exports.handler = async ({ Records }) => { for (const { body } of Records) await save(body); };`,
    `${types}export const handler: SQSHandler = async (event) => { const records = event.Records; await Promise.all(records.map(one)); };\nasync function one(record) { await save(record); }`,
    `${types}export async function handler(event: KinesisStreamEvent) { for (const record of event.Records) await save(record.kinesis.data); }`,
    {
      code: `${types}export async function handler(event: DynamoDBStreamEvent) {\n  for (const record of event.Records) {\n    try {\n      await save(record);\n    } catch (error) {\n      console.error(error);\n    }\n  }\n}`,
      message: /^Failures are caught and forgotten here, so records that fail are taken as done and lost/,
      line: 6,
    },
    {
      code: `${types}export async function handler(event: SQSEvent): Promise<void> {\n  for (const record of event.Records) {\n    await check(record).catch((e) => {\n      logger.warn('failed', { e });\n    });\n  }\n}`,
      line: 4,
    },
    `${types}export async function handler(event: SQSEvent) { await Promise.allSettled(event.Records.map(async (record) => save(record))); }`,
    `${types}export async function handler(event: SQSEvent) { try { for (const record of event.Records) await save(record); } catch (error) { console.error(error); } }`,
    // What cannot be parsed fails all of them.
    {
      code: keeping(`const order = JSON.parse(record.body);\n    try { await save(order); } ${keep}`),
      message: /^One of the messages that cannot be parsed fails the whole batch, .*\. Parse/,
      line: 5,
    },
    keeping(
      `await save(JSON.parse(record.body)).catch(() => batchItemFailures.push({ itemIdentifier: record.messageId }));`,
    ),
    `${types}export const handler = async (event: SQSEvent) => { const failed = []; await Promise.all(event.Records.map(async (r) => { const order = JSON.parse(r.body); try { await save(order); } catch { failed.push({ itemIdentifier: r.messageId }); } })); return { batchItemFailures: failed }; };`,
    `exports.handler = async (event) => { for (const record of event.Records) { const { Message } = JSON.parse(record.body); try { await save(Message); } catch (error) { await deadLetters.send(record); } } };`,
    // What is known of each is returned, in a form that Lambda does not read.
    {
      code: `import { receive } from './large-messages';\n${types}export const handler = async (event: SQSEvent) => {\n  const all = await receive(event);\n  return Promise.allSettled(all.map(async (one) => save(one)));\n};`,
      message: /^What is returned tells nothing of the messages that failed/,
      line: 5,
    },
    `${types}export const handler = async (event: SQSEvent) => { return await Promise.allSettled(event.Records.map(async (one) => save(one))); };`,
    // What is returned is another list, nothing, or not what Lambda reads.
    `${types}export const handler = async (event: SQSEvent) => { const batchItemFailures = []; for (const r of event.Records) { try { await save(r); } catch { batchItemFailures.push({ itemIdentifier: r.messageId }); } } return { batchItemFailures: [] }; };`,
    `${types}export const handler = async (event: SQSEvent) => { const batchItemFailures = []; for (const r of event.Records) { try { await save(r); } catch { batchItemFailures.push({ itemIdentifier: r.messageId }); } } return { statusCode: 200 }; };`,
    `${types}const collect = async (event: SQSEvent) => { const failed = []; for (const r of event.Records) { try { await save(r); } catch { failed.push({ itemIdentifier: r.messageId }); } } return { batchItemFailures: failed }; };\nexport const handler = async (event: SQSEvent) => { await collect(event); };`,
    `${types}export const handler = async (event: SQSEvent) => { const failed = []; for (const r of event.Records) { try { await save(r); } catch { failed.push(r.messageId); } } return { batchItemFailures: failed }; };`,
    {
      code: `${types}export const handler = async (event: SQSEvent) => { const failed = []; for (const r of event.Records) { try { await save(r); } catch { failed.push({ itemIdentifier: r.receiptHandle }); } } return { batchItemFailures: failed }; };`,
      message: /^The list of failures holds receipt handles/,
    },
    `${types}export const handler = async (event: SQSEvent) => { const failed = []; for (const r of event.Records) { try { await save(r); } catch (e) { failed.push(r.messageId); } } console.log(failed.length); return { statusCode: 200 }; };`,
    `${types}export const handler = async (event: SQSEvent) => { try { const failed = []; for (const r of event.Records) { try { await save(r); } catch { failed.push({ itemIdentifier: r.messageId }); } } return { batchItemFailures: failed }; } catch (e) { console.error(e); return { batchItemFailures: [] }; } };`,
    {
      code: `${types}export const handler = async (event: SQSEvent) => { try { for (const r of event.Records) await save(r); } catch (e) { console.error(e); return { batchItemFailures: [] }; } };`,
      message: /^An empty list of failures is returned here whatever has failed/,
    },
    `import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';\n${types}const processor = new BatchProcessor(EventType.SQS);\nexport const handler = async (event: SQSEvent) => { await processPartialResponse(event, one, processor); };\nconst one = async (record) => { await save(record); };`,
    // By their index.
    {
      code: `exports.handler = async (event) => {\n  const records = event.Records;\n  for (const i in records) {\n    await save(records[i].body);\n  }\n};`,
      line: 3,
    },
    `${types}export async function handler(event: SQSEvent) { for (let i = 0; i < event.Records.length; i++) await save(event.Records[i]?.body); }`,
    `const keep = async (item) => { table.put(item); return true; };\nexports.handler = async (event) => { for (const record of event.Records) await keep(record.dynamodb); };`,
    // Events of a bucket that come through a queue.
    `exports.handler = async (event) => { for (const record of event.Records) { for (const { s3 } of JSON.parse(record.body).Records) await load(s3.object.key); } };`,
  ],
  sound: [
    `${types}export const handler = async (event: SQSEvent) => { const all = await Promise.allSettled(event.Records.map((r) => save(r))); const found = all.map((one, i) => (one.status === 'rejected' ? { itemIdentifier: event.Records[i].messageId } : undefined)); return { batchItemFailures: found.filter((one) => one !== undefined) }; };`,
    // The list is made by other functions, by index, and in one expression.
    `${types}const collect = async (records) => { const failed = []; for (const r of records) { try { await save(r); } catch { failed.push({ itemIdentifier: r.messageId }); } } return failed; };\nexport const handler = async (event: SQSEvent) => ({ batchItemFailures: await collect(event.Records) });`,
    `${types}export const handler = async (event: SQSEvent) => { const all = await Promise.allSettled(event.Records.map((r) => save(r))); return { batchItemFailures: all.flatMap((one, i) => (one.status === 'rejected' ? [{ itemIdentifier: event.Records[i].messageId }] : [])) }; };`,
    `${types}export const handler = async (event: SQSEvent) => { const all = await Promise.allSettled(event.Records.map((r) => save(r))); const batchItemFailures = all.map((one, i) => (one.status === 'rejected' ? { itemIdentifier: event.Records[i].messageId } : null)).filter(Boolean); return { batchItemFailures }; };`,
    `${types}export const handler = async (event: SQSEvent) => { const all = await Promise.allSettled(event.Records.map((r) => save(r))); return { batchItemFailures: all.reduce((list, one, i) => { if (one.status === 'rejected') list.push({ itemIdentifier: event.Records[i].messageId }); return list; }, []) }; };`,
    `${types}export const handler = async (event: SQSEvent) => { const all = await Promise.allSettled(event.Records.map((r) => save(r))); return { batchItemFailures: all.reduce((list, one, i) => (one.status === 'rejected' ? [...list, { itemIdentifier: event.Records[i].messageId }] : list), []) }; };`,
    `${types}export const handler = async (event: SQSEvent) => { const failed = []; for (const r of event.Records) { try { await save(r); } catch { failed.push(r.messageId); } } return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }; };`,
    `${types}const collect = async (event: SQSEvent) => { const failed = []; for (const r of event.Records) { try { await save(r); } catch { failed.push({ itemIdentifier: r.messageId }); } } return { batchItemFailures: failed }; };\nexport const handler = async (event: SQSEvent) => collect(event);`,
    `${types}export const handler = async (event: SQSEvent) => { const response = { batchItemFailures: [] }; for (const r of event.Records) { try { await save(r); } catch { response.batchItemFailures.push({ itemIdentifier: r.messageId }); } } return response; };`,
    `${types}export const handler = async (event: SQSEvent) => { if (event.Records.length === 0) return { batchItemFailures: [] }; const batchItemFailures = []; for (const r of event.Records) { try { await save(r); } catch { batchItemFailures.push({ itemIdentifier: r.messageId }); } } return { batchItemFailures }; };`,
    `import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';\n${types}const processor = new BatchProcessor(EventType.SQS);\nexport const handler = async (event: SQSEvent) => { const answer = await processPartialResponse(event, one, processor); return answer; };\nconst one = async (record) => { await save(record); };`,
    `${types}export async function handler(event: SQSEvent) {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try { await save(record); } catch { batchItemFailures.push({ itemIdentifier: record.messageId }); }
  }
  return { batchItemFailures };
}`,
    // Parsed inside of the `try`, or where what is thrown fails no other.
    keeping(`try { await save(JSON.parse(record.body)); } ${keep}`),
    keeping(`try { await save(read(record)); } ${keep}`, 'const read = (record) => JSON.parse(record.body);\n  '),
    // Powertools and middleware.
    `import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';\n${types}const processor = new BatchProcessor(EventType.SQS);\nconst one = async (record) => { await save(record); };\nexport const handler: SQSHandler = async (event, context) => processPartialResponse(event, one, processor, { context });`,
    `import middy from '@middy/core';\nimport sqsPartialBatchFailure from '@middy/sqs-partial-batch-failure';\n${types}export const handler = middy(async (event: SQSEvent) => Promise.allSettled(event.Records.map(async (one) => save(one)))).use(sqsPartialBatchFailure());`,
    // Records that cannot be reported one by one, or of which there is one only.
    `${types}export async function handler(event: SNSEvent) { for (const record of event.Records) await save(record); }`,
    `${types}export async function handler(event: S3Event) { for (const record of event.Records) await save(record); }`,
    `${types}export async function handler(event: SQSEvent) { await save(event.Records[0].body); }`,
    // What is waited for only writes to the log.
    `const show = async (item) => { console.log(JSON.stringify(item)); return true; };\nexports.handler = async (event) => { for (const record of event.Records) await show(record.dynamodb); };`,
    `exports.handler = async (event) => { for (const i in event.Records) console.log(event.Records[i].body); };`,
    `${types}export async function handler(event: SQSEvent) { if (event.Records.length > 5) await warn(); }`,
    `exports.handler = async (event) => { for (const { s3 } of event.Records) await load(s3.object.key); };`,
    // One write for all of them.
    `${types}export async function handler(event: SQSEvent) { const all = []; for (const record of event.Records) all.push(JSON.parse(record.body)); await saveAll(all); }`,
    `${types}export async function handler(event: DynamoDBStreamEvent) { const all = []; await Promise.all(event.Records.map(async (record) => { all.push(record.dynamodb); })); await saveAll(all); }`,
    `${types}export async function handler(event: SQSEvent) { const all = event.Records.map((record) => JSON.parse(record.body)); await saveAll(all); }`,
    `export async function load(event) { for (const one of event.rows) await save(one); }`,
  ],
  undetermined: [
    // What becomes of the failures that are looked at is up to other code.
    `${types}export const handler = async (event: SQSEvent) => { const all = await Promise.allSettled(event.Records.map((r) => save(r))); await report(all); };`,
    `${types}export const handler = async (event: SQSEvent) => { const failed = []; for (const r of event.Records) { await save(r).catch(() => failed.push(r)); } await bury(failed); };`,
    // Right for batches of one.
    `${types}export async function handler(event: SQSEvent) { for (const record of event.Records) { try { await save(record); } catch (error) { logger.error(error); throw error; } } }`,
    // Elsewhere.
    `import { processAll } from './process';\n${types}export async function handler(event: SQSEvent) { return processAll(event.Records); }`,
    `${types}export async function handler(event: SQSEvent) { for (const record of event.Records) { try { await save(record); } catch (error) { await deadLetters.send(record); } } }`,
  ],
});
