import { testCheck } from '../../testing/check-test.js';
import { noUnsafeTimeoutValue } from './no-unsafe-timeout-value.js';

const ax = (rest: string) => `import axios from 'axios';\n${rest}`;
const redis = (rest: string) => `import Redis from 'ioredis';\n${rest}`;

testCheck(noUnsafeTimeoutValue, {
  violations: [
    // Text where the library wants a number.
    {
      code: redis(`export const client = new Redis({ commandTimeout: process.env.REDIS_TIMEOUT });`),
      message: /^REDIS_TIMEOUT is text and not a number, which silently switches `commandTimeout` \(ioredis\) off/,
      line: 2,
      repaired: redis(
        `export const client = new Redis({ commandTimeout: Number(process.env.REDIS_TIMEOUT) || 5_000 });`,
      ),
    },
    redis(`export const client = new Redis({ commandTimeout: process.env.REDIS_TIMEOUT! });`),
    redis(`export const client = new Redis({ commandTimeout: process.env.REDIS_TIMEOUT || 5000 });`),
    redis(`const commandTimeout = process.env.REDIS_TIMEOUT;\nexport const client = new Redis({ commandTimeout });`),
    {
      code: `import Stripe from 'stripe';\nexport const stripe = new Stripe(key, { timeout: process.env.STRIPE_TIMEOUT });`,
      message: /so Stripe passes over `timeout` \(Stripe\) and takes its own default/,
    },
    {
      code: `await fetch(url, { signal: AbortSignal.timeout(process.env.TIMEOUT) });`,
      message: /with that as `AbortSignal\.timeout` \(Node\.js\) every call fails/,
    },
    // NaN when the variable is not set.
    {
      code: ax(`export const api = axios.create({ timeout: Number(process.env.TIMEOUT) });`),
      message: /^Nothing takes the place of TIMEOUT when it is not set, which silently switches/,
      repaired: ax(`export const api = axios.create({ timeout: Number(process.env.TIMEOUT) || 5_000 });`),
    },
    ax(`export const api = axios.create({ timeout: parseInt(process.env.TIMEOUT, 10) });`),
    ax(`export const api = axios.create({ timeout: parseInt(process.env.TIMEOUT!) * 1000 });`),
    ax(`export const api = axios.create({ timeout: +process.env.TIMEOUT });`),
    ax(`const timeout = Number(process.env['TIMEOUT']);\nexport const load = (url) => axios.get(url, { timeout });`),
    `await fetch(url, { signal: AbortSignal.timeout(Number(process.env.TIMEOUT)) });`,
    `import got from 'got';\nexport const api = got.extend({ timeout: { request: Number(process.env.TIMEOUT) } });`,
    // NaN is not nullish.
    {
      code: ax(`export const api = axios.create({ timeout: Number(process.env.TIMEOUT) ?? 5000 });`),
      message: /which `\?\?` lets through.*Use `\|\|`/,
    },
    // Not written at all when the variable is not set.
    ax(`export const api = axios.create({ timeout: process.env.TIMEOUT });`),
    // Every call fails.
    {
      code: ax(`export const api = axios.create({ timeout: Infinity });`),
      message: /^Infinity makes every call fail at once/,
    },
    `import got from 'got';\nexport const load = (url) => got(url, { timeout: { request: 0 } });`,
    `import ky from 'ky';\nexport const load = (url) => ky.get(url, { timeout: -1 });`,
    `await fetch(url, { signal: AbortSignal.timeout(Infinity) });`,
    // One value for two clients.
    ax(
      `const timeout = Number(process.env.TIMEOUT);\nexport const a = axios.create({ timeout });\nexport const b = axios.create({ timeout });`,
    ),
  ],
  sound: [
    // Converted where it is kept.
    `import { Agent } from 'undici';
export function make() {
  let wait = process.env.WAIT;
  if (!wait || isNaN(Number(wait))) return fetch;
  else wait = Number(wait);
  return (input) => fetch(input, { dispatcher: new Agent({ headersTimeout: wait }) });
}`,
    `import axios from 'axios';
let ms = process.env.WAIT_MS;
if (!ms) throw new Error('WAIT_MS is not set');
ms = parseInt(ms, 10);
export const api = axios.create({ timeout: ms });`,
    `import axios from 'axios';
let ms = process.env.WAIT_MS || '5000';
ms = +ms;
export const api = axios.create({ timeout: ms });`,
    ax(`export const api = axios.create({ timeout: Number(process.env.TIMEOUT) || 5000 });`),
    ax(`export const api = axios.create({ timeout: Number(process.env.TIMEOUT ?? 5000) });`),
    ax(`export const api = axios.create({ timeout: parseInt(process.env.TIMEOUT || '5000', 10) });`),
    ax(`const { TIMEOUT = '5000' } = process.env;\nexport const api = axios.create({ timeout: Number(TIMEOUT) });`),
    ax(`export const api = axios.create({ timeout: process.env.TIMEOUT ? Number(process.env.TIMEOUT) : 5000 });`),
    // axios reads text as a number.
    ax(`export const api = axios.create({ timeout: process.env.TIMEOUT || 5000 });`),
    // Checked in the file.
    ax(
      `if (!process.env.TIMEOUT) throw new Error('TIMEOUT is not set');\nexport const api = axios.create({ timeout: Number(process.env.TIMEOUT) });`,
    ),
    ax(
      `const timeout = Number(process.env.TIMEOUT);\nif (Number.isNaN(timeout)) throw new Error('TIMEOUT');\nexport const api = axios.create({ timeout });`,
    ),
    ax(
      `const timeout = Number(process.env.TIMEOUT);\nexport const api = axios.create({ timeout: Number.isFinite(timeout) ? timeout : 5000 });`,
    ),
    ax(`assert(process.env.TIMEOUT);\nexport const api = axios.create({ timeout: Number(process.env.TIMEOUT) });`),
    // By a schema.
    ax(`const env = schema.parse(process.env);\nexport const api = axios.create({ timeout: env.TIMEOUT });`),
    ax(`schema.parse(process.env);\nexport const api = axios.create({ timeout: Number(process.env.TIMEOUT) });`),
    // The library takes its own default for NaN.
    `import Stripe from 'stripe';\nexport const stripe = new Stripe(key, { timeout: Number(process.env.STRIPE_TIMEOUT) });`,
    // Another limit holds.
    ax(`await axios.get(url, { timeout: Number(process.env.TIMEOUT), signal: AbortSignal.timeout(5000) });`),
    // Known to be off: another check speaks.
    ax(`export const api = axios.create({ timeout: 0 });`),
    redis(`export const client = new Redis({ commandTimeout: '5000' });`),
    // No timeout.
    ax(`export const api = axios.create({ baseURL: process.env.URL, maxRedirects: Number(process.env.REDIRECTS) });`),
    `setTimeout(run, Number(process.env.DELAY));\nawait fetch(url);`,
  ],
});
