import { testCheck } from '../../testing/check-test.js';
import { noIgnoredBatchFailures } from './no-ignored-batch-failures.js';

const dynamo = `import { DynamoDBClient, BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';\nconst client = new DynamoDBClient({});\n`;
const sqs = `import { SQS, SQSClient, SendMessageBatchCommand, DeleteMessageBatchCommand } from '@aws-sdk/client-sqs';\nconst client = new SQSClient({});\nconst sqs = new SQS({});\n`;
const s3 = `import { S3Client, DeleteObjectsCommand } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({});\n`;

testCheck(noIgnoredBatchFailures, {
  violations: [
    {
      code: `${dynamo}export async function save(items) {\n  await client.send(new BatchWriteItemCommand({ RequestItems: items }));\n}`,
      message: /^BatchWriteItem succeeds even when entries fail, and nobody reads `UnprocessedItems`.*\. Read/,
      line: 4,
    },
    `${dynamo}const command = new BatchWriteItemCommand({ RequestItems: items });\nconst answer = await client.send(command);\nconsole.log(answer.ConsumedCapacity);`,
    `import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';\nimport { client } from './db';\nawait client.send(new BatchWriteCommand({ RequestItems: items }));`,
    `${sqs}void client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));`,
    `${sqs}await sqs.sendMessageBatch({ QueueUrl: url, Entries: entries });`,
    `import AWS from 'aws-sdk';\nconst kinesis = new AWS.Kinesis();\nawait kinesis.putRecords({ StreamName: 's', Records: records }).promise();`,
    `import { CloudWatchEventsClient, PutEventsCommand } from '@aws-sdk/client-cloudwatch-events';\nconst bus = new CloudWatchEventsClient({});\nexport async function emit(Entries) { await bus.send(new PutEventsCommand({ Entries })); }`,
    `import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';\nconst bus = new EventBridgeClient({});\nexport async function emit(Entries) { const answer = await bus.send(new PutEventsCommand({ Entries })); console.log('sent', answer); }`,
    `${sqs}await Promise.all(chunks.map((Entries) => client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }))));`,
    `${sqs}function put(Entries) { return client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries })); }\nawait put(entries);`,
    `import { Client } from '@elastic/elasticsearch';\nconst client = new Client({ node });\nawait client.bulk({ operations });`,
    `${dynamo}const { ConsumedCapacity } = await client.send(new BatchWriteItemCommand({ RequestItems: items }));\nshow(ConsumedCapacity);`,
    `${dynamo}client.send(new BatchWriteItemCommand({ RequestItems: items })).then(() => done());`,
    {
      // Read for logs and counters only, with the answers gathered first.
      code: `${s3}export async function clear(batches) {
  const pending = [];
  for (const Objects of batches) pending.push(s3.send(new DeleteObjectsCommand({ Bucket: b, Delete: { Objects } })));
  const results = await Promise.all(pending);
  let failed = 0;
  for (const result of results) {
    if (result.Errors && result.Errors.length > 0) {
      failed += result.Errors.length;
      logger.error({ errors: result.Errors.map((one) => one.Key) }, 'not deleted');
    }
  }
  if (failed > 0) logger.warn({ failed }, 'incomplete');
  return true;
}`,
      message: /^Entries that DeleteObjects could not process are only logged/,
      line: 9,
    },
  ],
  sound: [
    // Sent again.
    `${dynamo}let rest = items;\ndo { const answer = await client.send(new BatchWriteItemCommand({ RequestItems: rest })); rest = answer.UnprocessedItems ?? {}; } while (Object.keys(rest).length > 0);`,
    // Thrown.
    `${sqs}const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));\nif (Failed?.length) throw new Error('not sent');`,
    `import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';\nconst bus = new EventBridgeClient({});\nlet result;\ntry { result = await bus.send(new PutEventsCommand({ Entries: [entry] })); } catch { throw new Error('failed'); }\nlogger.debug(\`sent \${result.FailedEntryCount === 0 ? '' : 'with errors'}\`);\nif (result.FailedEntryCount !== 0) throw new Error('failed');`,
    `${sqs}const answers = await Promise.all(chunks.map((Entries) => client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }))));\nconst failed = answers.flatMap((answer) => answer.Failed ?? []);\nif (failed.length > 0) await again(failed);`,
    `${sqs}const { Failed } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: entries }));\nreturnToQueue(Failed);`,
    `import { ECSClient, RunTaskCommand } from '@aws-sdk/client-ecs';\nconst ecs = new ECSClient({});\nconst { tasks } = await ecs.send(new RunTaskCommand({ taskDefinition: 'a' }));\nif (!tasks?.length) throw new Error('not started');`,
    // Not batch operations, and not these clients.
    `${sqs}await sqs.sendMessage({ QueueUrl: url, MessageBody: 'a' });`,
    `class SendMessageBatchCommand {}\nawait client.send(new SendMessageBatchCommand());`,
    `await store.bulk(operations);`,
  ],
  undetermined: [
    // Returned to the caller.
    `${dynamo}export const save = (items) => client.send(new BatchWriteItemCommand({ RequestItems: items }));`,
    `${dynamo}const answer = await client.send(new BatchWriteItemCommand({ RequestItems: items }));\nawait check(answer);`,
    `${dynamo}client.send(new BatchWriteItemCommand({ RequestItems: items }), (error, answer) => finish(error, answer));`,
  ],
});
