import { testCheck } from '../../testing/check-test.js';
import { noReusedDeadline } from './no-reused-deadline.js';

testCheck(noReusedDeadline, {
  violations: [
    // Made when the module is loaded.
    {
      code: `const options = { headers: {}, signal: AbortSignal.timeout(4_000) };
export async function price(id) {
  return (await fetch(BASE + id, options)).json();
}`,
      message:
        'The signal is made once and used by every call, so from 4 s later on each of them fails before it is sent. Write `AbortSignal.timeout(ms)` where each call is made.',
      line: 1,
    },
    `import express from 'express';
import axios from 'axios';
const limit = AbortSignal.timeout(2_000);
const app = express();
app.get('/price/:id', async (req, res) => {
  const { data } = await axios.get(BASE + req.params.id, { signal: limit });
  res.json(data);
});`,
    `const limit = AbortSignal.timeout(2_000);
export const load = (id, signal) => fetch(BASE + id, { signal: AbortSignal.any([signal, limit]) });`,
    `const limit = AbortSignal.timeout(2_000);
const both = AbortSignal.any([limit, stopping]);
export const load = (id) => fetch(BASE + id, { signal: both }).then((r) => r.json());`,
    `const limit = AbortSignal.timeout(2_000);
async function load(id) {
  return fetch(BASE + id, { signal: limit });
}
module.exports = { load };`,
    `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
const abortSignal = AbortSignal.timeout(10_000);
export const handler = async (event) => s3.send(new GetObjectCommand({ Key: event.key }), { abortSignal });`,
    `import middy from '@middy/core';
const signal = AbortSignal.timeout(3000);
export const handler = middy(async (event) => fetch(BASE + event.id, { signal })).use(cors());`,
    // Kept by an object, a client, a closure.
    `export class Prices {
  private readonly signal = AbortSignal.timeout(4000);
  async price(id: string) {
    return fetch(BASE + id, { signal: this.signal });
  }
}`,
    `class Prices {
  constructor() {
    this.options = { signal: AbortSignal.timeout(4000) };
  }
  price(id) {
    return fetch(BASE + id, this.options);
  }
}
export const prices = new Prices();`,
    `class Prices {
  static #signal = AbortSignal.timeout(4000);
  price(id) {
    return fetch(BASE + id, { signal: Prices.#signal });
  }
}
export default Prices;`,
    `import axios from 'axios';
const api = axios.create({ baseURL: BASE, signal: AbortSignal.timeout(5000) });
export const price = (id) => api.get('/price/' + id);`,
    `export function makeClient(base) {
  const signal = AbortSignal.timeout(5000);
  return { price: (id) => fetch(base + id, { signal }) };
}`,
    `export const priceRoute = (base) => {
  const signal = AbortSignal.timeout(5000);
  return async (req, res) => res.json(await (await fetch(base + req.params.id, { signal })).json());
};`,
    `import express from 'express';
export function routes() {
  const router = express.Router();
  const signal = AbortSignal.timeout(5000);
  router.get('/a', async (req, res) => {
    await fetch(BASE, { signal });
    res.end();
  });
  return router;
}`,
    // Made at the first call, and kept.
    `let signal;
export async function load(id) {
  signal ??= AbortSignal.timeout(5000);
  return fetch(BASE + id, { signal });
}`,
    // A controller.
    {
      code: `const controller = new AbortController();
setTimeout(() => controller.abort(), 5000);
export const load = (id) => fetch(BASE + id, { signal: controller.signal });`,
      message: /^The controller is made once .* Make the controller and its timer for each call/,
    },
    `const controller = new AbortController();
export async function load(id) {
  const timer = setTimeout(() => controller.abort(), 5000);
  try {
    return await (await fetch(BASE + id, { signal: controller.signal })).json();
  } finally {
    clearTimeout(timer);
  }
}`,
    // A point in time.
    `const end = Date.now() + 30_000;
export const load = (id) => fetch(BASE + id, { signal: AbortSignal.timeout(end - Date.now()) });`,
    // Again and again.
    `export function watch(url) {
  const signal = AbortSignal.timeout(5000);
  setInterval(() => fetch(url, { signal }), 60_000);
}`,
    `export async function poll(url) {
  const signal = AbortSignal.timeout(5000);
  while (true) {
    try {
      await fetch(url, { signal });
    } catch (error) {
      console.error(error);
    }
    await sleep(60_000);
  }
}`,
  ],
  sound: [
    // Made for each call.
    `export const load = (id) => fetch(BASE + id, { signal: AbortSignal.timeout(4000) });`,
    `const options = () => ({ signal: AbortSignal.timeout(4000) });
export const price = async (id) => (await fetch(BASE + id, options())).json();`,
    `import axios from 'axios';
const api = axios.create({ baseURL: BASE });
api.interceptors.request.use((config) => ({ ...config, signal: AbortSignal.timeout(5000) }));
export const price = (id) => api.get('/price/' + id);`,
    `export class Prices {
  price(id) {
    this.signal = AbortSignal.timeout(4000);
    return fetch(BASE + id, { signal: this.signal });
  }
}`,
    `class Prices {
  get #options() {
    return { signal: AbortSignal.timeout(4000) };
  }
  price(id) {
    return fetch(BASE + id, this.#options);
  }
}`,
    // One limit for all that one call does.
    `export async function all(ids) {
  const signal = AbortSignal.timeout(10_000);
  return Promise.all(ids.map(async (id) => (await fetch(BASE + id, { signal })).json()));
}`,
    `export async function retried(id) {
  const signal = AbortSignal.timeout(10_000);
  const send = async () => fetch(BASE + id, { signal });
  for (let n = 0; n < 3; n += 1) {
    const r = await send();
    if (r.ok) return r.json();
  }
  throw new Error('no answer');
}`,
    `export async function pages(url) {
  const signal = AbortSignal.timeout(10_000);
  while (true) {
    const page = await (await fetch(url, { signal })).json();
    if (!page.next) return;
    url = page.next;
  }
}`,
    // One limit for a program that runs once.
    `const signal = AbortSignal.timeout(5000);
const r = await fetch(BASE, { signal });
console.log(await r.text());`,
    `const signal = AbortSignal.timeout(60_000);
async function load(id) {
  return (await fetch(BASE + id, { signal })).json();
}
async function main() {
  for (const id of await load('all')) await load(id);
}
main();`,
    {
      code: `const signal = AbortSignal.timeout(60_000);
export const load = (id) => fetch(BASE + id, { signal });`,
      filename: 'scripts/load.js',
    },
    // A new one takes its place.
    `let signal = AbortSignal.timeout(5000);
export function renew() {
  signal = AbortSignal.timeout(5000);
}
export const load = (id) => fetch(BASE + id, { signal });`,
    // It ends what runs when the program stops.
    `const stopping = new AbortController();
process.on('SIGTERM', () => stopping.abort());
export const load = (id) => fetch(BASE + id, { signal: stopping.signal });`,
    `const stopping = new AbortController();
process.on('SIGTERM', () => setTimeout(() => stopping.abort(), 10_000));
export const load = (id) => fetch(BASE + id, { signal: stopping.signal });`,
    // It is only looked at.
    `const warm = AbortSignal.timeout(5000);
export const load = (id) => fetch(BASE + id, { signal: AbortSignal.timeout(warm.aborted ? 1000 : 5000) });`,
  ],
  undetermined: [
    `const signal = AbortSignal.timeout(5000);
start(async (id) => fetch(BASE + id, { signal }));`,
    `export class Job {
  signal = AbortSignal.timeout(60_000);
  run() {
    return fetch(BASE, { signal: this.signal });
  }
}`,
  ],
});
