import { testCheck } from '../../testing/check-test.js';
import { noUnconditionalCreate } from './no-unconditional-create.js';

const head = `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
`;
const onEvent = (body: string) =>
  `${head}exports.handler = async (event) => { for (const record of event.Records) await one(JSON.parse(record.body), record.messageId); };\nasync function one(order, messageId) {\n${body}\n}`;

const asset = (id: string) =>
  `const { MediaPackageVod } = require('@aws-sdk/client-mediapackage-vod');\nconst { randomBytes } = require('crypto');\nconst vod = new MediaPackageVod({});\nexports.handler = async (event) => {\n  const { messageId } = event.Records[0];\n  await vod.createAsset({ Id: ${id}, PackagingGroupId: 'g', ResourceId: messageId });\n};`;

testCheck(noUnconditionalCreate, {
  violations: [
    {
      code: onEvent(`  await db.send(new PutCommand({ TableName: 'orders', Item: { id: randomUUID(), ...order } }));`),
      message: /^The key `id` of PutItem is made in this run.*SQS delivers at least once\. Take the key from the event/,
      line: 7,
    },
    onEvent(
      `  const id = randomUUID();\n  const item = { pk: \`ORDER#\${id}\`, sk: 'META', total: order.total };\n  await db.send(new PutCommand({ TableName: 'orders', Item: item }));`,
    ),
    onEvent(
      `  await db.send(new PutItemCommand({ TableName: 'orders', Item: { orderId: { S: randomUUID() }, customerId: { S: order.customer } } }));`,
    ),
    onEvent(`  await db.send(new PutCommand({ TableName: 'log', Item: { pk: order.id, sk: String(Date.now()) } }));`),
    `import AWS from 'aws-sdk';\nimport { v4 as uuid } from 'uuid';\nconst db = new AWS.DynamoDB.DocumentClient();\nexport const handler = async (event) => { const r = event.Records[0]; await db.put({ TableName: 't', Item: { id: uuid(), body: r.Sns.Message } }).promise(); };`,
    {
      code: `import { Pool } from 'pg';\nimport { v4 } from 'uuid';\nimport { Worker } from 'bullmq';\nconst pool = new Pool();\nnew Worker('orders', async (job) => { await pool.query('INSERT INTO orders (id, total) VALUES ($1, $2)', [v4(), job.data.total]); });`,
      message: /INSERT INTO orders.*a job that fails or stalls is run again/,
    },
    `import { EventBridgeEvent } from 'aws-lambda';\nimport { sql } from './db';\nexport async function handler(event: EventBridgeEvent<'a', A>) { await sql\`insert into orders (id, total) values (gen_random_uuid(), \${event.detail.total})\`; }`,
    `import { SQSEvent } from 'aws-lambda';\nimport { prisma } from './prisma';\nimport { nanoid } from 'nanoid';\nexport async function handler(event: SQSEvent) { await prisma.order.create({ data: { id: nanoid(), body: event.Records[0].body } }); }`,
    {
      // A name that hangs on the clock, through a hash.
      code: `import { S3 } from 'aws-sdk';\nimport { createHash } from 'crypto';\nimport moment from 'moment';\nconst s3 = new S3();\nexport const handler = async (event) => { if (event.RequestType === 'Create') await make(event.ResourceProperties); };\nasync function make({ suffix }) {\n  const hash = createHash('md5').update(\`\${suffix}\${moment.utc().valueOf()}\`).digest('hex');\n  const name = \`logs-\${hash.substring(0, 8)}\`.toLowerCase();\n  await s3.createBucket({ Bucket: name }).promise();\n}`,
      line: 9,
    },
    // A resource of another service.
    {
      code: asset('randomBytes(16).toString("hex")'),
      message: /^The key `Id` of CreateAsset is made in this run/,
    },
    asset('`${event.Records[0].body}-${Date.now()}`'),
  ],
  sound: [
    // The second one is refused under the same name.
    asset('event.Records[0].messageId'),
    // Each run makes one of its own.
    asset('randomBytes(16).toString("hex")').replace('createAsset', 'createImageVersion'),
    // Keys of the event.
    onEvent(`  await db.send(new PutCommand({ TableName: 'orders', Item: { id: messageId, total: order.total } }));`),
    onEvent(
      `  await db.send(new PutCommand({ TableName: 'orders', Item: { id: order.id, createdAt: new Date().toISOString(), traceId: randomUUID() } }));`,
    ),
    `import { v5 as uuid } from 'uuid';\n${onEvent(`  await db.send(new PutCommand({ TableName: 'o', Item: { id: uuid(order.id, space) } }));`)}`,
    // Conditions and conflict clauses.
    onEvent(
      `  await db.send(new PutCommand({ TableName: 'orders', Item: { id: randomUUID() }, ConditionExpression: 'attribute_not_exists(id)' }));`,
    ),
    `import { SQSEvent } from 'aws-lambda';\nimport { sql } from './db';\nexport async function handler(event: SQSEvent) { await sql\`insert into orders (id, total) values (\${crypto.randomUUID()}, \${event.Records[0].body}) on conflict (source) do nothing\`; }`,
    // A utility wraps the handler.
    `import { makeIdempotent } from '@aws-lambda-powertools/idempotency';\nimport { SQSEvent } from 'aws-lambda';\n${head}const one = makeIdempotent(async (order) => { await db.send(new PutCommand({ TableName: 'o', Item: { id: randomUUID(), ...order } })); }, options);\nexport const handler = async (event: SQSEvent) => { for (const record of event.Records) await one(JSON.parse(record.body)); };`,
    // Somebody waits for the answer: not a path that runs twice by itself.
    `import express from 'express';\n${head}const app = express();\napp.post('/orders', async (req, res) => { await db.send(new PutCommand({ TableName: 'o', Item: { id: randomUUID(), ...req.body } })); res.end(); });`,
    // Objects named by the time are logs.
    `import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';\nimport { SQSEvent } from 'aws-lambda';\nconst s3 = new S3Client({});\nexport const handler = async (event: SQSEvent) => s3.send(new PutObjectCommand({ Bucket: 'b', Key: \`logs/\${Date.now()}\`, Body: 'a' }));`,
  ],
  undetermined: [
    onEvent(`  await db.send(new PutCommand({ TableName: 'orders', Item: build(order) }));`),
    `${head}export const save = (order) => db.send(new PutCommand({ TableName: 'o', Item: { id: randomUUID(), ...order } }));`,
    // It looks for a mark of its own.
    onEvent(
      `  if (await alreadyProcessed(messageId)) return;\n  await db.send(new PutCommand({ TableName: 'orders', Item: { id: randomUUID(), ...order } }));`,
    ),
    onEvent(`  await db.send(new PutCommand({ TableName: 'orders', Item: { id: order.id ?? randomUUID() } }));`),
  ],
});
