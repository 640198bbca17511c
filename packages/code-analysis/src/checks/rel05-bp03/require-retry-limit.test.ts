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

const durable = (options: string, operation = "step('pay', pay") =>
  `import { withDurableExecution, createRetryStrategy } from '@aws/durable-execution-sdk-js';
import { shared } from './shared';
export const handler = withDurableExecution(async (event, context) => context.${operation}, ${options}));`;

testCheck(requireRetryLimit, {
  violations: [
    // What is waited for is an answer that is used, whatever the function is called.
    `const pause = (ms) => new Promise((go) => setTimeout(go, ms));\nexport async function untilOk(url) {\n  let response;\n  do {\n    response = await fetch(url, { signal: AbortSignal.timeout(4000) });\n    if (!response.ok) await pause(1000 + Math.random() * 500);\n  } while (!response.ok);\n  return response.json();\n}`,
    // Strategies of durable functions.
    {
      code: durable('{ retryStrategy: () => ({ shouldRetry: true }) }'),
      message: /^`retryStrategy` tries again without a limit/,
      line: 3,
    },
    {
      code: durable('{ retryStrategy: (error, attempt) => ({ shouldRetry: true, delay: { seconds: attempt } }) }'),
      message: /^`retryStrategy` counts in `attempt` and never tests it/,
    },
    durable('{ retryStrategy: (error) => ({ shouldRetry: error.name === "Busy" }) }'),
    durable('{ retryStrategy: () => ({ shouldRetry: true }) }', "waitForCallback('sign', ask"),
    durable('{ waitStrategy: () => ({ shouldContinue: true, delay: { seconds: 5 } }) }', 'waitForCondition(poll'),
    durable('{ retryStrategy: createRetryStrategy({ maxAttempts: Infinity }) }'),
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
    // Whatever the counter, the function or the flag is called, and whatever failure looks like.
    {
      code: `async function run(url) { for (;;) { const r = await fetch(url); if (r.ok) return r; await sleep(1000); } }`,
    },
    {
      code: `async function start(m) { let sent = false; while (!sent) { try { await send(m); sent = true; } catch (e) { if (e instanceof TypeError) throw e; } } }`,
      message: /^This loop ends by `sent`, which no failed attempt changes/,
    },
    `async function load(url) { while (true) { const { status, data } = await http.get(url); if (status === 429) { await sleep(9); continue; } return data; } }`,
    `async function load(url) { let r; do { r = await fetch(url); await sleep(9); } while (r.status >= 500); return r; }`,
    `async function load(url) { let r = await fetch(url); while ([429, 503].includes(r.status)) { await sleep(9); r = await fetch(url); } return r; }`,
    `const trySend = async (m) => { try { await post(m); return true; } catch { return false; } };
async function deliver(m) { let ok = false; while (!ok) { ok = await trySend(m); } }`,
    `async function load(url) { const r = await fetch(url).catch(() => null); if (r) return r; return load(url); }`,
    `const load = (url) => fetch(url).then((r) => { if (r.ok) return r.json(); return sleep(9).then(() => load(url)); });`,
    {
      code: `async function load(url, max) { let k = 0; for (;;) { const r = await fetch(url); if (r.ok) return r; if (r.status === 429) continue; if (++k > max) throw new Error('x'); } }`,
      message: /^This loop tests `k` or counts in it on some paths only/,
    },
    `async function load(url, tries = 0) { try { return await fetch(url); } catch { if (tries > 3) console.warn('enough'); return load(url, tries + 1); } }`,
    {
      code: `async function load(url, left = 3) { try { return await fetch(url); } catch (e) { if (left <= 0) throw e; return load(url); } }`,
      message: /ends by `left`, which no failed attempt changes/,
    },
    `async function load(url) { for (;;) { let tries = 0; try { return await fetch(url); } catch (e) { if (++tries > 3) throw e; } } }`,
    `async function load(url) { let attempt = 0; while (attempt < 5) { try { return await fetch(url); } catch { await sleep(9); } } }`,
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
    durable('{ retryStrategy: (error, attempt) => ({ shouldRetry: attempt < 4, delay: { seconds: attempt } }) }'),
    durable(
      '{ retryStrategy: (error, n) => { if (n > 3) return { shouldRetry: false }; return { shouldRetry: true }; } }',
    ),
    durable('{ retryStrategy: () => ({ shouldRetry: false }) }'),
    durable('{ retryStrategy: createRetryStrategy({ maxAttempts: 4 }) }'),
    durable('{ retryStrategy: createRetryStrategy() }'),
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
    `async function load(url) { let turn = 0; for (;;) { const { status } = await http.get(url); if (status < 500) return status; turn += 1; if (turn === 4) throw new Error('x'); } }`,
    `async function load(url, until = Date.now() + 9) { while (Date.now() < until) { const r = await fetch(url); if (r.ok) return r; } throw new Error('late'); }`,
    `async function load(url, left = 3) { const r = await fetch(url); if (r.ok || left === 0) return r; return load(url, left - 1); }`,
    `async function load({ url, n = 0 }) { const r = await fetch(url); if (r.ok || n > 4) return r; return load({ url, n: n + 1 }); }`,
    // Another host, once.
    `async function load(path, host = A) { try { return await fetch(host + path); } catch (e) { if (host === B) throw e; return load(path, B); } }`,
    // Pages, states and work on a list are no retries.
    `async function all(url) { let next = url; while (next) { const r = await fetch(next); if (!r.ok) throw new Error('x'); next = (await r.json()).next; } }`,
    `async function wait(id) { for (;;) { const r = await fetch(id); if (!r.ok) throw new Error('x'); const job = await r.json(); if (job.status === 'DONE') return job; await sleep(9); } }`,
    `async function all(items) { for (const item of items) { const r = await fetch(item); if (!r.ok) { console.warn(r.status); continue; } keep(r); } }`,
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
    // A flag of the object ends it, which other methods may set as well.
    `export class Sender {\n  done = false;\n  async run(url) {\n    while (!this.done) {\n      try {\n        await fetch(url, { signal: AbortSignal.timeout(4000), method: 'PUT' });\n        this.done = true;\n      } catch (error) {\n        await new Promise((go) => setTimeout(go, 1500 * Math.random()));\n      }\n    }\n  }\n  stop() {\n    this.done = true;\n  }\n}`,
    durable('{ retryStrategy: shared }'),
    durable('{ waitStrategy: (state) => ({ shouldContinue: !state.done }) }', 'waitForCondition(poll'),
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
    `let running = true;\nexport const stop = () => { running = false; };\n${loop('while (running)', 'await sleep(1000);')}`,
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
