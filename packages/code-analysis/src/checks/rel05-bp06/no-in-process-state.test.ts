import { testCheck } from '../../testing/check-test.js';
import { noInProcessState } from './no-in-process-state.js';

const express = (top: string, routes: string) =>
  `import express from 'express';\nconst app = express();\n${top}\n${routes}`;
const lambda = (top: string, body: string) =>
  `import type { SQSEvent } from 'aws-lambda';\nimport { charge } from './payments';\n${top}\nexport async function handler(event: SQSEvent) {\n  for (const record of event.Records) {\n    ${body}\n  }\n}`;
const memo = (rest: string, top = 'let settings: Promise<Settings> | null = null;') =>
  `import { getParameter } from './parameters';\n${top}\nasync function load() { return JSON.parse(await getParameter('/settings')); }\n${rest}`;

testCheck(noInProcessState, {
  violations: [
    // Timers by key that refuse who comes again too soon.
    `import express from 'express';
class Users {
  private pending: { [key: string]: NodeJS.Timeout } = {};
  async reset(id: string) {
    if (this.pending[id]) throw new Error('one mail a minute');
    this.pending[id] = setTimeout(() => {
      delete this.pending[id];
    }, 60_000);
  }
}
const users = new Users();
const app = express();
app.post('/reset/:id', async (req, res) => {
  await users.reset(req.params.id);
  res.sendStatus(204);
});`,
    `import express from 'express';
const waiting = new Map();
const app = express();
app.post('/code', (req, res) => {
  const phone = req.body.phone;
  if (waiting.has(phone)) return res.status(429).end();
  waiting.set(phone, setTimeout(() => waiting.delete(phone), 30_000));
  res.end();
});`,
    {
      code: express(
        'let orders = 0;',
        `app.post('/orders', (req, res) => { orders += 1; res.json({ number: orders }); });`,
      ),
      message: /^`orders` counts in the memory of one process, so .+\. Count in a store/,
      line: 3,
    },
    express(
      'let count = 0;',
      `app.use((req, res, next) => { if (++count > 100) return res.sendStatus(429); next(); });`,
    ),
    express(
      'const state = { next: 1, total: 0 };',
      `app.post('/orders', (req, res) => { state.total++; res.json({ total: state.total }); });`,
    ),
    {
      code: express(
        'let running = false;',
        `app.post('/import', async (req, res) => {\n  if (running) return res.sendStatus(409);\n  running = true;\n  try { await run(); } finally { running = false; }\n  res.end();\n});`,
      ),
      message: /^`running` is a lock in the memory of one process/,
    },
    {
      code: lambda(
        'const locks = new Set<string>();',
        'if (locks.has(record.messageId)) continue;\nlocks.add(record.messageId);\nawait charge(record.body);\nlocks.delete(record.messageId);',
      ),
      message: /lock/,
    },
    {
      code: lambda(
        'const processed = new Set<string>();',
        'if (processed.has(record.messageId)) continue;\nawait charge(record.body);\nprocessed.add(record.messageId);',
      ),
      message: /^`processed` remembers in the memory of one process what was already done/,
    },
    lambda(
      'const done: Record<string, boolean> = {};',
      'if (!done[record.messageId]) { await charge(record.body); done[record.messageId] = true; }',
    ),
    {
      code: express(
        'const sessions = new Map();',
        `app.post('/login', (req, res) => { const token = crypto.randomUUID(); sessions.set(token, { user: req.body.user }); res.json({ token }); });\napp.get('/me', (req, res) => { res.json(sessions.get(req.headers.authorization)); });`,
      ),
      message: /^`sessions` keeps sessions in the memory of one process/,
    },
    // Emptied by one request and filled by others; what was there is kept.
    express(
      'const notes = new Map();',
      `app.delete('/notes', (req, res) => { notes.clear(); res.end(); });\napp.post('/notes', (req, res) => { notes.set(req.body.id, req.body.text); res.end(); });\napp.get('/notes/:id', (req, res) => res.json(notes.get(req.params.id)));`,
    ),
    express(
      'let notes = [];',
      `app.post('/notes', (req, res) => { notes = notes.filter(({ id }) => id !== req.body.id); notes.push(req.body); res.json(notes); });`,
    ),
    {
      code: express(
        'const todos = [];',
        `app.post('/todos', (req, res) => { todos.push(req.body); res.end(); });\napp.get('/todos', (req, res) => { res.json(todos); });`,
      ),
      message: /^`todos` keeps what requests leave in the memory of one process/,
    },
    {
      code: express(
        'const hits = new Map();\nconst rateLimits = new Map();',
        `app.use((req, res, next) => {\n  const now = Date.now();\n  const seen = rateLimits.get(req.ip) ?? { count: 0, start: now };\n  if (seen.count > 100 && now - seen.start < 60000) return res.sendStatus(429);\n  rateLimits.set(req.ip, { count: seen.count + 1, start: seen.start });\n  next();\n});`,
      ),
      message: /^`rateLimits` limits requests in the memory of one process/,
    },
    // Called a cache, and never asked before it is filled.
    express(
      'const orderCache = new Map();',
      `app.post('/orders', (req, res) => { orderCache.set(req.body.id, req.body); res.end(); });\napp.get('/orders/:id', (req, res) => { res.json(orderCache.get(req.params.id)); });`,
    ),
    // Subscribers at other instances hear nothing.
    {
      code: `import { PubSub } from 'graphql-subscriptions';\nexport const events = new PubSub();`,
      message: /^`PubSub` tells of events only in the process where they happen, .* such as `new RedisPubSub/,
      line: 2,
    },
    `import { Injectable } from '@nestjs/common';\nimport { PubSub as Local } from 'graphql-subscriptions';\n@Injectable()\nexport class Events { private readonly engine: Local; constructor() { this.engine = new Local(); } }`,
    `import { createPubSub } from 'graphql-yoga';\nconst events = createPubSub<{ order: [id: string] }>();\nexport { events };`,
    // Through functions of the file.
    express(
      'let issued = 0;\nfunction nextNumber() { issued++; return issued; }',
      `app.post('/invoices', (req, res) => { res.json({ invoice: nextNumber() }); });`,
    ),
    // A member of a class with one instance.
    `import { Controller, Post } from '@nestjs/common';\n@Controller('orders')\nexport class Orders {\n  private created = 0;\n  @Post() create() { this.created += 1; return { number: this.created }; }\n}`,
    // A limit for each address is one of a service, whoever calls it.
    `const rateLimitMap = new Map<string, { count: number; resetAt: number }>();\nexport function checkRateLimit(ip: string) {\n  const entry = rateLimitMap.get(ip);\n  if (entry && entry.resetAt > Date.now() && entry.count >= 5) return false;\n  rateLimitMap.set(ip, { count: (entry?.count ?? 0) + 1, resetAt: Date.now() + 60000 });\n  return true;\n}`,
    {
      code: memo('export function getSettings() { if (!settings) settings = load(); return settings; }'),
      message: /^`settings` keeps the promise even when it was rejected, so one passing error fails all later calls/,
      line: 4,
    },
    memo('export const getSettings = () => (settings ??= load());'),
    memo('export function getSettings() { if (settings) return settings; settings = load(); return settings; }'),
    memo(
      'export async function getId(app: string) { let cached = ids.get(app); if (!cached) { cached = getParameter(app); ids.set(app, cached); } return cached; }',
      'const ids = new Map<string, Promise<string>>();',
    ),
    // A reset for tests is no reset after a failure.
    memo(
      'export function getSettings() { return (settings ??= load()); }\nexport function resetForTests() { settings = null; }',
    ),
    {
      code: `import { Config } from './config';\nlet config: Config | undefined;\nexport async function getConfig() {\n  if (!config) {\n    config = new Config();\n    await config.load();\n  }\n  return config;\n}`,
      message: /^`config` is set before it has been made ready/,
      line: 5,
    },
    `export class Config {\n  static instance: Config | null = null;\n  static async load() {\n    if (!this.instance) { this.instance = new this(); await this.instance.read(); }\n    return this.instance;\n  }\n  async read() {}\n}`,
    // A limit that is counted in the process, also where it is kept for the function that a maker returns.
    express(
      'const hits = new Map();',
      `app.post('/code', async (req, res) => { const n = (hits.get(req.ip) ?? 0) + 1; hits.set(req.ip, n); if (n > 5) return res.sendStatus(429); res.sendStatus(204); });`,
    ),
    express(
      'function perAddress(most) { const counts = new Map(); return (req, res, next) => { const n = (counts.get(req.ip) ?? 0) + 1; counts.set(req.ip, n); if (n > most) return res.sendStatus(429); next(); }; }',
      `app.use(perAddress(5));`,
    ),
    express(
      'const attempts = new Map();',
      `app.post('/login', async (req, res) => { if ((attempts.get(req.body.mail) ?? 0) > 5) return res.sendStatus(429); try { res.json(await login(req.body)); } catch { attempts.set(req.body.mail, (attempts.get(req.body.mail) ?? 0) + 1); res.sendStatus(401); } });`,
    ),
    // One after the other, as if there were no other process.
    {
      code: express(
        'let tail = Promise.resolve();',
        `app.post('/book', (req, res) => { tail = tail.then(() => book(req.body)); res.sendStatus(202); });`,
      ),
      message: /^`tail` is a lock in the memory of one process/,
    },
    `import { Injectable, Controller, Post } from '@nestjs/common';\n@Controller('seats')\nexport class Seats {\n  private last = Promise.resolve();\n  @Post() book() { this.last = this.last.then(() => this.take()); return this.last; }\n}`,
    express(
      'const chains = new Map();',
      `app.post('/book/:id', async (req, res) => { const next = req.params.id; chains.set(next, (chains.get(next) ?? Promise.resolve()).then(() => book(req.body))); await chains.get(next); res.end(); });`,
    ),
  ],
  sound: [
    // What is found is given back: a result that is kept, and that there is none as well.
    `import { Queue } from './queue';\nimport config from 'config';\nconst settings = new Map();\nconst settingsOf = (name) => {\n  if (settings.has(name)) { const known = settings.get(name); if (known === null) return undefined; return known; }\n  if (config.has(name)) { const found = config.get(name); settings.set(name, found); return found; }\n  settings.set(name, null);\n  return undefined;\n};\nexport const handler = async (event) => settingsOf(event.name);`,
    // Work that is put off, and refuses nobody.
    `import express from 'express';
const waiting = new Map();
const app = express();
app.post('/touch/:id', (req, res) => {
  const { id } = req.params;
  if (waiting.has(id)) clearTimeout(waiting.get(id));
  waiting.set(id, setTimeout(() => { waiting.delete(id); save(id); }, 1000));
  res.end();
});`,
    // Circuit breakers, by host, as numbers, and through functions.
    express(
      'const open = new Map();',
      `app.get('/q', async (req, res) => { const host = process.env.HOST; const until = open.get(host) ?? 0; if (until > Date.now()) { res.status(503).end(); return; } try { const r = await fetch(host); open.delete(host); res.send(await r.text()); } catch { open.set(host, Date.now() + 10_000); res.status(502).end(); } });`,
    ),
    express(
      'const failedAt = new Map();',
      `app.get('/price', async (req, res) => { const url = process.env.PRICES; if (Date.now() - (failedAt.get(url) ?? 0) < 5000) return res.sendStatus(503); try { const r = await fetch(url); failedAt.delete(url); res.send(await r.text()); } catch { failedAt.set(url, Date.now()); res.sendStatus(502); } });`,
    ),
    express(
      'let broken = 0;\nlet openUntil = 0;',
      `app.get('/price', async (req, res) => { if (Date.now() < openUntil) return res.sendStatus(503); try { const r = await fetch(process.env.PRICES); broken = 0; res.send(await r.text()); } catch (error) { broken += 1; if (broken > 3) openUntil = Date.now() + 30000; res.sendStatus(502); } });`,
    ),
    express(
      'const down = {};\nfunction note(host) { down[host] = Date.now(); }\nfunction isDown(host) { return Date.now() - (down[host] ?? 0) < 5000; }',
      `app.get('/price', async (req, res) => { const host = process.env.HOST; if (isDown(host)) return res.sendStatus(503); try { res.send(await (await fetch(host)).text()); } catch { note(host); res.sendStatus(502); } });`,
    ),
    // What keeps a text from being written twice.
    express(
      'const told = new Set();',
      `app.use((req, res, next) => { const header = String(req.headers['x-version']); if (!told.has(header)) { console.warn('no longer read', header); told.add(header); } next(); });`,
    ),
    express(
      'const seen = new Set();\nfunction once(text) { if (seen.has(text)) return; seen.add(text); logger.warn(text); }',
      `app.use((req, res, next) => { once(String(req.headers['x-version'])); next(); });`,
    ),
    express(
      'const known = {};',
      `app.get('/a', (req, res) => { if (!known[req.query.field]) { known[req.query.field] = true; process.emitWarning('deprecated'); } res.end(); });`,
    ),
    // Beside what only this process has.
    express(
      'let count = 0;',
      `app.post('/orders', (req, res) => { count += 1; res.json({ id: \`\${os.hostname()}-\${process.pid}-\${count}\` }); });`,
    ),
    express(
      'let calls = 0;\nconst self = crypto.randomUUID();',
      `app.post('/orders', (req, res) => { res.json({ id: self + '-' + calls++ }); });`,
    ),
    // Runs that must not overlap in their own process.
    `import cron from 'node-cron';\nlet running = false;\ncron.schedule('* * * * *', async () => { if (running) return; running = true; try { await settle(); } finally { running = false; } });`,
    // Whoever makes it may do so for each request.
    `export function unique() { const ids = new Set(); return (id) => { if (ids.has(id)) return false; ids.add(id); return true; }; }`,
    // Emptied and filled again as a whole: nothing of an earlier run is left.
    `import { Controller, Post } from '@nestjs/common';\n@Controller()\nexport class Rates {\n  private rates: Record<string, number> = {};\n  @Post('reload')\n  async reload() { this.rates = {}; await this.load(); return this.rates['EUR']; }\n  private async load() { for (const { code, value } of await table()) this.rates[code] = value; }\n}`,
    express(
      'const names = new Map();',
      `app.post('/names', async (req, res) => { names.clear(); for (const one of await all()) names.set(one.id, one.name); res.json(names.get(req.body.id)); });`,
    ),
    // Clients and connections that are used again.
    `import { S3Client } from '@aws-sdk/client-s3';\nlet client: S3Client | undefined;\nexport const handler = async (event, context) => { client ??= new S3Client({}); return client.send(event.command); };`,
    lambda(
      'const clients = new Map();',
      `let one = clients.get(record.awsRegion); if (!one) { one = new Client(record.awsRegion); clients.set(record.awsRegion, one); }`,
    ),
    express(
      'const sockets = new Set();',
      `app.get('/live', (req, res) => { sockets.add(res); req.on('close', () => sockets.delete(res)); for (const one of sockets) one.write('x'); });`,
    ),
    `import { RedisPubSub } from 'graphql-redis-subscriptions';\nexport const events = new RedisPubSub({ connection });`,
    `import { createPubSub } from 'graphql-yoga';\nimport { createRedisEventTarget } from '@graphql-yoga/redis-event-target';\nexport const events = createPubSub({ eventTarget: createRedisEventTarget({ publishClient, subscribeClient }) });`,
    `import { PubSub } from '@google-cloud/pubsub';\nexport const events = new PubSub();`,
    {
      code: `import { PubSub } from 'graphql-subscriptions';\nexport const events = new PubSub();`,
      filename: 'src/mocks/events.ts',
    },
    {
      code: `import { PubSub } from 'graphql-subscriptions';\nexport const events = new PubSub();`,
      settings: { instances: 'one' },
    },
    // How many are under way here, and how often something is marked.
    express(
      'const active = new Map();',
      `app.post('/call', async (req, res) => { const running = active.get(req.body.host) ?? 0; if (running >= 5) return res.sendStatus(503); active.set(req.body.host, running + 1); try { res.json(await call(req.body.host)); } finally { const left = active.get(req.body.host) - 1; if (left <= 0) active.delete(req.body.host); else active.set(req.body.host, left); } });`,
    ),
    express(
      'const recentMarks = new Map();\nfunction shouldMark(id, now) { for (const [key, at] of recentMarks) { if (now - at > 60000) recentMarks.delete(key); } if (recentMarks.has(id)) return false; recentMarks.set(id, now); return true; }',
      `app.post('/fail/:id', async (req, res) => { if (shouldMark(req.params.id, Date.now())) await mark(req.params.id); res.end(); });`,
    ),
    memo('export const getSettings = () => (settings ??= import("./settings.js").then((module) => module.read()));'),
    // Read-through caches.
    express(
      'const prices = new Map();',
      `app.get('/price/:id', async (req, res) => { let price = prices.get(req.params.id); if (!price) { price = await load(req.params.id); prices.set(req.params.id, price); } res.json(price); });`,
    ),
    express(
      'const linkCache = new Map();',
      `app.get('/link/:id', async (req, res) => { const known = linkCache.get(req.params.id); if (known && known.expiresAt > Date.now()) return res.json(known.link); const { url } = await sign(req.params.id); const link = { url }; linkCache.set(req.params.id, { link, expiresAt: Date.now() + 60000 }); res.json(link); });`,
    ),
    // It is asked through a function.
    express(
      'const countCache = new Map();\nfunction known(key) { const one = countCache.get(key); return one && Date.now() - one.timestamp < 60000 ? one.count : null; }',
      `app.get('/log', async (req, res) => { const count = known(req.query.of); const total = count ?? (await countAll(req.query.of))[0].total; if (count === null) countCache.set(req.query.of, { count: total, timestamp: Date.now() }); res.json({ total }); });`,
    ),
    express(
      'const parentCache = new Map();\nfunction known(id) { return parentCache.has(id) ? parentCache.get(id) : null; }\nfunction keep(id, parents) { parentCache.set(id, parents); return parents; }\nasync function parentsOf(id) { const one = known(id); if (one) return one; try { return keep(id, await load(id)); } catch { parentCache.set(id, []); return []; } }',
      `app.get('/parents/:id', async (req, res) => { res.json(await parentsOf(req.params.id)); });`,
    ),
    // In a browser, and by hand.
    `import { loadStripe } from '@stripe/stripe-js';\nlet stripe: Promise<unknown>;\nexport const getStripe = () => { if (!stripe) stripe = loadStripe('key'); return stripe; };`,
    {
      code: `const rows: object[] = [];\nfunction add(row: object) { rows.push(row); }\nparse(file, { step: add, complete: () => save(rows) });`,
      filename: 'scripts/import-rows.ts',
    },
    express(
      'let rates;\nlet loadedAt = 0;',
      `app.get('/rates', async (req, res) => { if (!rates || Date.now() - loadedAt > 60000) { rates = await load(); loadedAt = Date.now(); } res.json(rates); });`,
    ),
    // Constants that are worked out once.
    express('let table;', `app.get('/a', (req, res) => { table ??= buildTable(); res.json(table[req.query.key]); });`),
    // Metrics and logs.
    express(
      'let requestCount = 0;',
      `app.use((req, res, next) => { requestCount++; console.log(requestCount); next(); });`,
    ),
    express('let handled = 0;', `app.use((req, res, next) => { handled++; logger.info({ handled }); next(); });`),
    express(
      'const warned = new Set();',
      `app.use((req, res, next) => { if (!warned.has(req.path)) { warned.add(req.path); console.warn(req.path); } next(); });`,
    ),
    express(
      'const lastWarningAt = {};',
      `app.use((req, res, next) => { if (Date.now() - lastWarningAt[req.path] < 1000) return next(); lastWarningAt[req.path] = Date.now(); console.warn(req.path); next(); });`,
    ),
    // A stamp for each live connection.
    express(
      'const lastSeenBySocket = new Map();',
      `app.use((req, res, next) => { if (Date.now() - lastSeenBySocket.get(req.socket) < 1000) return next(); lastSeenBySocket.set(req.socket, Date.now()); next(); });`,
    ),
    express('let requestId = 0;', `app.use((req, res, next) => { req.id = ++requestId; next(); });`),
    // Work in this process: how much is open, whose turn it is, whether it goes down.
    express(
      'let open = 0;',
      `app.use((req, res, next) => { if (open > 100) return res.sendStatus(503); open++; res.on('finish', () => { open--; }); next(); });`,
    ),
    express('let turn = 0;', `app.use((req, res) => { proxy(req, res, targets[turn++ % targets.length]); });`),
    express(
      'let shuttingDown = false;\nprocess.on("SIGTERM", () => { shuttingDown = true; });',
      `app.get('/health', (req, res) => { res.sendStatus(shuttingDown ? 503 : 200); });`,
    ),
    // Begun anew by each run.
    `let total = 0;\nexport const handler = async (event, context) => { total = 0; for (const one of event.items) total += one; return total; };`,
    // Local to a call, or never changed by a request.
    express(
      'const allowed = new Set();\nallowed.add("a");',
      `app.get('/a', (req, res) => { res.json(allowed.has(req.query.a)); });`,
    ),
    `export function handler(event, context) { const seen = new Set(); for (const one of event.items) { if (seen.has(one)) continue; seen.add(one); } return seen.size; }`,
    // A rejected promise does not stay.
    memo(
      'export function getSettings() { settings ??= load().catch((error) => { settings = null; throw error; }); return settings; }',
    ),
    memo(
      'export async function getSettings() { try { settings ??= load(); return await settings; } catch (error) { settings = null; throw error; } }',
    ),
    memo(
      'export async function getSettings() { if (!settings) settings = await load(); return settings; }',
      'let settings: Settings | null = null;',
    ),
    memo(
      'export function getSettings() { settings ??= safe(); return settings; }\nasync function safe() { try { return await load(); } catch { return {}; } }',
    ),
    memo(
      'export function getSettings() { if (!settings || Date.now() > expiresAt) { settings = load(); expiresAt = Date.now() + 1000; } return settings; }\nlet expiresAt;',
    ),
    memo(
      'export function once(id: string) { let run = runs.get(id); if (!run) { run = getParameter(id).finally(() => runs.delete(id)); runs.set(id, run); } return run; }',
      'const runs = new Map<string, Promise<string>>();',
    ),
    // Work that does not fail now and then.
    `let parser: Promise<Parser> | undefined;\nexport const getParser = () => (parser ??= build());\nasync function build() { return new Parser(); }`,
    // Made ready before it is kept.
    `import { Config } from './config';\nlet config: Config | undefined;\nexport async function getConfig() {\n  if (!config) {\n    const made = new Config();\n    await made.load();\n    config = made;\n  }\n  return config;\n}`,
    `import { Config } from './config';\nlet config: Config | undefined;\nexport async function getConfig() {\n  if (!config) {\n    config = new Config();\n    try { await config.load(); } catch (error) { config = undefined; throw error; }\n  }\n  return config;\n}`,
    // Made ready each time.
    `import { Config } from './config';\nlet config: Config | undefined;\nexport async function getConfig() {\n  if (!config) config = new Config();\n  await config.load();\n  return config;\n}`,
    // Connects by itself when it is used.
    `import { MongoClient } from 'mongodb';\nlet client: MongoClient | undefined;\nexport async function db(url: string) {\n  if (!client) { client = new MongoClient(url); await client.connect(); }\n  return client;\n}`,
    // A member of a class of which there may be many.
    `export class Counter { private count = 0; next() { this.count += 1; return this.count; } }`,
    // Runs for one person.
    `'use client';\nlet count = 0;\nexport function next() { count += 1; return count; }`,
    `#!/usr/bin/env node\nlet count = 0;\nexport function next() { count += 1; return count; }`,
  ],
  undetermined: [
    // One of two engines.
    `import { PubSub } from 'graphql-subscriptions';\nimport { RedisPubSub } from 'graphql-redis-subscriptions';\nexport const events = isProduction ? new RedisPubSub({ connection }) : new PubSub();`,
    'let issued = 0;\nexport function nextNumber() { issued += 1; return issued; }',
    `const sessions = new Map<string, object>();\nexport function save(id: string, data: object) { sessions.set(id, data); }\nexport function find(id: string) { return sessions.get(id); }`,
    `const users: object[] = [];\nexport function add(user: object) { users.push(user); }\nexport function all() { return users; }`,
  ],
});
