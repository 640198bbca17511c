import { testCheck } from '../../testing/check-test.js';
import { noUnsettledPromise } from './no-unsettled-promise.js';

testCheck(noUnsettledPromise, {
  violations: [
    {
      code: `export const load = (id) => new Promise(async (resolve, reject) => { const answer = await fetch('https://api.example.com/' + id); resolve(answer); });`,
      message:
        /^Nobody takes the promise of an asynchronous executor, so a failure of `fetch` is an unhandled rejection, and/,
    },
    // A client of which the tables know nothing.
    `import { NodeHttpHandler } from '@smithy/node-http-handler';\nexport const ask = (request) => new Promise(async (resolve) => { const client = new NodeHttpHandler(); const { response } = await client.handle(request); resolve(response); });`,
    `const read = async (id) => fetch('https://api.example.com/' + id);\nmodule.exports = (id) => new Promise(async function (done) { done(await read(id)); });`,
    {
      code: `export const read = (stream) => new Promise((resolve, reject) => { let text = ''; stream.on('data', (part) => { text += part; }); stream.on('finish', () => { try { resolve(JSON.parse(text)); } catch (error) { console.error(error); } }); });`,
      message: /^This `catch` neither rejects nor resolves the promise around it/,
    },
    {
      code: `import { readFile } from 'node:fs';\nexport const read = (path) => new Promise((resolve) => { readFile(path, (error, text) => { if (error) { console.error(error); return; } resolve(text); }); });`,
      message: /^When `error` is set the promise is neither rejected nor resolved/,
    },
    `export const save = (db, row) => new Promise((yes) => { db.insert(row, function (err, saved) { if (err) { console.log(err); } else { yes(saved); } }); });`,
    {
      code: `export const write = (out, text) => new Promise((resolve) => { out.on('finish', () => resolve()); out.on('error', (error) => { console.error('failed', error.message); }); out.end(text); });`,
      message: /^The listener for the `error` event of `out` neither rejects nor resolves/,
    },
  ],
  sound: [
    `export const load = (id) => new Promise(async (resolve, reject) => { try { resolve(await fetch('https://api.example.com/' + id)); } catch (error) { reject(error); } });`,
    `export const later = () => new Promise(async (resolve) => { await sleep(10); resolve(); });\nconst sleep = (ms) => new Promise((done) => setTimeout(done, ms));`,
    `import { setTimeout as pause } from 'node:timers/promises';\nexport const later = () => new Promise(async (resolve) => { await pause(10); resolve(); });`,
    `export const read = (stream) => new Promise((resolve, reject) => { stream.on('finish', () => { try { resolve(JSON.parse(stream.text)); } catch (error) { reject(error); } }); });`,
    // It is settled behind the catch, in a finally, by a timer, when the emitter closes.
    `export const read = (text) => new Promise((resolve) => { try { resolve(JSON.parse(text)); } catch (error) { console.error(error); } resolve(undefined); });`,
    `export const read = (text) => new Promise((resolve) => { try { if (text) resolve(JSON.parse(text)); } catch (error) { console.error(error); } finally { resolve(undefined); } });`,
    `export const ask = (socket) => new Promise((resolve, reject) => { const timer = setTimeout(() => reject(new Error('late')), 1000); socket.on('message', (text) => { try { resolve(JSON.parse(text)); } catch (error) { console.error(error); } }); });`,
    `export const run = (child) => new Promise((resolve) => { child.on('exit', () => resolve(0)); child.on('error', (error) => { console.error(error); }); child.on('close', () => resolve(1)); });`,
    // Another way of telling, or another try.
    `import { readFile } from 'node:fs';\nexport const read = (path) => new Promise((resolve, reject) => { readFile(path, (error, text) => { if (error) return reject(error); resolve(text); }); });`,
    `import { readFile } from 'node:fs';\nexport const read = (path) => new Promise((resolve) => { const once = () => readFile(path, (error, text) => { if (error) { console.error(error); once(); return; } resolve(text); }); once(); });`,
    `export const write = (out, fail) => new Promise((resolve) => { out.on('finish', () => resolve()); out.on('error', (error) => { fail(error); }); });`,
    // Of another promise, or of none.
    `export const outer = () => new Promise((resolve) => { resolve(new Promise((inner, fail) => { go((error) => { if (error) fail(error); else inner(); }); })); });`,
    `class Promise { constructor() {} }\nexport const read = (text) => { try { return JSON.parse(text); } catch (error) { console.error(error); } };`,
  ],
  undetermined: [
    {
      code: `import { load } from './store';\nexport const all = () => new Promise(async (resolve) => { resolve(await load()); });`,
      message: /because other code decides whether `load` can fail/,
    },
  ],
});
