import { testCheck } from '../../testing/check-test.js';
import { requireRetryBackoff } from './require-retry-backoff.js';

const sleep = `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));\n`;

testCheck(requireRetryBackoff, {
  violations: [
    // Everything but one answer of the server is tried again at once.
    `async function load(url) {
  for (let i = 0; i < 5; i++) {
    try {
      return await client.get(url);
    } catch (error) {
      if (error.status === 404) throw error;
    }
  }
}`,
    {
      code: `async function load(url) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await client.get(url);
    } catch (error) {
      log(error);
    }
  }
}`,
      message:
        /^This loop tries again without a pause, so a dependency that is overloaded gets more load.*\. Let the pause grow/,
      line: 2,
    },
    {
      code: `${sleep}async function load(url) {
  let tries = 0;
  while (true) {
    try {
      return await client.get(url);
    } catch (error) {
      if (++tries > 5) throw error;
      await sleep(500);
    }
  }
}`,
      message: /^This loop tries again after the same 500 ms each time/,
      line: 9,
    },
    `async function load(url, retries = 5) {
  try {
    return await client.get(url);
  } catch (error) {
    if (retries === 0) throw error;
    return load(url, retries - 1);
  }
}`,
    `function refresh() {
  client.get(url).catch(() => setTimeout(refresh, 500));
}`,
    `function refresh() {
  client.get(url).catch(() => {
    setTimeout(() => refresh(), 200);
  });
}`,
    `class Sync {
  async pull() {
    try {
      await this.api.pull();
    } catch (error) {
      setTimeout(() => this.pull(), 100);
    }
  }
}`,
    {
      code: `import axiosRetry from 'axios-retry';\nimport axios from 'axios';\naxiosRetry(axios, { retries: 5 });`,
      message: /^axios-retry tries again without a pause/,
    },
    `import { retry, handleAll } from 'cockatiel';\nconst policy = retry(handleAll, { maxAttempts: 5 });`,
    `import { retry } from 'async';\nretry(5, task);`,
    `import { retry } from 'async';\nretry({ times: 5, interval: 200 }, task);`,
    `import { retry } from 'ts-retry-promise';\nretry(() => load(), { retries: 5 });`,
    `import { retry } from '@lifeomic/attempt';\nretry(() => load(), { maxAttempts: 5, delay: 100 });`,
    `import { retry } from 'rxjs';\nsource.pipe(retry(5));`,
    `import { Retryable } from 'typescript-retry-decorator';
class Orders {
  @Retryable({ maxAttempts: 5 })
  async load() {}
}`,
    `import { Queue } from 'bullmq';\nconst queue = new Queue('mail');\nqueue.add('send', data, { attempts: 5 });`,
    `import { Queue } from 'bullmq';\nconst queue = new Queue('mail', { defaultJobOptions: { attempts: 5, backoff: 1000 } });`,
    `import pRetry from 'p-retry';\npRetry(() => load(), { retries: 5, factor: 1, minTimeout: 100 });`,
    `import { setTimeout as pause } from 'node:timers/promises';
async function load() {
  for (let attempt = 1; attempt <= 4; attempt++) {
    const response = await fetch(url);
    if (response.ok) return response;
    await pause(250);
  }
}`,
  ],
  sound: [
    `${sleep}async function load(url) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await client.get(url);
    } catch (error) {
      await sleep(Math.random() * Math.min(10_000, 100 * 2 ** attempt));
    }
  }
}`,
    `${sleep}async function load(url) {
  let delay = 100;
  for (;;) {
    try {
      return await client.get(url);
    } catch (error) {
      if (delay > 10_000) throw error;
      await sleep(delay);
      delay *= 2;
    }
  }
}`,
    // The pause is the one of a table.
    `${sleep}async function load(url) {
  for (const pause of [100, 400, 1600]) {
    try {
      return await client.get(url);
    } catch {
      await sleep(pause);
    }
  }
}`,
    // Retry-After says how long.
    `${sleep}async function load(url) {
  for (let attempt = 0; attempt < 5; attempt++) {
    const response = await fetch(url);
    if (response.status !== 429) return response;
    await sleep(Number(response.headers.get('retry-after')) * 1000);
  }
}`,
    // Waits for a state: the loop ends by the result.
    `${sleep}async function finish(id) {
  for (;;) {
    const job = await client.get(id);
    if (job.status === 'DONE') return job;
    await sleep(1000);
  }
}`,
    `${sleep}async function waitForDatabase() {
  for (let attempt = 0; attempt < 30; attempt++) {
    try {
      return await pool.query('select 1');
    } catch {
      await sleep(1000);
    }
  }
}`,
    // Pages.
    `async function all() {
  const found = [];
  for (let page = 0; ; page++) {
    try {
      const items = await client.list(page);
      found.push(...items);
      if (items.length === 0) break;
    } catch (error) {
      log(error);
    }
  }
  return found;
}`,
    // A consumer that polls for as long as the process lives: success does not end it.
    `async function consume() {
  while (true) {
    try {
      const messages = await queue.receive();
      await handle(messages);
    } catch (error) {
      log(error);
    }
  }
}`,
    // Each round asks another host.
    `async function load(hosts) {
  for (let i = 0; i < hosts.length; i++) {
    try {
      return await client.get(hosts[i]);
    } catch (error) {
      log(error);
    }
  }
}`,
    `async function load(hosts) {
  for (const host of hosts) {
    try {
      return await client.get(host);
    } catch (error) {
      log(error);
    }
  }
}`,
    // Looks for a free name.
    `async function create(name) {
  for (let n = 1; ; n++) {
    try {
      return await store.create(name + n);
    } catch (error) {
      log(error);
    }
  }
}`,
    // A lost race may be run again at once.
    `async function save(row) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.insert(row);
    } catch (error) {
      if (!(error instanceof UniqueConstraintError) || attempt >= 5) throw error;
    }
  }
}`,
    `function commit(retries) {
  return session.commitTransaction().catch((error) => {
    if (error.hasErrorLabel('TransientTransactionError') && retries > 0) return commit(retries - 1);
    throw error;
  });
}`,
    // One further attempt.
    `async function load(url, again = true) {
  try {
    return await client.get(url);
  } catch (error) {
    if (!again) throw error;
    return load(url, false);
  }
}`,
    // A pause between calls that are no retry.
    `${sleep}async function send(items) {
  for (const item of items) {
    await client.put(item);
    await sleep(200);
  }
}`,
    `import retry from 'async-retry';\nretry(async (bail) => load(), { retries: 5 });`,
    `import axiosRetry from 'axios-retry';\nimport axios from 'axios';\naxiosRetry(axios, { retryDelay: axiosRetry.exponentialDelay });`,
    `import { retry, handleAll, ExponentialBackoff } from 'cockatiel';\nretry(handleAll, { maxAttempts: 5, backoff: new ExponentialBackoff() });`,
    `import { retry } from 'async';\nretry({ times: 5, interval: (n) => 50 * 2 ** n }, task);`,
    `import { Queue } from 'bullmq';
const queue = new Queue('mail', { defaultJobOptions: { backoff: { type: 'exponential', delay: 1000 } } });
queue.add('send', data, { attempts: 5 });`,
    {
      code: `${sleep}async function load(url) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await client.get(url);
    } catch {
      await sleep(2000);
    }
  }
}`,
      options: [{ longPause: 2000 }],
    },
    // What only computes and calls itself is no retry.
    `function parse(text, depth) {
  try {
    return JSON.parse(text);
  } catch {
    return parse(clean(text), depth + 1);
  }
}`,
    // One further attempt after a pause.
    `${sleep}async function load(url) { let n = 0; while (true) { n += 1; try { return await fetch(url); } catch (e) { if (n < 2) await sleep(5000); else throw e; } } }`,
    `${sleep}async function load(url) { for (let i = 0; i < 2; i++) { try { return await fetch(url); } catch { await sleep(5000); } } }`,
    `${sleep}async function load(url, n = 0) { const r = await fetch(url); if (r.ok || n >= 1) return r; await sleep(5000); return load(url, n + 1); }`,
    // A refresh in the background.
    `class Tokens {
  async refresh() {
    try {
      await this.fetch();
    } catch {
      this.timer = setTimeout(() => this.refresh(), 5_000);
    }
  }
}`,
    `const pRetry = (task) => task();\npRetry(() => load(), { retries: 5 });`,
  ],
  undetermined: [
    // It cannot be told what 251 is.
    `function batch(retries) {
  return run().catch((error) => {
    if (error.code === 251 && retries > 0) return batch(retries - 1);
    throw error;
  });
}`,
    `import { backoff } from './backoff.js';
async function load(url) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await client.get(url);
    } catch (error) {
      await backoff(error);
    }
  }
}`.replace('backoff(error)', 'recover(error)'),
    `${sleep}async function load(url, pause) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await client.get(url);
    } catch {
      await sleep(pause);
    }
  }
}`,
    `${sleep}import { pauseFor } from './pause.js';
async function load(url) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await client.get(url);
    } catch {
      await sleep(pauseFor(attempt));
    }
  }
}`,
    `import { setTimeout } from 'node:timers/promises';
class Webhook {
  async send(config, body) {
    for (let retries = 0; retries < config.retryCount; retries += 1) {
      try {
        return await client.post(config.url, body);
      } catch (error) {
        await setTimeout(config.retryDelay);
      }
    }
  }
}`,
    `import { options } from './options.js';\nimport { retry } from '@lifeomic/attempt';\nretry(() => load(), options);`,
    // Signs in again before it tries again, which only certain answers lead to.
    `async function load(url) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await client.get(url);
    } catch (error) {
      if (error.status !== 401) throw error;
    }
  }
}`,
  ],
});
