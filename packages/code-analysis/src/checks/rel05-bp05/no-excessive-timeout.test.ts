import { testCheck } from '../../testing/check-test.js';
import { noExcessiveTimeout } from './no-excessive-timeout.js';

const ax = (rest: string) => `import axios from 'axios';\n${rest}`;

testCheck(noExcessiveTimeout, {
  violations: [
    // The constant of a signal or a timer stands in another file.
    {
      code: `import { TEN } from './limits.js';\nexport const load = (url) => fetch(url, { signal: AbortSignal.timeout(TEN) });`,
      files: { 'src/limits.ts': 'const MINUTE = 60_000;\nexport const TEN = 10 * MINUTE;' },
      line: 2,
    },
    {
      code: `import { limits } from './limits.js';\nexport async function load(url) {\n  const c = new AbortController();\n  const t = setTimeout(() => c.abort(), limits.slow);\n  try {\n    return await (await fetch(url, { signal: c.signal })).json();\n  } finally {\n    clearTimeout(t);\n  }\n}`,
      files: { 'src/limits.ts': 'export const limits = { slow: 600_000 };' },
    },
    {
      code: ax(`export const api = axios.create({\n  timeout: 120_000,\n});`),
      message: /^`timeout` \(axios\) lets each attempt wait 120 s, longer than the limit of 30 s: .*\. Take/,
      line: 3,
    },
    `await fetch(url, { signal: AbortSignal.timeout(60_000) });`,
    `const minutes = 60 * 1000;\nawait fetch(url, { signal: AbortSignal.timeout(5 * minutes) });`,
    // In seconds.
    `import postgres from 'postgres';\nexport const sql = postgres(url, { connect_timeout: 60, connection: { statement_timeout: 5000 } });`,
    `import { Pool } from 'pg';\nexport const pool = new Pool({ query_timeout: 300_000 });`,
    `import { S3Client } from '@aws-sdk/client-s3';
export const client = new S3Client({ requestHandler: { connectionTimeout: 1000, socketTimeout: 120_000 } });`,
    // The limit of the project.
    { code: ax(`await axios.get(url, { timeout: 10_000 });`), settings: { maxTimeout: 5_000 } },
    // One value for two calls.
    ax(`const options = { timeout: 60_000 };\nawait axios.get(a, options);\nawait axios.get(b, options);`),
    // A model may take minutes, and no more.
    `import OpenAI from 'openai';\nexport const client = new OpenAI({ timeout: 900_000 });`,
    ax(`export const report = (url) => axios.get(url, { timeout: 600_000 });`),
  ],
  sound: [
    `import OpenAI from 'openai';\nexport const client = new OpenAI({ timeout: 60_000, maxRetries: 0 });`,
    `import Anthropic from '@anthropic-ai/sdk';\nconst client = new Anthropic();\nawait client.messages.create({}, { timeout: 240_000 });`,
    `import { generateText } from 'ai';\nawait generateText({ model, prompt, abortSignal: AbortSignal.timeout(90_000) });`,
    `await fetch('https://llm.example.com/v1/chat/completions', { method: 'POST', signal: AbortSignal.timeout(90_000) });`,
    `import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';\nexport const client = new BedrockRuntimeClient({ requestHandler: { connectionTimeout: 1000, socketTimeout: 120_000 } });`,
    ax(`export const api = axios.create({ timeout: 30_000 });`),
    { code: ax(`await axios.get(url, { timeout: 60_000 });`), settings: { maxTimeout: 120_000 } },
    ax(`export const api = axios.create({ timeout: Number(process.env.TIMEOUT) });`),
    `await fetch(url);`,
    // A shorter limit beside it.
    ax(`await axios.get(url, { timeout: 60_000, signal: AbortSignal.timeout(5000) });`),
    // The call has its own.
    ax(`const api = axios.create({ timeout: 60_000 });\nawait api.get(url, { timeout: 5000 });`),
    // Marked as long work.
    ax(`export async function uploadReport(body) {\n  await axios.post(url, body, { timeout: 600_000 });\n}`),
    ax(`// a download of several gigabytes\nawait axios.get(url, { timeout: 600_000 });`),
    // A long poll.
    `import { SQSClient, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
const client = new SQSClient({ requestHandler: { connectionTimeout: 1000, socketTimeout: 35_000 } });
await client.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }));`,
    // Another check says that every call fails.
    ax(`export const api = axios.create({ timeout: Infinity });`),
    // No call.
    `setTimeout(run, 600_000);\nawait fetch(url, { signal: AbortSignal.timeout(5000) });`,
  ],
});
