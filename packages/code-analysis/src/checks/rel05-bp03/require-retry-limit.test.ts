import { testCheck } from '../../testing/check-test.js';
import { requireRetryLimit } from './require-retry-limit.js';

const loop = (head: string, handler: string, before = '') => `async function load(url, max, signal) {
  ${before}
  ${head} {
    try {
      return await client.get(url);
    } catch (error) {
      ${handler}
    }
  }
}`;

testCheck(requireRetryLimit, {
  violations: [
    {
      code: loop('while (true)', 'await sleep(1000);'),
      message: /^This loop tries again without a limit.*\. Give up after a few attempts/,
      line: 3,
    },
    loop('for (;;)', 'if (error.status === 400) throw error;\nawait sleep(1000);'),
    {
      code: loop('while (true)', 'retries += 1;\nlog(retries);', 'let retries = 0;'),
      message: /^This loop counts in `retries` and never tests it/,
    },
    `async function load(url) {
  try {
    return await client.get(url);
  } catch (error) {
    await sleep(1000);
    return load(url);
  }
}`,
    `async function load(url, attempt = 0) {
  try {
    return await client.get(url);
  } catch (error) {
    await sleep(100 * 2 ** attempt);
    return load(url, attempt + 1);
  }
}`,
    `async function load(url, attempt = 0) {
  try {
    return await client.get(url);
  } catch (error) {
    logger.warn('failed', { attempt });
    const delay = delayFor(attempt);
    await sleep(delay);
    return load(url, attempt + 1);
  }
}`,
    `async function load(url, attempt = 0) {
  try {
    const answer = await client.get(url, attempt);
    return answer;
  } catch (error) {
    await sleep(100);
    return load(url, attempt + 1);
  }
}`,
    {
      code: `import retry from 'async-retry';\nretry(load, { forever: true });`,
      message: /^async-retry tries for ever here \(`forever: true`\)/,
    },
    `import pRetry from 'p-retry';\npRetry(load, { retries: Infinity });`,
    `import { retry, handleAll } from 'cockatiel';\nretry(handleAll, {});`,
    `import { retry } from 'rxjs/operators';\nsource.pipe(retry());`,
    `import { retry } from '@lifeomic/attempt';\nretry(load, { maxAttempts: 0 });`,
    {
      code: `export async function handle(message) {
  try {
    await work(message);
  } catch (error) {
    await queue.send({ ...message, retryCount: message.retryCount + 1 });
  }
}`,
      message: /^This message is sent again after each failure with a higher `retryCount` that nobody tests/,
      line: 5,
    },
  ],
  sound: [
    loop(
      'for (;;)',
      'const left = transient(error) ? --tries : 0;\nif (left <= 0) throw error;\nawait sleep(100);',
      'let tries = 5;',
    ),
    loop('for (let i = 0; i < 3; i++)', 'log(error);'),
    loop('while (retries--)', 'log(error);', 'let retries = 3;'),
    loop('for (let attempt = 1; ; attempt++)', 'if (attempt >= max) throw error;'),
    loop('while (true)', 'if (retries < 3) {\nretries++;\ncontinue;\n}\nthrow error;', 'let retries = 0;'),
    loop('while (Date.now() < deadline)', 'await sleep(100);', 'const deadline = Date.now() + 5_000;'),
    loop('while (!signal.aborted)', 'await sleep(100);'),
    loop('for (;;)', 'signal.throwIfAborted();\nawait sleep(100);'),
    `async function load(url, attempt = 0) {
  try {
    return await client.get(url);
  } catch (error) {
    if (attempt >= 3) throw error;
    return load(url, attempt + 1);
  }
}`,
    // A loop over pages, and one that consumes for as long as the process lives.
    `async function all() {
  let token;
  do {
    const page = await client.list({ token });
    token = page.next;
  } while (token);
}`,
    `async function consume() {
  while (true) {
    try {
      await handle(await queue.receive());
    } catch (error) {
      log(error);
    }
  }
}`,
    // A connection that is kept up is what the process lives on.
    `class Feed {
  connect() {
    this.socket = open();
    this.socket.on('close', () => setTimeout(() => this.connect(), 5_000));
  }
}`,
    // The second call asks for something else, and cannot come back.
    `async function load(image, cache) {
  try {
    return await fetch(image, { cache });
  } catch (error) {
    if (cache !== 'reload') return load(image, 'reload');
    throw error;
  }
}`,
    `import pRetry from 'p-retry';\npRetry(load);`,
    `import retry from 'async-retry';\nretry(load, { forever: true, maxRetryTime: 60_000 });`,
    `import { retry, handleAll } from 'cockatiel';\nretry(handleAll, { maxAttempts: 3 });`,
    `import { retry } from 'ts-retry-promise';\nretry(load, { retries: 'INFINITELY' });`,
    `export async function handle(message) {
  if (message.retryCount > 5) return;
  try {
    await work(message);
  } catch (error) {
    await queue.send({ ...message, retryCount: message.retryCount + 1 });
  }
}`,
  ],
  undetermined: [
    `async function load(url, attempt = 1) {
  const response = await fetch(url);
  if (response.status >= 500) {
    const again = shouldRetry(response, attempt);
    if (again.retry) {
      await sleep(again.delay);
      return load(url, attempt + 1);
    }
  }
  return response;
}`,
    `async function load(url, attempt = 1) {
  try {
    return await client.get(url);
  } catch (error) {
    const delay = nextDelay(options, attempt);
    if (!delay) throw error;
    await sleep(delay);
    return load(url, attempt + 1);
  }
}`,
    `async function save({ order, attempt = 0 }) {
  const checked = validator.checkAttempts({ order, attempt });
  if (!checked.ok) throw checked.error;
  try {
    return await client.put(order);
  } catch (error) {
    return await save({ order, attempt: attempt + 1 });
  }
}`,
    loop(
      'while (true)',
      'const delay = nextDelay(tries++);\nif (!delay) throw error;\nawait sleep(delay);',
      'let tries = 0;',
    ),
    `class Tokens {
  async refresh() {
    try {
      await this.fetch();
    } catch {
      this.timer = setTimeout(() => this.refresh(), 5_000);
    }
  }
}`,
    loop('for (let attempt = 0; ; attempt++)', 'if (!shouldRetry(error, attempt)) throw error;'),
    loop('while (running)', 'await sleep(1000);').replace('max, signal', 'running'),
    `import { retry, handleAll } from 'cockatiel';\nimport { options } from './options.js';\nretry(handleAll, options);`,
    `import { retry } from 'rxjs';\nsource.pipe(retry({ delay: (error, n) => timer(n) }));`,
    `async function load(request) {
  try {
    return await client.get(request);
  } catch (error) {
    return load(next(request));
  }
}`,
    `async function waitForJob(id) {
  for (;;) {
    try {
      return await client.get(id);
    } catch {
      await sleep(1000);
    }
  }
}`,
  ],
});
