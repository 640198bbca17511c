import { describe, expect, it, vi } from 'vitest';
import { judgeProject } from './testing/judge-project.js';

// The first test loads ESLint and the parser.
vi.setConfig({ testTimeout: 60_000 });

const dynamo = `import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';\nimport { randomUUID } from 'node:crypto';\nconst db = DynamoDBDocumentClient.from(client);\n`;
const put = `return db.send(new PutCommand({ TableName: 'orders', Item: { id: randomUUID(), body } }));`;
const save = `${dynamo}export async function save(body) {\n  ${put}\n}\n`;
const create = 'no-unconditional-create';
const types = (name: string) => `import type { ${name} } from 'aws-lambda';\n`;
const consumer = (body: string, head: string) =>
  `${head}\n${types('SQSEvent')}export const handler = async (event: SQSEvent) => {\n  for (const record of event.Records) { ${body} }\n};\n`;

describe('code that can run twice', () => {
  it('is reached from the handler of another file, which is named', async () => {
    const { shown, verdicts } = await judgeProject(create, {
      'save.ts': save,
      'handler.ts': consumer('await save(record.body);', `import { save } from './save';`),
    });
    expect(shown).toEqual(['save.ts:5 violation']);
    expect(verdicts[0]?.related).toContainEqual({
      message: 'handler handler',
      location: { file: 'handler.ts', line: 3, column: 24 },
    });
  });

  it.each([
    [
      'a second file',
      { 'orders.ts': `import { save } from './save';\nexport const order = (x) => save(x);\n` },
      'order',
      './orders',
    ],
    ['a file that passes it on', { 'orders.ts': `export { save as order } from './save';\n` }, 'order', './orders'],
    ['a barrel', { 'lib/index.ts': `export * from '../save';\n` }, 'save', './lib'],
    [
      'files that import each other',
      {
        'orders.ts': `import { save } from './save';\nimport { again } from './again';\nexport const order = (x) => again(x) ?? save(x);\n`,
        'again.ts': `import { order } from './orders';\nexport const again = (x) => x.more && order(x.more);\n`,
      },
      'order',
      './orders',
    ],
  ])('is reached through %s', async (_, more, name, module) => {
    const { shown } = await judgeProject(create, {
      'save.ts': save,
      ...more,
      'handler.ts': consumer(`await ${name}(record.body);`, `import { ${name} } from '${module}';`),
    });
    expect(shown).toEqual(['save.ts:5 violation']);
  });

  const store = `${dynamo}export class Store {\n  async save(body) { ${put} }\n  async load() {}\n}\n`;
  it.each([
    ['of an instance that is made', {}, `import { Store } from './save';\nconst store = new Store();`, 'store.save'],
    [
      'of an instance that is exported',
      { 'stores.ts': `import { Store } from './save';\nexport const store = new Store();\n` },
      `import { store } from './stores';`,
      'store.save',
    ],
  ])('is a method %s', async (_, more, head, call) => {
    const files = { 'save.ts': store, ...more };
    expect(
      (await judgeProject(create, { ...files, 'handler.ts': consumer(`await ${call}(record);`, head) })).shown,
    ).toEqual(['save.ts:5 violation']);
  });

  it('is a method of what is handed in', async () => {
    const { shown } = await judgeProject(create, {
      'save.ts': store,
      'handler.ts': `import { EventPattern } from '@nestjs/microservices';\nimport { Store } from './save';\nexport class Orders {\n  constructor(private store: Store) {}\n  @EventPattern('order') on(order) { return this.store.save(order); }\n}\n`,
    });
    expect(shown).toEqual(['save.ts:5 violation']);
  });

  it('is passed on, or registered', async () => {
    const { shown } = await judgeProject(create, {
      'save.js': `${dynamo}export async function save(body) {\n  ${put}\n}\nexport async function other(body) {\n  ${put}\n}\n`,
      'worker.js': `import { Worker } from 'bullmq';\nimport { save } from './save.js';\nnew Worker('orders', save);\n`,
      'all.ts': consumer('await Promise.all(record.list.map(other));', `import { other } from './save.js';`),
    });
    expect(shown).toEqual(['save.js:5 violation', 'save.js:8 violation']);
  });

  it('may be kept from it by the handler', async () => {
    const head = `import { save } from './save';\nimport { makeIdempotent } from '@aws-lambda-powertools/idempotency';`;
    const utility = await judgeProject(create, {
      'save.ts': save,
      'handler.ts': `${head}\n${types('SQSEvent')}const run = async (event: SQSEvent) => save(event);\nexport const handler = makeIdempotent(run, {});\n`,
    });
    expect(utility.shown).toEqual(['save.ts:5 compliant']);
    const marker = await judgeProject(create, {
      'handler.ts': consumer('if (await alreadyProcessed(record)) return; await save(record);', head),
      'save.ts': save,
    });
    expect(marker.shown).toEqual(['save.ts:5 undetermined']);
  });
});

describe('what somebody waits for', () => {
  const scan = `import { prisma } from './prisma';\nexport const all = (owner) => prisma.order.findMany({ where: { owner } });\n`;
  const route = `import express from 'express';\nimport { all } from './scan';\nexpress().get('/orders', async (req, res) => res.json(await all()));\n`;

  it('is reached from a route of another file', async () => {
    const alone = await judgeProject('no-unbounded-read', { 'scan.ts': scan });
    // A job may ask for what belongs to one, however much that is.
    expect(alone.shown).toEqual([]);
    const { shown } = await judgeProject('no-unbounded-read', { 'scan.ts': scan, 'route.ts': route });
    expect(shown).toContain('scan.ts:2 violation');
  });

  it('does not run twice by itself', async () => {
    const { shown } = await judgeProject(create, {
      'save.ts': save,
      'route.ts': route.replaceAll('all', 'save').replace('./scan', './save'),
    });
    expect(shown).toEqual([]);
  });
});

describe('what stays undetermined', () => {
  it.each([
    ['nobody calls it', {}],
    [
      'its callers are called by nobody',
      { 'a.ts': `import { save } from './save';\nexport const b = (x) => save(x);\n` },
    ],
    [
      'a handler calls something else',
      { 'handler.ts': consumer('await other(record);', `import { other } from './save';`) },
    ],
    ['it is called where no handler is', { 'a.ts': `import { save } from './save';\nawait save(1);\n` }],
  ])('because %s', async (_, more) => {
    expect((await judgeProject(create, { 'save.ts': save, ...more })).shown).toEqual(['save.ts:5 undetermined']);
  });
});
