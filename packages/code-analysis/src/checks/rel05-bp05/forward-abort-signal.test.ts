import { testCheck } from '../../testing/check-test.js';
import { forwardAbortSignal } from './forward-abort-signal.js';

testCheck(forwardAbortSignal, {
  violations: [
    // One of the callers gives one.
    `const timed = (url: string, init?: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(5000) });
export const all = (signal: AbortSignal) => timed(BASE, { signal });`,
    {
      code: `export async function load(url: string, signal: AbortSignal) {\n  return fetch(url);\n}`,
      message: /^`signal` is not passed on to `fetch`, so the call goes on .*\. Pass it as `signal`, together/,
      line: 2,
    },
    `export async function load(url, { signal }) {\n  return fetch(url, { method: 'POST' });\n}`,
    `export const load = async (url: string, options: { signal?: AbortSignal }) => fetch(url, { headers });`,
    `interface Context { readonly signal: AbortSignal }\nexport async function run(job: Job, context: Context) {\n  await fetch(job.url);\n}`,
    `export async function run(job: Job, { abort }: { abort: AbortSignal }) {\n  await fetch(job.url);\n}`,
    // A limit of its own, and nothing that the caller can abort.
    `export async function load(url: string, signal?: AbortSignal) {\n  return fetch(url, { signal: AbortSignal.timeout(5000) });\n}`,
    // A look at the signal passes nothing on.
    `export async function load(url: string, signal: AbortSignal) {\n  signal.throwIfAborted();\n  if (signal.aborted) return;\n  return fetch(url);\n}`,
    // One call takes it, the other does not.
    `export async function load(url: string, signal: AbortSignal) {
  const index = await fetch(url, { signal });
  return fetch(index.headers.get('location'));
}`,
    `export async function load(urls: string[], signal: AbortSignal) {\n  return Promise.all(urls.map((url) => fetch(url)));\n}`,
    `import axios from 'axios';\nexport async function load(url: string, signal: AbortSignal) {\n  return axios.get(url, { timeout: 5000 });\n}`,
    `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export async function load(key: string, signal: AbortSignal) {
  return s3.send(new GetObjectCommand({ Bucket: 'b', Key: key }));
}`,
    // Overwritten, or taken out of what is handed on.
    `export const load = (init: RequestInit = {}) => fetch(BASE, { ...init, signal: AbortSignal.timeout(5000) });`,
    `export const load = ({ signal, ...rest }: RequestInit = {}) => fetch(BASE, { ...rest, signal: AbortSignal.timeout(5000) });`,
    `export const load = (url: string, options?: RequestInit) => {
  const { signal, ...rest } = options ?? {};
  return fetch(url, { ...rest, signal: AbortSignal.timeout(5000) });
};`,
    `export async function load(url: string, init: RequestInit) {
  const merged = { ...init, signal: AbortSignal.timeout(5000) };
  return (await fetch(url, merged)).json();
}`,
    `export async function load(url: string, init: RequestInit) {
  return fetch(url, Object.assign({}, init, { signal: AbortSignal.timeout(5000) }));
}`,
    `export const load = (options: { signal?: AbortSignal }) => fetch(BASE, { ...options, signal: AbortSignal.timeout(5000) });`,
    {
      code: `module.exports = (url, opts) => fetch(url, { ...opts, signal: AbortSignal.timeout(5000) }).then((r) => r.json());`,
      message: /^`opts\.signal` is not passed on/,
    },
    `import axios, { type AxiosRequestConfig } from 'axios';
export const load = (url: string, config: AxiosRequestConfig) => axios.get(url, { ...config, signal: AbortSignal.timeout(5000) });`,
  ],
  sound: [
    // Options from callers that are all here and give no signal.
    `class Models {
  static #timed(url, options = {}) {
    return fetch(url, { ...options, signal: AbortSignal.timeout(5000) });
  }
  static load(body) { return this.#timed(BASE, { method: 'POST', body }); }
  static all() { return this.#timed(BASE); }
}`,
    `const timed = (url: string, init?: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(5000) });
export const all = () => timed(BASE, { method: 'POST' });`,
    // A transport with a limit of its own.
    `import { GraphQLClient } from 'graphql-request';
export const client = new GraphQLClient(BASE, { fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(5_000) }) });`,
    // The caller's is kept.
    `export const load = (init: RequestInit = {}) => fetch(BASE, { signal: AbortSignal.timeout(5000), ...init });`,
    `export const load = (init: RequestInit = {}) => {
  const signal = init.signal ?? AbortSignal.timeout(5000);
  return fetch(BASE, { ...init, signal });
};`,
    `export const load = ({ signal, ...rest }: RequestInit) =>
  fetch(BASE, { ...rest, signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(5000)]) : AbortSignal.timeout(5000) });`,
    `export const load = (url: string, init?: RequestInit) => fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(5000) });`,
    `export const load = (url, opts) => fetch(url, { ...opts, method: 'PUT' });`,
    `export const load = (url: string, opts: { method: string }) => fetch(url, { ...opts, signal: AbortSignal.timeout(5000) });`,
    // A call of its own.
    `export async function load(url: string, init: RequestInit) {
  const token = await fetch(tokenUrl, { signal: AbortSignal.timeout(1000) });
  return fetch(url, init);
}`,
    `export async function load(url: string, signal: AbortSignal) {\n  return fetch(url, { signal });\n}`,
    `export async function load(url: string, signal: AbortSignal) {
  return fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]) });
}`,
    `export async function load(url: string, signal: AbortSignal) {
  const combined = AbortSignal.any([signal, AbortSignal.timeout(5000)]);
  const init = { method: 'POST', signal: combined };
  return fetch(url, init);
}`,
    `export const load = async (url: string, options: { signal?: AbortSignal }) => fetch(url, { signal: options.signal });`,
    `export const load = async (url: string, options: { signal?: AbortSignal }) => fetch(url, options);`,
    `export const load = async (url: string, options: { signal?: AbortSignal }) => fetch(url, { ...options, method: 'PUT' });`,
    // A controller that follows it.
    `export async function load(url: string, signal: AbortSignal) {
  const controller = new AbortController();
  signal.addEventListener('abort', () => controller.abort());
  return fetch(url, { signal: controller.signal });
}`,
    `export async function load(url: string, signal: AbortSignal) {
  const request = new Request(url, { signal });
  return fetch(request);
}`,
    // Around the call.
    `import { abortable } from './abortable';
export async function load(url: string, signal: AbortSignal) {
  return abortable(signal, fetch(url));
}`,
    `export async function load(url: string, signal: AbortSignal) {
  return Promise.race([fetch(url), aborted(signal)]);
}`,
    // What cleans up has to be done when the caller has given up.
    `export async function run(url: string, signal: AbortSignal) {
  try {
    await fetch(url, { signal });
  } finally {
    await fetch(unlockUrl, { method: 'DELETE' });
  }
}`,
    // The signature asks for it.
    `export async function load(url: string, _signal: AbortSignal) {\n  return fetch(url);\n}`,
    // No signal of that kind.
    `export async function load(url: string, signal: NodeJS.Signals) {\n  return fetch(url);\n}`,
    `process.on('SIGTERM', async (signal: string) => {\n  await fetch(url);\n});`,
    `export async function load(url) {\n  return fetch(url);\n}`,
    // The library takes none.
    `import Redis from 'ioredis';
const redis = new Redis();
export async function load(key: string, signal: AbortSignal) {\n  return redis.get(key);\n}`,
  ],
  undetermined: [
    `export async function load(url: string, init: RequestInit, signal: AbortSignal) {\n  return fetch(url, makeInit());\n}`,
  ],
});
