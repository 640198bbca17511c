import * as parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../settings.js';
import type { Source } from '../../syntax/source.js';
import { analyze } from '../analyze.js';
import { isOnReRunnablePath, isOnRequestPath } from './at.js';

function factsOf(text: string, filename = '/project/src/file.ts') {
  const { ast, scopeManager, visitorKeys } = parser.parseForESLint(text, { range: true });
  return analyze({ ast, scopeManager, text, visitorKeys } as unknown as Source, defaultSettings, filename);
}

/** Source and name of each handler. */
const handlersIn = (text: string, filename?: string) =>
  factsOf(text, filename).handlers.map(({ source, name }) => `${source}:${name}`);

const types = (names: string) => `import type { ${names} } from 'aws-lambda';\n`;

describe('functions of Lambda', () => {
  it.each([
    [`${types('SQSEvent')}export const handler = async (event: SQSEvent) => {};`, 'sqs:handler'],
    [`${types('SQSHandler')}export const run: SQSHandler = async (event) => {};`, 'sqs:run'],
    [`${types('Handler, SNSEvent')}export const run: Handler<SNSEvent, void> = async () => {};`, 'sns:run'],
    [`${types('EventBridgeEvent')}export async function on(event: EventBridgeEvent<'a', B>) {}`, 'eventbridge:on'],
    [`import * as lambda from 'aws-lambda';\nexport async function on(e: lambda.KinesisStreamEvent) {}`, 'kinesis:on'],
    [
      `${types('DynamoDBStreamHandler')}const run = (async (e) => {}) satisfies DynamoDBStreamHandler;`,
      'dynamodb-stream:run',
    ],
    [`${types('S3Event as Uploads')}class A { async handle(event: Uploads) {} }`, 's3:handle'],
    [`${types('APIGatewayProxyEventV2')}export const get = async (event: APIGatewayProxyEventV2) => {};`, 'http:get'],
    [
      `import middy from '@middy/core';\n${types('SQSEvent')}export const handler = middy(async (event: SQSEvent) => {}).use(x());`,
      'sqs:handler',
    ],
    [`${types('SQSRecord')}async function one(record: SQSRecord) {}`, 'sqs:one'],
    [
      `export const handler = async (event) => { for (const record of event.Records) save(JSON.parse(record.body)); };`,
      'sqs:handler',
    ],
    [
      `exports.handler = async (event) => { for (const r of event.Records) await one(r); };\nconst one = (r) => r.Sns.Message;`,
      'sns:handler',
    ],
    [`exports.process = async ({ Records }) => Records.map((r) => r.dynamodb.NewImage);`, 'dynamodb-stream:process'],
    [
      `exports.handler = async (event) => { if (event.RequestType === 'Create') reply(event.ResponseURL); };`,
      'custom-resource:handler',
    ],
    [
      `const run = async (event) => ({ statusCode: 200, body: event.pathParameters.id });\nexport { run as handler };`,
      'http:handler',
    ],
    [`export const handler = async (event, context) => {};`, 'unknown:handler'],
    [
      `module.exports.create = (event, context, callback) => { save(JSON.parse(event.body)); callback(null, { statusCode: 200 }); };`,
      'http:create',
    ],
  ])('%s', (text, wanted) => {
    expect(handlersIn(text)).toContain(wanted);
  });

  it.each([
    `export const builder = {};\nexport const handler = async (event) => {};`,
    `export const onClick = (event) => event.detail;`,
    `'use client';\nexport const handler = async (event, context) => {};`,
    `type ScheduledEvent = { at: Date };\nexport const plan = (event: ScheduledEvent) => event.at;`,
    `const handler = (event) => event.Records;`,
  ])('is none: %s', (text) => {
    expect(handlersIn(text)).toEqual([]);
  });
});

describe('routes', () => {
  it.each([
    [
      `import express from 'express';\nconst app = express();\napp.post('/orders', check, async (req, res) => {});`,
      'http:POST /orders',
    ],
    [
      `import { Router } from 'express';\nconst orders = Router();\norders.route('/').get((req, res) => {});`,
      'http:GET',
    ],
    [`const fastify = require('fastify')();\nfastify.get('/', async () => ({}));`, 'http:GET /'],
    [
      `import type { FastifyInstance } from 'fastify';\nexport default async (f: FastifyInstance) => { f.get('/a', async () => 1); };`,
      'http:GET /a',
    ],
    [`module.exports = (app) => { app.get('/a', (req, res) => {}); };`, 'http:GET /a'],
    [`import { Hono } from 'hono';\nnew Hono().get('/a', (c) => c.json({}));`, 'http:GET /a'],
    [`server.route({ method: 'GET', path: '/', handler: (request, h) => 1 });`, 'http:route'],
    [`import { Get } from '@nestjs/common';\nclass Orders { @Get(':id') async one() {} }`, 'http:one'],
    [
      `import type { Request, Response } from 'express';\nexport async function create(req: Request, res: Response) {}`,
      'http:create',
    ],
    [`export const orders = publicProcedure.input(schema).mutation(async ({ input }) => {});`, 'http:mutation'],
    [`'use server';\nexport async function save(form) {}`, 'http:save'],
    [
      `import express from 'express';\nexpress().post('/hook', (req, res) => { stripe.webhooks.constructEvent(req.body, sig, key); });`,
      'webhook:POST /hook',
    ],
  ])('%s', (text, wanted) => {
    expect(handlersIn(text)).toContain(wanted);
  });

  it('knows route files of frameworks by their place', () => {
    expect(handlersIn(`export async function POST(request) {}`, '/p/src/app/api/orders/route.ts')).toEqual([
      'http:POST',
    ]);
    expect(handlersIn(`export default async function handler(req, res) {}`, '/p/pages/api/a.ts')).toEqual([
      'http:default',
    ]);
    expect(handlersIn(`export const POST = async () => {};`)).toEqual([]);
  });

  it.each([
    `const cache = new Map();\ncache.get('/a', (value) => value);`,
    `axios.get('/a', (response) => response.data);`,
    `class Map2 { get(key, fn) {} }\nconst app = new Map2();\napp.get('/a', (x) => x);`,
  ])('is none: %s', (text) => {
    expect(handlersIn(text)).toEqual([]);
  });
});

describe('consumers and timers', () => {
  it.each([
    [`import { Worker } from 'bullmq';\nnew Worker('mail', async (job) => {}, { connection });`, 'job:'],
    [`import Queue from 'bull';\nconst queue = new Queue('mail');\nqueue.process(5, async (job) => {});`, 'job:'],
    [`import { queue } from './queues';\nqueue().process(5, trace({})(async function (job) {}));`, 'job:'],
    [
      `import { Kafka } from 'kafkajs';\nconst consumer = new Kafka({}).consumer({});\nawait consumer.run({ eachMessage: async ({ message }) => {} });`,
      'kafka:eachMessage',
    ],
    [
      `import amqp from 'amqplib';\nconst c = await amqp.connect(url);\nconst channel = await c.createChannel();\nchannel.consume('a', async (message) => {});`,
      'message:',
    ],
    [
      `import { Consumer } from 'sqs-consumer';\nConsumer.create({ queueUrl, handleMessage: async (message) => {} });`,
      'message:handleMessage',
    ],
    [
      `import { WorkerHost } from '@nestjs/bullmq';\nclass Mail extends WorkerHost { async process(job) {} }`,
      'job:process',
    ],
    [`import type { Job } from 'bullmq';\nexport const send = async (job: Job<Mail>) => {};`, 'job:send'],
    [`import { Processor } from 'bullmq';\nexport const send: Processor = async (job) => {};`, 'job:send'],
    [
      `import { Job, Processor } from 'bullmq';\nexport const build = (name: string): Processor => async (job: Job) => {};`,
      'job:',
    ],
    [`import type { Job } from 'bull';\nexport class Mail { async perform(job: Job) {} }`, 'job:perform'],
    [`import { EventPattern } from '@nestjs/microservices';\nclass A { @EventPattern('a') on() {} }`, 'message:on'],
    [`import cron from 'node-cron';\ncron.schedule('* * * * *', async () => {});`, 'cron:'],
  ])('%s', (text, wanted) => {
    expect(handlersIn(text)).toContain(wanted);
  });
});

describe('functions that take a job', () => {
  it.each([
    `import type { Job } from 'bullmq';\nworker.on('active', (job: Job) => { log(job.id); });`,
    `import type { Job } from 'bullmq';\nexport const onFailed = (job: Job, error: Error) => { log(job.id); };`,
    `import type { Job } from 'bullmq';\nexport function warn(job: Job, error: Error) { log(job.id); }`,
    `import type { Job } from './model';\nexport const send = async (job: Job) => {};`,
    `import type { Job } from 'bullmq';\nfunction part(job: Job) { return job.data.part; }\nexport const parts = (jobs: Job[]) => jobs.map((one) => part(one));`,
    `import type { Job } from 'bullmq';\nclass Mail { @OnWorkerEvent('active') active(job: Job) {} }`,
  ])('without doing it: %s', (text) => {
    expect(handlersIn(text)).toEqual([]);
  });
});

describe('paths', () => {
  const text = `${types('SQSEvent, APIGatewayProxyEvent')}
    class Store { async put(x: X) { stored(x); } async drop() { dropped(); } }
    const store = new Store();
    async function one(record: unknown) { inner(record); await store.put(record); }
    export const consume = async (event: SQSEvent) => { await Promise.all(event.Records.map(one)); };
    export const get = async (event: APIGatewayProxyEvent) => { shown(); };
    export function other() { outside(); }`;
  const facts = factsOf(text);
  const at = (word: string) => ({ range: [text.indexOf(`${word}(`), text.indexOf(`${word}(`) + word.length] as const });

  it('reach static methods that a handler passes on, and those that they call', () => {
    const statics = `${types('SQSEvent')}
      class Orders { static async one(record) { await Orders.keep(record); } static async keep(record) { kept(record); } }
      export const consume = async (event: SQSEvent) => each(event.Records, Orders.one);`;
    const start = statics.indexOf('kept(');
    expect(isOnReRunnablePath(factsOf(statics), { range: [start, start + 4] })).toBe(true);
  });

  it('reach functions that a handler calls or passes on, and methods of what it made', () => {
    expect(
      ['inner', 'stored', 'shown', 'outside', 'dropped'].filter((word) => isOnReRunnablePath(facts, at(word))),
    ).toEqual(['inner', 'stored']);
    expect(['inner', 'stored', 'shown', 'outside'].filter((word) => isOnRequestPath(facts, at(word)))).toEqual([
      'shown',
    ]);
  });
});
