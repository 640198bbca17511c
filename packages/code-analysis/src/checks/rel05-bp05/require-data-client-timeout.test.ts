import { testCheck } from '../../testing/check-test.js';
import { requireDataClientTimeout } from './require-data-client-timeout.js';

testCheck(requireDataClientTimeout, {
  violations: [
    // Clones wait for ever, and the value that a folder is has no options.
    `import { simpleGit } from 'simple-git';\nexport const sync = async (folder: string) => { const git = simpleGit(folder); await git.pull(); };`,
    `import simpleGit from 'simple-git';\nexport const copy = (url) => simpleGit().env({ HOME: '/tmp' }).clone(url);`,
    `import { createRepo } from '@huggingface/hub';\nexport const make = (repo) => createRepo({ repo });`,
    `import { uploadFiles } from '@huggingface/hub';\nexport const send = (repo, files) => uploadFiles({ repo, files });`,
    // One of two calls of a private client has no limit.
    `import OpenAI from 'openai';
export class Assistant {
  #client = new OpenAI({ apiKey: process.env.KEY });
  embed = (input) => this.#client.embeddings.create({ model, input }, { timeout: 30_000 });
  ask(messages) { return this.#client.chat.completions.create({ model, messages }); }
}`,
    `import * as grpc from '@grpc/grpc-js';
import { OrdersClient } from './gen/orders_grpc_pb';
const orders = new OrdersClient(process.env.ORDERS, grpc.credentials.createSsl());
export const load = (id, done) => orders.get({ id }, (error, order) => done(error, order));`,
    `import oracledb from 'oracledb';
const pool = await oracledb.createPool({ user, connectString });
export const load = async (sql) => { const connection = await pool.getConnection(); return connection.execute(sql); };`,
    // The timer does something else.
    `import WebSocket from 'ws';
export const open = (url) => {
  const socket = new WebSocket(url);
  setTimeout(() => socket.ping(), 5000);
  return socket;
};`,
    {
      code: `import Redis from 'ioredis';\nexport const redis = new Redis.Cluster(nodes, { slotsRefreshTimeout: 2000, redisOptions: { tls } });`,
      message:
        /ioredis Cluster never ends when a node stops answering\. Add `redisOptions: \{ commandTimeout: 5_000 \}`/,
    },
    `import { Cluster } from 'ioredis';\nexport const redis = new Cluster(nodes);`,
    { code: `import pg from 'pg';\nexport const pool = new pg.Pool({ max: 10 });`, line: 2, message: /Add `/ },
    `import { Pool } from 'pg';\nexport const pool = new Pool({ connectionString: process.env.DATABASE_URL });`,
    `const { Pool } = require('pg');\nmodule.exports = new Pool();`,
    `import Redis from 'ioredis';\nexport const redis = new Redis(process.env.REDIS_URL);`,
    `import knex from 'knex';\nexport const db = knex({ client: 'pg', connection: process.env.DATABASE_URL });`,
    `import { createClient } from 'redis';\nexport const redis = createClient({ url });`,
    // The adapter of Prisma is the client.
    `import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';
export const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL }) });`,
    `import { PrismaMariaDb } from '@prisma/adapter-mariadb';
const options = { host, connectionLimit: 5, queryTimeout: 5000 };
export const adapter = new PrismaMariaDb(process.env.DATABASE_URL);`,
    `import { PrismaLibSQL } from '@prisma/adapter-libsql';
export const adapter = new PrismaLibSQL({ url: process.env.TURSO_URL, authToken });`,
    `import { MikroORM, defineConfig } from '@mikro-orm/postgresql';
export const orm = await MikroORM.init(defineConfig({ dbName: 'app', entities: [User], pool: { max: 10 } }));`,
    `import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
export const db = drizzle(createClient({ url: process.env.TURSO_URL, authToken }), { schema });`,
    `import { drizzle } from 'drizzle-orm/neon-http';\nexport const db = drizzle(process.env.DATABASE_URL);`,
    `import SftpClient from 'ssh2-sftp-client';
export const list = async (path) => {
  const sftp = new SftpClient();
  await sftp.connect({ host, username, privateKey, readyTimeout: 5000 });
  return sftp.list(path);
};`,
    `import { ClientCredentials } from 'simple-oauth2';\nexport const client = new ClientCredentials({ client: { id, secret }, auth: { tokenHost } });`,
    `import { Agenda } from 'agenda';\nexport const agenda = new Agenda({ db: { address: process.env.MONGO_URL, collection: 'jobs' } });`,
    `import { createClient } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-node';
const billing = createClient(Billing, createConnectTransport({ baseUrl, httpVersion: '2' }));
export const invoice = (id) => billing.getInvoice({ id });`,
    `import { tasks } from '@trigger.dev/sdk/v3';\nexport const start = (id) => tasks.trigger('export', { id });`,
    // An address in code shows that it has no limit.
    {
      code: `import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient({ datasourceUrl: 'postgresql://db.internal/app?connect_timeout=5' });\nexport const all = () => prisma.user.findMany();`,
      message: /connect_timeout` leaves .* while waiting for the answer\. Add `\?socket_timeout=10`/,
    },
    `import { PrismaClient } from '@prisma/client';
const url = \`mysql://\${user}:\${password}@\${host}/app\`;
export const prisma = new PrismaClient({ datasources: { db: { url } }, log: ['warn'] });`,
    `import { MongoClient } from 'mongodb';\nexport const mongo = new MongoClient(url);`,
    `import { Octokit } from '@octokit/rest';\nimport { retry } from '@octokit/plugin-retry';\nconst Custom = Octokit.plugin(retry);\nexport const github = new Custom({ auth });`,
  ],
  sound: [
    `import { simpleGit } from 'simple-git';\nexport const sync = async (baseDir: string) => { const git = simpleGit({ baseDir, timeout: { block: 60_000 } }); await git.pull(); };`,
    `import { simpleGit } from 'simple-git';\nexport const branch = async (folder: string) => { const git = simpleGit(folder); return (await git.status()).current; };`,
    `import { uploadFiles } from '@huggingface/hub';\nexport const send = (repo, files) => uploadFiles({ repo, files, abortSignal: AbortSignal.timeout(60_000) });`,
    `import { createRepo } from '@huggingface/hub';\nexport const make = (repo) => createRepo({ repo, fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(5000) }) });`,
    // A stream stays open on purpose; a call with a deadline ends.
    `import { credentials, loadPackageDefinition, Metadata } from '@grpc/grpc-js';
const shop = loadPackageDefinition(loadSync('shop.proto')).shop;
const orders = new shop.Orders(process.env.ORDERS, credentials.createInsecure());
export const watch = () => orders.watch({});
export const load = (id) => new Promise((resolve, reject) =>
  orders.get({ id }, new Metadata(), { deadline: Date.now() + 5_000 }, (error, order) => (error ? reject(error) : resolve(order))));`,
    `const oracledb = require('oracledb');
exports.load = async (sql) => {
  const connection = await oracledb.getConnection({ user, connectString });
  connection.callTimeout = 5_000;
  return connection.execute(sql);
};`,
    // Each call of a client that nobody else gets hold of has a limit, `create` of a part of it as well.
    `import { OpenAI, type ClientOptions } from 'openai';
export class Assistant {
  private readonly client: OpenAI;
  constructor(apiKey: string) {
    const options: ClientOptions = { apiKey };
    this.client = new OpenAI(options);
  }
  async ask(messages) { return await this.client.chat.completions.create({ model, messages }, { timeout: 60_000 }); }
  rename = (id, name) => this.client.beta.assistants.update(id, { name }, { signal: AbortSignal.timeout(5_000) });
}`,
    `import { google } from 'googleapis';
const gmail = google.gmail({ version: 'v1', auth });
export const send = (raw) => gmail.users.messages.send({ userId: 'me', requestBody: { raw } }, { timeout: 10_000 });`,
    `import { Client } from '@opensearch-project/opensearch';
const client = new Client({ node });
export const make = (index) => client.indices.create({ index }, { requestTimeout: 5_000 });`,
    `import { Octokit } from '@octokit/rest';
const octokit = new Octokit({ auth });
export const open = (title) => octokit.rest.issues.create({ owner, repo, title, request: { signal: AbortSignal.timeout(5_000) } });`,
    // A timer of its own ends the opening.
    `import WebSocket from 'ws';
export const open = (url) => new Promise((resolve, reject) => {
  const socket = new WebSocket(url);
  const timer = setTimeout(() => {
    socket.terminate();
    reject(new Error('no answer'));
  }, 5000);
  socket.on('open', () => {
    clearTimeout(timer);
    resolve(socket);
  });
});`,
    `import { WebSocket } from 'ws';
export class Feed {
  start(url) {
    this.socket = new WebSocket(url);
    const giveUp = () => this.socket.close();
    this.timer = setTimeout(giveUp, 3000);
    this.socket.once('open', () => clearTimeout(this.timer));
  }
}`,
    `import { once } from 'node:events';
import WebSocket from 'ws';
export async function open(url) {
  const socket = new WebSocket(url);
  await once(socket, 'open', { signal: AbortSignal.timeout(5000) });
  return socket;
}`,
    `import { once } from 'node:events';
import WebSocket from 'ws';
export async function open(url) {
  const socket = new WebSocket(url);
  await Promise.race([once(socket, 'open'), new Promise((_, reject) => setTimeout(reject, 5000))]);
  return socket;
}`,
    // Which of them it is, a condition around may say.
    `import { DataSource } from 'typeorm';\nconst base = { type: isEdge ? 'mysql' : 'postgres' };\nexport const db = isEdge ? new DataSource({ ...base, url }) : undefined;`,
    `import { Cluster } from 'ioredis';\nexport const redis = new Cluster(nodes, { redisOptions: { commandTimeout: 5000 } });`,
    // Bounded while connecting: the business of no-partial-timeout.
    `import { Cluster } from 'ioredis';\nexport const redis = new Cluster(nodes, { redisOptions: { connectTimeout: 5000 } });`,
    // For workers of a queue.
    `import { Cluster } from 'ioredis';\nexport const redis = new Cluster(nodes, { redisOptions: { maxRetriesPerRequest: null } });`,
    `import { Pool } from 'pg';\nexport const pool = new Pool({ query_timeout: 5000, connectionTimeoutMillis: 1000 });`,
    `import Redis from 'ioredis';\nexport const redis = new Redis(url, { commandTimeout: 500 });`,
    `import Redis from 'ioredis';\nexport const worker = new Redis(url, { maxRetriesPerRequest: null });`,
    `import { createClient } from 'redis';\nexport const redis = createClient({ url, socket: { socketTimeout: 5000 } });`,
    `import { PrismaClient } from '@prisma/client';
export const prisma = new PrismaClient({ datasourceUrl: \`\${process.env.DATABASE_URL}?connection_limit=5&socket_timeout=10\` });`,
    `const { PrismaClient } = require('@prisma/client');
module.exports = new PrismaClient({ datasources: { db: { url: process.env.DATABASE_URL + '&socket_timeout=10' } } });`,
    `import { PrismaClient } from '@prisma/client';
export const prisma = new PrismaClient({ datasourceUrl: 'file:./dev.db' });`,
    `import { Pool } from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';
const pool = new Pool({ query_timeout: 5000, connectionTimeoutMillis: 1000 });
export const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });`,
    `import { PrismaMssql } from '@prisma/adapter-mssql';\nexport const adapter = new PrismaMssql({ server, user, password });`,
    `import { Pool } from 'pg';
export const pool = new Pool({ connectionString: process.env.DATABASE_URL + '?query_timeout=5000' });`,
    `import { MikroORM, defineConfig } from '@mikro-orm/postgresql';
const config = defineConfig({ dbName: 'app', driverOptions: { connectionTimeoutMillis: 2000, query_timeout: 5000 } });
export const orm = await MikroORM.init(config);`,
    `import { createClient } from '@libsql/client';\nexport const local = createClient({ url: 'file:local.db' });`,
    `import postgres from 'postgres';
import { drizzle } from 'drizzle-orm/postgres-js';
export const make = (sql) => drizzle(sql, { schema });`,
    `import SftpClient from 'ssh2-sftp-client';
const sftp = new SftpClient('uploads');
export const open = () => sftp.connect({ host, username, privateKey, keepaliveInterval: 5000 });`,
    `import { AuthorizationCode } from 'simple-oauth2';
export const client = new AuthorizationCode({ client: { id, secret }, auth: { tokenHost }, http: { timeout: 5000 } });`,
    `import { Agenda } from 'agenda';\nexport const agenda = new Agenda({ mongo: connection.db() });`,
    `import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
const transport = createGrpcTransport({ baseUrl, defaultTimeoutMs: 5000 });
const billing = createClient(Billing, transport);
export const invoice = (id) => billing.getInvoice({ id });`,
    `import { createPromiseClient } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-web';
const billing = createPromiseClient(Billing, createConnectTransport({ baseUrl }));
export const invoice = (id) => billing.getInvoice({ id }, { timeoutMs: 2000 });`,
    `import { Ratelimit } from '@upstash/ratelimit';\nexport const limit = new Ratelimit({ redis, limiter: Ratelimit.slidingWindow(10, '10 s') });`,
    `import { initialize } from 'unleash-client';\nexport const unleash = initialize({ url, appName: 'app', timeout: 2000 });`,
    // Types and enums of it are no clients.
    `import { Prisma, Role, type PrismaClient } from '@prisma/client';
export const first = (prisma: PrismaClient, where: Prisma.UserWhereInput) => prisma.user.findFirst({ where, orderBy: { role: Role.ADMIN } });`,
    `import { Pool } from './pool';\nexport const pool = new Pool();`,
    `export class Pool {}\nexport const pool = new Pool();`,
  ],
  undetermined: [
    `import { MikroORM } from '@mikro-orm/mysql';\nexport const orm = await MikroORM.init({ dbName: 'app' });`,
    `import { MikroORM } from '@mikro-orm/core';\nimport config from './mikro-orm.config';\nexport const orm = await MikroORM.init(config);`,
    `import { createClient } from '@connectrpc/connect';
import { transport } from './transport';
const billing = createClient(Billing, transport);
export const invoice = (id) => billing.getInvoice({ id });`,
    // One place decides for all who import it: where it is made.
    {
      code: `import { PrismaClient } from '@prisma/client';\nconst kept = globalThis as { prisma?: PrismaClient };\nexport const prisma = kept.prisma ?? new PrismaClient();`,
      message: /because the address of the database sets its limits/,
    },
    `import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient({ datasources: { db: { url: process.env.DATABASE_URL } } });`,
    `import { PrismaClient } from '@prisma/client';
const url = new URL(process.env.DATABASE_URL);
url.searchParams.set('socket_timeout', '10');
export const prisma = new PrismaClient({ datasourceUrl: url.toString() });`,
    `import { Pool } from 'pg';\nimport { config } from './config';\nexport const pool = new Pool(config);`,
    `import Redis from 'ioredis';\nexport const make = (options) => new Redis(options);`,
  ],
});
