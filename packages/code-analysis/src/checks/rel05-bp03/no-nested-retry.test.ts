import { testCheck } from '../../testing/check-test.js';
import { noNestedRetry } from './no-nested-retry.js';

const s3 = `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({});\n`;
const loop = (call: string, handler = 'await sleep(100 * 2 ** i);') => `async function load(key) {
  for (let i = 0; i < 3; i++) {
    try {
      return await ${call};
    } catch (error) {
      ${handler}
    }
  }
}`;
const send = 's3.send(new GetObjectCommand({ Key: key }))';

/** A retry around a call of something that another file exports. */
const around = (name: string, call: string) =>
  `import pRetry from 'p-retry';\nimport { ${name} } from './http.js';\nexport const read = (url) => pRetry(() => ${call}, { retries: 3 });`;
const repeating = `import axios from 'axios';\nimport axiosRetry from 'axios-retry';\nexport const http = axios.create({ timeout: 3000 });\naxiosRetry(http, { retries: 3 });\nexport const plain = axios.create({ timeout: 3000 });\n`;
const loads = `export ${loop('fetch(key, { signal: AbortSignal.timeout(1000) })')}\nexport class Store { async read(url) { return load(url); } }\nexport const once = (url) => fetch(url);\n`;
const elsewhere = {
  'src/http.ts': "export * from './axios.js';\nexport * from './load.js';",
  'src/axios.ts': repeating,
  'src/load.ts': loads,
};

testCheck(noNestedRetry, {
  violations: [
    // What another file exports repeats by itself: a client, a function, what that calls.
    {
      code: around('http', 'http.get(url)'),
      files: elsewhere,
      message: /axios-retry repeats by itself, so up to 4 x 4 = 16 calls/,
    },
    {
      code: around('load', 'load(url)'),
      files: elsewhere,
      message: /`load` repeats by itself, so up to 4 x 3 = 12 calls/,
    },
    { code: around('Store', 'new Store().read(url)'), files: elsewhere },
    // All but one kind of error is tried again.
    s3 + loop(send, `if (error.name === 'AccessDenied') throw error;\nawait sleep(100 * 2 ** i);`),
    s3 + loop(send, `if (error instanceof NotFound) return undefined;\nawait sleep(100 * 2 ** i);`),
    `import { backOff } from 'exponential-backoff';\n${s3}export const load = (key) => backOff(() => ${send}, { retry: (error) => !isNotFound(error) });`,
    {
      // The client comes from a caller in this file.
      code: `import Stripe from 'stripe';\nimport { backOff } from 'exponential-backoff';
const send = async (stripe: Stripe, event: Stripe.Event) => {
  await backOff(() => stripe.events.create(event), { numOfAttempts: 3 });
};
export async function run(events: Stripe.Event[]) {
  const stripe = new Stripe(key);
  for (const event of events) await send(stripe, event);
}`,
      filename: 'src/file.ts',
      message: /^exponential-backoff repeats a call that Stripe repeats by itself, so up to 3 x 3 = 9/,
    },
    {
      code: s3 + loop(send),
      message:
        /^This loop repeats a call that AWS SDK v3 repeats by itself, so up to 3 x 3 = 9 calls are made for one failure\. Leave/,
      line: 4,
    },
    s3.replace('({})', '({ maxAttempts: 5 })') + loop(send),
    s3 + loop(send, `if (error.name !== 'ThrottlingException') throw error;`),
    `import S3 from 'aws-sdk/clients/s3';\nconst s3 = new S3();\n` + loop('s3.getObject({ Key: key }).promise()'),
    `import got from 'got';\n` + loop('got(key)'),
    `import ky from 'ky';\n` + loop('ky.get(key)'),
    `import OpenAI from 'openai';\nconst openai = new OpenAI();\n` +
      loop('openai.chat.completions.create({ model, messages })'),
    {
      code: `import pRetry from 'p-retry';\n${s3}export const load = (key) => pRetry(() => ${send}, { retries: 4 });`,
      message: /^p-retry repeats a call that AWS SDK v3 repeats by itself, so up to 5 x 3 = 15 calls/,
    },
    // Retries that were put on the client.
    `import axios from 'axios';\nimport axiosRetry from 'axios-retry';\nconst http = axios.create();\naxiosRetry(http, { retries: 3 });\n${loop('http.get(key)')}`,
    `import axios from 'axios';\nimport axiosRetry from 'axios-retry';\naxiosRetry(axios);\n${loop('axios.get(key)')}`,
    `const axios = require('axios');\nconst repeat = require('axios-retry');\nimport pRetry from 'p-retry';\nconst api = axios.create();\nrepeat(api, { retries: 2 });\nexport const load = (key) => pRetry(() => api.get(key));`,
    `import got from 'got';\nconst api = got.extend({ prefixUrl });\n${loop('api.get(key)')}`,
    `import ky from 'ky';\nconst api = ky.create({ prefixUrl });\n${loop('api(key)')}`,
    `import { Client } from '@notionhq/client';\nconst notion = new Client({ auth });\n${loop('notion.pages.retrieve({ page_id: key })')}`,
    `import { generateText } from 'ai';\n${loop('generateText({ model, prompt: key })')}`,
    // Through functions of this file.
    `${s3}const read = (key) => ${send};\n${loop('read(key)')}`,
    `${s3}async function again(task) {
  for (let i = 0; i < 3; i++) {
    try {
      return await task();
    } catch (error) {
      await sleep(100 * 2 ** i);
    }
  }
}
export const load = (key) => again(() => ${send});`,
    `import pRetry from 'p-retry';\n` + loop('pRetry(() => client.get(key), { retries: 2 })'),
  ],
  sound: [
    { code: around('plain', 'plain.get(url)'), files: elsewhere },
    { code: around('once', 'once(url)'), files: elsewhere },
    // It does not repeat what writes.
    { code: around('http', 'http.post(url)'), files: elsewhere },
    s3 +
      `export async function load(key) {
  try {
    return await ${send};
  } catch (error) {
    if (error.name === 'AccessDenied') {
      await sleep(1000);
      return load(key);
    }
    throw error;
  }
}`,
    // Whoever makes the client may have switched its retries off.
    {
      code: `import Stripe from 'stripe';\nimport { backOff } from 'exponential-backoff';
export const send = (stripe: Stripe, event: Stripe.Event) => backOff(() => stripe.events.create(event), { numOfAttempts: 3 });`,
      filename: 'src/file.ts',
    },
    {
      code: `import Stripe from 'stripe';\nimport { backOff } from 'exponential-backoff';
const send = (stripe: Stripe, event: Stripe.Event) => backOff(() => stripe.events.create(event), { numOfAttempts: 3 });
export const run = (event: Stripe.Event) => send(new Stripe(key, { maxNetworkRetries: 0 }), event);`,
      filename: 'src/file.ts',
    },
    s3.replace('({})', '({ maxAttempts: 1 })') + loop(send),
    `import got from 'got';\n` + loop('got(key, { retry: { limit: 0 } })'),
    `import got from 'got';\n` + loop('got.post(key)'),
    `import ky from 'ky';\n` + loop('ky(key, { retry: 0 })'),
    `import OpenAI from 'openai';\nconst openai = new OpenAI({ maxRetries: 0 });\n` + loop('openai.models.list()'),
    `import axios from 'axios';\nimport axiosRetry from 'axios-retry';\nconst http = axios.create();\nconst other = axios.create();\naxiosRetry(other, { retries: 3 });\n${loop('http.get(key)')}`,
    `import axios from 'axios';\nimport axiosRetry from 'axios-retry';\nconst http = axios.create();\naxiosRetry(http, { retries: 3 });\n${loop('http.post(key, body)')}`,
    `import { Client } from '@notionhq/client';\nconst notion = new Client({ auth, retry: false });\n${loop('notion.pages.retrieve({ page_id: key })')}`,
    `import ky from 'ky';\nconst api = ky.create({ retry: 0 });\n${loop('api(key)')}`,
    // What the client does not repeat.
    s3 + loop(send, `if (error.name !== 'AccessDenied') throw error;\nawait sleep(1000);`),
    s3 + loop(send, `if (error.name !== 'ConditionalCheckFailedException') throw error;`),
    loop('fetch(key)'),
    `import axios from 'axios';\n` + loop('axios.get(key)'),
    // A loop that waits for a state.
    `${s3}async function waitForObject(key) {
  for (let i = 0; i < 30; i++) {
    try {
      return await ${send};
    } catch {
      await sleep(1000);
    }
  }
}`,
    `${s3}export const load = (key) => ${send};`,
    loop('got(key)'),
  ],
  undetermined: [
    s3 + loop(send, `if (!isRetryable(error)) throw error;`),
    `import { canRepeat } from './errors.js';\nimport pRetry from 'p-retry';\n${s3}pRetry(() => ${send}, { shouldRetry: canRepeat });`,
  ],
});
