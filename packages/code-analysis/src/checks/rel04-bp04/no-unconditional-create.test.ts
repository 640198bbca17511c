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

const schema = `
model Contact {
  id        String @id @default(uuid())
  email     String
  project   Project @relation(fields: [projectId], references: [id])
  projectId String
}
model Order {
  id     String @id @default(cuid())
  number String @unique
  event  String @unique
}
model Audit {
  id   Int @id @default(autoincrement())
  text String
}
`;
const app = `import express from 'express';\nimport { prisma } from './prisma';\nimport { Contacts } from './contacts';\nconst app = express();\n`;
/** A route beside a schema that shows what is unique. */
const route = (body: string, more: Readonly<Record<string, string>> = { 'prisma/schema.prisma': schema }) => ({
  code: `${app}app.post('/contacts', async (req, res) => {\n  ${body}\n  res.json({});\n});`,
  files: more,
});
const mongoose = (fields: string) => ({
  code: `import express from 'express';\nimport { Contact } from './models/contact';\nconst app = express();\napp.post('/contacts', async (req, res) => {\n  const found = await Contact.findOne({ email: req.body.email });\n  if (found) return res.status(409).end();\n  res.json(await Contact.create({ email: req.body.email }));\n});`,
  files: {
    'src/models/contact.ts': `import mongoose from 'mongoose';\nexport const Contact = mongoose.model('Contact', new mongoose.Schema({ email: ${fields} }));`,
  },
});
const sns = (body: string) => ({
  code: `${app}app.post('/sns', async (req, res) => {\n  if (req.body.SubscribeURL) return res.end();\n  const message = JSON.parse(req.body.Message);\n  ${body}\n  res.end();\n});`,
  files: { 'prisma/schema.prisma': schema },
});

testCheck(noUnconditionalCreate, {
  violations: [
    // A lookup that found nothing, in each form, where nothing in the table is unique.
    {
      ...route(
        'let contact = await Contacts.byEmail(req.body.email);\n  if (!contact) { contact = await prisma.contact.create({ data: { email: req.body.email, projectId: req.body.project } }); }',
      ),
      message: /^prisma\.contact\.create follows on a lookup that found nothing, and nothing in its table is unique/,
      line: 7,
    },
    route(
      'let contact = await Contacts.byEmail(req.body.email);\n  if (contact) throw new Error("there");\n  contact = await prisma.contact.create({ data: { email: req.body.email, project: { connect: { id: req.body.project } } } });',
    ),
    route(
      'const found = await prisma.contact.findFirst({ where: { email: req.body.email } });\n  if (found === null) await prisma.contact.create({ data: { email: req.body.email, projectId: "p" } });',
    ),
    route(
      'const found = await prisma.contact.findMany({ where: { email: req.body.email } });\n  if (found.length > 0) return res.end();\n  await prisma.contact.create({ data: { email: req.body.email, projectId: "p" } });',
    ),
    route(
      'const found = await prisma.contact.findFirst({ where: { email: req.body.email } });\n  const contact = found ?? (await prisma.contact.create({ data: { email: req.body.email, projectId: "p" } }));',
    ),
    route(
      'for (const email of req.body.to) {\n    const found = await prisma.contact.findFirst({ where: { email } });\n    if (found) continue;\n    await prisma.contact.create({ data: { email, projectId: "p" } });\n  }',
    ),
    mongoose('{ type: String, required: true }'),
    // Pushed by SNS, which delivers at least once.
    {
      ...sns('await prisma.contact.create({ data: { email: message.mail, projectId: "p" } });'),
      message:
        /^Nothing that prisma\.contact\.create writes is unique in its table, .* sender of a webhook sends again/,
    },
    {
      code: `import { Worker } from 'bullmq';\nimport { prisma } from './prisma';\nnew Worker('contacts', async (job) => { await prisma.contact.create({ data: { email: job.data.email, projectId: 'p' } }); });`,
      files: { 'schema.prisma': schema },
    },
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
    // The table refuses a second one, by its schema or by what is asked for.
    route(
      'const found = await prisma.order.findFirst({ where: { event: req.body.id } });\n  if (!found) await prisma.order.create({ data: { event: req.body.id, number: "1" } });',
    ),
    route(
      'const found = await prisma.order.findUnique({ where: { event: req.body.id } });\n  if (!found) await prisma.order.create({ data: { event: req.body.id } });',
      {},
    ),
    sns('await prisma.order.create({ data: { event: message.id, number: message.number } });'),
    mongoose('{ type: String, unique: true }'),
    // A lock, what only notes down, another table, what is not looked up, and code that nobody runs at the same time.
    route(
      'await withLock(req.body.email, async () => { const found = await prisma.contact.findFirst({ where: { email: req.body.email } });\n  if (!found) await prisma.contact.create({ data: { email: req.body.email, projectId: "p" } }); });',
    ),
    sns('await prisma.audit.create({ data: { text: message.text } });'),
    route(
      'const project = await prisma.project.findFirst({ where: { id: req.body.project } });\n  if (!project) return res.end();\n  await prisma.contact.create({ data: { email: req.body.email, projectId: project.id } });',
    ),
    route(
      'if (!req.body.email) return res.end();\n  await prisma.contact.create({ data: { email: req.body.email, projectId: "p" } });',
    ),
    {
      code: `import { prisma } from './prisma';\nexport async function seed() { const found = await prisma.contact.findFirst({ where: { email: 'a' } }); if (!found) await prisma.contact.create({ data: { email: 'a', projectId: 'p' } }); }`,
      files: { 'prisma/schema.prisma': schema },
    },
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
    // No schema in view, a transaction, and what may have been done already.
    route(
      'const found = await prisma.contact.findFirst({ where: { email: req.body.email } });\n  if (!found) await prisma.contact.create({ data: { email: req.body.email } });',
      {},
    ),
    route(
      'const found = await prisma.contact.findFirst({ where: { email: req.body.email } });\n  if (!found) await prisma.contact.create({ data: { ...req.body } });'.replace(
        '{ ...req.body }',
        '{ email: "a", ...req.body }',
      ),
    ),
    sns(
      'const contact = await prisma.contact.findFirst({ where: { email: message.mail } });\n  if (contact.status === "done") return res.end();\n  await prisma.contact.create({ data: { email: message.mail, projectId: "p" } });'.replace(
        'prisma.contact.findFirst',
        'Contacts.find',
      ),
    ),

    onEvent(`  await db.send(new PutCommand({ TableName: 'orders', Item: build(order) }));`),
    `${head}export const save = (order) => db.send(new PutCommand({ TableName: 'o', Item: { id: randomUUID(), ...order } }));`,
    // It looks for a mark of its own.
    onEvent(
      `  if (await alreadyProcessed(messageId)) return;\n  await db.send(new PutCommand({ TableName: 'orders', Item: { id: randomUUID(), ...order } }));`,
    ),
    onEvent(`  await db.send(new PutCommand({ TableName: 'orders', Item: { id: order.id ?? randomUUID() } }));`),
  ],
});
