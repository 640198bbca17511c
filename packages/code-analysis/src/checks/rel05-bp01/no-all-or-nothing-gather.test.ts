import { testCheck } from '../../testing/check-test.js';
import { noAllOrNothingGather } from './no-all-or-nothing-gather.js';

const route = (body: string, before = '') =>
  `import express from 'express';\nimport { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';\nconst db = new DynamoDBClient({});\n${before}\nexpress().get('/page', async (req, res) => {\n  ${body}\n  res.json({ page });\n});`;
const weather = `fetch('https://weather.example.com/today')`;
const news = `fetch('https://news.example.com/latest')`;
const item = `db.send(new GetItemCommand({ TableName: 'pages', Key: { id: { S: req.params.id } } }))`;

/** A function that looks in a cache, loads and keeps. */
const cached = (look: string, keep: string, head = `import Redis from 'ioredis';\nconst redis = new Redis();`) =>
  `${head}\nexport async function orderOf(key, load) {\n  ${look}\n  if (known) return JSON.parse(known);\n  const order = await load(key);\n  ${keep}\n  return order;\n}`;
const looked = 'const known = await redis.get(key);';
const keptSafely = `try { await redis.set(key, JSON.stringify(order), 'EX', 60); } catch (error) { console.warn(error); }`;
const lookedSafely = 'const known = await redis.get(key).catch(() => null);';

testCheck(noAllOrNothingGather, {
  violations: [
    // A cache that has to answer.
    {
      code: cached(looked, `await redis.set(key, JSON.stringify(order), 'EX', 60);`),
      message: /^When `redis` fails, so does the whole answer, although load could still give it/,
      line: 4,
    },
    { code: cached(lookedSafely, 'await redis.setex(key, 60, JSON.stringify(order));'), line: 7 },
    cached(looked, 'redis.set(key, JSON.stringify(order)).catch(console.warn);'),
    cached(
      looked,
      keptSafely,
      `import Redis from 'ioredis';\nlet redis: Redis;\ntry { redis = new Redis(); } catch (error) { console.error(error); }`,
    ),
    cached(looked, keptSafely, `import { createClient } from 'redis';\nconst redis = await createClient().connect();`),
    {
      code: cached(looked, keptSafely, `import { redis } from './redis';`),
      files: { 'src/redis.ts': `import { Redis } from '@upstash/redis';\nexport const redis = new Redis({ url });` },
    },
    {
      code: route(`const page = await Promise.all([${weather}, ${news}]);`),
      message: /^One source that fails \(weather\.example\.com, news\.example\.com\) fails the whole answer.*\. Use/,
      line: 6,
    },
    route(`const page = await Promise.all([${item}, ${news}]);`),
    route(
      'const page = await Promise.all([loadWeather(), loadNews()]);',
      `const loadWeather = async () => (await ${weather}).json();\nconst loadNews = async () => (await ${news}).json();`,
    ),
    {
      code: route('const page = await Promise.all(sources.map(async (source) => (await fetch(source.url)).json()));'),
      message: /each element of the list/,
    },
    // Promises that are put into a list, by hand and by a loop, and through a function that takes the address.
    route(`const parts = []; parts.push(${weather}); parts.push(${news}); const page = await Promise.all(parts);`),
    route(
      `const parts = []; for (const shop of ['https://a.example.com', 'https://b.example.com']) parts.push(get(\`\${shop}/items\`)); const page = await Promise.all(parts);`,
      `const get = async (url) => (await fetch(url)).json();`,
    ),
    route(
      `const shops = ['https://a.example.com', 'https://b.example.com']; const parts = []; for (const shop of shops) { parts.push(fetch(shop + '/items')); } const page = await Promise.all(parts);`,
    ),
    route(
      `const page = await Promise.all([get('https://a.example.com/x'), get('https://b.example.com/y')]);`,
      `async function get(url) { return fetch(url).then((answer) => answer.json()); }`,
    ),
    route(`const parts = [${weather}]; parts.push(${news}); const page = await Promise.all(parts);`),
  ],
  sound: [
    cached(lookedSafely, keptSafely),
    cached(lookedSafely, `redis.set(key, JSON.stringify(order)).catch(() => {});`),
    // A map in the process does not fail, and neither does what answers undefined for a failure.
    cached(looked, 'await redis.set(key, order);', 'const redis = new Map();'),
    cached(
      looked,
      'await redis.set(key, order);',
      `import Keyv from 'keyv';\nconst redis = new Keyv('redis://localhost');`,
    ),
    // A mark that something was done is no cache.
    `import Redis from 'ioredis';\nconst redis = new Redis();\nexport async function once(key, work) {\n  const known = await redis.get(key);\n  if (known) return;\n  await work(key);\n  await redis.set(key, '1');\n}`,
    // Nothing else could answer.
    `import Redis from 'ioredis';\nconst redis = new Redis();\nexport async function session(key) {\n  const known = await redis.get(key);\n  return known;\n}`,
    route(
      `const parts = []; parts.push(${weather}.catch(() => undefined)); parts.push(${news}); const page = await Promise.all(parts);`,
    ),
    route(
      `const parts = []; for (const id of ['x', 'y']) parts.push(get(\`https://a.example.com/\${id}\`)); const page = await Promise.all(parts);`,
      `const get = async (url) => (await fetch(url)).json();`,
    ),
    route(`const page = await Promise.allSettled([${weather}, ${news}]);`),
    route(`const page = await Promise.all([${weather}.catch(() => undefined), ${news}]);`),
    route(
      'const page = await Promise.all([loadWeather(), loadNews()]);',
      `const loadWeather = async () => { try { return (await ${weather}).json(); } catch { return undefined; } };\nconst loadNews = async () => (await ${news}).json();`,
    ),
    route(
      'const page = await Promise.all(sources.map(async (source) => { try { return await fetch(source.url); } catch { return undefined; } }));',
    ),
    // Writes have to succeed all.
    route(
      `const page = await Promise.all([fetch('https://a.example.com/x', { method: 'POST' }), fetch('https://b.example.com/x', { method: 'POST' })]);`,
    ),
    // One system: it answers or it does not.
    route(`const page = await Promise.all([${item}, ${item}]);`),
    route(`const page = await Promise.all([fetch('https://a.example.com/x'), fetch('https://a.example.com/y')]);`),
    route('const page = await Promise.all(ids.map((id) => fetch(`https://a.example.com/${id}`)));'),
    // Something else than reads.
    route(`const page = await Promise.all([render(), ${news}]);`),
    // Nobody waits for the answer.
    `export async function load() { return Promise.all([${weather}, ${news}]); }`,
  ],
  undetermined: [
    route(`const page = await Promise.all([fetch(addressOf(req)), ${news}]);`),
    // Nothing waits for what is kept, or what takes the failure takes that of the source as well.
    cached(lookedSafely, 'redis.set(key, JSON.stringify(order));'),
    `import Redis from 'ioredis';\nconst redis = new Redis();\nexport async function orderOf(key, load) {\n  try {\n    const known = await redis.get(key);\n    if (known) return JSON.parse(known);\n    const order = await load(key);\n    await redis.set(key, JSON.stringify(order));\n    return order;\n  } catch (error) { console.error(error); return undefined; }\n}`,
  ],
});
