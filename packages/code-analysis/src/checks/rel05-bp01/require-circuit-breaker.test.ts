import { testCheck } from '../../testing/check-test.js';
import { requireCircuitBreaker } from './require-circuit-breaker.js';

const route = (body: string, before = '') =>
  `import express from 'express';\n${before}\nexpress().get('/page', async (req, res) => {\n  ${body}\n  res.json({});\n});`;
const get = `fetch('https://news.example.com/latest')`;
const load = `async function load() { return ${get}; }`;

testCheck(requireCircuitBreaker, {
  violations: [
    {
      code: route(`await ${get};`),
      message: /^Each request to `GET \/page` calls fetch with neither a circuit breaker nor a fallback.*\. Run/,
      line: 4,
    },
    route('await load();', load),
    route('await load(); await load().catch(() => []);', load),
    route(`await ${get};`, '// Without the circuit breaker of the gateway.'),
    route(`try { await ${get}; } catch (error) { res.status(502).end(); return; }`),
    // It counts, and nobody asks.
    route(`try { await ${get}; } catch (error) { failures += 1; throw error; }`, 'let failures = 0;'),
    route(`try { await ${get}; } catch (error) { throw new Error('news', { cause: error }); }`),
  ],
  sound: [
    route(
      'await breaker.fire();',
      `import CircuitBreaker from 'opossum';\n${load}\nconst breaker = new CircuitBreaker(load, { timeout: 3000 });`,
    ),
    route(
      `await rule.execute(() => ${get});`,
      `import { circuitBreaker, handleAll, ConsecutiveBreaker } from 'cockatiel';\nconst rule = circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) });`,
    ),
    `export class Breaker {\n  state = 'closed';\n  fail() { this.state = 'open'; }\n  probe() { this.state = 'half-open'; }\n}`,
    // By hand, in variables.
    route(
      `if (Date.now() < openUntil) return res.sendStatus(503); try { await ${get}; } catch { openUntil = Date.now() + 5000; return res.sendStatus(502); }`,
      'let openUntil = 0;',
    ),
    route(
      `const host = process.env.NEWS; if (Date.now() - (failedAt.get(host) ?? 0) < 5000) return res.sendStatus(503); try { await ${get}; failedAt.delete(host); } catch (error) { failedAt.set(host, Date.now()); throw error; }`,
      'const failedAt = new Map();',
    ),
    route(
      `if (failures > 5) return res.sendStatus(503); try { await ${get}; failures = 0; } catch (error) { note(); throw error; }`,
      'let failures = 0;\nfunction note() { failures += 1; }',
    ),
    // It goes on without.
    route(`let news = []; try { news = await ${get}; } catch (error) { console.warn(error); }`),
    route(`const news = await ${get}.catch(() => []);`),
    route(`await Promise.allSettled([${get}]);`),
    route('let news = []; try { news = await load(); } catch (error) { console.warn(error); }', load),
    route('await Promise.allSettled([load(), load()]);', load),
    // It asks an agent on the same host.
    route(`await fetch('http://localhost:2772/applications/shop');`),
    // Nobody waits.
    `export ${load}`,
    route('const total = 1 + 1;'),
  ],
  undetermined: [route(`await ${get};`, `import { breaker } from './breaker';`)],
});
