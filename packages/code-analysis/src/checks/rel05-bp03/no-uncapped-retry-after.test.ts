import { testCheck } from '../../testing/check-test.js';
import { noUncappedRetryAfter } from './no-uncapped-retry-after.js';

const route = (call: string, imports = '') => `import express from 'express';
${imports}
const app = express();
app.get('/orders', async (req, res) => {
  ${call}
  res.json(1);
});`;

const own = (pause: string, head = 'let attempt = 0; attempt < 3; attempt++') =>
  route(`for (${head}) {
    const response = await fetch(url);
    if (response.status !== 429) return response;
    await sleep(${pause});
  }`);

testCheck(noUncappedRetryAfter, {
  violations: [
    {
      code: route('await got(url);', `import got from 'got';`),
      message:
        /^got waits as long as a `Retry-After` header says while a caller waits.*\. Cap it with `retry: \{ maxRetryAfter: 5_000 \}`\.$/,
      line: 5,
    },
    route('await ky.get(url);', `import ky from 'ky';`),
    route('await openai.models.list();', `import OpenAI from 'openai';\nconst openai = new OpenAI();`),
    { code: own(`Number(response.headers.get('retry-after')) * 1000`), message: /^This retry waits as long as/ },
    // Whatever waits for it is held as long.
    {
      code: `class Loader {
  async load(path, retries = 0) {
    const response = await fetch(this.base + path);
    if (response.status === 429) {
      if (retries >= 5) return null;
      const after = Number(response.headers.get('retry-after')) || 60;
      await this.#wait(after * 1000);
      return this.load(path, retries + 1);
    }
    return response.text();
  }
  #wait(ms) { return new Promise((resolve) => setTimeout(resolve, ms)); }
}`,
      message: /^This retry waits as long as a `Retry-After` header says and holds what it is done for all the while/,
      line: 7,
    },
    `export async function load() {
  for (let i = 0; i < 3; i += 1) {
    const answer = await fetch(url);
    if (answer.ok) return answer;
    const seconds = parseInt(answer.headers.get('Retry-After') ?? '1', 10);
    await new Promise((done) => setTimeout(done, seconds * 1000));
  }
}`,
  ],
  sound: [
    `export async function load() {
  for (let i = 0; i < 3; i += 1) {
    const answer = await fetch(url);
    if (answer.ok) return answer;
    const seconds = Math.min(30, parseInt(answer.headers.get('Retry-After') ?? '1', 10));
    await new Promise((done) => setTimeout(done, seconds * 1000));
  }
}`,
    route('await got(url, { retry: { maxRetryAfter: 5_000 } });', `import got from 'got';`),
    route('await got(url, { timeout: { request: 5_000 } });', `import got from 'got';`),
    route('await got(url, { retry: { limit: 0 } });', `import got from 'got';`),
    route('await ky.get(url, { signal: AbortSignal.timeout(5_000) });', `import ky from 'ky';`),
    route('await openai.models.list();', `import OpenAI from 'openai';\nconst openai = new OpenAI({ maxRetries: 0 });`),
    own(`Math.min(5_000, Number(response.headers.get('retry-after')) * 1000)`),
    // Nobody waits for it.
    `import got from 'got';\nawait got(url);`,
    route('await fetch(url);'),
  ],
});
