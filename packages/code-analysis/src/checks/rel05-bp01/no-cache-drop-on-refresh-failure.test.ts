import { testCheck } from '../../testing/check-test.js';
import { noCacheDropOnRefreshFailure } from './no-cache-drop-on-refresh-failure.js';

const module = (body: string, declared = 'let cache = {};') =>
  `${declared}\nexport async function refresh() {\n  ${body}\n}`;

testCheck(noCacheDropOnRefreshFailure, {
  violations: [
    {
      code: module('cache = {};\n  cache = await load();'),
      message: /^`cache` is emptied before the new values are there, so .*\. Fetch/,
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
