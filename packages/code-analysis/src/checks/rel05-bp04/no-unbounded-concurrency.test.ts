import { testCheck, type CheckCase } from '../../testing/check-test.js';
import { noUnboundedConcurrency } from './no-unbounded-concurrency.js';

const s3 = `import { S3Client, ListObjectsV2Command, GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({});\n`;
const read = `(item) => s3.send(new GetObjectCommand({ Bucket: 'a', Key: item.Key }))`;
const listed = (work: string, input = `{ Bucket: 'a' }`) =>
  `${s3}export async function all() {\n  const page = await s3.send(new ListObjectsV2Command(${input}));\n  ${work}\n}`;
const handler = (body: string, before = '') =>
  `${s3}${before}export const handler = async (event, context) => {\n  ${body}\n  return { statusCode: 200, body: event.body };\n};`;
const route = (body: string, before = '') =>
  `import express from 'express';\n${before}const app = express();\napp.post('/a', async (req, res) => {\n  ${body}\n  res.end();\n});`;
/** A route whose request is validated before its handler runs. */
const validated = (check: string, before = '', taken = `const { ids } = req.body;`) =>
  `import { Router } from 'express';\nimport { z } from 'zod';\nimport { validate } from './validate.js';\n${before}const router = Router();\nrouter.post('/all', ${check}, async (req, res) => { ${taken} await Promise.all(ids.map(${load})); res.end(); });`;
const load = `(id) => fetch('https://api.example.com/' + id)`;

/** Code that runs functions of another file of the project. */
const knowing = (code: string, other: string): CheckCase => ({ code, files: { 'src/load.ts': other } });
const fetched = `fetch('https://api.example.com/' + id)`;
const far = `export const load = (id) => ${fetched};`;
const farLoader = (ids = '') => `export class Loader {\n  async load(id) { return ${fetched}; }\n  ${ids}\n}`;
const allIds = `async ids() { return (await fetch('https://api.example.com/ids')).json(); }`;
const firstIds = `async ids() { return (await this.all()).slice(0, 10); }\n  ${allIds.replace('ids', 'all')}`;
const pageOfIds = allIds.replace('ids()', 'ids({ page = 1 } = {})');
const near = `export const load = (id) => 'user ' + id;`;
const byName = route(`await Promise.all(req.body.ids.map((id) => load(id)));`, `import { load } from './load.js';\n`);
const loader = `import { Loader } from './load.js';\n`;
const ofInstance = route(
  `const loader = new Loader(); await Promise.all(req.body.ids.map(async (id) => { await loader.load(id); }));`,
  loader,
);
const injected = `${loader}export class Users {\n  constructor(private readonly loader: Loader) {}\n  async all() {\n    const ids = await this.loader.ids();\n    return Promise.all(ids.map((id) => this.loader.load(id)));\n  }\n}`;

/** A function that calls itself with the object that it was given. */
const recursive = (rest: string) =>
  `async function clear(order, depth) {\n  await Promise.all(order.boxes.map((box) => fetch('https://a.example.com/' + box)));\n  if (depth > 0) ${rest}\n}\n`;

/** A function of `src/file.ts`, and those who call it from another file. */
const calledBy = (user: string, code = calledFn, name = 'src/user.ts'): CheckCase => ({
  code,
  filename: 'src/file.ts',
  files: { [name]: user },
});
const calledFn = `export async function all(ids) { await Promise.all(ids.map(${load})); }`;
const imported = `import { all } from './file.js';\n`;
const service = `export class Mails {\n  async send({ ids, at }) { const known = await this.known(); await Promise.all(ids.filter((id) => !known.includes(id)).map(${load})); }\n  known() { return []; }\n}`;
const controller = (given: string) =>
  `import { Body, Controller, Post } from '@nestjs/common';\nimport { Mails } from './file';\n@Controller('mails')\nexport class MailController {\n  constructor(private readonly mails: Mails) {}\n  @Post()\n  async send(@Body() mail: MailDto) { return this.mails.send({ ids: ${given}, at: Date.now() }); }\n}`;
const rows = `const rows = await prisma.user.findMany({ where: { active: true } });\n`;
const one = `fetch('https://api.example.com/' + row.id)`;

/** A class that declares what it is handed by the constructor in one object. */
const closing = `export class Closing {\n  private orders: Orders;\n  private mails: Mails;\n  constructor({ orders, mails }: { orders: Orders; mails: Mails }) { this.orders = orders; this.mails = mails; }\n  async run(team) { const open = await this.orders.open(team); await Promise.all(open.map((order) => this.mails.send(order))); }\n}`;

/** Functions of another file that run what they are given. */
const timed = `export const timed = async (name, work) => { const at = Date.now(); try { return await work(); } finally { console.log(name, Date.now() - at); } };`;

const database = `import type { Database } from './load.js';\n`;
const typedRows = (types: string) =>
  `${types}export async function all(db: Database) { const { ids } = await (await fetch('https://api.example.com/ids')).json(); await Promise.all(ids.map((id) => db.none('UPDATE orders SET done = true WHERE id = $1', id))); }`;

/** A service that is handed a repository and the data source of TypeORM. */
const orders = (methods: string) =>
  `import { Body, Controller, Post } from '@nestjs/common';\nimport { InjectRepository } from '@nestjs/typeorm';\nimport { DataSource, Repository } from 'typeorm';\n@Controller()\nexport class Orders {\n  constructor(@InjectRepository(Order) private readonly orders: Repository<Order>, private readonly source: DataSource) {}\n${methods.replace(/ {2}async (?=all)/, '  @Post()\n  async ')}\n}`;

testCheck(noUnboundedConcurrency, {
  violations: [
    // A function of another file that runs what it is given, and a cursor of a collection that comes from elsewhere.
    knowing(
      route(
        `await Promise.all(req.body.ids.map((id) => timed('load', () => ${fetched})));`,
        `import { timed } from './load.js';\n`,
      ),
      timed,
    ),
    `import { collections } from './mongo';\nexport const all = async () => { const users = await collections.users.find({}).sort({ at: 1 }).toArray(); await Promise.all(users.map((row) => ${one})); };`,
    `import { collections } from './mongo';\nexport const all = async () => { const found = await collections.users.aggregate(steps).toArray(); await Promise.all(found.map((user) => collections.orders.find({ user }).toArray())); };`,
    // A type of a library under a name of the project, in the same file and in another one.
    typedRows(`import type { IDatabase } from 'pg-promise';\ntype Database = IDatabase<unknown>;\n`),
    {
      code: typedRows(database),
      files: {
        'src/load.ts': `import type { IDatabase } from 'pg-promise';\nexport type Database = IDatabase<unknown>;`,
      },
    },
    {
      code: typedRows(database),
      files: {
        'src/load.ts': `import type { IDatabase } from 'pg-promise';\nexport interface Database extends IDatabase<unknown> { name: string }`,
      },
    },
    // Interfaces of Google and of Microsoft Graph by their written types.
    {
      code: `import type { gmail_v1 } from 'googleapis';\nexport async function all(gmail: gmail_v1.Gmail) {\n  const page = await gmail.users.messages.list({ userId: 'me' });\n  await Promise.all(page.data.messages.map((one) => gmail.users.messages.get({ userId: 'me', id: one.id })));\n}`,
      line: 4,
    },
    {
      code: `import { Client } from '@microsoft/microsoft-graph-client';\nexport async function all(client: Client) {\n  const page = await client.api('/me/messages').get();\n  await Promise.all(page.value.map((one) => client.api('/me/messages/' + one.id).get()));\n}`,
      line: 4,
    },
    // The limit is that of one page, and all pages are read.
    `import { Octokit } from '@octokit/rest';\nconst octokit = new Octokit();\nexport const load = async (org) => {\n  const repos = await octokit.paginate(octokit.rest.repos.listForOrg, { org, per_page: 100 });\n  return Promise.all(repos.map((repo) => octokit.rest.repos.get({ owner: org, repo: repo.name })));\n};`,
    // What callers in other files give, directly and through functions of their own.
    { ...calledBy(route(`await all(req.body.ids);`, imported)), message: /as long as the sender wants it/ },
    calledBy(`${imported}export async function run(ids) { await all(ids); }\n` + route(`await run(req.body.ids);`)),
    {
      ...calledBy(`${imported}export const run = async (list) => { await all(list.map((one) => one.id)); };`),
      files: {
        'src/user.ts': `${imported}export const run = async (list) => { await all(list.map((one) => one.id)); };`,
        'src/route.ts': route(`await run(req.body.list);`, `import { run } from './user.js';\n`),
      },
    },
    calledBy(controller('mail.ids'), service),
    // One of several callers is enough.
    calledBy(`${imported}export const few = () => all(['a']);\n` + route(`await all(req.body.ids);`)),
    `export class Mails {\n  async run(@Body() body) { return this.send(body.ids); }\n  private async send(ids) { await Promise.all(ids.map(${load})); }\n}`
      .replace('export', `import { Body, Controller, Post } from '@nestjs/common';\n@Controller()\nexport`)
      .replace('async run', '@Post()\n  async run'),
    // Work that nobody waits for.
    {
      code: `${rows}rows.forEach(async (row) => { await ${one}; });`,
      message: /^`rows\.forEach` starts `fetch`/,
      line: 2,
    },
    {
      code: `${rows}for (const row of rows) void ${one};`,
      message: /^`for` starts `fetch` for every element of `rows`/,
    },
    `${rows}for (const row of rows) { ${one}.catch(() => null); }`,
    `const load = async (row) => { await ${one}; };\n${rows}for (let i = 0; i < rows.length; i += 1) { load(rows[i]); }`,
    `import { createReadStream } from 'node:fs';\nimport csv from 'csv-parser';\ncreateReadStream('a.csv').pipe(csv()).on('data', async (row) => { await ${one}; });`,
    // Commands to a cache and to a queue share one connection, which all wait for.
    {
      code: route(
        `await Promise.all(req.body.ids.map((id) => redis.get(id)));`,
        `import Redis from 'ioredis';\nconst redis = new Redis();\n`,
      ),
      message: /holds up all who share the connection/,
    },
    {
      code: route(
        `await Promise.all(req.body.ids.map((id) => mails.add('mail', { id })));`,
        `import { mails } from './load.js';\n`,
      ),
      files: { 'src/load.ts': `import { Queue } from 'bullmq';\nexport const mails = new Queue('mails');` },
      message: /holds up all who share the connection/,
    },
    `import { Queue } from 'bullmq';\nexport class Jobs {\n  constructor(private readonly queue: Queue) {}\n  async clear() { const failed = await this.queue.getFailed(); await Promise.all(failed.map((job) => job.remove())); }\n}`,
    // Repositories, models and providers that a class is handed, and such that it gets by a lookup or extends.
    orders(
      `  async all(@Body() body) { return Promise.all(body.ids.map((id) => this.orders.findOne({ where: { id } }))); }`,
    ),
    orders(
      `  async close() { for (const order of await this.orders.find({ where: { open: true } })) void this.orders.save(order); }`,
    ),
    orders(
      `  async close() { const all = await this.orders.find(); await Promise.all(all.map((one) => this.source.transaction(async (manager) => manager.save(one)))); }`,
    ),
    `${rows}await Promise.all(rows.map(async (row) => { await app.source.getRepository(Order).save(sanitizeChunks(row)); }));`,
    `import { Model } from 'mongoose';\nexport class Users {\n  constructor(private readonly users: Model<User>) {}\n  async names() { const all = await this.users.find({}); return Promise.all(all.map((user) => this.users.countDocuments({ owner: user._id }))); }\n}`,
    `import type { PublicClient } from 'viem';\n${rows}export const balances = (client: PublicClient) => Promise.all(rows.map((row) => client.getBalance({ address: row.address })));`,
    knowing(
      `import { Orders } from './load';\n${rows}export class Closing {\n  constructor(private readonly orders: Orders) {}\n  async run() { await Promise.all(rows.map((row) => this.orders.findOne({ where: { id: row.id } }))); }\n}`,
      `import { Repository } from 'typeorm';\nexport class Orders extends Repository<Order> {}`,
    ),
    knowing(
      `import { Orders } from './load';\n${rows}export class Closing {\n  constructor(private readonly orders: Orders) {}\n  async run() { await Promise.all(rows.map((row) => this.orders.byNumber(row.number))); }\n}`,
      `import { Repository } from 'typeorm';\nexport class Orders extends Repository<Order> {\n  byNumber(number) { return this.createQueryBuilder('o').where('o.number = :number', { number }).getOne(); }\n}`,
    ),
    // An interface with one class that implements it, however the class is handed in and exported.
    {
      code: `import type { Orders } from './orders';\nimport type { Mails } from './mails';\n${closing}`,
      files: {
        'src/orders.ts': `export interface Orders { open(team: string): Promise<Order[]>; }`,
        'src/mongo-orders.ts': `import { OrderModel } from './models';\nclass MongoOrders implements Orders {\n  open = async (team) => { const found = await OrderModel.find({ team }); return this.plain(found); };\n  one = async (id) => this.plain(await OrderModel.find({ id }).limit(1));\n  plain(all) { return all.map((one) => one.toJSON()); }\n}\nexport default MongoOrders;`,
        'src/mails.ts': `export interface Mails { send(order: Order): Promise<void>; }`,
        'src/smtp.ts': `export class Smtp implements Mails { async send(order) { await fetch('https://mail.example.com/' + order.id); } }`,
      },
    },
    // Sets that are filled, what a transaction gives, what is asked for by a list of the sender, and builders of queries.
    `${rows}const teams = new Set(); for (const row of rows) teams.add(row.team); await Promise.all([...teams].map(${load}));`,
    `export const run = async () => { const gone = await prisma.$transaction(async (tx) => { const all = await prisma.user.findMany(); await tx.user.deleteMany(); return all; }); await Promise.all(gone.map((row) => ${one})); };`,
    route(
      `const users = await prisma.user.findMany({ where: { id: { in: req.body.ids } } }); await Promise.all(users.map((row) => ${one}));`,
    ),
    `${rows}export class Pages {\n  constructor(private readonly db: Database) {}\n  all() { return Promise.all(rows.map((row) => this.db.selectFrom('pages').selectAll().where('id', '=', row.id).executeTakeFirst())); }\n}`,
    // Methods of records.
    `import { User } from './models/user';\nconst docs = await User.find({ active: true });\nawait Promise.all(docs.map((doc) => doc.save()));`,
    // What does not belong to something may be all of it.
    `${rows}await Promise.all(rows.filter((row) => !known.has(row.id)).map((row) => ${one}));`,
    // Lists in an object, answers that are taken apart, lists of what was waited for, events.
    route(
      `const parts = { groups: [], users: [] }; req.body.ids.forEach((id) => { if (id.endsWith('g')) parts.groups.push(id); else parts.users.push(id); }); await Promise.all(parts.groups.map(${load}));`,
    ),
    `const [rows, count] = await Promise.all([prisma.user.findMany({ where: { active: true } }), prisma.user.count()]);\nawait Promise.all(rows.map((row) => ${one}));`,
    route(
      `const users = await Promise.all(req.body.ids.map(async (id) => ({ id }))); await Promise.all(users.map((row) => ${one}));`,
    ),
    `export class Chat {\n  handle = { 'contacts.upsert': async (contacts) => { await Promise.all(contacts.map((row) => ${one})); } };\n  start() { this.client.ev.process(async (events) => { await this.handle['contacts.upsert'](events['contacts.upsert']); }); }\n}`,
    `const Users = {\n  count: async function (id) { return prisma.order.count({ where: { id } }); },\n  all: async function () { const users = await prisma.user.findMany({ orderBy: { at: 'asc' } }); return Promise.all(users.map(async (user) => ({ count: await this.count(user.id) }))); },\n};\nmodule.exports = { Users };`,
    `async function list(tx) { const answer = await tx.query('SELECT id FROM users'); return answer.rows; }\nexport const run = async (tx) => { const rows = await list(tx); await Promise.all(rows.map((row) => ${one})); };`,
    route(`await clear(req.body, 3);`, recursive('await clear(order, depth - 1);')),
    // Comparisons that refuse no long one.
    route(`const { ids } = req.body; if (ids.length < 100) return res.end(); await Promise.all(ids.map(${load}));`),
    route(`const { ids } = req.body; if (ids.length > 1) return log(ids); await Promise.all(ids.map(${load}));`),
    route(
      `const { ids, more } = req.body; if (more.length > 10) return res.end(); await Promise.all(ids.map(${load}));`,
    ),
    route(`const { ids } = req.body; if (ids.length > 100) console.warn('many'); await Promise.all(ids.map(${load}));`),
    route(`const { ids } = req.body; await Promise.all(ids.map(${load})); if (ids.length > 100) return;`),
    {
      code: listed(`return Promise.all((page.Contents ?? []).map(${read}));`),
      message:
        /^`Promise\.all` starts `s3\.send` for every element of `page\.Contents \?\? \[\]` at once.*another system returns.*\. Run a fixed number/,
      line: 5,
    },
    listed(`await Promise.allSettled(page.Contents.filter((one) => one.Size > 0).map(${read}));`),
    // A function of the same file does the work, and so may the list come from one.
    `${s3}const load = async (item) => s3.send(new GetObjectCommand({ Bucket: 'a', Key: item.Key }));\nconst list = async () => (await s3.send(new ListObjectsV2Command({ Bucket: 'a' }))).Contents;\nexport const run = async () => { const items = await list(); await Promise.all(items.map((item) => load(item))); };`,
    `class Store {\n  async get(key) { return fetch('https://api.example.com/' + key); }\n  async all() {\n    const answer = await fetch('https://api.example.com/keys');\n    const { keys } = await answer.json();\n    return Promise.all(keys.map((key) => this.get(key)));\n  }\n}`,
    // Promises that a loop gathers, pages that a loop gathers.
    listed(
      `const work = []; for (const item of page.Contents) work.push(s3.send(new GetObjectCommand({ Key: item.Key }))); await Promise.all(work);`,
    ),
    `${s3}export async function all() {\n  const keys = [];\n  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: 'a' })) keys.push(...page.Contents);\n  await Promise.all(keys.map(${read}));\n}`,
    // What a request brings.
    { code: route(`await Promise.all(req.body.ids.map(${load}));`), message: /as long as the sender wants it/ },
    route(`const { ids } = req.body; await Promise.all(ids.map(${load}));`),
    route(`const ids = req.query.ids.split(','); await Promise.all(ids.map(${load}));`),
    route(
      `const { ids } = schema.parse(req.body); await Promise.all(ids.map(${load}));`,
      `import { z } from 'zod';\nconst schema = z.object({ ids: z.array(z.string()) });\n`,
    ),
    // A validation before the handler that bounds nothing, something else or too late, and a check of who asks.
    validated(`validate({ body: z.object({ ids: z.array(z.string()).min(1), note: z.string().max(20) }) })`),
    validated(`validate({ body: z.object({ ids: z.array(z.string()).max(5000) }) })`),
    validated(`requireValidToken`, `import { requireValidToken } from './token.js';\n`),
    handler(`const { ids } = JSON.parse(event.body); await Promise.all(ids.map(${load}));`),
    handler(
      `for (const record of event.Records) { const { ids } = JSON.parse(record.body); await Promise.all(ids.map(${load})); }`,
    ),
    // Libraries without their limit.
    route(`await pMap(req.body.ids, ${load});`, `import pMap from 'p-map';\n`),
    route(`await pMap(req.body.ids, ${load}, { concurrency: Infinity });`, `import pMap from 'p-map';\n`),
    route(`await Promise.map(req.body.ids, ${load});`, `import Promise from 'bluebird';\n`),
    route(`await async.each(req.body.ids, ${load});`, `import async from 'async';\n`),
    route(
      `await lastValueFrom(from(req.body.ids).pipe(mergeMap(${load})));`,
      `import { from, lastValueFrom, mergeMap } from 'rxjs';\n`,
    ),
    {
      code: `import pLimit from 'p-limit';\nexport const limit = pLimit(Infinity);`,
      message: /^The limit of `pLimit` is infinite, so it lets every task run at once/,
    },
    {
      code: `import PQueue from 'p-queue';\nexport const queue = new PQueue();`,
      message: /^`PQueue` is made without a limit/,
    },
    `import Bottleneck from 'bottleneck';\nexport const limiter = new Bottleneck({ maxConcurrent: null });`,
    `const rows = await pool().query('SELECT id FROM users');\nimport pg from 'pg';\nfunction pool() { return new pg.Pool({}); }\nawait Promise.all(rows.rows.map(({ id }) => fetch('https://api.example.com/' + id)));`,
    `const users = await prisma.user.findMany({ where: { active: true } });\nawait Promise.allSettled(users.map((user) => fetch(user.url)));`,
    // Functions of other files, of which it is known what they do.
    { ...knowing(byName, far), message: /starts `load` for every element of `req\.body\.ids`/ },
    knowing(route(`await Promise.all(req.body.ids.map(load));`, `import { load } from './load.js';\n`), far),
    knowing(ofInstance, farLoader()),
    {
      ...knowing(injected, farLoader(allIds)),
      message:
        /starts `this\.loader\.load` for every element of `ids` at once, and that is as long as what another system/,
      line: 6,
    },
    // Mappers to objects: each is a query.
    `const users = await this.prisma.user.findMany({ where: { active: true }, include: { orders: { take: 1 } } });\nawait Promise.all(users.map((user) => this.prisma.user.update({ where: { id: user.id }, data })));`,
    `const user = await prisma.user.findUnique({ where: { id }, include: { orders: true } });\nawait Promise.all(user.orders.map((order) => prisma.refund.create({ data: { order: order.id } })));`,
    // A cut, a limit and a refusal that let thousands through.
    route(`await Promise.all(req.body.ids.slice(0, 5000).map(${load}));`),
    route(`const most = 2_000; await Promise.all(req.body.ids.slice(0, most).map(${load}));`),
    route(`const { ids } = req.body; if (ids.length > 10000) return res.end(); await Promise.all(ids.map(${load}));`),
    route(`await Promise.all(req.body.ids.slice(0, Number(req.query.limit)).map(${load}));`),
    listed(`await Promise.all(page.Contents.map(${read}));`, `{ Bucket: 'a', MaxKeys: 1000 }`),
    route(
      `const { ids } = schema.parse(req.body); await Promise.all(ids.map(${load}));`,
      `import { z } from 'zod';\nconst schema = z.object({ ids: z.array(z.string()).max(5000) });\n`,
    ),
    `const users = await prisma.user.findMany({ take: 10_000 });\nawait Promise.all(users.map((user) => fetch(user.url)));`,
    // As often as a request says, and as often as there are pages.
    route(`await Promise.all(Array.from({ length: req.body.count }, () => fetch('https://api.example.com/new')));`),
    route(
      `const count = Number(req.query.count); const work = []; for (let i = 0; i < count; i++) work.push(fetch('https://api.example.com/' + i)); await Promise.all(work);`,
    ),
    `export async function all() {\n  const first = await (await fetch('https://api.example.com/items')).json();\n  const pages = Math.ceil(first.total / 50);\n  const rest = [];\n  for (let page = 2; page <= pages; page += 1) rest.push(fetch('https://api.example.com/items?page=' + page));\n  return Promise.all(rest);\n}`,
    // Promises that are put into their places.
    route(
      `const work = []; req.body.ids.forEach((id, i) => { work[i] = fetch('https://api.example.com/' + id); }); await Promise.all(work);`,
    ),
    // What a framework hands over of the request.
    `import { Body, Controller, Post } from '@nestjs/common';\n@Controller('mails')\nexport class Mails {\n  @Post()\n  async send(@Body() { ids }: SendDto) { await Promise.all(ids.map(${load})); }\n}`,
    // What builders read.
    `const rows = await db('users').where({ active: true }).select('id');\nawait Promise.all(rows.map(({ id }) => fetch('https://api.example.com/' + id)));`,
    `const rows = await db.select({ id: users.id }).from(users);\nawait Promise.all(rows.map(({ id }) => fetch('https://api.example.com/' + id)));`,
    `const rows = await database.selectFrom('users').select('id').execute();\nawait Promise.all(rows.map(({ id }) => fetch('https://api.example.com/' + id)));`,
    `import { User } from './models/user';\nconst list = await User.find({ active: true }).lean();\nawait Promise.all(list.map(({ id }) => fetch('https://api.example.com/' + id)));`,
    // Taken by a path.
    handler(
      `const ids = _.get(event, 'body.ids', []); await Promise.all(ids.map(${load}));`,
      `const _ = require('lodash');\n`,
    ),
  ],
  sound: [
    // What is run is local, and so is a function that runs it.
    knowing(
      route(
        `await Promise.all(req.body.ids.map((id) => timed('load', async () => 'user ' + id)));`,
        `import { timed } from './load.js';\n`,
      ),
      timed,
    ),
    // Listeners, connections that end, pieces of a list, and work and a length of which nothing is known.
    route(
      `await Promise.all(req.body.ids.map(async (id) => { socket.on(id, () => undefined); socket.emit('seen', id); }));`,
    ),
    `export const all = async (given) => { const { ids } = await (await fetch('https://api.example.com/ids')).json(); await Promise.all(ids.map((id) => given[id].close())); };`,
    `export async function all(ids, size) { for (let i = 0; i < ids.length; i += size) await Promise.all(ids.slice(i, i + size).map(${load})); }`,
    `export const all = (ids, by) => Promise.all(ids.map((id) => by(id)));`,
    // Callers in other files give short lists.
    calledBy(`${imported}export const run = () => all(['a', 'b']);`),
    calledBy(`${imported}export const run = async (ids) => { await all(ids.slice(0, 10)); };`),
    knowing(
      `import { regions } from './load.js';\nawait Promise.all(regions.map((id) => ${fetched}));`,
      `export const regions = ['eu', 'us'];`,
    ),
    knowing(
      `import { Region } from './load.js';\nawait Promise.all(Object.values(Region).map((id) => ${fetched}));`,
      `export enum Region { Eu = 'eu', Us = 'us' }`,
    ),
    `enum Region { Eu = 'eu', Us = 'us' }\nawait Promise.all(Object.values(Region).map((id) => ${fetched}));`,
    `import { Region } from '@prisma/client';\nawait Promise.all(Object.values(Region).map((id) => ${fetched}));`,
    // One after the other, paced, or nothing remote.
    `${rows}for (const row of rows) { void ${one}; await sleep(100); }`,
    `${rows}rows.forEach((row) => { console.log(row.id); });`,
    `${rows}rows.forEach(async (row) => { await parse(row); });`,
    `['a', 'b'].forEach(async (row) => { await ${one}; });`,
    `for (const row of ['a', 'b']) void ${one};`,
    route(`const batch = req.body.ids.slice(0, 10); await Promise.all(batch.map(${load}));`),
    recursive('await clear(order, depth - 1);') + `void clear({ boxes: ['a'] }, 3);`,
    recursive('return clear(order, depth - 1).catch(log);') + `void clear({ boxes: ['a'] }, 3);`,
    // A longer one is refused.
    route(
      `const { ids } = req.body; if (!ids || ids.length > MAX) return res.status(400).end(); await Promise.all(ids.map(${load}));`,
    ),
    route(
      `if (100 < req.body.ids?.length) { throw new Error('too many'); } await Promise.all((req.body.ids ?? []).map(${load}));`,
    ),
    route(
      `if (req.body.ids.length > 10) return; const work = []; for (const id of req.body.ids) work.push(fetch('https://api.example.com/' + id)); await Promise.all(work);`,
    ),
    // Functions of other files that call nothing, and instances of classes of packages.
    knowing(byName, near),
    knowing(ofInstance, `export class Loader { load(id) { return 'user ' + id; } }`),
    { code: ofInstance.replace('await loader.load(id)', 'loader.load(id)'), files: {} },
    knowing(injected, farLoader(firstIds)),
    // What they do after a failure is not the work.
    knowing(
      route(
        `await Promise.all(req.body.ids.map(async (id) => { try { JSON.parse(id); } catch (error) { await load(error); } }));`,
        `import { load } from './load.js';\n`,
      ),
      far,
    ),
    // A limiter around them.
    knowing(
      route(
        `await Promise.all(req.body.ids.map((id) => limit(() => load(id))));`,
        `import pLimit from 'p-limit';\nimport { load } from './load.js';\nconst limit = pLimit(5);\n`,
      ),
      far,
    ),
    // Packages that compute.
    route(
      `await Promise.all(req.body.ids.map(async (id) => pick({ id, at: parseISO(id) }, 'id')));`,
      `import { parseISO } from 'date-fns';\nimport { pick } from 'lodash';\n`,
    ),
    // Ten messages at most.
    `import { SQSClient, ReceiveMessageCommand } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\nconst { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url }));\nawait Promise.all(Messages.map((one) => fetch(one.Body)));`,
    // Fixed tuples, short constant lists, configured lists.
    `await Promise.all([fetch('https://a.example.com'), fetch('https://b.example.com')]);`,
    `const REGIONS = ['a', 'b']; await Promise.all(REGIONS.map(${load}));`,
    `await Promise.all(process.env.HOSTS.split(',').map(${load}));`,
    `await Promise.all(Array.from({ length: 3 }, ${load}));`,
    `await Promise.all(Object.values({ a: 1, b: 2 }).map(${load}));`,
    // A cut, a limit and a refusal that hold.
    route(`await Promise.all(req.body.ids.slice(0, 100).map(${load}));`),
    route(`if (req.body.ids.length > 50) return res.end(); await Promise.all(req.body.ids.map(${load}));`),
    route(`await Promise.all(req.body.ids.slice(0, Number(process.env.MOST ?? 20)).map(${load}));`),
    `const rows = await db('users').where({ active: true }).limit(20);\nawait Promise.all(rows.map(({ id }) => fetch('https://api.example.com/' + id)));`,
    // So many workers take turns.
    route(
      `let next = 0;\n  const work = async () => { while (next < req.body.ids.length) await fetch('https://api.example.com/' + req.body.ids[next++]); };\n  await Promise.all(Array.from({ length: Math.min(8, req.body.ids.length) }, work));`,
    ),
    // A slice at a time.
    listed(`await Promise.all(page.Contents.slice(0, 10).map(${read}));`),
    route(
      `for (let i = 0; i < req.body.ids.length; i += 10) await Promise.all(req.body.ids.slice(i, i + 10).map(${load}));`,
    ),
    route(
      `for (const part of chunk(req.body.ids, 10)) await Promise.all(part.map(${load}));`,
      `import { chunk } from 'lodash';\n`,
    ),
    listed(
      `let work = []; for (const item of page.Contents) { work.push(s3.send(new GetObjectCommand({ Key: item.Key }))); if (work.length >= 10) { await Promise.all(work); work = []; } } await Promise.all(work);`,
    ),
    // Limiters, by hand and by library.
    route(
      `await Promise.all(req.body.ids.map((id) => limit(() => fetch('https://api.example.com/' + id))));`,
      `import pLimit from 'p-limit';\nconst limit = pLimit(5);\n`,
    ),
    route(
      `await Promise.all(req.body.ids.map((id) => queue.add(() => fetch('https://api.example.com/' + id))));`,
      `import PQueue from 'p-queue';\nconst queue = new PQueue({ concurrency: 5 });\n`,
    ),
    route(`await pMap(req.body.ids, ${load}, { concurrency: 5 });`, `import pMap from 'p-map';\n`),
    route(`await async.eachLimit(req.body.ids, 5, ${load});`, `import async from 'async';\n`),
    route(
      `await lastValueFrom(from(req.body.ids).pipe(mergeMap(${load}, 4)));`,
      `import { from, lastValueFrom, mergeMap } from 'rxjs';\n`,
    ),
    `import Bottleneck from 'bottleneck';\nexport const limiter = new Bottleneck({ minTime: 50 });`,
    // The source of the event bounds the batch, an option or the schema the list.
    handler(`await Promise.all(event.Records.map((record) => fetch('https://api.example.com/' + record.messageId)));`),
    listed(`await Promise.all(page.Contents.map(${read}));`, `{ Bucket: 'a', MaxKeys: 20 }`),
    `const users = await prisma.user.findMany({ take: 20 });\nawait Promise.all(users.map((user) => fetch(user.url)));`,
    route(
      `const { ids } = schema.parse(req.body); await Promise.all(ids.map(${load}));`,
      `import { z } from 'zod';\nconst schema = z.object({ ids: z.array(z.string()).max(10) });\n`,
    ),
    // A validation before the handler bounds it.
    validated(`validate({ body: z.object({ ids: z.array(z.string()).min(1).max(5) }) })`),
    validated(
      `validate(wanted)`,
      `const list = z.array(z.string()).max(20);\nconst wanted = z.object({ ids: list });\n`,
    ),
    validated(
      `validate(wanted, 'body')`,
      `const wanted = { type: 'object', properties: { ids: { type: 'array', maxItems: 10 } } };\n`,
      `const ids = req.body.ids;`,
    ),
    `import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/all', { schema: { body: { type: 'object', properties: { ids: { type: 'array', maxItems: 8 } } } } }, async (req) => { await Promise.all(req.body.ids.map(${load})); return 'done'; });`,
    // No remote work.
    listed(`await Promise.all(page.Contents.map(async (item) => JSON.parse(item.Key)));`),
    // A value that is used where it is made is no promise, and lists, texts and ends of promises are asked for no work.
    route(
      `await Promise.all(req.body.ids.map(async (id) => { const name = format(id); if (name.length > 3) count += 1; id.toString(); }));`,
      `import { format } from 'formats';\n`,
    ),
    `export const all = (ids, names) => Promise.all(ids.map((id) => new Promise((resolve) => { resolve(names.includes(id)); })));`,
    // One after the other.
    listed(`for (const item of page.Contents) await s3.send(new GetObjectCommand({ Key: item.Key }));`),
    // What is gathered goes out as one command; a transaction has one connection.
    route(
      `const all = redis.pipeline(); for (const id of req.body.ids) all.get(id); await all.exec();`,
      `import Redis from 'ioredis';\nconst redis = new Redis();\n`,
    ),
    `${rows}await prisma.$transaction(async (tx) => { await Promise.all(rows.map((row) => tx.order.delete({ where: { id: row.id } }))); });`,
    `${orders(`  async close(ids) {\n    await this.source.transaction(async (manager) => { await Promise.all((await this.orders.find()).map((order) => manager.getRepository(Order).save(order))); });\n  }`)}`,
    // A promise of one's own.
    route(`await Promise.all(req.body.ids.map(${load}));`, `import { Promise } from './promises.js';\n`),
  ],
  undetermined: [
    // The schema of the validation is in another file.
    validated(`validate(orderSchema)`, `import { orderSchema } from './schemas.js';\n`),
    // A function of others that is handed on to be run.
    knowing(
      route(
        `await Promise.all(req.body.ids.map((id) => timed(id, given[id])));`,
        `import { timed } from './load.js';\n`,
      ),
      timed,
    ),
    `export async function all(ids, most) { await Promise.all(ids.slice(0, most).map(${load})); }`,
    // What is not used at once may be a promise, and so may what a text's name is waited for.
    route(
      `await Promise.all(req.body.ids.map((id) => { const sent = send(id); return sent; }));`,
      `import { send } from 'sender';\n`,
    ),
    `export const all = async (source) => { const ids = await (await fetch('https://api.example.com/ids')).json(); return Promise.all(ids.map(async (id) => { await source.entries(id); })); };`,
    // Queues, caches and indexes have names of lists and texts.
    `export const all = async (queue) => { const ids = await (await fetch('https://api.example.com/ids')).json(); return Promise.all(ids.map((id) => queue.push(id))); };`,
    `export const all = async (cache) => { const ids = await (await fetch('https://api.example.com/ids')).json(); return Promise.all(ids.map((id) => { const found = cache.has(id); return found; })); };`,
    `export const all = async (index) => { const ids = await (await fetch('https://api.example.com/ids')).json(); return Promise.all(ids.map((id) => index.replace(id, { open: true }))); };`,
    `export const all = async (queue) => { const ids = await (await fetch('https://api.example.com/ids')).json(); const tasks = []; for (const id of ids) tasks.push(queue.push(id)); return Promise.all(tasks); };`,
    // How many belong to one owner cannot be told.
    `import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport const close = async (orderId) => {\n  const items = await prisma.item.findMany({ where: { orderId } });\n  await Promise.all(items.map((item) => prisma.item.update({ where: { id: item.id }, data: { done: true } })));\n};`,
    // Two classes that implement an interface, a limit that may be none, and an answer of another call of the same function.
    {
      code: `import type { Mails } from './mails';\n${rows}export class Closing {\n  constructor(private readonly mails: Mails) {}\n  async run() { await Promise.all(rows.map((row) => this.mails.send(row))); }\n}`,
      files: {
        'src/mails.ts': `export interface Mails { send(order: Order): Promise<void>; }`,
        'src/smtp.ts': `export class Smtp implements Mails { async send(order) { await fetch('https://mail.example.com/' + order.id); } }`,
        'src/none.ts': `export class None implements Mails { async send(order) {} }`,
      },
    },
    `import { User } from './models';\nexport const all = async ({ size = 0 }) => { const users = await User.find({ open: true }).limit(size); await Promise.all(users.map((row) => ${one})); };`,
    `import { User } from './models';\nconst plain = (all) => all.map((one) => one.id);\nexport const every = async () => plain(await User.find({}));\nexport const made = async (list) => { const users = plain(list); await Promise.all(users.map((row) => ${one})); };`,
    // A caller of which nothing is known, a function that is handed on, and a list that may grow in other files.
    calledBy(`${imported}export const run = (ids) => all(ids);`),
    calledBy(`${imported}export const few = () => all(['a']);\nlisten(all);`),
    { ...calledBy(`${imported}test('all', () => all(['a']));`, calledFn, 'src/file.test.ts') },
    knowing(
      `import { jobs } from './load.js';\nawait Promise.all(jobs.map((id) => ${fetched}));`,
      `export const jobs = [];`,
    ),
    // What other code makes of records, and a stream of which nothing is known.
    `${rows}await Promise.all(rows.map(async (row) => { await other.save(row); }));`,
    `source.on('data', async (row) => { await ${one}; });`,
    `const parts = { groups: [] }; fill(parts); await Promise.all(parts.groups.map(${load}));`,
    // Whoever is given the function calls it with what it likes.
    recursive('await clear(order, depth - 1);') + `listen(clear);`,
    recursive('await again(order, depth - 1);') +
      `const again = (order, depth) => clear(order, depth);\nvoid again({ boxes: ['a'] }, 3);`,
    knowing(byName, `export const load = (id, get) => get(id);`),
    { code: byName, files: {} },
    knowing(byName, far.replace('load', 'save')),
    ofInstance,
    knowing(injected, farLoader(pageOfIds)),
    knowing(injected, farLoader()),
    // Values that are not followed, whose methods are waited for.
    route(
      `await Promise.all(req.body.ids.map(async (id) => { await clientFor(id).load(); }));`,
      `import { clientFor } from './clients.js';\n`,
    ),
    { code: ofInstance, files: {} },
    // Code of other files that is handed the call may run it later.
    knowing(
      route(
        `await Promise.all(req.body.ids.map((id) => later(() => load(id))));`,
        `import { later } from './later.js';\nimport { load } from './load.js';\n`,
      ),
      far,
    ),
    // How much a cut lets through.
    `import { most } from './settings.js';\nexport async function all(ids) { await Promise.all(ids.slice(0, most).map(${load})); }`,
    `export async function all(ids) { await Promise.all(ids.slice(0, 5000).map(${load})); }`,
    `export async function all(ids) {\n  const rows = await db('users').whereIn('id', ids);\n  await Promise.all(rows.map(({ id }) => fetch('https://api.example.com/' + id)));\n}`,
    // As many as are asked for by name, and a list that grows elsewhere.
    `export const all = async (ids) => {\n  const users = await prisma.user.findMany({ where: { id: { in: ids } } });\n  await Promise.all(users.map((user) => fetch(user.url)));\n};`,
    `export class Jobs {\n  list = [];\n  run() { return Promise.all(this.list.map((job) => fetch(job.url))); }\n}`,
    // Queries for one record in the same turn become one.
    `const users = await prisma.user.findMany({});\nawait Promise.all(users.map((user) => prisma.team.findUnique({ where: { id: user.team } })));`,
    // Functions of other files, and lists that come from there.
    route(`await Promise.all(req.body.ids.map((id) => load(id)));`, `import { load } from './load.js';\n`),
    route(`await Promise.all(req.body.ids.map(load));`, `import { load } from './load.js';\n`),
    `export async function all(ids) { await Promise.all(ids.map(${load})); }`,
    // The few that belong to something.
    `${s3}export async function all(owner) {\n  const page = await s3.send(new ListObjectsV2Command({ Bucket: 'a' }));\n  await Promise.all(page.Contents.filter((one) => one.Owner === owner).map(${read}));\n}`,
    // Limiters of other files, and numbers that come from there.
    route(
      `await Promise.all(req.body.ids.map((id) => limiter(() => fetch('https://api.example.com/' + id))));`,
      `import { limiter } from './limiter.js';\n`,
    ),
    route(
      `await Promise.all(req.body.ids.map((id) => later(() => fetch('https://api.example.com/' + id))));`,
      `import { later } from './later.js';\n`,
    ),
    `import pLimit from 'p-limit';\nimport { concurrency } from './config.js';\nexport const limit = pLimit(concurrency);`,
  ],
});
