import { testCheck } from '../../testing/check-test.js';
import { noUnboundedCache } from './no-unbounded-cache.js';

const express = (top: string, body: string) =>
  `import express from 'express';\nconst app = express();\n${top}\napp.get('/users/:id', async (req, res) => {\n  ${body}\n});`;
const exported = (top: string, body: string, parameter = 'userId: string') =>
  `import { load } from './users';\n${top}\nexport async function find(${parameter}) {\n  ${body}\n}`;
const readThrough = (key: string) =>
  `const known = cache.get(${key}); if (known) return known; const value = await load(${key}); cache.set(${key}, value); return value;`;
const map = 'const cache = new Map<string, object>();';

testCheck(noUnboundedCache, {
  violations: [
    {
      code: express('const cache = new Map();', readThrough('req.params.id')),
      message:
        /^The cache `cache` gets an entry for each `req\.params\.id` and loses none, so it grows until .+\. Give it a maximum/,
      line: 3,
    },
    express(
      'const cache = {};',
      `const { id } = req.params; if (!cache[id]) cache[id] = await load(id); res.json(cache[id]);`,
    ),
    express('const cache = new Map();', readThrough('`user:${req.params.id}`')),
    express('const cache = new Map();', '/* may be stale: give it a ttl */ ' + readThrough('req.params.id')),
    exported(map, readThrough('userId')),
    exported(map, readThrough('key').replace(/^/, 'const key = `user:${email.toLowerCase()}`; '), 'email: string'),
    `import { load } from './users';\nclass Users {\n  #cache = new Map<string, object>();\n  async find(userId: string) { if (this.#cache.has(userId)) return this.#cache.get(userId); const user = await load(userId); this.#cache.set(userId, user); return user; }\n}\nexport const users = new Users();`,
    `import { load } from './users';\nexport class Users {\n  static cache: Record<string, object> = {};\n  static async find(email: string) { return (Users.cache[email] ??= await load(email)); }\n}`,
    // Words of age make nothing old.
    exported(
      map,
      `const expiry = timestamp; const isStale = false; const found = cache.get(userId); if (found && !isStale) return found; const fresh = await load(userId); cache.set(userId, fresh); return fresh;`,
      'userId: string, timestamp: number',
    ),
    {
      code: `const { load } = require('./prices');\nconst prices = new Map();\nexports.priceOf = async (address, timestamp) => {\n  const key = address + '-' + Math.floor(timestamp / 86400);\n  if (!prices.has(key)) prices.set(key, await load(address, timestamp));\n  return prices.get(key);\n};`,
      filename: 'src/prices.js',
    },
  ],
  sound: [
    // A library, entries that are removed, a bound, an expiry.
    `import { LRUCache } from 'lru-cache';\nconst cache = new LRUCache({ max: 100 });\nexport async function find(userId) { ${readThrough('userId')} }`,
    exported(map, readThrough('userId')) + '\nexport function forget(userId: string) { cache.delete(userId); }',
    exported(map, readThrough('userId')) + '\nsetInterval(() => { cache.clear(); }, 60000);',
    exported(map, `if (cache.size > 100) cache.delete(cache.keys().next().value); ${readThrough('userId')}`),
    exported(
      'const cache = new Map<string, { value: object; expiresAt: number }>();',
      `const known = cache.get(userId); if (known && known.expiresAt > Date.now()) return known.value; const value = await load(userId); cache.set(userId, { value, expiresAt: Date.now() + 60000 }); return value;`,
    ),
    exported('const cache = new WeakMap<object, object>();', readThrough('request'), 'request: Request'),
    // Few keys.
    exported(map, readThrough('kind'), `kind: 'a' | 'b'`),
    exported(map, readThrough('locale'), 'locale: Locale'),
    exported(map, readThrough(`'rates'`)),
    // Local to a call.
    `export async function find(userIds) { ${map.replace('<string, object>', '')} for (const userId of userIds) { if (!cache.has(userId)) cache.set(userId, await load(userId)); } return cache; }`,
    // No cache: a buffer, records, connections.
    express('const queue = [];', 'queue.push(req.body); res.json(queue.shift());'),
    express(
      'const connections = new Map();',
      `connections.set(req.params.id, res); connections.get(req.params.id).write('x');`,
    ),
    // Runs for one person.
    `'use client';\n${exported(map, readThrough('userId'))}`,
  ],
  undetermined: [
    // Another file looks at the age of what is held.
    `import { isExpired } from './age';\n` +
      exported(
        map,
        'const known = cache.get(userId); if (known && !isExpired(known)) return known; const value = await load(userId); cache.set(userId, value); return value;',
      ),
    exported(map, readThrough('name'), 'name: string'),
    exported(`import { trim } from './trim';\n${map}`, `trim(cache); ${readThrough('userId')}`),
  ],
});
