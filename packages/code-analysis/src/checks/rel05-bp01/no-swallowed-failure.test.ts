import { testCheck } from '../../testing/check-test.js';
import { noSwallowedFailure } from './no-swallowed-failure.js';

const sqs = `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\n`;
const send = `await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));`;
const publish = (body: string) => `${sqs}export async function publishOrder(url, body) {\n  ${body}\n}`;
const caught = (reaction: string, after = '') => publish(`try { ${send} } catch (error) { ${reaction} } ${after}`);
const handler = (reaction: string, type = 'SQSEvent', tried = 'await settle(event);') =>
  `import type { ${type} } from 'aws-lambda';\nimport { settle } from './settle';\nexport async function handler(event: ${type}) {\n  try { ${tried} } catch (error) { ${reaction} }\n}`;
const post = (use: string, name = 'addRow') => `export async function ${name}(row) {\n  ${use}\n}`;
const request = `fetch('https://api.example.com/rows', { method: 'POST', body: row })`;
const listing = (
  reaction: string,
  name = 'listUsed',
  rest = 'await ec2.send(new DeregisterImageCommand({ ImageId: id }));',
) =>
  `import { EC2Client, DescribeInstancesCommand, DeregisterImageCommand } from '@aws-sdk/client-ec2';
const ec2 = new EC2Client({});
async function ${name}() {
  try { return (await ec2.send(new DescribeInstancesCommand({}))).Reservations; } catch (error) { ${reaction} }
}
async function drop(id) { ${rest} }
export async function tidy(ids) {
  const used = await ${name}();
  for (const id of ids) if (!used.includes(id)) await drop(id);
}`;
const head = (reaction: string, name = 'fileExists') =>
  `import { S3Client, HeadObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export async function ${name}(Key) {
  try { await s3.send(new HeadObjectCommand({ Bucket: 'files', Key })); return true; } catch (error) { ${reaction} }
}`;
const stored = (write: string, head = '') =>
  `${head}\nexport async function changeOrder(id, total) {\n  try { await ${write}; } catch (error) { console.error(error); }\n}`;
const get = (rest: string, reaction: string, name = 'findOrder') =>
  `import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
const db = DynamoDBDocumentClient.from(client);
export async function ${name}(id) {
  try { const answer = await db.send(new GetCommand({ TableName: 'orders', Key: { id } })); ${rest} } catch (error) { ${reaction} }
}`;
const part = (body: string, head = `import type { SQSEvent } from 'aws-lambda';`, list = 'event.Records.map(parse)') =>
  `${head}\nimport { parse, savePart, findParts, loadPart } from './parts';\nexport const handler = async (event: SQSEvent) => {\n  const parts = ${list};\n  await Promise.all(parts.map(async (part) => {\n    ${body}\n  }));\n};`;
const lost = (reaction: string) => `try { await savePart(part); } catch (error) { ${reaction} }`;

const reply = (reaction: string, after = '') =>
  `import { fill } from './table';\nexport class Initializer {\n  async create(params, reply) {\n    try { await fill(params.table); reply(null, params.table); } catch (error) { ${reaction} } ${after}\n  }\n}`;
const settle = (list: string, name = 'publishAll', body = send) =>
  `${sqs}export async function ${name}(url, bodies) {\n  await Promise.allSettled(${list}.map(async (body) => { ${body} }));\n}`;
/** A file of rows that are worked off one by one, and marked when that is done. */
const rows = (work: string, mark: string, head = '') =>
  `import { claimRows, setStatus, saveTotals } from './rows';\n${sqs}${head}\nexport async function workOff(url) {\n  for (const row of await claimRows()) {\n    ${work}\n    ${mark}\n  }\n}`;
const sendRow = 'await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: row.body }));';
const logged = `try { ${sendRow} } catch (error) { console.error(error); }`;
const marked = `await setStatus(row.id, 'PROCESSED');`;
const prepared = {
  'src/rows.ts': `import pgPromise from 'pg-promise';\nconst insert = new pgPromise.PreparedStatement({ name: 'add', text: 'insert into totals(id) values ($1)' });\nexport async function saveTotals(db, row) { await db.none(insert, [row.id]); }\nexport const setStatus = (id, status) => fetch(id);\nexport async function takeRows(db) { const rows = await db.any('select'); await db.none(insert, rows); return rows; }\nexport function storeRow(db, row): Promise<null> { return db.none(insert, [row.id]); }`,
};
const task = (reaction: string) =>
  `const { move } = require('./move');\nexports.handler = async (event) => {\n  try { await move(event.key); } catch (error) { ${reaction} }\n  return event;\n};`;

const poll = (rest: string, each = 'message') =>
  `import { SQSClient, ReceiveMessageCommand, DeleteMessageCommand, DeleteMessageBatchCommand } from '@aws-sdk/client-sqs';
import { treat } from './treat';
const sqs = new SQSClient({});
const taken = (QueueUrl, { ReceiptHandle }) => new DeleteMessageCommand({ QueueUrl, ReceiptHandle });
export async function pollOrders(QueueUrl) {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  for (const ${each} of Messages) {
    ${rest}
}`;
const deleted = 'await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));';
const batchDeleted = 'await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: Messages.map(entry) }));';
const consumed = (body: string) =>
  `import amqp from 'amqplib';\nimport { treat } from './treat';\nconst channel = await (await amqp.connect(url)).createChannel();\nawait channel.consume('orders', async (message) => {\n  ${body}\n});`;
const handled = (body: string, name = 'handleMessage', given = 'message') =>
  `import { Consumer } from 'sqs-consumer';\nimport { treat } from './treat';\nexport const orders = Consumer.create({ queueUrl, ${name}: async (${given}) => {\n  ${body}\n} });`;

/** A service of another file, which writes a record, sends a message, or takes its own failures. */
const services = {
  'src/orders.ts': `import { prisma } from './prisma';\nexport class Orders {\n  async store(row) { return this.#keep(row); }\n  async #keep(row) { await prisma.$transaction(async (unit) => { await prisma.order.create({ data: row }); }); }\n  async load(id) { return prisma.order.findUnique({ where: { id } }); }\n}`,
  'src/events.ts': `${sqs}export const announce = (body) => sqs.send(new SendMessageCommand({ QueueUrl: 'orders', MessageBody: body }));\nexport async function announceQuietly(body) { try { await announce(body); } catch (error) { console.error(error); } }`,
  'src/mail.ts': `import nodemailer from 'nodemailer';\nconst mailer = nodemailer.createTransport({});\nexport const invite = async (to) => { await mailer.sendMail({ to }); };`,
  'src/queues.ts': `import { Queue } from 'bullmq';\nexport const mails = new Queue('mails');\nexport class Queues {\n  private all = {} as Record<string, Queue>;\n  async publish(name: string, row: Row) { const queue = this.all[name]; if (queue) await queue.add(name, row); }\n}`,
  'src/index.ts': `export { Orders as Store } from './orders';\nexport * from './events';\nexport * from './mail';`,
};
/** A function that places an order, in a class beside services of other files. */
const placing = (body: string, head = `import { Store, announce, announceQuietly } from './index';`) => ({
  code: `${head}\nexport class Shop {\n  constructor(private readonly store: Store) {}\n  async place(row: Row): Promise<Row> {\n    ${body}\n    return row;\n  }\n}`,
  files: services,
});
/** A handler of a sender that signs what it sends, and what it answers after a failure. */
const hooked = (answer: string, after = '') =>
  `import express from 'express';\nimport { settle } from './settle';\nexpress().post('/hooks', async (req, res) => {\n  const signature = req.headers['shop-signature'];\n  try { await settle(req.body, signature); res.end(); } catch (error) { console.error(error); ${answer} } ${after}\n});`;
const listening = (body: string) => ({
  code: `import { Controller } from '@nestjs/common';\nimport { EventPattern } from '@nestjs/microservices';\nimport { announce, announceQuietly } from './index';\n@Controller()\nexport class Orders {\n  @EventPattern('orders')\n  async onOrder(row: Row): Promise<void> {\n    ${body}\n  }\n}`,
  files: services,
});
const elsewhere = (work: string, reaction = 'console.error(error);', after = '') => ({
  code: `import { Store, announce, announceQuietly, invite } from './index';\nexport class Shop {\n  constructor(private readonly store: Store) {}\n  async place(row: Row, rows: Row[]): Promise<void> {\n    try { ${work} } catch (error) { ${reaction} } ${after}\n  }\n}`,
  files: services,
});

/** A function of another file that sends, and tells of a failure by what it returns; and what its caller does. */
const telling = (reaction: string, use: string, answer = 'return { ok: true };') => ({
  code: `import { forward } from './forward';\nexport async function place(row: Row, rows: Row[]): Promise<void> {\n  ${use}\n}`,
  files: {
    'src/forward.ts': `export { send as forward } from './send';`,
    'src/send.ts': `${sqs}export async function send(body) {\n  try { ${send} ${answer} } catch (error) { ${reaction} }\n}`,
  },
});

testCheck(noSwallowedFailure, {
  violations: [
    // Whoever gives out jobs and schedules takes what a handler returns for success.
    `import type { Job } from 'bullmq';\nexport async function notificationJob(job: Job) { if (job.data.url) return fetch(job.data.url, { method: 'POST', body: '{}' }); }`,
    `import { Worker } from 'bullmq';\nnew Worker('mails', async (job) => { return await fetch('https://mail.example.com/send', { method: 'POST', body: job.data }); });`,
    `import type { SNSEvent } from 'aws-lambda';\nexport const handler = async (event: SNSEvent) => fetch('https://mail.example.com/send', { method: 'POST', body: event.Records[0].Sns.Message });`,
    // A figure for people, a span that ends and a rollback are no treatment of a failure.
    caught('console.error(error); await metrics.putMetric(failed);'),
    caught(
      'log.isErrorEnabled && log.error(error); endTimer({ success: false }); await span.error(error); await span.finish();',
    ),
    caught('spans.forEach((span) => span.end()); failures.inc();'),
    // Who delivers a message reads nothing of what its consumer returns.
    `import { settle } from './settle';\nconst consume = async (error, message) => { let one = {}; try { one = message.value; await settle(one); return true; } catch (failure) { console.error(failure); return true; } };\nConsumer.createHandler('orders', config, consume);`,
    `import { settle } from './settle';\nexport const start = () => this.rabbit.consume('orders', async (message) => { try { await settle(message); } catch (error) { await span.error(error); } });`,
    `import { QueueReceiver } from './queue';\nimport { settle } from './settle';\nexport class Orders extends QueueReceiver {\n  async processMessage(message) { try { await settle(message); } catch (error) { this.log.error(error); } }\n}`,
    `import { QueueReceiver } from './queue';\nimport { settle } from './settle';\nexport class Orders extends QueueReceiver {\n  async processMessage(message) {\n    switch (message.type) {\n      case 'a': await settle(message); break;\n      case 'b': settle(message).catch((error) => this.log.error(error)); break;\n    }\n  }\n}`,
    `import { Kafka } from 'kafkajs';\nexport async function start(work) {\n  const consumer = new Kafka(settings).consumer({ groupId: 'a' });\n  await consumer.run({ eachMessage: async ({ message }) => {\n    work(message.value).then(() => { count(); }).catch((error) => { console.error(error); }).finally(() => { done(); });\n  } });\n}`,
    // A function that waits for nothing but to send.
    {
      code: `import { sendInvite } from './invites';\nexport class Invites {\n  async invite(to: string): Promise<void> {\n    try { await sendInvite(to); } catch (error) { if (error instanceof Refused) console.error(error.status); else console.error(error); }\n  }\n}`,
      files: {
        'src/invites.ts': `import nodemailer from 'nodemailer';\nconst mailer = nodemailer.createTransport({});\nexport const sendInvite = async (to) => { await mailer.sendMail({ to }); };`,
      },
    },
    // A function tells of a failure only by what it returns, and its caller does not look.
    {
      ...telling('console.error(error); return { ok: false, error };', 'await forward(row);'),
      message: /^forward tells of its failure only by what it returns, and nothing reads that here/,
      line: 3,
    },
    telling('return false;', 'await forward(row);', 'return true;'),
    telling('return false;', 'await forward(row).then(() => console.log(row.id));', 'return true;'),
    // More ways through a function that calls itself than can be followed.
    (({ code, files }) => ({ code: `${code}\nfunction keep(one) { ${'keep(one); '.repeat(20)}}`, files }))(
      telling('return false;', 'const sent = await forward(row); keep(sent);', 'return true;'),
    ),
    {
      ...telling('return false;', '', 'return true;'),
      code: `import { forward } from './forward';\nexport const reportOutcome = async (job) => { await forward(job); };`,
    },
    {
      ...telling('return { ok: false };', ''),
      code: `import { forward } from './forward';\nimport { make } from './make';\nexport const place = async (job) => { try { await make(job); } catch (error) { await forward(job); } };`,
    },
    telling('return { status: Outcome.Failure };', 'const sent = await forward(row); console.log(sent);'),
    telling('return err(error);', 'await Promise.all(rows.map((row) => forward(row)));', 'return ok(1);'),
    telling('return [error, null];', 'for (const row of rows) await forward(row);', 'return [null, 1];'),
    telling('return null;', 'await Promise.all([forward(row)]);', 'return body;'),
    `${sqs}const send = (url, body) => sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body })).then(() => true).catch(() => false);\nexport async function place(url, body) {\n  await send(url, body);\n}`,
    `${sqs}const send = async (body) => { try { ${send} return { success: true }; } catch (error) { return { success: false }; } };\nconst wrapped = async (body) => { const sent = await send(body); return sent; };\nexport async function place(body) { await wrapped(body); }`,
    // A pool of promises fulfils its own, whatever fails in it.
    `import { PromisePool } from '@supercharge/promise-pool';\n${sqs}export async function place(url, bodies) {\n  await PromisePool.withConcurrency(2).for(bodies).process((body) => sqs.send(new SendMessageCommand(body)));\n}`,
    `import { PromisePool } from '@supercharge/promise-pool';\n${sqs}const send = (body) => sqs.send(new SendMessageCommand(body));\nexport async function place(url, bodies) {\n  const { results } = await PromisePool.for(bodies).process((body) => send(body));\n  return results.length;\n}`,
    // The sender of a webhook hears of a success.
    {
      code: hooked('res.end();'),
      message: /^All errors of `POST \/hooks` are only logged, so the sender takes the event/,
    },
    hooked('res.status(200).json({ received: true });'),
    hooked('res.sendStatus(204);'),
    hooked('return res.json({ received: true });'),
    {
      code: `export async function POST(request: Request) {\n  const signature = request.headers.get('shop-signature');\n  try { await settle(await request.text(), signature); return Response.json({ received: true }); } catch (error) { console.error(error); return Response.json({ received: false }); }\n}`,
      filename: 'app/hooks/route.ts',
    },
    // Nobody reads what a condition only logs.
    get('return answer.Item ?? null;', "if (process.env.STAGE !== 'test') { console.error(error); } return null;"),
    // A method that handles something is called by name.
    {
      code: elsewhere('await this.store.store(row);').code.replace('place(', 'handlePlaced('),
      files: services,
    },
    // Nothing holds the promise of a write.
    { ...placing('announce(row.id);'), message: /^Nothing waits for announce, so the caller is told/, line: 5 },
    placing('void this.store.store(row);'),
    placing('this.store.load(row.id).then((one) => this.store.store(one));'),
    placing('if (row.id) { this.store.store(row).then(() => { console.log(row.id); }); }'),
    placing('void new Queues().publish("orders", row);', `import { Queues } from './queues';`),
    placing('const told = row.parts.forEach(async (part) => { await announce(part); }); use(told);'),
    `import { Order } from '../models/order';\nexport async function changeOrder(id, total) {\n  const order = await Order.findById(id);\n  order.total = total;\n  order.save();\n  return order;\n}`,
    `const { Order } = require('../models');\nexports.shipAll = async function shipAll() {\n  for (const order of await Order.find({ open: true })) { order.open = false; order.save(); }\n};`,
    `export async function finish(source, id) {\n  source.getRepository(Run).findOneBy({ id }).then((run) => { run.done = true; source.getRepository(Run).save(run); });\n}`,
    publish(`sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body })).catch(console.error);`),
    publish(`sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body })).catch(() => {});`),
    // A message is done before its work is, whatever the work does.
    listening('announce(row.id);'),
    listening('void announceQuietly(row.id);'),
    listening('try { announceQuietly(row.id); } catch (error) { console.error(error); }'),
    // A client that another file has made, or a class that it has.
    {
      code: `import { mails } from './queues';\nexport async function invite(to) {\n  try { await mails.add('invite', { to }); } catch (error) { console.error(error); }\n}`,
      files: services,
    },
    {
      code: `import { Store } from './index';\nexport class Shop extends Store {\n  async place(row: Row): Promise<void> {\n    try { await this.store(row); } catch (error) { console.error(error); }\n  }\n}`,
      files: services,
    },
    // A part of those that were handed in.
    publish(
      `const parts = chunk(body, 10);\n  await Promise.all(parts.map(async (one) => { try { ${send} } catch (error) { console.error(error); } }));`,
    ) +
      `\nfunction chunk(rows, size) { const found = []; for (let i = 0; i < rows.length; i += size) found.push(rows.slice(i, i + size)); return found; }`,
    // A pause is no other work, and neither is a log that is tried.
    handler('console.error(error);').replace(/\}$/, '  await new Promise((resolve) => setTimeout(resolve, 1000));\n}'),
    caught('try { console.error(error); } catch (inner) { console.error(inner); }'),
    caught('Sentry.withScope((scope) => { scope.setTag("at", "publish"); Sentry.captureException(error); });'),
    // Words about a failure change nothing of what becomes of it.
    caught(`console.warn('Could not send, continuing', error);`),
    handler(`console.warn('Ignoring error', error);`),
    get('return answer.Item ?? null;', '/* Optional: the page shows nothing then. */ return null;'),
    part(lost('console.warn("skipping", error);')),
    task('/* The status is read by the state machine; ignore it here. */ return error;'),
    caught('Sentry.captureException(error);'),
    // Another file does the work.
    { ...elsewhere('await this.store.store(row);'), message: /^A failure of this\.store\.store is only logged/ },
    elsewhere('await announce(row.id);', ''),
    elsewhere('await Promise.all(rows.map(async (one) => { await this.store.store(one); }));'),
    elsewhere('await this.store.store(row);', 'this.logger.error(error);', 'await this.show(row);'),
    {
      code: `import { announce } from './index';\nexport async function place(rows) {\n  await Promise.allSettled(rows.map((one) => announce(one)));\n}`,
      files: services,
      message: /^The failures of announce are kept in a result that nobody looks at/,
    },
    // A list whose functions nobody waits for, by whomever the work is done.
    {
      code: `import { announce } from './index';\nexport async function place(rows) {\n  rows.forEach(async (row) => { await announce(row); });\n  return rows.length;\n}`,
      files: services,
      message: /^Nothing waits for rows\.forEach/,
      line: 3,
    },
    publish(`body.forEach(async (one) => { await sqs.send(new SendMessageCommand(one)); });`),
    // The name of a rule is no word of purpose.
    publish(`try { ${send} /* see no-swallowed-failure */ } catch (error) { console.error(error); }`),
    // It answers as after a success.
    caught('console.error(error); return body;').replace(send, `${send} return body;`),
    caught('Sentry.captureException(error); return body;').replace(send, `${send} return body;`),
    // Whatever the function answers, it knows of no failure.
    publish(
      `await Promise.allSettled(body.map((one) => sqs.send(new SendMessageCommand(one))));\n  return findOrders(url);`,
    ),
    publish(
      `const taken = await takeOrders(url);\n  await Promise.allSettled(taken.map((one) => sqs.send(new SendMessageCommand(one))));`,
    ),
    `import { Storage } from '@google-cloud/storage';\nconst bucket = new Storage().bucket('orders');\nexport async function saveOrder(id, row) {\n  try { await bucket.file(id).save(row); } catch (error) { console.error(error); }\n}`,
    // Mail by whatever carries it.
    `import { transport } from './transport';\nexport async function sendInvitation(to) {\n  try { const mailer = transport(); await mailer.sendMail({ to, subject: 'Join us' }); } catch (error) { console.error(error); }\n}`,
    // One of those that were handed in.
    publish(`for (const one of body) { try { ${send} } catch (error) { console.error(error); } }`),
    publish(`await Promise.all(body.map(async (one) => { try { ${send} } catch (error) { console.error(error); } }));`),
    // Deleted or acknowledged although the treatment failed.
    {
      code: poll(`try { await treat(message); } catch (error) { console.error(error); }\n    ${deleted}\n  }`),
      message:
        /^A failure of treat is only logged and the message is deleted or acknowledged all the same.*\. Acknowledge/,
      line: 8,
    },
    poll(`try { await treat(message); } catch (error) { console.error(error); ${deleted} }\n  }`),
    poll(`try { await treat(message); } catch (error) { console.error(error); } finally { ${deleted} }\n  }`),
    poll(`try { await treat(message); } catch (error) { console.error(error); }\n  }\n  ${batchDeleted}`),
    consumed('try { await treat(message); } catch (error) { console.error(error); }\n  channel.ack(message);'),
    consumed(
      'try { await treat(message); channel.ack(message); } catch (error) { console.error(error); channel.ack(message); }',
    ),
    handled('try { await treat(message); } catch (error) { console.error(error); }\n  return message;'),
    handled('try { await treat(message); return message; } catch (error) { console.error(error); return message; }'),
    handled(
      'try { await treat(all); } catch (error) { console.error(error); }\n  return all;',
      'handleMessageBatch',
      'all',
    ),
    {
      code: caught('console.error(error);'),
      message: /^A failure of sqs\.send is only logged and the caller goes on as after a success.*\. Throw/,
      line: 4,
    },
    { code: caught(''), message: /is dropped/ },
    `const audit = require('../lib/logging');\n${caught('audit.warn("not sent", error);')}`,
    caught('console.error(error); return { success: true };'),
    caught('console.error(error);', 'return { success: true };'),
    publish(`${send.replace(';', '')}.catch(() => {});`),
    publish(`${send.replace(';', '')}.then(() => console.log('sent')).catch((error) => console.error(error));`),
    `import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function saveOrder(id) {\n  try { await pool.query('INSERT INTO orders (id) VALUES ($1)', [id]); } catch (error) { console.error(error); }\n}`,
    // The write stands in a function of the file.
    `${sqs}async function pass(url, body) { ${send} }\nexport async function publishOrder(url, body) {\n  try { await pass(url, body); } catch (error) { console.error(error); }\n}`,
    // A shipping is no ping, a catalog no log, and an entry no try.
    caught('console.error(error);').replace('publishOrder', 'publishShipping'),
    caught('console.error(error);').replace('publishOrder', 'updateCatalogEntry'),
    post(`await ${request};`, 'addShipping'),
    get('return answer.Item ?? null;', 'console.error(error); return null;', 'findMapping'),
    // Whatever mappers, drivers and payment services change.
    stored('prisma.order.update({ where: { id }, data: { total } })', `import { prisma } from './prisma';`),
    stored('orders.updateOne({ id }, { $set: { total } })', `import { orders } from './mongo';`),
    stored('this.orderRepository.save({ id, total })'),
    stored('db.update(orders).set({ total }).where(eq(orders.id, id))', `import { db, orders } from './db';`),
    stored('stripe.subscriptions.update(id, { metadata: { total } })', `import { stripe } from './stripe';`),
    stored('pool.query("UPDATE orders SET total = $1 WHERE id = $2", [total, id])', `import { pool } from './db';`),
    // What it gives where it has nothing to do is no result.
    `import { prisma } from './prisma';\nexport async function changeOrder(id) {\n  try { if (!id) return null; await prisma.order.update({ where: { id }, data: { done: true } }); } catch (error) { console.error(error); }\n}`,
    // One part of an event, which is taken for done.
    { code: part(lost('console.error(error);')), message: /^A failure of savePart is only logged/, line: 6 },
    part(lost('traceException(error); console.error(error); return;')),
    part(
      `let saved; try { saved = await savePart(part); } catch (error) { console.error(error); return; } await notice(saved);`,
    ),
    part('await savePart(part).catch((error) => { console.error(error); });'),
    `import type { Job } from 'bullmq';\nimport { writeRow } from './rows';\nexport const store = async (job: Job<Rows>) => {\n  for (const row of job.data.rows) { try { await writeRow(row); } catch (error) { console.error(error); continue; } }\n};`,
    // An outage looks like an empty store.
    {
      code: get('if (!answer.Item) return undefined; return answer.Item;', 'console.error(error); return undefined;'),
      message: /^A failure of db\.send gives the same answer as "there is none", .*\. Answer so only/,
    },
    get('return answer.Item ?? null;', 'console.error(error); return null;'),
    get('return answer.Item.lines ? answer.Item.lines : [];', 'console.error(error); return [];'),
    get('return answer.Item;', 'return undefined;'),
    `import { paginateListExecutions } from '@aws-sdk/client-sfn';\nexport async function listRuns(arn) {\n  try { const runs = []; for await (const page of paginateListExecutions({ client }, { stateMachineArn: arn })) runs.push(...page.executions); return runs; } catch (error) { return []; }\n}`,
    `import { prisma } from './prisma';\nexport async function findOrder(id) {\n  try { const order = await prisma.order.findUnique({ where: { id } }); if (!order) return null; return order; } catch { return null; }\n}`,
    // A server answers as if it had worked.
    `import express from 'express';\n${sqs}express().post('/orders', async (req, res) => {\n  try { ${send} } catch (error) { console.error(error); }\n  res.status(202).json({ accepted: true });\n});`,
    { code: handler('console.error(error);'), message: /^All errors of `handler` are only logged, so the sender/ },
    handler('', 'EventBridgeEvent'),
    `import { Worker } from 'bullmq';\nnew Worker('mail', async (job) => { try { await deliver(job.data); } catch (error) { console.error(error); } });`,
    { code: post(`await ${request};`), message: /^The status of the answer to fetch is never read/, line: 2 },
    post(`const response = await ${request};\n  const parsed = await response.json();`),
    `import fetch from '../utils/fetch';\n${post(`await ${request};`)}`,
    {
      code: `${sqs}export async function deregister(url, body) {\n  try { await remove(body); } catch (error) {\n    if (error.status === 422) { ${send} } else { console.error(error); }\n  }\n}`,
      message: /^One kind of error of remove is queued to be repaired and all others are only logged/,
    },
    {
      code: `${sqs}export async function all(url, bodies) {\n  bodies.map(async (body) => { ${send} });\n}`,
      message: /^Nothing waits for bodies\.map/,
      line: 4,
    },
    {
      code: `import { Worker } from 'bullmq';\nnew Worker('mail', async (job) => { deliver(job.data).catch((error) => console.error(error)); });`,
      message: /^Nothing waits for deliver/,
    },
    { code: head('return false;'), message: /^Every failure of s3\.send reads as "it does not exist"/ },
    { code: listing('console.warn(error); return [];'), message: /reads as an empty list/ },
    // For the platform whatever a function returns is a success.
    {
      code: handler('console.error(error); return error;'),
      message: /^`handler` returns the failure of settle instead of throwing it, so the invocation counts/,
    },
    handler('console.error(error); return { statusCode: 500 };', 'S3Event'),
    handler('console.error(error); return { success: false };', 'SNSEvent'),
    handler('console.error(error); return false;', 'EventBridgeEvent<"a", A>').replace(
      'import type { EventBridgeEvent<"a", A> }',
      'import type { EventBridgeEvent }',
    ),
    task('console.error(error); return error;'),
    `exports.handler = async (event) => {\n  const settings = await load();\n  try { await publish(event.detail, settings); return { done: true }; } catch (error) { console.error(error); return error; }\n};`,
    `exports.handler = async (event) => {\n  try { for (const one of event.Records) await save(one.Sns.Message); } catch (error) { return { statusCode: 500, body: 'failed' }; }\n};`,
    // Whoever waits for the callback waits in vain.
    {
      code: reply('console.error(error);'),
      message: /^A failure of fill is only logged and `reply` is never called, so whoever waits/,
      line: 4,
    },
    `export const first = (load) => new Promise(async (resolve, reject) => { try { const one = await load(); resolve(one); } catch (error) { console.error(error); } });`,
    // What it returns is thrown away.
    publish(`try { return ${send} } catch (error) { console.error(error); } finally { return undefined; }`),
    // A step that vanishes without a log.
    `${sqs}export function publishOrder(url, load) {\n  return load().then(async (body) => { use(body); try { ${send} } catch {} });\n}`,
    // The inner one throws what it does not know.
    caught('console.error(error);').replace(
      send,
      `try { ${send} } catch (inner) { if (inner.code !== 'P2002') throw inner; }`,
    ),
    {
      code: settle('bodies'),
      message: /^The failures of sqs\.send are kept in a result that nobody looks at/,
      line: 4,
    },
    settle('chunk(bodies, 10)'),
    // What was read is not found again: whoever gave it wrote that down, or the event is not delivered again.
    {
      code: settle('(await takeRows(db))').replace('export async', `import { takeRows } from './rows';\nexport async`),
      files: prepared,
    },
    `${sqs}import type { SNSEvent } from 'aws-lambda';\nexport const handler = (event: SNSEvent) => secret().then(async () => {\n  const bodies = await pending(event.Records[0].Sns.Message);\n  await Promise.allSettled(bodies.map((body) => sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }))));\n});`,
    // A note before the write says nothing of its failure, and those that are noted are recorded as done.
    {
      code: `import { storeRow } from './rows';\nimport { markUpdated, setLastUpdated } from './times';\nexport async function storeAll(db, ids, limit) {\n  const stored = [];\n  await Promise.allSettled(ids.map(async (id) => limit(async () => {\n    const row = await load(id);\n    if (!row) return;\n    stored.push(id);\n    return storeRow(db, row);\n  })));\n  return setLastUpdated(stored, new Date());\n}`,
      files: prepared,
      line: 5,
    },
    // Logged, and recorded as done.
    {
      code: rows(logged, marked),
      message:
        /^A failure of sqs\.send is only logged and `setStatus` records the work as done all the same, so nothing does it again\. Record/,
      line: 7,
    },
    rows(logged, `await db.rows.update({ where: { id: row.id }, data: { processed: true } });`),
    rows(logged, `await db.rows.update(row.id, { lastSyncedAt: new Date() });`),
    rows(logged, `row.lastCheck = new Date();\n    await row.save();`),
    rows(logged, 'await markAsHandled(row);'),
    rows(`${sendRow.slice(0, -1)}.catch((error) => console.error(error));`, marked),
    rows('await sendRow(url, row);', marked, `async function sendRow(url, row) { ${logged} }`),
    // The count of failures is for the log; what comes behind the list of promises is in another function.
    {
      code: `import { saveTotals, setStatus } from './rows';\nexport async function work(db, unhandled) {\n  await Promise.allSettled(unhandled.map(async (row) => {\n    try { await handle(db, row); await setStatus(row.id, 'PROCESSED'); } catch (error) { console.error(error); await setStatus(row.id, 'FAILED'); }\n  }));\n}\nasync function handle(db, row) {\n  let failed = 0;\n  switch (row.version) {\n    case 2: {\n      const parts = await parse(row);\n      await Promise.allSettled(parts.map(async (part) => {\n        try { await saveTotals(db, part); } catch (error) { console.error(error); failed++; }\n      }));\n      break;\n    }\n  }\n  console.info({ failed });\n}`,
      files: prepared,
      message: /^A failure of saveTotals is only logged and `setStatus` records/,
      line: 13,
    },
    // One of many that is logged, and an answer that says that all went well.
    {
      code: `class Uploads {\n  async handle(req, res) {\n    for (const file of files(req)) {\n      await file.mv(pathOf(file)).then(() => true).catch((error) => {\n        log.error(error);\n        return false;\n      });\n    }\n    res.sendStatus(200);\n  }\n}`,
      line: 4,
    },
    publish(
      `for (const body of bodies) { try { ${send} } catch (error) { console.error(error); } } return { success: true };`,
    ),
    // The end of the `try` says that all is well whatever has happened.
    publish(`try { ${send} } catch (error) { console.error(error); } finally { return true; }`),
    publish(
      `const sent = [];\n  for (const one of body) sent.push(sqs.send(new SendMessageCommand(one)));\n  await Promise.allSettled(sent);`,
    ),
    publish(
      `const sent = body.map((one) => sqs.send(new SendMessageCommand(one)));\n  await Promise.allSettled(sent);`,
    ),
    publish(`await Promise.allSettled([${send.replace('await ', '').replace(';', '')}]);`),
    listing('console.warn(error); return names.map(() => undefined);'),
    // Builders, whether their table stands in a call or in a chain, and a record is taken away.
    stored('db("orders").where({ id }).update({ total })', `import knex from 'knex';\nconst db = knex(settings);`),
    `import type { Knex } from 'knex';\nexport class Orders {\n  constructor(private readonly database: Knex) {}\n  async remove(id: string): Promise<void> {\n    try { await this.database('orders').where({ id }).del(); } catch (error) { console.error(error); }\n  }\n}`,
    stored('trx("orders").insert({ id, total })'),
    `module.exports.deleteOrder = async function deleteOrder(db, id) {\n  try { await db('orders').where('id', id).delete(); } catch (error) { console.log(error); }\n};`,
    stored('database.updateTable("orders").set({ total }).where("id", "=", id).execute()'),
    stored('this.db.deleteFrom("orders").where("id", "=", id).executeTakeFirst()').replace(
      'changeOrder',
      'removeOrder',
    ),
    stored('this.db.insert(orders).values({ id, total }).returning()'),
    stored('tx.delete(orders).where(eq(orders.id, id))'),
    stored('prisma.order.delete({ where: { id } })', `import { prisma } from './prisma';`),
    // Mappers.
    `import { Order } from '../models/order';\nexport async function changeOrder(id, total) {\n  const order = await Order.findById(id);\n  order.total = total;\n  try { await order.save(); } catch (error) { console.error(error); }\n}`,
    `const Order = require('./models/Order');\nexports.addOrder = async function addOrder(row) {\n  const order = new Order(row);\n  try { await order.save(); } catch (error) { console.error(error); }\n};`,
    `import { Repository } from 'typeorm';\nexport class Orders {\n  constructor(private readonly orders: Repository<Order>) {}\n  async retire(id: string) {\n    try { await this.orders.softDelete(id); } catch (error) { this.logger.error(error); }\n  }\n}`,
    // The promise takes its failure, and nobody takes what comes of it.
    publish(`${send.replace(';', '')}.catch(() => null);`),
    publish(`${send.replace(';', '')}.catch(() => undefined);`),
    `import { orders } from './mongo';\nexport async function changeOrder(id) {\n  await orders.updateOne({ id }, { $set: { done: true } }).catch(console.error);\n}`,
    // A transaction is taken back, and the caller hears of nothing.
    `import { Kafka } from 'kafkajs';\nconst producer = new Kafka(settings).producer({ transactionalId: 'a' });\nexport async function sendOrders(messages) {\n  const unit = await producer.transaction();\n  try { await unit.send({ topic: 'orders', messages }); await unit.commit(); } catch (error) { console.warn(error); await unit.abort(); }\n}`,
    `import { pool } from './db';\nexport async function storeOrder(id) {\n  const client = await pool.connect();\n  try { await client.query('BEGIN'); await client.query('INSERT INTO orders (id) VALUES ($1)', [id]); await client.query('COMMIT'); } catch (error) { await client.query('ROLLBACK'); console.error(error); } finally { client.release(); }\n}`,
    `import amqp from 'amqplib';\nconst channel = await (await amqp.connect(url)).createConfirmChannel();\nexport async function enqueueOrder(body) {\n  try { await channel.sendToQueue('orders', body); } catch (error) { console.error(error); }\n}`,
    // Nobody looks at what was settled.
    publish(
      `const results = await Promise.allSettled([sqs.send(new SendMessageCommand(body)), sqs.send(new SendMessageCommand(url))]);\n  return { statusCode: 200 };`,
    ),
    publish(
      `return Promise.allSettled(body.map((one) => sqs.send(new SendMessageCommand(one)))).then(() => ({ ok: true }));`,
    ),
    `const push = async (row) => { const r = await ${request}; if (!r.ok) throw new Error('refused'); };\nexport const handler = async (event) => {\n  await Promise.allSettled([push(event.a), push(event.b)]);\n  return { statusCode: 202, body: 'taken' };\n};`,
    // The function goes on, and nothing that it does looks at what was lost.
    caught('console.error(error);', 'await next(body);'),
    // The answer in other clothes.
    post(`return ${request}.then(() => ({ saved: true }));`),
    post(`await ${request}.then((answer) => answer.json());`),
  ],
  sound: [
    // A timer comes back, who asked reads the answer, or an exported function hands it on.
    `setInterval(() => fetch('https://mail.example.com/flush', { method: 'POST' }), 60_000);`,
    `import type { APIGatewayProxyEvent } from 'aws-lambda';\nexport const handler = async (event: APIGatewayProxyEvent) => fetch('https://mail.example.com/send', { method: 'POST', body: event.body });`,
    `export const send = async (body) => fetch('https://mail.example.com/send', { method: 'POST', body });`,
    // A state that is kept, or another handler that is run, is no note.
    `import { settle } from './settle';\nConsumer.createHandler('orders', config, async (message) => { try { await settle(message); } catch (error) { await deadLetters.put(message); } });`,
    `import { settle } from './settle';\nstore.subscribe(async (state) => { try { await settle(state); } catch (error) { console.error(error); } });`,
    `import { View } from './view';\nimport { settle } from './settle';\nexport class Orders extends View {\n  async onMessage(message) { try { await settle(message); } catch (error) { this.log.error(error); } }\n}`,
    `import { settle } from './settle';\nrabbit.consume('orders', async (message) => { let isDone = false; try { await settle(message); isDone = true; } catch (error) { console.error(error); } if (isDone) message.ack(); else message.nack(); });`,
    // Its caller reads what it returns, hands it back, or is told by a failure all the same.
    telling('return { ok: false };', 'const { ok } = await forward(row); if (!ok) throw new Error(row.id);'),
    telling('return { ok: false };', 'await forward(row).then(({ ok }) => { if (!ok) throw new Error(row.id); });'),
    telling('return false;', 'if (await forward(row)) console.log(row);', 'return true;'),
    telling('return false;', 'const sent = await forward(row); if (!sent) throw new Error(row.id);', 'return true;'),
    telling('return { ok: false };', 'return forward(row);'),
    telling('throw error;', 'await forward(row);'),
    telling('if (error.code === 404) return { ok: false }; throw error;', 'await forward(row);'),
    telling('return { ok: false };', 'check(await Promise.all(rows.map((row) => forward(row))));'),
    `import { PromisePool } from '@supercharge/promise-pool';\n${sqs}export async function place(url, bodies) {\n  const { errors } = await PromisePool.for(bodies).process((body) => sqs.send(new SendMessageCommand(body)));\n  if (errors.length > 0) throw errors[0];\n}`,
    `import { PromisePool } from '@supercharge/promise-pool';\n${sqs}export async function place(url, bodies) {\n  await PromisePool.for(bodies).handleError((error) => { throw error; }).process((body) => sqs.send(new SendMessageCommand(body)));\n}`,
    // Mail beside the work, what is computed anew, and what is looked at afterwards.
    elsewhere('await invite(row.to);'),
    elsewhere(
      'await this.store.store(row);',
      "this.logger.error('totals were not refreshed', error);",
      'await this.show(row);',
    ),
    elsewhere('await this.store.store(row);', 'this.logger.error(error);', 'return this.store.load(row.id);'),
    elsewhere(
      'await this.store.store(row);',
      'this.logger.error(error);',
      "if (!this.has(row)) throw new Error('not stored');",
    ),
    // What stands alone is no promise: a list, a set, a unit that is run later, a library that answers at once or calls back.
    `export async function migrate(pool) {\n  const queries = [];\n  queries.push('INSERT INTO state (name) VALUES (1)');\n  for (const query of queries) await pool.query(query);\n}`,
    `export async function prune(tx, part) { tx.parts.delete(part); await tx.done(); }`,
    `import { createClient } from 'redis';\nconst redis = createClient();\nexport async function countOrder(id) {\n  const unit = redis.multi();\n  unit.incr('orders:' + id);\n  await unit.exec();\n}`,
    `import amqp from 'amqplib';\nexport async function announceOrder(body) {\n  const channel = await (await amqp.connect(url)).createChannel();\n  channel.sendToQueue('orders', body);\n}`,
    `import { orders } from './mongo';\nexport async function storeOrder(row, done) {\n  orders.insertOne(row, (error) => { done(error); });\n}`,
    `import { orders } from './mongo';\nexport function storeOrder(row, callback) {\n  if (!row) return callback(new Error('none'));\n  orders.insertOne(row, callback);\n}`,
    {
      code: `import { keepRow } from './keep';\nexport function storeOrder(row, next) {\n  keepRow(row, (error) => { next(error); });\n}`,
      files: {
        'src/keep.ts': `import { orders } from './mongo';\nexport async function keepRow(row, done) { await orders.insertOne(row); done(); }`,
      },
    },
    // A message after the record that counts.
    placing(
      'await this.store.store(row);\n    try { await announce(row.id); } catch (error) { console.error(error); }\n    const kept = await this.store.load(row.id);',
    ),
    // The sender of a webhook hears of the failure.
    hooked('res.status(500).end();'),
    hooked('res.statusCode = 500; res.end();'),
    hooked('throw error;'),
    placing('setTimeout(announce, 1000);'),
    placing('await announce(row.id);'),
    placing('announceQuietly(row.id);'),
    placing('announce(row.id).catch((error) => this.failed.push(error));'),
    placing('this.waiting = announce(row.id);'),
    listening('await announceQuietly(row.id);'),
    // Nothing is waited for in it.
    publish(`body.forEach((one) => { names.push(one.name); });`),
    caught('console.error(error); return url;').replace(send, `${send} return body;`),
    // It takes its failures itself, or writes nothing.
    elsewhere('await announceQuietly(row.id);'),
    elsewhere('await this.store.load(row.id);'),
    elsewhere('await this.store.store(row);', 'throw error;'),
    // Deleted once it was treated, or given back.
    poll(`try { await treat(message); ${deleted} } catch (error) { console.error(error); }\n  }`),
    poll(`try { await treat(message); } catch (error) { console.error(error); continue; }\n    ${deleted}\n  }`),
    poll(`try { JSON.parse(message.Body); } catch (error) { console.error(error); }\n    ${deleted}\n  }`),
    poll(
      `try { await treat(message); done.push(message); } catch (error) { console.error(error); }\n  }\n  ${batchDeleted}`,
    ),
    poll(
      `try { await treat(message); } catch (error) { console.error(error); }\n    if (isOld(message)) ${deleted}\n  }`,
    ),
    consumed(
      'try { await treat(message); channel.ack(message); } catch (error) { console.error(error); channel.nack(message); }',
    ),
    handled('try { await treat(message); return message; } catch (error) { console.error(error); return {}; }'),
    handled('try { await treat(message); } catch (error) { console.error(error); throw error; }\n  return message;'),
    // What is built with is no query.
    `export function paint(list) { try { $('div').insert(list); paths.delete(list); } catch (error) { console.error(error); } }`,
    stored('new Map(orders).delete(id)'),
    `import { Order } from '../models/order';\nexport async function changeOrder(id) {\n  try { const order = await Order.findById(id); await order.save(); } catch (error) { throw new Error('not changed', { cause: error }); }\n}`,
    // The caller is given what stands in for it.
    publish(`const sent = ${send.replace(';', '')}.catch(() => null);\n  if (!sent) throw new Error('not sent');`),
    publish(
      `const results = await Promise.allSettled([sqs.send(new SendMessageCommand(body))]);\n  return results.filter((one) => one.status === 'fulfilled').length;`,
    ),
    `import { pool } from './db';\nexport async function storeOrder(id) {\n  const client = await pool.connect();\n  try { await client.query('INSERT INTO orders (id) VALUES ($1)', [id]); } catch (error) { await client.query('ROLLBACK'); throw error; }\n}`,
    post(`return ${request}.then((answer) => { if (!answer.ok) throw new Error('refused'); });`),
    // The source delivers a record that is given back again.
    `${sqs}export const handler = async (event) => {\n  const batchItemFailures = [];\n  for (const { messageId, body } of event.Records) {\n    try {\n      ${send}\n    } catch (error) {\n      console.error(error);\n      batchItemFailures.push({ itemIdentifier: messageId });\n    }\n  }\n  return { batchItemFailures };\n};`,
    publish(
      `for (let i = 0; ; i++) { try { return ${send} } catch (error) { if (i > 3) throw error; await sleep(i); } }`,
    ),
    // One kind of error has no effect, and the others are thrown again.
    caught('if (!(error instanceof QueueDeletedRecently)) throw error; console.warn(error);'),
    caught("if (error.name !== 'QueueDeletedRecently') { throw error; } console.warn(error);"),
    caught('if (error instanceof QueueDeletedRecently) return false; throw error;', 'return true;'),
    caught("if (!error.message.includes('exists') && error.code !== 'Exists') { throw error; } console.warn(error);"),
    caught("if (error.code === 'Exists') { console.warn(error); } else { throw error; }"),
    caught("if (error.code === 'Throttled') throw error; else throw new Error('not sent');"),
    // Other work is done before it comes out.
    caught('await report(body, error); throw error;'),
    caught("if (error.code === 'Late') { failed.push(body); } throw error;"),
    // The error is forwarded.
    `${sqs}export async function publishOrder(url, body, callback) { try { ${send} callback(null); } catch (error) { callback(error); } }`,
    caught('console.error(error); throw error;'),
    caught(`throw new Error('not sent', { cause: error });`),
    // What is returned says that it failed.
    caught('console.error(error); return false;'),
    caught('return { success: false };'),
    caught('return { statusCode: 500 };'),
    caught('return Promise.reject(error);'),
    handler('console.error(error); throw error;'),
    // Callers of HTTP handlers hear by the answer, and a timer has nobody who could hear.
    handler('console.error(error);', 'APIGatewayProxyEvent'),
    `import cron from 'node-cron';\ncron.schedule('* * * * *', async () => { try { await settle(); } catch (error) { console.error(error); } });`,
    // Nothing is written.
    `export async function load(id) { try { return await fetch('https://api.example.com/' + id); } catch (error) { console.error(error); } }`,
    `export function read(text) { try { return JSON.parse(text); } catch { return {}; } }`,
    // The status is read, or the client throws for a refusal.
    post(`const response = await ${request};\n  if (!response.ok) throw new Error('refused');`),
    post(`const { status } = await ${request};\n  return status;`),
    `import axios from 'axios';\n${post(`await axios.post('https://api.example.com/rows', row);`)}`,
    post(`await fetch('https://api.example.com/rows');`),
    post(`await fetch('/api/rows', { method: 'POST', body: row });`),
    `function fetch(url, init) { return store(url, init); }\n${post(`await ${request};`)}`,
    // It cleans up, or says that it failed.
    post(`try { await store(row); } finally { await ${request}; }`),
    post(`try { await store(row); } catch (error) { await ${request}; throw error; }`),
    post(`await fetch('https://api.example.com/rows/1', { method: 'DELETE' });`),
    // The others are thrown again.
    `${sqs}export async function deregister(url, body) {\n  try { await remove(body); } catch (error) {\n    if (error.status === 422) { ${send} } else { throw error; }\n  }\n}`,
    `${sqs}export async function all(url, bodies) {\n  await Promise.all(bodies.map(async (body) => { ${send} }));\n}`,
    `export function names(list) { list.map(async (one) => { one.done = true; }); }`,
    head(`if (error.name === 'NotFound') return false; throw error;`),
    head('return false;', 'isReachable'),
    listing('console.warn(error); throw error;'),
    listing('console.warn(error); return [];', 'listUsed', 'console.log(id);'),
    // It is not there, and other failures are thrown again.
    get(
      'if (!answer.Item) return undefined; return answer.Item;',
      `if (error.name === 'ResourceNotFoundException') return undefined; throw error;`,
    ),
    // The caller sees the difference.
    get('return answer.Item ?? null;', 'console.error(error); return { failed: true };'),
    get('return answer.Item;', 'console.error(error); return undefined;'),
    // People can do without it.
    get('return answer.Item ?? null;', 'return null;', 'findPreview'),
    get('return answer.Item ?? null;', 'return null;', 'readCache'),
    // What it calls has taken the failure already.
    get('return answer.Item;', 'throw error;', 'findOne')
      .replace('export async', 'async')
      .replace('throw error;', 'return { failed: true };') +
      '\nexport async function findOrder(id) { try { const one = await findOne(id); if (!one) return null; return one; } catch (error) { console.error(error); return null; } }',
    // The answer is used here, and the function goes on with another value.
    `import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';\nconst db = DynamoDBDocumentClient.from(client);\nexport async function pick(id) {\n  if (!id) return undefined;\n  const answer = await db.send(new GetCommand({ TableName: 'orders', Key: { id } })).catch(() => undefined);\n  return answer ? answer.Item : standard(id);\n}`,
    // A part may fail on purpose, or is read.
    part('try { await loadPart(part); } catch (error) { console.error(error); }'),
    // A later run finds the parts again.
    part(lost('console.error(error);'), undefined, 'await findParts(event)'),
    part(lost('console.error(error);'), undefined, '(await findParts(event)).filter(isDue)'),
    // A timer comes back to them.
    part(lost('console.error(error);'), `import type { ScheduledEvent as SQSEvent } from 'aws-lambda';`),
    task('console.error(error); throw error;'),
    // Somebody may read it.
    `import type { Handler } from 'aws-lambda';\nimport { settle } from './settle';\nexport const handler: Handler = async (event) => {\n  try { await settle(event.detail); } catch (error) { console.error(error); return { success: false }; }\n};`,
    task('console.error(error); return { success: false };'),
    // The records that failed are delivered again.
    handler('console.error(error); return { batchItemFailures: event.Records.map(failed) };'),
    // An API answers with the status.
    handler('console.error(error); return { statusCode: 500 };', 'APIGatewayProxyEvent'),
    // The callback is called, or other code answers.
    reply('reply(error);'),
    reply('console.error(error);', 'reply(new Error("failed"));'),
    `export const first = (load) => new Promise(async (resolve, reject) => { try { const one = await load(); resolve(one); } catch (error) { reject(error); } });`,
    // The results are read, or each promise takes its failure.
    `${sqs}export async function publishAll(url, bodies) {\n  const results = await Promise.allSettled(bodies.map(async (body) => { ${send} }));\n  if (results.some(({ status }) => status === 'rejected')) throw new Error('not sent');\n}`,
    settle('bodies', 'readAll', 'await load(body);'),
    {
      code: `import { loadRow } from './rows';\nexport async function push(db, room) { try { room.emit(await loadRow(db, room)); } catch (error) { console.error(error); } }`,
      files: {
        'src/rows.ts': `import { prisma } from './prisma';\nexport async function loadRow(db, id) { return prisma.row.upsert({ where: { id }, create: { id }, update: {} }); }`,
      },
    },
    rows(`try { ${sendRow} } catch (error) { await setStatus(row.id, 'FAILED'); throw error; }`, marked),
    rows(`try { ${sendRow} ${marked} } catch (error) { console.error(error); throw error; }`, ''),
    // A script tells the person who runs it.
    { code: caught('console.error(error);'), filename: 'scripts/publish.ts' },
    `${caught('console.error(error);')}\npublishOrder(process.argv[2], 'a');`,
    // A page tells the person who looks at it.
    {
      code: `export function Page() { const save = async () => { await ${request}; }; return <button onClick={save} />; }`,
      filename: 'src/page.tsx',
    },
  ],
  undetermined: [
    // Beside the work of a message that is waited for.
    `import { Worker } from 'bullmq';\nimport { settle, deliver } from './settle';\nnew Worker('mail', async (job) => { await settle(job.data); deliver(job.data).catch((error) => console.error(error)); });`,
    // What is told by value may be lost on purpose, or comes again.
    telling('return { ok: false };', '// Best effort.\n  await forward(row);'),
    {
      ...telling('return { ok: false };', ''),
      code: `import { forward } from './forward';\nexport async function notifyBuyer(row) { await forward(row); }`,
    },
    {
      ...telling('return { ok: false };', ''),
      code: `import { forward } from './forward';\nexport async function syncOrders(rows) { for (const row of rows) await forward(row); }`,
    },
    {
      ...telling('return { ok: false };', ''),
      code: `import cron from 'node-cron';\nimport { forward } from './forward';\ncron.schedule('0 3 * * *', async () => { await forward(1); });`,
    },
    {
      ...telling('return { ok: false };', ''),
      code: `import { forward } from './forward';\nimport { prisma } from './prisma';\nexport async function place(row) { await prisma.order.create({ data: row }); await forward(row); }`,
    },
    // Another write is what the function is for, or nobody is told anything by it.
    placing('await this.store.store(row);\n    announce(row.id).catch((error) => { console.error(error); });'),
    {
      code: `import { announce } from './index';\nsocket.on('order', (row) => { announce(row.id); });`,
      files: services,
    },
    publish(`/* Fire and forget. */ sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));`),
    // Words say that it is meant so, and no code.
    publish(`/* Best effort. */ body.forEach(async (one) => { await sqs.send(new SendMessageCommand(one)); });`),
    elsewhere('await this.store.store(row); /* best effort: the import fills the gap */'),
    {
      code: `${sqs}/** Best effort: it never throws. */\nexport async function publishOrder(url, body) {\n  try { ${send} } catch (error) { console.error(error); }\n}`,
    },
    caught('/* Best effort: the next run sends it again. */'),
    caught('console.error(error); /* must not block the answer */'),
    settle('bodies', 'publishAll', `/* Best effort */ ${send}`),
    // What each of them notes may tell it.
    publish(
      `let lost = 0;\n  await Promise.allSettled(body.map(async (one) => { const { Failed = [] } = await sqs.send(new SendMessageCommand(one)); lost += Failed.length; }));\n  return lost;`,
    ),
    publish(`for (const one of await findOrders(body)) { try { ${send} } catch (error) { console.error(error); } }`),
    publish(
      `for (let i = 0; i < 3; i++) { try { return ${send} } catch (error) { if (i > 3) throw error; await sleep(i); } }`,
    ),
    // One kind of error is thrown again, and the others are not.
    caught('if (error instanceof QueueDoesNotExist) throw error; console.warn(error);'),
    caught('if (failed.length < 3) { failed.push(body); return; } await report(error); throw error;'),
    caught('await report(error); callback(null);'),
    // A value, a variable or other code may tell it.
    caught('failed.push(error);'),
    publish(`let sent = false; try { ${send} sent = true; } catch (error) { console.error(error); } return sent;`),
    publish(`try { return ${send} } catch (error) { console.error(error); }`),
    // One of many: the others go on.
    publish(`for (const body of bodies) { try { ${send} } catch (error) { console.error(error); } }`),
    // The promise that is given back says it.
    publish(`return ${send.replace('await ', '').replace(';', '')}.catch((error) => { console.error(error); });`),
    // Another value stands in for it.
    part(
      'let saved = part; try { saved = await sqs.send(new SendMessageCommand(part)); } catch (error) { console.error(error); } await notice(saved);',
      `${sqs}import type { SQSEvent } from 'aws-lambda';`,
    ),
    // Telemetry, cleaning up, notices.
    caught('console.error(error);').replace('publishOrder', 'publishMetrics'),
    caught('console.error(error);').replace('publishOrder', 'notifyTeam'),
    `import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({});\nexport async function fillCache(Key, Body) { try { await s3.send(new PutObjectCommand({ Key, Body })); } catch {} }`,
    // Other code that the function tells may do what is needed.
    task('await report(event, error); return error;'),
    // The next run reads what there is again.
    settle('(await pending())'),
    publish(
      `const found = await pending();\n  const sent = found.map((one) => sqs.send(new SendMessageCommand(one)));\n  await Promise.allSettled(sent);`,
    ),
    publish(
      `const sent = [];\n  for (const one of await pending()) sent.push(sqs.send(new SendMessageCommand(one)));\n  await Promise.allSettled(sent);`,
    ),
    settle('bodies', 'initializeQueue'),
    // A clock comes back to it, and what is asked for is the answer.
    caught('console.error(error);').replace('publishOrder', 'publishHourly'),
    // What failed is kept, so that what is recorded may differ; and what is recorded may be something else.
    rows(`let sent = false; try { ${sendRow} sent = true; } catch (error) { console.error(error); }`, marked),
    rows(logged, `await setStatus(row.id, 'PENDING');`),
    rows(`/* best effort */ ${logged}`, marked),
    `export const handler = async () => { try { await db.insert(orders).values(row); } catch (error) { console.error(error); } };`,
    publish(`await Promise.allSettled([sqs.send(new SendMessageCommand(body)), draw(body)]);`),
    settle('bodies')
      .replace('  await', '  bodies = await pending();\n  await')
      .replace('bodies) {', 'any) {\n  let bodies;'),
    settle('bodies').replace('  await', '  const bodies = await pending();\n  await').replace('bodies) {', 'any) {'),
    settle('bodies', 'sendMetrics'),
    // Listeners have nobody who hears.
    `${sqs}socket.on('order', async (body) => { try { ${send} } catch (error) { console.error(error); } });`,
    post(`return ${request.replace('fetch', 'await fetch')};`),
    post(`const response = await ${request};\n  return response.json();`),
    post(`await ${request};`, 'sendMetrics'),
  ],
});
