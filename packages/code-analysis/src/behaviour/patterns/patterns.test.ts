import { describe, expect, it } from 'vitest';
import { patternsOf } from '../../testing/patterns.js';

const of = (pattern: string, code: string) => patternsOf(code).filter((one) => one.pattern === pattern);

describe('bulkheads', () => {
  const limit = `import pLimit from 'p-limit';\nconst slots = pLimit(5);\n`;
  const get = `fetch('https://mail.example.com/send', { method: 'POST' })`;

  it.each([
    ['a limiter of the process', `${limit}export const send = () => slots(() => ${get});`],
    [
      'one whose work stands elsewhere',
      `${limit}const post = async () => ${get};\nexport const send = () => slots(post);`,
    ],
    [
      'a queue of a class',
      `import PQueue from 'p-queue';\nexport class Mail { queue = new PQueue({ concurrency: 3 }); send() { return this.queue.add(() => ${get}); } }`,
    ],
    ['a policy', `import { bulkhead } from 'cockatiel';\nexport const policy = bulkhead(12, 4);`],
    [
      'pools of their own',
      `import { Pool } from 'pg';\nexport const orders = new Pool({ max: 20 });\nexport const reports = new Pool({ max: 2 });`,
    ],
    [
      'sockets of their own',
      `const https = require('https');\nexports.pay = new https.Agent({ maxSockets: 10 });\nexports.mail = new https.Agent({ maxSockets: 2 });`,
    ],
  ])('are %s', (_, code) => {
    expect(of('bulkhead', code)).toMatchObject([{ lacks: [] }]);
  });

  it.each([
    [
      'a limiter of one list',
      `import pLimit from 'p-limit';\nexport const all = (ids) => { const slots = pLimit(5); return Promise.all(ids.map((id) => slots(() => ${get}))); };`,
    ],
    [
      'a limiter without a limit',
      `import PQueue from 'p-queue';\nconst slots = new PQueue();\nexport const send = () => slots.add(() => ${get});`,
    ],
    ['a limiter of work in the process', `${limit}export const sum = (list) => slots(() => list.length);`],
    [
      'a limiter of the rate',
      `import Bottleneck from 'bottleneck';\nconst slots = new Bottleneck({ minTime: 200 });\nexport const send = () => slots.schedule(() => ${get});`,
    ],
    [
      'a lock',
      `import { Mutex } from 'async-mutex';\nconst lock = new Mutex();\nexport const send = () => lock.runExclusive(() => ${get});`,
    ],
    ['one pool', `import { Pool } from 'pg';\nexport const orders = new Pool({ max: 20 });`],
    [
      'pools without limits',
      `import { Pool } from 'pg';\nexport const orders = new Pool({});\nexport const reports = new Pool({});`,
    ],
  ])('are not %s', (_, code) => {
    expect(of('bulkhead', code)).toEqual([]);
  });
});

describe('sagas', () => {
  const steps = (failure: string) => `
    export async function book(trip) {
      const undo = [];
      try {
        const hotel = await hotels.reserve(trip); undo.push(() => hotels.cancel(hotel));
        const flight = await flights.reserve(trip); undo.push(() => flights.cancel(flight));
        await pay(trip);
      } catch (error) { ${failure} throw error; }
    }`;

  it.each([
    ['a loop', steps('for (const one of undo.reverse()) await one();')],
    [
      'a loop over a copy',
      steps('for (const one of [...undo].reverse()) { try { await one(); } catch (e) { console.error(e); } }'),
    ],
    ['one after the other', steps('while (undo.length > 0) await undo.pop()();')],
    [
      'members of objects',
      steps('for (const { run } of undo.toReversed()) await run();')
        .replaceAll('push(() => ', 'push({ run: () => ')
        .replaceAll('(hotel))', '(hotel) })')
        .replaceAll('(flight))', '(flight) })'),
    ],
  ])('undo what was done: %s', (_, code) => {
    expect(of('saga', code)).toMatchObject([{ by: 'by hand', message: expect.stringContaining('2 steps') }]);
  });

  it.each([
    [
      'a list of errors',
      `export async function run(all) { const errors = []; try { await a(); errors.push('x'); } catch (e) { for (const one of errors) console.log(one); } }`,
    ],
    [
      'listeners that are told of a failure',
      `export async function run(all, listeners) { try { await a(); } catch (e) { for (const one of listeners) one(e); } }`,
    ],
    ['undoing that nobody runs', steps('')],
    [
      'effects of a store in a page',
      `import { takeEvery, put } from 'redux-saga/effects';\nexport function* saga() { yield takeEvery('ADD', function* () { yield put({ type: 'DONE' }); }); }`,
    ],
  ])('are not %s', (_, code) => {
    expect(of('saga', code)).toEqual([]);
  });

  it('are those of libraries', () => {
    const nest = `import { Saga } from '@nestjs/cqrs';\nexport class Orders { @Saga()\n paid = (events) => events.pipe(); }`;
    expect(of('saga', nest)).toMatchObject([{ by: '@nestjs/cqrs' }]);
  });
});

describe('scatter-gather', () => {
  const page = (body: string) =>
    `import express from 'express';\nexpress().get('/page', async (req, res) => {\n${body}\nres.json({});\n});`;
  const read = (host: string, more = '') => `fetch('https://${host}.example.com/'${more})`;
  const bounded = ', { signal: AbortSignal.timeout(1000) }';

  it.each([
    ['settled reads', `await Promise.allSettled([${read('a', bounded)}, ${read('b', bounded)}]);`],
    ['reads that give a default', `await Promise.all([${read('a', bounded)}.catch(() => []), ${read('b', bounded)}]);`],
  ])('goes on without what fails: %s', (_, body) => {
    expect(of('scatter-gather', page(body))).toMatchObject([{ lacks: [] }]);
  });

  it('says which calls have no timeout', () => {
    const body = `await Promise.allSettled([${read('a', bounded)}, ${read('b')}]);`;
    expect(of('scatter-gather', page(body))).toMatchObject([{ lacks: [expect.stringContaining('1 of 2')] }]);
  });

  it.each([
    ['all or nothing', `await Promise.all([${read('a')}, ${read('b')}]);`],
    ['one read', `await Promise.allSettled([${read('a')}]);`],
    ['work that asks nobody', 'await Promise.allSettled([1, 2].map(async (n) => n + 1));'],
  ])('is not %s', (_, body) => {
    expect(of('scatter-gather', page(body))).toEqual([]);
  });
});

describe('correlation', () => {
  it.each([
    [
      'a header',
      `export const pay = (event) => fetch('https://pay.example.com/', { headers: { 'x-correlation-id': event.headers['x-correlation-id'] } });`,
    ],
    [
      'an attribute of a message',
      `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\nexport const send = (id) => sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: '{}', MessageAttributes: { correlationId: { DataType: 'String', StringValue: id } } }));`,
    ],
    [
      'a tracer',
      `import { Tracer } from '@aws-lambda-powertools/tracer';\nconst tracer = new Tracer({ serviceName: 'orders' });`,
    ],
    [
      'clients with traces',
      `const AWSXRay = require('aws-xray-sdk-core');\nconst AWS = AWSXRay.captureAWS(require('aws-sdk'));`,
    ],
  ])('is %s', (_, code) => {
    expect(of('correlation', code)).toMatchObject([{ lacks: [] }]);
  });

  it.each([
    [
      'an id that is read and handed to nobody',
      `export const run = (event) => { const { correlationId } = event; return correlationId; };`,
    ],
    [
      'an id in an answer',
      `export const run = (event) => ({ statusCode: 200, headers: { 'x-correlation-id': event.id } });`,
    ],
    [
      'an id by which a request is repeated',
      `export const pay = (id) => fetch('https://pay.example.com/', { headers: { 'x-request-id': id } });`,
    ],
    [
      'a type',
      `import type { Tracer } from '@aws-lambda-powertools/tracer';\nexport const run = (tracer: Tracer) => tracer.getSegment();`,
    ],
  ])('is not %s', (_, code) => {
    expect(of('correlation', code)).toEqual([]);
  });
});

describe('event sourcing', () => {
  const store = (append: string, rebuild: string) => `
    import { DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
    import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
    export class Accounts {
      async append(id, version, event) { await client.send(${append}); }
      async load(id) { const { Items } = await client.send(new QueryCommand({ TableName: 'events', KeyConditionExpression: 'id = :id' })); ${rebuild} }
    }`;
  const put = `new PutCommand({ TableName: 'events', Item: { id, version, event }, ConditionExpression: 'attribute_not_exists(version)' })`;
  const fold = 'return Items.reduce((state, event) => apply(state, event), {});';

  it.each([
    ['a store that is written out', store(put, fold)],
    [
      'Castore',
      `import { EventStore } from '@castore/core';\nexport const orders = new EventStore({ eventStoreId: 'orders' });`,
    ],
    [
      'EventStoreDB',
      `import { EventStoreDBClient } from '@eventstore/db-client';\nexport const db = EventStoreDBClient.connectionString('esdb://db');`,
    ],
  ])('is %s', (_, code) => {
    expect(of('event-sourcing', code)).toMatchObject([{ lacks: [] }]);
  });

  it.each([
    ['a store that overwrites', store(put.replace(/, ConditionExpression: '[^']+'/, ''), fold)],
    ['a store that creates once', store(put.replace('(version)', '(id)'), fold)],
    ['documents with versions', store(put, 'return Items;').replaceAll('event', 'page').replaceAll('Event', 'Page')],
    [
      'a sum over orders',
      store(put, 'return Items.reduce((sum, order) => sum + order.total, 0);')
        .replaceAll('event)', 'order)')
        .replace('version, event }', 'version, order }'),
    ],
    [
      'a store that changes what it keeps',
      store(`new UpdateCommand({ TableName: 'events', Key: { id }, UpdateExpression: 'SET a = :a' }) ?? ${put}`, fold),
    ],
  ])('is not %s', (_, code) => {
    expect(of('event-sourcing', code)).toEqual([]);
  });
});
