import { testCheck } from '../../testing/check-test.js';
import { noPartialTimeout } from './no-partial-timeout.js';

const s3 = (options: string) =>
  `import { S3Client } from '@aws-sdk/client-s3';\nexport const client = new S3Client({ requestHandler: ${options} });`;
const pg = (options: string) => `import { Pool } from 'pg';\nexport const pool = new Pool(${options});`;

/** A function with a timer of four seconds, by the lines of its body. */
const timed = (body: string, head = 'async function load(id)') =>
  `export ${head} {\n  const c = new AbortController();\n  const t = setTimeout(() => c.abort(), 4000);\n${body}\n}`;
const sent = 'fetch(BASE + id, { signal: c.signal })';

/** The timer of a caller, around a function of another file that hands back the answer or what it has read of it. */
const through = (body: string) => ({
  code: `import { getJson, send, sendBy } from './http.js';\n${timed(body)}`,
  files: {
    'src/http.js': `export const send = (id, init) => fetch(BASE + id, { ...init, keepalive: true });\nexport const sendBy = (id, signal) => fetch(BASE + id, { signal });\nexport const getJson = async (id, init) => { const r = await fetch(BASE + id, init); return r.json(); };`,
  },
});

testCheck(noPartialTimeout, {
  violations: [
    through(
      `  let r;\n  try {\n    r = await send(id, { signal: c.signal });\n  } finally {\n    clearTimeout(t);\n  }\n  return await r.json();`,
    ),
    through(`  return sendBy(id, c.signal).then((r) => {\n    clearTimeout(t);\n    return r.json();\n  });`),
    through(
      `  const r = await send(id, { signal: c.signal }).finally(() => clearTimeout(t));\n  const text = await r.text();\n  return parse(text);`,
    ),
    `export const load = (url) => {\n  const c = new AbortController();\n  const t = setTimeout(() => c.abort(), 3000);\n  return fetch(url, { signal: c.signal }).finally(() => clearTimeout(t)).then(async (r) => ({ body: await r.json() }));\n};`,
    // The timer is cleared when the headers are there, in every order.
    timed(`  const r = await ${sent}.finally(() => clearTimeout(t));\n  return r.json();`),
    timed(`  try {\n    const r = await ${sent};\n    return r.json();\n  } finally {\n    clearTimeout(t);\n  }`),
    timed(`  return ${sent}.then((r) => {\n    clearTimeout(t);\n    return r.json();\n  });`, 'function load(id)'),
    timed(`  return ${sent}.finally(() => clearTimeout(t)).then((r) => r.text());`, 'function load(id)'),
    timed(`  const stop = () => clearTimeout(t);\n  return ${sent}.finally(stop).then((r) => r.json());`),
    timed(
      `  let r;\n  try {\n    r = await ${sent};\n  } finally {\n    clearTimeout(t);\n  }\n  const list = [];\n  for await (const part of r.body) list.push(part);\n  return list;`,
    ),
    timed(
      `  const answer = ${sent};\n  const r = await answer;\n  clearTimeout(t);\n  if (!r.ok) throw new Error('no');\n  return await r.arrayBuffer();`,
    ),
    timed(`  try {\n    const r = await ${sent};\n    return parse(r);\n  } finally {\n    clearTimeout(t);\n  }`),
    timed(
      `  const send = () => ${sent};\n  try {\n    const r = await send();\n    return r.json();\n  } finally {\n    clearTimeout(t);\n  }`,
    ),
    timed(`  try {\n    return await ${sent};\n  } finally {\n    clearTimeout(t);\n  }`),
    timed(
      `  const r = await ${sent};\n  if (r.ok) {\n    clearTimeout(t);\n    return r.json();\n  }\n  throw new Error('no');`,
    ),
    `import fetch from 'node-fetch';\n${timed(`  return new Promise((resolve, reject) => {\n    ${sent}.then((r) => { clearTimeout(t); resolve(r); }, reject);\n  });`)}`,
    `import { request } from 'undici';\n${timed('  const { statusCode, body } = await request(BASE + id, { signal: c.signal });\n  clearTimeout(t);\n  return statusCode === 200 ? body.json() : undefined;')}`,
    // A race that is over when the headers come.
    {
      code: `export async function load(url) {
  const r = await Promise.race([fetch(url), new Promise((_, reject) => setTimeout(reject, 4000))]);
  return r.json();
}`,
      message: /`Promise\.race` does not cover every phase, .* reading the body/,
    },
    `import pTimeout from 'p-timeout';\nexport const load = async (url) => {\n  const r = await pTimeout(fetch(url), { milliseconds: 4000 });\n  return r.json();\n};`,
    // Until the headers come.
    {
      code: `import ky from 'ky';\nexport const load = (url) => ky.get(url, { timeout: 5000 }).json();`,
      message:
        /^`timeout` does not cover every phase, so this call can hang while reading the body .*\. Set `signal` as well\.$/,
      line: 2,
    },
    `import { ofetch } from 'ofetch';\nexport const load = (url) => ofetch(url, { timeout: 5000 });`,
    {
      code: `export async function load(url) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  const response = await fetch(url, { signal: controller.signal });
  clearTimeout(timer);
  return response.json();
}`,
      message: /^The timer of `signal` is cleared before the body has been read, .*\. Clear the timer after/,
    },
    // Whoever gets the answer reads the body.
    `export async function load(url) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  try {
    const response = await fetch(url, { signal: controller.signal });
    return response;
  } finally {
    clearTimeout(timer);
  }
}`,
    `import { request, Agent } from 'undici';\nawait request(url, { headersTimeout: 5000 });`,
    `import got from 'got';\nexport const load = (url) => got(url, { timeout: { response: 5000 } });`,
    `import needle from 'needle';\nawait needle('get', url, null, { response_timeout: 5000 });`,
    `import OpenAI from 'openai';\nconst ai = new OpenAI({ timeout: 20_000 });\nawait ai.responses.create({});`,
    {
      code: s3('{ connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true }'),
      message: /hang while reading the body .*`requestHandler\.socketTimeout`/,
    },
    // While connecting only.
    {
      code: `import Redis from 'ioredis';\nconst client = new Redis({ connectTimeout: 5000 });\nawait client.get('a');`,
      message: /can hang while waiting for the answer .*Set `commandTimeout` as well/,
    },
    `import { createClient } from 'redis';\nconst client = createClient({ socket: { connectTimeout: 5000 } });\nawait client.get('a');`,
    // Kept by the server.
    {
      code: pg('{ statement_timeout: 5000, connectionTimeoutMillis: 2000 }'),
      message: /^`statement_timeout` and `connectionTimeoutMillis` is kept by the server only|^.*kept by the server/,
    },
    pg(`{ connectionString: 'postgres://db/app?statement_timeout=5000' }`),
    // A query ends, and connecting does not.
    { code: pg('{ query_timeout: 5000 }'), message: /can hang while connecting/ },
  ],
  sound: [
    // The body has been read behind the call, or nothing says that there is one.
    through(`  try {\n    return await getJson(id, { signal: c.signal });\n  } finally {\n    clearTimeout(t);\n  }`),
    through(`  const r = await send(id, { signal: c.signal });\n  clearTimeout(t);\n  return r.status;`),
    through(
      `  const r = await send(id, { signal: c.signal });\n  const body = await r.json();\n  clearTimeout(t);\n  return body;`,
    ),
    // A callback that waits for the body is done before what comes after it in the chain.
    `export const load = (url) => {\n  const c = new AbortController();\n  const t = setTimeout(() => c.abort(), 3000);\n  return fetch(url, { signal: c.signal }).then(async (r) => ({ status: r.status, body: await r.json() })).finally(() => clearTimeout(t));\n};`,
    `export const load = async (url) => {\n  const c = new AbortController();\n  const t = setTimeout(() => c.abort(), 3000);\n  const read = async () => {\n    const r = await fetch(url, { signal: c.signal });\n    const text = await r.text();\n    return text;\n  };\n  try {\n    return await read();\n  } finally {\n    clearTimeout(t);\n  }\n};`,
    `import ky from 'ky';\nexport const load = (url) => ky.get(url, { timeout: 5000, signal: AbortSignal.timeout(9000) }).json();`,
    // Nothing is written, or not enough: other checks speak.
    `import ky from 'ky';\nexport const load = (url) => ky.get(url).json();`,
    `await fetch(url);`,
    s3('{ requestTimeout: 5000 }'),
    s3('{ connectionTimeout: 1000 }'),
    // All phases.
    `await fetch(url, { signal: AbortSignal.timeout(5000) });`,
    `import axios from 'axios';\nexport const api = axios.create({ timeout: 5000 });`,
    `import { request } from 'undici';\nawait request(url, { headersTimeout: 5000, bodyTimeout: 5000 });`,
    `import needle from 'needle';\nawait needle('get', url, null, { response_timeout: 5000, read_timeout: 5000 });`,
    s3('{ connectionTimeout: 1000, socketTimeout: 5000 }'),
    pg('{ query_timeout: 5000, connectionTimeoutMillis: 2000 }'),
    `import Redis from 'ioredis';\nexport const client = new Redis({ connectTimeout: 5000, commandTimeout: 5000 });`,
    // The library bounds connecting by itself.
    `import { MongoClient } from 'mongodb';\nexport const client = new MongoClient(uri, { socketTimeoutMS: 5000 });`,
    // The timer goes on while the body is read.
    `export async function load(url) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  const response = await fetch(url, { signal: controller.signal });
  const body = await response.json();
  clearTimeout(timer);
  return body;
}`,
    timed(`  return ${sent}.then((r) => r.json()).finally(() => clearTimeout(t));`),
    timed(
      `  try {\n    const r = await ${sent};\n    return await r.json();\n  } finally {\n    clearTimeout(t);\n  }`,
    ),
    timed(
      `  const stop = () => clearTimeout(t);\n  const r = await ${sent};\n  const text = await r.text();\n  stop();\n  return text;`,
    ),
    timed(
      `  return ${sent}.then(async (r) => {\n    const data = await r.json();\n    clearTimeout(t);\n    return data;\n  });`,
    ),
    timed(
      `  const r = await ${sent};\n  if (!r.ok) {\n    clearTimeout(t);\n    throw new Error('no');\n  }\n  const data = await r.json();\n  clearTimeout(t);\n  return data;`,
    ),
    timed(
      `  try {\n    const r = await ${sent};\n    return await parse(r);\n  } catch (error) {\n    clearTimeout(t);\n    throw error;\n  } finally {\n    clearTimeout(t);\n  }`,
    ),
    timed(
      `  try {\n    return await retry(() => ${sent}.then((r) => r.json()));\n  } finally {\n    clearTimeout(t);\n  }`,
    ),
    // The answer of this client is whole.
    `import axios from 'axios';\n${timed('  try {\n    const { data } = await axios.get(BASE + id, { signal: c.signal });\n    return data;\n  } finally {\n    clearTimeout(t);\n  }')}`,
    // The race goes on while the body is read.
    `export async function load(url) {\n  return Promise.race([fetch(url).then((r) => r.json()), new Promise((_, reject) => setTimeout(reject, 4000))]);\n}`,
    // Nobody reads the body.
    `export async function ping(url) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  try {
    const response = await fetch(url, { signal: controller.signal });
    return response.ok;
  } finally {
    clearTimeout(timer);
  }
}`,
    // Bounded from outside.
    `import ky from 'ky';\nimport pTimeout from 'p-timeout';\nawait pTimeout(ky.get(url, { timeout: 5000 }).json(), { milliseconds: 9000 });`,
    // A worker of a queue has to wait.
    `import Redis from 'ioredis';\nexport const client = new Redis({ connectTimeout: 5000, maxRetriesPerRequest: null });`,
    // Every call closes it.
    `import got from 'got';\nconst api = got.extend({ timeout: { response: 5000 } });\nawait api.get(url, { timeout: { request: 9000 } });`,
  ],
  undetermined: [
    // Whoever gets the client may bound each operation.
    `import Redis from 'ioredis';\nexport const client = new Redis({ connectTimeout: 5000 });`,
    `import { createClient } from 'redis';\nexport const make = () => createClient({ socket: { connectTimeout: 3000 } });`,
    `import ky from 'ky';\nexport const load = (url, signal) => ky.get(url, { timeout: 5000, signal }).json();`,
  ],
});
