import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { testCheck } from '../../testing/check-test.js';
import { noUnhandledRejection } from './no-unhandled-rejection.js';

const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'faultline-rejections-')));
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** A folder whose packages are known, with a file in it. */
function packaged(name: string, dependencies: Readonly<Record<string, string>>): string {
  const folder = path.join(root, name);
  mkdirSync(path.join(folder, '.git'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, dependencies }));
  return path.join(folder, 'src/file.ts');
}

const sync = `async function sync(id) { const rows = await fetch('https://api.example.com/rows/' + id); return rows.json(); }\n`;
const caught = `async function sync() { try { await fetch('https://api.example.com/rows'); } catch (error) { console.error(error); } }\n`;
const store = {
  'src/store.ts': `import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function load(id) { return pool.query('select 1', [id]); }\nexport class Store { async refresh() { await load(1); } }\nexport const quiet = async () => { try { await load(1); } catch { return undefined; } };`,
};
const route = (body: string) =>
  `import express from 'express';\nexport const router = express.Router();\n${sync}${body}`;

testCheck(noUnhandledRejection, {
  violations: [
    {
      code: `${sync}setInterval(async () => { await sync(1); }, 60_000);`,
      message:
        /^`setInterval` takes no promise from the function that it calls, so a failure of `fetch` in it is an unhandled rejection, which ends the process\. Catch/,
      line: 2,
    },
    `${sync}setInterval(() => sync(1), 60_000);`,
    `${sync}setInterval(() => { sync(1); }, 60_000);`,
    `${sync}export function begin() { setTimeout(sync, 10_000); }`,
    `const load = (id) => fetch('https://api.example.com/rows/' + id);\nexport function changed(id) { load(id).then((rows) => console.log(rows.status)); }`,
    {
      code: `${sync}export async function changed(id) { try { void sync(id); } catch (error) { console.error(error); } }`,
      message:
        /^Nothing waits for `sync`, so the `catch` around it never runs, and a failure of `fetch` is an unhandled/,
    },
    `${sync}export async function changed(id) { id && sync(id); }`,
    `${sync}export const changed = (ids) => { for (const id of ids) (async () => { await sync(id); })(); };`,
    `${sync}export async function changed(ids) { Promise.all(ids.map((id) => sync(id))).then(() => console.log('done')); }`,
    {
      code: `${sync}export async function changed(ids, others) { await Promise.all([ids.map(async (id) => { await sync(id); }), others.map(async (id) => { await sync(id); })]); }`,
      message: /^`Promise\.all` is given lists of promises and waits for none of them/,
    },
    `${sync}export async function both(ids) { return ready().then(async () => { ids.map(async (id) => sync(id)); }); }\nconst ready = async () => 1;`,
    // A repeat that throws stops the next one as well.
    `${sync}async function tick() { await sync(1); setTimeout(tick, 1000); }\nexport const begin = () => setTimeout(tick, 1000);`,
    // Emitters, also where the object is handed in by one, and in a class of the project.
    `import { Server } from 'socket.io';\n${sync}const io = new Server();\nio.on('connection', (socket) => { socket.on('order', async (id) => { await sync(id); }); });`,
    `import { EventEmitter } from 'node:events';\n${sync}export class Feed extends EventEmitter { watch() { this.on('change', async (id) => { await sync(id); }); } }`,
    `const { WebSocketServer } = require('ws');\n${sync}new WebSocketServer({ port: 1 }).on('connection', (socket) => { socket.on('message', sync); });`,
    `import { createServer } from 'node:http';\n${sync}createServer(async (req, res) => { res.end(await sync(req.url)); }).listen(80);`,
    `import amqp from 'amqplib';\n${sync}export async function begin() { const channel = await (await amqp.connect('')).createChannel(); await channel.consume('orders', async (message) => { await sync(message.id); channel.ack(message); }); }`,
    // What fails stands in another file.
    {
      code: `import { load } from './store';\nexport async function changed(id) { void load(id); return 'ok'; }`,
      files: store,
      message: /a failure of `load` is an unhandled rejection/,
    },
    {
      code: `import { Store } from './store';\nconst store = new Store();\nsetInterval(() => { store.refresh(); }, 1000);`,
      files: store,
    },
    { code: `import { load } from './store';\nsetInterval(load, 1000);`, files: store },
    // Clocks by their versions.
    {
      code: `import { CronJob } from 'cron';\n${sync}new CronJob('* * * * *', async () => { await sync(1); }, null, true);`,
      filename: packaged('old-cron', { cron: '3.5.0' }),
    },
    `import schedule from 'node-schedule';\n${sync}schedule.scheduleJob('* * * * *', async () => { await sync(1); });`,
    `import { Cron } from 'croner';\n${sync}new Cron('* * * * *', async () => { await sync(1); });`,
    // node-cron takes what the callback gives back, and not what it starts.
    `import cron from 'node-cron';\n${sync}cron.schedule('* * * * *', () => { sync(1); });`,
    {
      code: route(
        `router.get('/rows', async (req, res) => { res.json(await sync(1)); });\nrouter.get('/row', async (req, res) => { res.json(await sync(2)); });`,
      ),
      filename: packaged('express-4', { express: '4.21.0' }),
      message:
        /^Express 4 takes no promise from `GET \/rows` and 1 more of the handlers here, so a failure of `fetch` leaves the request/,
    },
    {
      code: `const express = require('express');\nconst app = express();\n${sync}app.post('/rows', check, (req, res) => sync(1));`,
      filename: packaged('express-4-js', { express: '^4.0.0' }).replace(/ts$/, 'js'),
    },
    // Something hears of it, and the work is lost all the same.
    {
      code: `${sync}process.on('unhandledRejection', (reason) => { console.error(reason); });\nsetInterval(() => sync(1), 1000);`,
      message: /of which only a listener of this file hears, and the work is lost/,
    },
    {
      code: `${sync}setInterval(() => sync(1), 1000);`,
      filename: packaged('shop', { next: '15.0.0' }),
      message: /of which only Next\.js hears/,
    },
    {
      code: `${sync}setInterval(() => sync(1), 1000);`,
      filename: packaged('own-server', { next: '15.0.0', express: '4.21.0' }),
      message: /which ends the process/,
    },
    {
      code: `${sync}process.on('unhandledRejection', (reason) => { console.error(reason); process.exit(1); });\nsetInterval(() => sync(1), 1000);`,
      message: /which ends the process/,
    },
  ],
  sound: [
    // Awaited, returned, caught, or with nothing of another system in it.
    `${sync}export async function changed(id) { await sync(id); }`,
    `${sync}export const changed = (id) => sync(id);`,
    {
      code: `${sync}export function changed(id) { sync(id).catch(console.error); }`,
      message: /A `catch` takes a failure/,
    },
    `${sync}export function changed(id) { void sync(id).then((rows) => rows, (error) => console.error(error)); }`,
    `${caught}export function changed() { void sync(); }`,
    `${caught}setInterval(sync, 1000);`,
    `${sync}setInterval(async () => { try { await sync(1); } catch (error) { console.error(error); } }, 1000);`,
    `${sync}setInterval(() => { sync(1).catch(console.error); }, 1000);`,
    `const wait = async () => { await new Promise((done) => setTimeout(done, 1)); };\nsetInterval(wait, 1000);`,
    `${sync}export async function changed(ids) { Promise.allSettled(ids.map((id) => sync(id))); }`,
    `${sync}export async function changed(ids) { await Promise.all([...ids.map(async (id) => sync(id))]); }`,
    // While the process starts a failure may well end it.
    `${sync}sync(1);`,
    `${sync}sync(1).then((rows) => console.log(rows));`,
    `${sync}async function main() { await sync(1); }\nmain();`,
    `${sync}function begin() { void sync(1); }\nbegin();`,
    `import express from 'express';\n${sync}express().listen(80, async () => { await sync(1); });`,
    // Calls that tell a callback or an emitter of the end.
    `import http from 'node:http';\nexport function changed(id) { http.get('http://api.example.com/' + id).on('error', console.error); }\nsetInterval(() => http.get('http://api.example.com/'), 1000);`,
    `import ldap from 'ldapjs';\nexport function changed() { const client = ldap.createClient({ url: 'ldap://directory.example.com' }); client.unbind(); }`,
    // Builders of queries begin when somebody waits for them.
    `export function changed(prisma, id) { void prisma.order.update({ where: { id }, data: {} }); }`,
    // Clocks and frameworks that take the promise.
    `import cron from 'node-cron';\n${sync}cron.schedule('* * * * *', async () => { await sync(1); });`,
    {
      code: `import { CronJob } from 'cron';\n${sync}new CronJob('* * * * *', async () => { await sync(1); }, null, true);`,
      filename: packaged('new-cron', { cron: '4.4.0' }),
    },
    `import schedule from 'node-schedule';\n${sync}const job = schedule.scheduleJob('* * * * *', async () => { await sync(1); });\njob.on('error', console.error);`,
    `import { Cron } from 'croner';\n${sync}new Cron('* * * * *', { catch: true }, async () => { await sync(1); });`,
    {
      code: route(`router.get('/rows', async (req, res) => { res.json(await sync(1)); });`),
      filename: packaged('express-5', { express: '5.1.0' }),
    },
    {
      code: route(`router.get('/rows', async (req, res) => { res.json(await sync(1)); });`),
      filename: packaged('patched', { express: '4.21.0', 'express-async-errors': '3.1.1' }),
    },
    {
      code: route(
        `const wrap = (handler) => (req, res, next) => handler(req, res, next).catch(next);\nrouter.get('/rows', wrap(async (req, res) => { res.json(await sync(1)); }));`,
      ),
      filename: packaged('wrapped', { express: '4.21.0' }),
    },
    {
      code: route(
        `router.get('/rows', async (req, res, next) => { try { res.json(await sync(1)); } catch (error) { next(error); } });`,
      ),
      filename: packaged('handled', { express: '4.21.0' }),
    },
    // Whoever listens is not known, or takes the promise.
    `import { App } from '@slack/bolt';\n${sync}new App({}).on('message', async () => { await sync(1); });`,
    `import { setTimeout } from 'node:timers/promises';\n${sync}export const later = async () => { await setTimeout(10, sync); };`,
    { code: `import { quiet } from './store';\nsetInterval(quiet, 1000);`, files: store },
    // Where a platform freezes the process, such work is judged by another check.
    `import type { SNSEvent } from 'aws-lambda';\n${sync}export async function handler(event: SNSEvent) { void sync(1); }`,
  ],
  undetermined: [
    {
      code: route(`router.get('/rows', async (req, res) => { res.json(await sync(1)); });`),
      message: /because Express takes it from version 5 on, and its version is not known/,
    },
    `import { CronJob } from 'cron';\n${sync}new CronJob('* * * * *', async () => { await sync(1); }, null, true);`,
    {
      code: `${sync}export function startFeed() { void sync(1); }`,
      message: /because it may run only while the process starts or ends/,
    },
  ],
});
