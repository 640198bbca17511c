import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll } from 'vitest';
import { testCheck } from '../../testing/check-test.js';
import { requireHttpTimeout } from './require-http-timeout.js';

const ax = (rest: string) => `import axios from 'axios';\n${rest}`;
const http = (rest: string) => `import http from 'node:http';\n${rest}`;

mkdirSync('reports', { recursive: true });
const root = mkdtempSync(path.resolve('reports/nest-'));
writeFileSync(path.join(root, 'package.json'), '{}');
writeFileSync(
  path.join(root, 'pay.module.ts'),
  `import { HttpModule } from '@nestjs/axios';\n@Module({ imports: [HttpModule] })\nexport class PayModule {}`,
);
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** A function of another file that has no limit of its own. */
const wrapper = `export default async function load(url: string, init?: { timeout?: number }) {
  const controller = new AbortController();
  const timer = init?.timeout ? setTimeout(() => controller.abort(), init.timeout) : undefined;
  try {
    return (await fetch(url, { signal: controller.signal })).json();
  } finally {
    clearTimeout(timer);
  }
}`;

const optional = `export async function get(url: string, signal?: AbortSignal) {\n  return fetch(url, { signal });\n}`;

/** A call with the signal that a function of another file gives, whatever that function is called. */
const signalBy = (given: string, name = 'timeoutSignal') => ({
  code: `import { ${name} } from './signals.js';\nexport const load = (url: string) => fetch(url, { signal: ${name}(5_000) });`,
  files: { 'src/signals.ts': given },
});

testCheck(requireHttpTimeout, {
  violations: [
    // A method is taken from the client, and called without it.
    ax(
      `class Api {\n  private http = axios.create();\n  a() { return this.http.get('/a', { timeout: 5000 }); }\n  b() { const get = this.http.get; return get('/b'); }\n}\nexport const api = new Api();`,
    ),
    // One of the calls has a limit of its own, and the client is handed on.
    ax(
      `class Api {\n  private http = axios.create();\n  a() { return this.http.get('/a', { timeout: 5000 }); }\n  b() { return this.http.get('/b'); }\n}\nexport const api = new Api();`,
    ),
    ax(
      `class Api {\n  private http = axios.create();\n  a() { return this.http.get('/a', { timeout: 5000 }); }\n  b() { return run(this.http); }\n}\nexport const api = new Api();`,
    ),
    // A limit that may be left out, and that somebody leaves out or nobody passes.
    {
      code: optional,
      files: { 'src/caller.ts': `import { get } from './file.js';\nget(a, AbortSignal.timeout(5000));\nget(b);` },
    },
    { code: optional, files: { 'src/caller.ts': `import { get } from './file.js';\nrun(get);` } },
    `export const load = () => {\n  const q = new Request(BASE);\n  return fetch(q.clone());\n};`,
    `export const load = (url) => fetch(new Request(url, { method: 'POST' }));`,
    `export const load = (url: string) => fetch(new Request(new Request(url), { method: 'POST' }));`,
    {
      // The module beside it takes `HttpModule` without options.
      code: `import { HttpService } from '@nestjs/axios';\nexport class Pay {\n  constructor(private readonly http: HttpService) {}\n  charge(order: Order) {\n    return this.http.post(url, order);\n  }\n}`,
      filename: path.join(root, 'pay.service.ts'),
      message: /Nest HttpService never ends\. Add `timeout: 5_000`/,
      line: 5,
    },
    {
      // The part of a route that runs on the server.
      code: `import { useState } from 'react';
export async function loader() {
  return fetch(process.env.ORDERS_URL);
}
export default function Orders() {
  return <p>{useState(0)}</p>;
}`,
      filename: 'src/orders.tsx',
      line: 3,
    },
    {
      // A function that the page calls and the server runs.
      code: `export function Orders({ url }) {
  const order = async (form) => {
    'use server';
    await fetch(url, { method: 'POST', body: form });
  };
  return <form action={order} />;
}`,
      filename: 'src/orders.tsx',
      line: 4,
    },
    {
      // No component, although its file has one.
      code: `export const load = (url) => fetch(url);\nexport const Orders = () => <p />;`,
      filename: 'src/orders.tsx',
      line: 1,
    },
    // On both sides, or outside of the page that it works with.
    `const token = typeof document === 'undefined' ? '' : document.cookie;\nexport const load = (url) => fetch(url, { headers: { token } });`,
    `import puppeteer from 'puppeteer';\nexport const title = (page) => page.evaluate(() => document.title);\nexport const load = (url) => fetch(url);`,
    `import { readFile } from 'node:fs/promises';\nexport const title = (page) => page.evaluate(() => document.title);\nexport const load = (url) => fetch(url);`,
    `export const save = (document, url) => fetch(url, { body: document.text });`,
    `export const agent = () => navigator.userAgent;\nexport const load = (url) => fetch(url);`,
    // A component that a server renders has no hooks of the browser.
    {
      code: `import { cache } from 'react';\nexport async function Orders({ url }: { url: string }) {\n  return <p>{(await fetch(url)).status}</p>;\n}`,
      filename: 'src/orders.tsx',
    },
    {
      code: `import { get } from '@acme/http';\nawait get('/orders');`,
      settings: { clients: [{ module: '@acme/http', export: 'get', timeout: 'timeoutMs' }] },
    },
    {
      code: `await fetch(url);`,
      message: /^By default this call waits up to 5 minutes .*\. Add `signal: AbortSignal\.timeout\(5_000\)`\.$/,
      line: 1,
      repaired: `await fetch(url, { signal: AbortSignal.timeout(5_000) });`,
    },
    {
      code: `fetch(url, { method: 'POST' });`,
      repaired: `fetch(url, { method: 'POST', signal: AbortSignal.timeout(5_000) });`,
    },
    { code: `fetch(url, {});`, repaired: `fetch(url, { signal: AbortSignal.timeout(5_000) });` },
    `globalThis.fetch(url);`,
    `const get = fetch;\nawait get(url);`,
    `const init = { method: 'POST' };\ninit.body = text;\nawait fetch(url, init);`,
    `const base = { headers };\nawait fetch(url, { ...base, method: 'POST' });`,
    `await fetch(new Request(url, { method: 'POST' }));`,
    `await Promise.race([fetch(url), other]);`,
    // A timer that settles nothing, or not on each way.
    `export const load = (url, late) =>\n  new Promise((resolve, reject) => {\n    late && setTimeout(reject, 5000);\n    fetch(url).then(resolve, reject);\n  });`,
    `export const load = (url, late) =>\n  new Promise((resolve, reject) => {\n    if (!late) return void fetch(url).then(resolve, reject);\n    setTimeout(reject, 5000);\n  });`,
    `export const load = (url) =>\n  new Promise((resolve, reject) => {\n    setTimeout(() => log('slow'), 5000);\n    fetch(url).then(resolve, reject);\n  });`,
    `export const load = (url, late) =>\n  new Promise((resolve, reject) => {\n    if (late) setTimeout(reject, 5000);\n    fetch(url).then(resolve, reject);\n  });`,
    // A line that people can find in a chain.
    { code: `import got from 'got';\nexport const load = (url) =>\n  got\n    .get(url)\n    .json();`, line: 4 },
    // All forms of import.
    ax(`await axios.get(url);`),
    { code: ax(`await axios.get(url);`), repaired: ax(`await axios.get(url, { timeout: 5_000 });`) },
    ax(`await axios({ url });`),
    ax(`const { get } = axios;\nawait get(url);`),
    ax(`const post = axios.post;\nawait post(url, body);`),
    ax(`const config = { headers };\nawait axios.put(url, body, config);`),
    `import { default as client } from 'axios';\nawait client.get(url);`,
    `import * as axios from 'axios';\nawait axios.get(url);`,
    `const axios = require('axios');\naxios.get(url);`,
    `const { get } = require('axios');\nget(url);`,
    `const axios = require('axios').default;\naxios.get(url);`,
    `const { default: axios } = await import('axios');\nawait axios.get(url);`,
    `import axios = require('axios');\naxios.get(url);`,
    `import nodeFetch from 'node-fetch';\nawait nodeFetch(url);`,
    `import { request } from 'undici';\nawait request(url);`,
    // Clients: where they are made.
    {
      code: ax(`export const api = axios.create({ baseURL });`),
      line: 2,
      repaired: ax(`export const api = axios.create({ baseURL, timeout: 5_000 });`),
    },
    ax(`const api = axios.create({ baseURL });\nawait api.get('/a');\nawait api.get('/b');`),
    `import got from 'got';\nexport const api = got.extend({ prefixUrl });`,
    `import superagent from 'superagent';\nawait superagent.get(url).set('a', 'b');`,
    // node:http needs somebody who acts on the event.
    http(`http.get(url, callback);`),
    { code: http(`http.request({ host, timeout: 5000 }, callback).end();`), message: /only emits an event/ },
    http(`const request = http.request(url);\nrequest.setTimeout(5000);`),
    http(`const request = http.request(url, { timeout: 5000 });\nrequest.on('timeout', () => log('slow'));`),
    // A wrapper with no default of its own, and its callers without the option.
    {
      code: `async function load(url, init = {}) {\n  return fetch(url, { ...init, redirect: 'error' });\n}\nawait load(first);`,
      count: 2,
    },
    `export async function load(url: string, init?: RequestInit) {\n  return fetch(url, { ...init });\n}`,
    {
      code: `import load from './http';\nawait load(url);`,
      files: { 'src/http.ts': wrapper },
    },
  ],
  sound: [
    // Each call has one, and nobody else gets hold of the client.
    ax(
      `class Api {\n  private http = axios.create();\n  a() { return this.http.get('/a', { timeout: 5000 }); }\n}\nexport const api = new Api();`,
    ),
    ax(
      `class Api {\n  #http = axios.create();\n  a() { return this.#http.get('/a', { timeout: 5000 }); }\n}\nexport const api = new Api();`,
    ),
    // A signal of another file that a timer aborts, whatever the function is called.
    signalBy(`export const timeoutSignal = (ms) => AbortSignal.timeout(ms);`),
    signalBy(`export const within = (ms) => AbortSignal.timeout(ms);`, 'within'),
    signalBy(
      `export function soon(ms) { const controller = new AbortController(); setTimeout(() => controller.abort(), ms); return controller.signal; }`,
      'soon',
    ),
    {
      ...signalBy(`export { within as timeoutSignal } from './more.js';`),
      files: {
        'src/signals.ts': `export { within as timeoutSignal } from './more.js';`,
        'src/more.ts': `export const within = (ms) => AbortSignal.any([AbortSignal.timeout(ms)]);`,
      },
    },
    `import timeoutSignal from 'timeout-signal';\nexport const load = (url) => fetch(url, { signal: timeoutSignal(5_000) });`,
    // A limit that may be left out, and that all callers in other files pass.
    ...[
      `import { get } from './file.js';\nget(a, AbortSignal.timeout(5000));\nget(b, AbortSignal.timeout(2000));`,
      `import { get as load } from './file.js';\nconst signal = AbortSignal.timeout(5000);\nload(a, signal).then(show);`,
      `import * as http from './file.js';\nhttp.get(a, AbortSignal.timeout(5000));`,
    ].map((caller) => ({ code: optional, files: { 'src/caller.ts': caller } })),
    {
      code: optional,
      files: {
        'src/index.ts': `export { get as load } from './file.js';`,
        'src/caller.ts': `import { load } from './index.js';\nload(a, AbortSignal.timeout(5000));`,
      },
    },
    {
      code: `export const get = (url: string, options: { timeout?: number } = {}) => axios.get(url, options);\nimport axios from 'axios';`,
      files: { 'src/caller.ts': `import { get } from './file.js';\nget(a, { timeout: 5000 });` },
    },
    // A transport in sight that ends each request.
    `import { GraphQLClient } from 'graphql-request';
export const client = new GraphQLClient(BASE, { fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(5_000) }) });`,
    `import { GraphQLClient } from 'graphql-request';
async function timed(url, init) {
  return fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
}
export const client = new GraphQLClient(BASE, { fetch: timed });`,
    // A caller of the other branch.
    {
      code: `import request from 'request';
const bounded = request.defaults({ timeout: 5000 });
function call(options, callback) {
  if (!callback) return bounded(options);
  return bounded(options, callback);
}
call({ uri: '/a' }, (error) => log(error));`,
      filename: 'src/a.js',
    },
    `const load = (url, quick) => (quick ? fetch(url, { signal: AbortSignal.timeout(500) }) : fetch(url, { signal: AbortSignal.timeout(5000) }));
load(BASE, true);`,
    // A fetch that is handed in, with a signal.
    `export class Rates {
  constructor(private readonly fetch: typeof globalThis.fetch) {}
  today(path: string) {
    return this.fetch(path, { signal: AbortSignal.timeout(5000) });
  }
}`,
    // A request keeps its signal.
    `export const load = () => {\n  const q = new Request(BASE, { signal: AbortSignal.timeout(3000) });\n  return fetch(q.clone());\n};`,
    `export const load = () => {\n  const q = new Request(BASE, { signal: AbortSignal.timeout(3000) });\n  return fetch(new Request(q, { method: 'POST' }));\n};`,
    `const timed = (url) => new Request(url, { signal: AbortSignal.timeout(3000) });\nexport const load = (url) => fetch(timed(url));`,
    `import { fetch, Request } from 'undici';\nexport const load = async (url) => {\n  const first = new Request(url, { signal: AbortSignal.timeout(3000) });\n  const second = first.clone();\n  return (await fetch(second)).text();\n};`,
    {
      code: `import { HttpService } from '@nestjs/axios';\nexport class Pay {\n  constructor(private readonly http: HttpService) {}\n  charge(order: Order) {\n    return this.http.post(url, order, { timeout: 5000 });\n  }\n}`,
      filename: path.join(root, 'pay.service.ts'),
    },
    // In a page of a browser.
    `export const copy = (text) => navigator.clipboard.writeText(text);\nexport const load = (url) => fetch(url);`,
    `const token = () => document.cookie.match(/token=(\\w+)/)[1];\nexport const load = (url) => fetch(url, { headers: { token: token() } });`,
    {
      code: `import { useState, useCallback } from 'react';
export function Orders({ path }: { path: string }) {
  const [orders, setOrders] = useState([]);
  const load = useCallback(async () => setOrders(await (await fetch(path)).json()), [path]);
  return <button onClick={load}>{orders.length}</button>;
}`,
      filename: 'src/orders.tsx',
    },
    {
      code: `import { useOrders } from './orders';
export const Orders = ({ url }) => {
  const { reload } = useOrders();
  const order = async () => {
    await fetch(url, { method: 'POST' });
    reload();
  };
  return <button onClick={order} />;
};`,
      filename: 'src/orders.jsx',
    },
    `import * as React from 'react';\nexport const useOrders = (path) => {\n  React.useEffect(() => {\n    fetch(path).then(show);\n  }, [path]);\n};`,
    // Another check speaks at the option.
    `fetch(url, { timeout: 5000 });`,
    { code: `await fetch(url, { signal: AbortSignal.timeout(5000) });`, message: /bounded by `signal` \(5000 ms\)/ },
    `export const load = (url, ms) => fetch(url, { signal: AbortSignal.timeout(ms) });`,
    `const limit = 30 * 1000;\nawait fetch(url, { signal: AbortSignal.timeout(limit) });`,
    `await fetch(url, { signal: AbortSignal.any([other, AbortSignal.timeout(5000)]) });`,
    `const signal = AbortSignal.timeout(5000);\nconst init = { signal };\nawait fetch(url, { ...init, method: 'POST' });`,
    `const controller = new AbortController();\nsetTimeout(() => controller.abort(), 5000);\nawait fetch(url, { signal: controller.signal });`,
    `const controller = new AbortController();\nconst timer = setTimeout(() => controller.abort(), 5000);\ntry {\n  const response = await fetch(url, { signal: controller.signal });\n  use(await response.json());\n} finally {\n  clearTimeout(timer);\n}`,
    `await fetch(new Request(url, { signal: AbortSignal.timeout(5000) }));`,
    // Bound around the call.
    `const late = new Promise((_, reject) => setTimeout(reject, 5000));\nawait Promise.race([fetch(url), late]);`,
    `import pTimeout from 'p-timeout';\nawait pTimeout(fetch(url), { milliseconds: 5000 });`,
    // A promise that a timer of its own settles.
    `export const load = (url) =>\n  new Promise((resolve, reject) => {\n    setTimeout(() => reject(new Error('late')), 5000);\n    fetch(url).then(resolve, reject);\n  });`,
    `export function load(url) {\n  return new Promise((resolve, reject) => {\n    const timer = setTimeout(reject, 5000);\n    fetch(url).then(resolve).catch(reject).finally(() => clearTimeout(timer));\n  });\n}`,
    `export const load = (url) => new Promise((done) => {\n  setTimeout(() => done(undefined), 5000);\n  fetch(url).then(done);\n});`,
    `import { timeout, TimeoutStrategy } from 'cockatiel';\nconst policy = timeout(5000, TimeoutStrategy.Aggressive);\nawait policy.execute(() => fetch(url));`,
    `import CircuitBreaker from 'opossum';\nasync function load() {\n  return fetch(url);\n}\nconst breaker = new CircuitBreaker(load, { timeout: 3000 });`,
    // Reported where the value stands, by the checks for that.
    `fetch(url, { signal: undefined });`,
    `const controller = new AbortController();\nawait fetch(url, { signal: controller.signal });`,
    ax(`axios.defaults.timeout = 0;\nawait axios.get(url);`),
    // Not an outbound call.
    `import { fetch } from './fake';\nexport { fetch };`,
    `await fetch('/api/users');`,
    'await fetch(`/api/users/${id}`);',
    `await fetch('data:text/plain,hello');`,
    `const font = await fetch(new URL('../fonts/a.ttf', import.meta.url));`,
    `function fetch() {}\nfetch(url);`,
    `const response = new Response('x');`,
    { code: `'use client';\nawait fetch(url);` },
    { code: `await fetch(url);`, filename: 'src/browser/file.ts', settings: { browser: ['**/browser/**'] } },
    // Clients and defaults.
    ax(`export const api = axios.create({ baseURL, timeout: 5000 });`),
    ax(`const api = axios.create({ timeout: 5000 });\nawait api.get('/a');`),
    ax(`axios.defaults.timeout = 5000;\nawait axios.get(url);`),
    ax(`await axios.get(url, { timeout: 5000 });`),
    ax(`await axios({ url, timeout: Number(process.env.TIMEOUT ?? 5000) });`),
    ax(`const config = { headers };\nconfig.timeout = 5000;\nawait axios.put(url, body, config);`),
    ax(`const api = axios.create({ baseURL });\nawait api.get('/a', { timeout: 500 });`),
    `import ky from 'ky';\nawait ky.get(url).json();`,
    `import got from 'got';\nexport const api = got.extend({ timeout: { request: 5000 } });`,
    `import got from 'got';\nconst base = got.extend({ timeout: { request: 5000 } });\nexport const api = base.extend({ prefixUrl });`,
    `import superagent from 'superagent';\nawait superagent.get(url).set('a', 'b').timeout(5000);`,
    `import { request, setGlobalDispatcher, Agent } from 'undici';\nsetGlobalDispatcher(new Agent({ headersTimeout: 5000, bodyTimeout: 5000 }));\nawait request(url);`,
    `import { setGlobalDispatcher, Agent } from 'undici';\nsetGlobalDispatcher(new Agent({ headersTimeout: 5000, bodyTimeout: 5000 }));\nawait fetch(url);`,
    http(`const request = http.request(url, { timeout: 5000 });\nrequest.on('timeout', () => request.destroy());`),
    http(`const request = http.get(url);\nrequest.setTimeout(5000, () => request.destroy(new Error('late')));`),
    http(`http.get(url, { signal: AbortSignal.timeout(5000) });`),
    ax(
      `const api = axios.create({ baseURL });\napi.interceptors.request.use((config) => {\n  config.timeout = 5000;\n  return config;\n});\nexport default api;`,
    ),
    ax(`axios.interceptors.request.use((config) => ({ ...config, timeout: 5000 }));\nawait axios.get(url);`),
    // Wrappers.
    `export async function load(url, { timeout = 5000 } = {}) {\n  return fetch(url, { signal: AbortSignal.timeout(timeout) });\n}`,
    `async function load(url, init) {\n  return fetch(url, init);\n}\nawait load(first, { signal: AbortSignal.timeout(5000) });`,
    `export class Api {\n  private async call(path: string, init: RequestInit) {\n    return fetch(path, { signal: AbortSignal.timeout(5000), ...init });\n  }\n  list() {\n    return this.call('x', {});\n  }\n}`,
    {
      code: `import load from './http';\nawait load(url, { timeout: 5000 });`,
      files: { 'src/http.ts': wrapper },
    },
    {
      code: `import { get } from '@acme/http';\nawait get(url);`,
      settings: { clients: [{ module: '@acme/http', export: 'get', bounded: true }] },
    },
  ],
  undetermined: [
    // Whoever has the object has its client, too.
    ax(`export class Api {\n  http = axios.create();\n  a() { return this.http.get('/a', { timeout: 5000 }); }\n}`),
    ax(
      `class Api {\n  constructor() { this.http = axios.create(); }\n  a() { return this.http.get('/a', { timeout: 5000 }); }\n}\nmodule.exports = new Api();`,
    ),
    // A timer that is cleared while something is still waited for.
    `export const load = (url, late) =>\n  new Promise((resolve, reject) => {\n    const timer = setTimeout(reject, 5000);\n    fetch(url).then((r) => {\n      clearTimeout(timer);\n      return r.json();\n    }).then(resolve, reject);\n  });`,
    `export const load = (url, late) =>\n  new Promise((resolve, reject) => {\n    const timer = setTimeout(reject, 5000);\n    fetch(url).finally(() => clearTimeout(timer)).then((r) => r.json()).then(resolve, reject);\n  });`,
    // One branch of a function of another file ends in time.
    {
      code: `import load from './http';\nawait load(url);`,
      files: {
        'src/http.ts': `const limit = Number(process.env.LIMIT);\nexport default async function load(url: string, init?: { timeout?: number }) {\n  const ms = init?.timeout ?? limit;\n  if (ms > 0) {\n    return new Promise((resolve, reject) => {\n      setTimeout(() => reject(new Error('late')), ms);\n      run(url).then(resolve, reject);\n    });\n  } else {\n    return axios.get(url, init);\n  }\n}\nimport axios from 'axios';`,
      },
    },
    // Signals of functions that cannot be read, or that come from whoever is asked.
    signalBy(`export const timeoutSignal = (ms) => lookUp(ms).signal;`),
    { ...signalBy(''), files: {} },
    `import { timeoutSignal } from '@acme/signals';\nexport const load = (url) => fetch(url, { signal: timeoutSignal(5_000) });`,
    `export const load = (url, context) => fetch(url, { signal: context.deadlineSignal() });`,
    // It is handed on as a value as well, or is for those who install the package.
    {
      code: optional,
      files: { 'src/caller.ts': `import { get } from './file.js';\nget(a, AbortSignal.timeout(5000));\nrun(get);` },
    },
    {
      code: optional,
      files: {
        'src/index.ts': `export { get } from './file.js';`,
        'src/caller.ts': `import { get } from './file.js';\nget(a, AbortSignal.timeout(5000));`,
      },
    },
    // A fetch that is handed in may have a limit.
    {
      code: `export class Rates {
  constructor(private readonly fetch: typeof globalThis.fetch, private base: string) {}
  async today(path: string) {
    return (await this.fetch(this.base + path, { method: 'GET' })).json();
  }
}`,
      message: /because `fetch` is handed in, and may have a limit of its own\.$/,
    },
    `class Rates {
  constructor(fetch) {
    this.fetch = fetch;
  }
  today(path) {
    return this.fetch(BASE + path);
  }
}`,
    `export const today = ({ fetch }, path) => fetch(BASE + path).then((r) => r.json());`,
    `type Fetch = typeof fetch;
export function makeRates(fetchImpl: Fetch) {
  return { today: (path: string) => fetchImpl(BASE + path) };
}`,
    // A request that comes from elsewhere may have a signal.
    `export const given = (request: Request) => fetch(new Request(request, { headers: { a: 'b' } }));`,
    `export const given = (request: Request) => fetch(request.clone());`,
    `export const proxy = async ({ request }) => fetch(new Request(request, { redirect: 'manual' }));`,
    `export const proxy = (event) => fetch(event.request);`,
    `module.exports = (incoming) => fetch(incoming.clone());`,
    `export const send = (source) => {\n  source.headers.delete('cookie');\n  return fetch(source);\n};`,
    {
      // Each caller hands on a signal of its own caller.
      code: `export class Api {
  async load(url: string, signal?: AbortSignal) {
    return this.#send(url, signal);
  }
  async #send(url: string, signal?: AbortSignal) {
    return fetch(url, { signal });
  }
}`,
      filename: 'src/file.ts',
      count: 2,
    },
    `import { options } from './options';\nawait fetch(url, options);`,
    `import { options } from './options';\nawait fetch(url, { ...options, method: 'POST' });`,
    `export const load = (url, init) => fetch(url, init);`,
    `export const load = (url: string, signal: AbortSignal) => fetch(url, { signal });`,
    `fetch(...args);`,
    `await fetch(url, { signal: long ? undefined : AbortSignal.timeout(5000) });`,
    `const controller = new AbortController();\nbutton.onclick = () => controller.abort();\nawait fetch(url, { signal: controller.signal });`,
    `import fetch from '@server/fetch';\nawait fetch(url);`,
    `import { HttpService } from '@nestjs/axios';\nexport class Api {\n  constructor(private readonly http: HttpService) {}\n  load() {\n    return this.http.get(url);\n  }\n}`,
    `import { withTimeout } from './time';\nawait withTimeout(fetch(url), 5000);`,
    ax(`import { config } from './config';\nexport const api = axios.create(config);`),
  ],
});
