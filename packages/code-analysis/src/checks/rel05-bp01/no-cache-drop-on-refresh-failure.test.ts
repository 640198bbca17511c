import { testCheck } from '../../testing/check-test.js';
import { noCacheDropOnRefreshFailure } from './no-cache-drop-on-refresh-failure.js';

const module = (body: string, declared = 'let cache = {};') =>
  `${declared}\nexport async function refresh() {\n  ${body}\n}`;

/** A service that loads rates by a function which may take its own failure. */
const service = (keep: string, reaction = 'log.error(error); return [];') =>
  `import { fetchRates } from './source';\nexport class Rates {\n  constructor(cache) { this.cache = cache; }\n  async all() { ${keep} }\n  async load() {\n    try {\n      const answer = await fetchRates();\n      return answer.rates;\n    } catch (error) { ${reaction} }\n  }\n}`;
const source = (reaction: string, name = 'loadRates') =>
  `import { get } from './http';\nexport async function ${name}(): Promise<Rate[]> {\n  try { return await get('/rates'); } catch (error) { console.error(error); ${reaction} }\n}`;
const readThrough = `return await this.cache.getOrSet('rates', async () => await this.load(), 600);`;

testCheck(noCacheDropOnRefreshFailure, {
  violations: [
    {
      code: module('cache = {};\n  cache = await load();'),
      message: /^`cache` is emptied before the new values are there, so .*\. Fetch/,
      line: 3,
    },
    // An empty answer that stands for a failure is kept as the answer.
    {
      code: service(readThrough),
      message:
        /^A failure of fetchRates is answered as if there were nothing, and `this\.cache\.getOrSet` keeps that for as long as a true answer, so .*\. Throw/,
      line: 9,
    },
    service(`return this.cache.wrap('rates', () => this.load());`),
    service(`return this.cache.remember('rates', 60, this.load.bind(this));`),
    service(readThrough, 'return new Map();'),
    service(readThrough, 'log.warn(error); return 0;'),
    service(`const rates = await this.load(); await this.cache.set('rates', rates, 600); return rates;`),
    service(`const rates = await this.load(); await redis.set('rates', JSON.stringify(rates)); return rates;`),
    service(readThrough.replace('this.load()', 'this.current()')).replace(
      '  async load',
      '  async current() { const rates = await this.load(); return rates; }\n  async load',
    ),
    `import { fetchRates } from './source';\nconst load = () => fetchRates().catch(() => []);\nexport const rates = () => cache.getOrSet('rates', load);`,
    {
      code: `import { loadRates } from './rates';\nexport const rates = (cache) => cache.getOrSet('rates', () => loadRates());`,
      files: { 'src/rates.ts': source('return [];') },
      line: 2,
    },
    {
      code: `import { loadRates } from './rates';\nlet rates = [];\nexport async function refreshRates() { rates = await loadRates(); }`,
      files: { 'src/rates.ts': source('return [];') },
      message: /^A failure of get is answered as if there were nothing, and `rates` keeps/,
      line: 3,
    },
    module('prices.clear();\n  for (const one of await load()) prices.set(one.id, one);', 'const prices = new Map();'),
    module(
      'prices.clear();\n  const all = await load();\n  all.forEach((one) => { prices.set(one.id, one); });',
      'const prices = new Map();',
    ),
    `class Flags {\n  cache = new Map();\n  async refresh() {\n    this.cache = new Map();\n    const flags = await load();\n    for (const flag of flags) this.cache.set(flag.name, flag);\n  }\n}`,
    {
      code: module('try { cache = await load(); } catch (error) { cache = {}; }'),
      message: /is emptied when its refresh fails/,
      count: 1,
    },
    module('try { cache = await load(); } catch (error) { if (debug) console.warn(error); cache = {}; }'),
    {
      code: module('cache = await load().catch(() => ({}));'),
      message: /is overwritten by nothing when its refresh fails/,
    },
    module('rates = await load().catch(() => null);', 'let rates;'),
  ],
  sound: [
    // What fails is thrown, or told apart, or not kept.
    service(readThrough, 'log.error(error); throw error;'),
    service(readThrough, 'if (error.status === 404) return []; throw error;'),
    service(readThrough, 'return this.cache.get("old rates");'),
    service(readThrough, '/* best effort */ return [];'),
    service(
      `const rates = await this.load(); if (rates.length > 0) await this.cache.set('rates', rates); return rates;`,
    ),
    service(`const rates = await this.load(); await rows.set('rates', rates); return rates;`),
    service('return this.load();'),
    {
      code: `import { loadRates } from './rates';\nexport const rates = (cache) => cache.getOrSet('rates', () => loadRates());`,
      files: { 'src/rates.ts': source('throw error;') },
    },
    // Swapped after success.
    module('cache = await load();'),
    module('const fresh = await load();\n  cache = fresh;'),
    module(
      'const fresh = await load();\n  prices.clear();\n  for (const one of fresh) prices.set(one.id, one);',
      'const prices = new Map();',
    ),
    module('try { cache = await load(); } catch (error) { console.warn(error); }'),
    module('cache = await load().catch(() => cache);'),
    // The source says that there is nothing.
    module(
      'try { cache = await load(); } catch (error) { if (error instanceof NotFound) { cache = null; return; } throw error; }',
    ),
    module('const old = cache; cache = {}; try { cache = await load(); } catch (error) { cache = old; }'),
    // Emptied without a refresh.
    module('cache = {};\n  await save();'),
    `const cache = new Map();\nexport function reset() { cache.clear(); }`,
    // What has expired or failed is of no use any more.
    module('token = null;\n  token = await login();', 'let token;'),
    module(
      'try { cachedPromise = load(); await cachedPromise; } catch (error) { cachedPromise = null; throw error; }',
      'let cachedPromise;',
    ),
    // It ends with the call.
    module('let cache = {};\n  cache = await load();', ''),
  ],
});
