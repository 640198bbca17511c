import { testCheck } from '../../testing/check-test.js';
import { requireRetryJitter } from './require-retry-jitter.js';

const sleep = `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));\n`;
const loop = (pause: string, before = '') => `${sleep}${before}async function load(url) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await client.get(url);
    } catch (error) {
      await sleep(${pause});
    }
  }
}`;

testCheck(requireRetryJitter, {
  violations: [
    {
      // One fault, though the delay is computed by a method of its own.
      code: `class Sender {
  delay() { return Math.min(1000 * Math.pow(2, this.retryCount) + Math.random() * 100, 30_000); }
  async send(body) {
    for (let i = 0; i < 5; i++) {
      try {
        return await client.post(url, body);
      } catch (error) {
        this.retryCount++;
        const pause = this.delay();
        await sleep(pause);
      }
    }
  }
}`,
      count: 1,
    },
    {
      code: loop('100 * 2 ** attempt'),
      message: /^The pause between two attempts grows without randomness.*\. Multiply the pause/,
      line: 7,
    },
    loop('Math.min(10_000, 100 * Math.pow(2, attempt))'),
    loop('500 * attempt'),
    loop('100 << attempt'),
    loop('[100, 200, 400][attempt]'),
    loop('pauseOf(attempt)', 'const pauseOf = (n) => Math.min(1000 * 2 ** n, 30_000);\n'),
    {
      code: loop('Math.min(10_000, 100 * 2 ** attempt + Math.random() * 100)'),
      message: /^The upper bound is applied after the randomness was added/,
    },
    `${sleep}async function load(url) {
  let delay = 100;
  while (delay < 10_000) {
    try {
      return await client.get(url);
    } catch {
      await sleep(delay);
      delay = delay * 2;
    }
  }
}`,
    {
      code: `import pRetry from 'p-retry';\npRetry(() => load(), { retries: 5 });`,
      message: /^The pause of p-retry grows without randomness/,
    },
    `import { backOff } from 'exponential-backoff';\nbackOff(() => load());`,
    `export const options = { attempts: 5, backoff: { type: 'exponential', delay: 1000 } };`,
    `import Redis from 'ioredis';\nnew Redis({ retryStrategy(times) { return Math.min(times * 50, 2000); } });`,
    `import { createClient } from 'redis';\ncreateClient({ socket: { reconnectStrategy: (retries) => Math.min(retries * 50, 1000) } });`,
    `export function backoffDelay(attempt) {\n  return Math.min(1000 * 2 ** attempt, 30_000);\n}`,
    `function schedule(job) {\n  const delay = Math.min(900, 30 * Math.pow(2, job.retryCount));\n  return queue.send(job, delay);\n}`,
  ],
  sound: [
    // A process of its own that is started again.
    `class Pool {
  scheduleRespawn() {
    const delay = Math.min(100 * 2 ** this.failureCount, 10_000);
    this.failureCount++;
    setTimeout(() => this.spawn(), delay);
  }
}`,
    loop('Math.random() * Math.min(10_000, 100 * 2 ** attempt)'),
    loop('Math.min(10_000, 100 * 2 ** attempt) + Math.random() * 100'),
    loop('Math.min(10_000, Math.random() * 100 * 2 ** attempt)'),
    loop('jitter(100 * 2 ** attempt)', `const jitter = (ms) => ms / 2 + (Math.random() * ms) / 2;\n`),
    loop('withJitter(100 * 2 ** attempt)', `import { withJitter } from './pause.js';\n`),
    loop('100 * 2 ** attempt + randomInt(1000)', `import { randomInt } from 'node:crypto';\n`),
    // Decorrelated jitter: the range grows below the bound.
    `${sleep}async function load(url) {
  let pause = 100;
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await client.get(url);
    } catch {
      pause = Math.min(10_000, 100 + Math.random() * (pause * 3 - 100));
      await sleep(pause);
    }
  }
}`,
    // A script runs alone.
    { code: loop('100 * 2 ** attempt'), filename: 'scripts/import.ts' },
    `import retry from 'async-retry';\nretry(async () => load());`,
    `import pRetry from 'p-retry';\npRetry(() => load(), { randomize: true });`,
    `import { backOff } from 'exponential-backoff';\nbackOff(() => load(), { jitter: 'full' });`,
    `import { retry, handleAll, ExponentialBackoff } from 'cockatiel';\nretry(handleAll, { maxAttempts: 5, backoff: new ExponentialBackoff() });`,
    `export const options = { attempts: 5, backoff: { type: 'exponential', delay: 1000, jitter: 0.5 } };`,
    `export function backoffDelay(attempt) {\n  const cap = Math.min(1000 * 2 ** attempt, 30_000);\n  return Math.random() * cap;\n}`,
    `function delayOf(attempt) {\n  return 1000 * 2 ** attempt;\n}\nexport function delayWithJitter(attempt) {\n  return addJitter(delayOf(attempt));\n}`,
    // A constant pause is the matter of another rule.
    loop('500'),
    // One further attempt.
    loop('100 * 2 ** attempt').replace('attempt < 5', 'attempt < 2'),
    `const size = 2 ** attempts;`,
    `function sizeOf(count) {\n  return 2 ** count;\n}`,
  ],
  undetermined: [
    `import { options } from './options.js';\nimport pRetry from 'p-retry';\npRetry(() => load(), { randomize: options.random });`,
  ],
});
