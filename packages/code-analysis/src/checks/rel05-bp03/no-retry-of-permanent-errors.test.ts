import { testCheck } from '../../testing/check-test.js';
import { noRetryOfPermanentErrors } from './no-retry-of-permanent-errors.js';

const loop = (body: string, handler: string, param = ' (error)') => `async function load(url, max) {
  for (let attempt = 1; attempt <= 5; attempt++) {
    try {
      ${body}
    } catch${param} {
      ${handler}
    }
  }
}`;
const get = 'return await client.get(url);';

testCheck(noRetryOfPermanentErrors, {
  violations: [
    // Told of each failure, and without a say.
    `import pRetry from 'p-retry';\npRetry(() => client.post(url, body), { retries: 3, onFailedAttempt: (error) => logger.warn(error.message) });`,
    // Counts and looks at no error.
    `import { backOff } from 'exponential-backoff';
backOff(() => client.get(url), {
  retry: (error, attempt) => {
    logger.warn(error.message, attempt);
    return attempt < 3;
  },
});`,
    {
      code: loop(get, 'await sleep(100 * attempt);'),
      message: /^This loop tries again after every error, so a request that is wrong.*\. Try again only after/,
      line: 2,
    },
    loop(get, 'await sleep(100 * attempt);', ''),
    loop(get, 'if (attempt === max) throw error;\nawait sleep(100);'),
    loop(get, 'lastError = error;\nlog(error.message);\nawait sleep(100);'),
    loop(
      'const response = await fetch(url);\nif (!response.ok) throw new Error();\nreturn response;',
      'await sleep(100);',
    ),
    `async function load(url, left = 3) {
  try {
    return await client.get(url);
  } catch (error) {
    if (left === 0) throw error;
    return load(url, left - 1);
  }
}`,
    `import pRetry from 'p-retry';\npRetry(() => client.get(url));`,
    `import retry from 'async-retry';\nretry(async () => client.get(url));`,
    `import { retry, handleAll } from 'cockatiel';\nretry(handleAll, { maxAttempts: 3 });`,
    `import axiosRetry from 'axios-retry';\naxiosRetry(client, { retryCondition: () => true });`,
    {
      code: `import got from 'got';\ngot(url, { retry: { limit: 2, statusCodes: [401, 429, 503] } });`,
      message: /^The retry tries again after status 401, so/,
    },
    `import ky from 'ky';\nexport const api = ky.create({ retry: { statusCodes: [400, 403] } });`,
  ],
  sound: [
    // A poll that does in each round what it was asked for; a failure of that is no reason for the next round.
    `async function waitFor(run) {
  let { status, asked } = await client.runs.get(run);
  let maxRetries = 60;
  while (status !== 'completed' && maxRetries > 0) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    ({ status, asked } = await client.runs.get(run));
    for (const one of asked) {
      try { answers.push(await client.post(one.url)); } catch (error) { answers.push('failed'); }
    }
    maxRetries--;
  }
}`,
    `import { backOff } from 'exponential-backoff';
backOff(() => client.get(url), {
  retry: (error, attempt) => {
    const again = isTransientError(error);
    if (again) logger.warn(error.message, attempt);
    return again;
  },
});`,
    `import pRetry from 'p-retry';\npRetry(() => client.get(url), { onFailedAttempt: (error) => { if (error.status < 500) throw error; } });`,
    `import pRetry from 'p-retry';\npRetry(() => client.get(url), { onFailedAttempt: abortOnClientErrors });`,
    `import { backOff } from 'exponential-backoff';\nbackOff(() => client.get(url), { retry: (error, attempt) => error.status >= 500 && attempt < 3 });`,
    `import { backOff } from 'exponential-backoff';
backOff(() => client.get(url), {
  retry: (error, attempt) => {
    if (isPermanent(error)) return false;
    return attempt < 3;
  },
});`,
    `import got from 'got';\ngot(url, { retry: { statusCodes: [408, 413, 429, 500, 502, 503, 504] } });`,
    `api(url, { retry: { statusCodes: [401] } });`,
    loop(get, 'if (error.status < 500) throw error;\nawait sleep(100);'),
    loop(get, 'if (isTransient(error)) { await sleep(100); continue; }\nthrow error;'),
    loop(get, 'const { code } = error;\nif (code !== "ECONNRESET") throw error;'),
    loop(get, 'if (attempt === max || !(error instanceof TimeoutError)) throw error;'),
    loop(get, 'switch (error.code) {\ncase "ECONNRESET": break;\ndefault: throw error;\n}'),
    // fetch fails for the network only.
    loop('return await fetch(url);', 'await sleep(100);'),
    // A client error ends it before it can be thrown.
    loop(
      'const response = await client.get(url);\nif (response.status < 500) return response;\nthrow new Error();',
      'await sleep(100);',
    ),
    // Another answer of the server decides.
    `import pRetry, { AbortError } from 'p-retry';
pRetry(async () => {
  const response = await fetch(url);
  if (response.status === 404) throw new AbortError('gone');
  return response;
});`,
    `import pRetry from 'p-retry';\npRetry(() => client.get(url), { shouldRetry: ({ error }) => error.status >= 500 });`,
    `import retry from 'async-retry';\nretry(async (bail) => {\n  try { return await client.get(url); } catch (error) { if (error.status < 500) bail(error); throw error; }\n});`,
    `import { retry, handleType } from 'cockatiel';\nretry(handleType(TimeoutError), { maxAttempts: 3 });`,
    `import axiosRetry from 'axios-retry';\naxiosRetry(client);`,
    // One further attempt does little harm.
    loop(get, 'log(error);').replace('attempt <= 5', 'attempt <= 2'),
    `async function waitForServer() {
  for (let i = 0; i < 30; i++) {
    try { return await client.get('/health'); } catch { await sleep(1000); }
  }
}`,
  ],
  undetermined: [
    loop(get, 'handleError(error);\nawait sleep(100);'),
    `import pRetry from 'p-retry';\nimport { options } from './options.js';\npRetry(() => client.get(url), options);`,
    `import pRetry from 'p-retry';\nimport { load } from './load.js';\npRetry(load);`,
  ],
});
