import { testCheck } from '../../testing/check-test.js';
import { noPartialTimeout } from './no-partial-timeout.js';

const s3 = (options: string) =>
  `import { S3Client } from '@aws-sdk/client-s3';\nexport const client = new S3Client({ requestHandler: ${options} });`;
const pg = (options: string) => `import { Pool } from 'pg';\nexport const pool = new Pool(${options});`;

testCheck(noPartialTimeout, {
  violations: [
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
