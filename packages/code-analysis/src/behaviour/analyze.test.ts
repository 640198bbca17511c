import * as parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../settings.js';
import type { Source } from '../syntax/source.js';
import { analyze } from './analyze.js';

function sourceOf(text: string): Source {
  const { ast, scopeManager, visitorKeys } = parser.parseForESLint(text, { range: true });
  return { ast, scopeManager, text, visitorKeys } as unknown as Source;
}

const factsOf = (text: string) => analyze(sourceOf(text), defaultSettings, '/project/src/file.ts');

it('finds the facts of a source once for the same settings', () => {
  const source = sourceOf('await fetch(url);');
  const facts = analyze(source, defaultSettings, '/project/src/file.ts');
  expect(analyze(source, defaultSettings, '/project/src/file.ts')).toBe(facts);
  expect(analyze(source, { ...defaultSettings }, '/project/src/file.ts')).not.toBe(facts);
});

it('tells files apart where the host hands out one source object for all', () => {
  const shared = { ...sourceOf('await fetch(url);') };
  expect(analyze(shared, defaultSettings, '/project/src/a.ts').calls).toHaveLength(1);
  Object.assign(shared, sourceOf('export {};'));
  expect(analyze(shared, defaultSettings, '/project/src/b.ts').calls).toEqual([]);
});

it('gives plain data, except for what is asked of other files place by place', () => {
  const facts = factsOf(
    `import axios from 'axios';\nexport const api = axios.create({ timeout: 5 });\nawait fetch(url);`,
  );
  const all: Record<string, unknown> = {};
  for (const kind in facts) if (kind !== 'reachedBy') all[kind] = facts[kind as keyof typeof facts];
  expect(Object.keys(all)).toContain('retries');
  expect(JSON.parse(JSON.stringify(all))).toEqual(all);
});

it('finds a call through a client together with what the client sets', () => {
  const { clients, calls } = factsOf(
    `import axios from 'axios';\nconst api = axios.create({ timeout: 2000 });\napi.get('/a');`,
  );
  expect(clients.map((client) => [client.name, client.bound.status])).toEqual([['axios.create', 'bounded']]);
  expect(calls.map((call) => [call.name, call.client, call.bound.options[0]?.ms])).toEqual([['api.get', 0, 2000]]);
});

it('tells a controller whose timer is cleared before the body is read', () => {
  const { signals } = factsOf(
    `async function load() {\n  const controller = new AbortController();\n  const timer = setTimeout(() => controller.abort(), 5000);\n  const response = await fetch(url, { signal: controller.signal });\n  clearTimeout(timer);\n  return response.json();\n}`,
  );
  expect(signals.map((signal) => [signal.kind, signal.ms])).toEqual([['cleared-at-headers', 5000]]);
});

describe('what other files can import', () => {
  /** Without the places, which are told below. */
  const named = (text: string): unknown =>
    JSON.parse(
      JSON.stringify(factsOf(text).exports.named, (key, value: unknown) =>
        key === 'at' || key === 'call' ? undefined : value,
      ),
    );

  it('says which options a wrapper takes and how it stands without them', () => {
    const wrapper = named(`export default async function load(url: string, init?: RequestInit & { timeout?: number }) {
      const { timeout, dispatcher, ...rest } = init || {};
      const controller = new AbortController();
      if (timeout) setTimeout(() => controller.abort(), timeout);
      return fetch(url, { ...rest, signal: controller.signal });
    }`);
    expect(wrapper).toEqual({
      default: {
        kind: 'wrapper',
        library: 'fetch',
        status: 'unbounded',
        options: [{ parameter: 1, path: 'timeout', takes: 'duration' }],
      },
    });
  });

  it('knows wrappers with a bound of their own', () => {
    const wrapper = named(`export const load = (url) => fetch(url, { signal: AbortSignal.timeout(5000) });`);
    expect(wrapper).toEqual({ load: { kind: 'wrapper', library: 'fetch', status: 'bounded', options: [] } });
  });

  it('reads objects, functions that return them, and what is exported again', () => {
    const facts = named(`
      export const options = { httpOptions: { timeout: 5 }, ...others };
      export function make(given = {}) { given.userAgent = name; return given; }
      export { default as http } from './http';`);
    expect(facts).toEqual({
      options: {
        kind: 'value',
        value: {
          kind: 'object',
          members: { httpOptions: { kind: 'object', members: { timeout: { kind: 'known', value: 5 } }, open: false } },
          open: true,
        },
      },
      make: {
        kind: 'returns',
        given: 'nothing',
        passes: 0,
        value: { kind: 'object', members: { userAgent: { kind: 'unknown' } }, open: false },
      },
      http: { kind: 'from', module: './http', export: 'default' },
    });
  });

  it('knows clients', () => {
    expect(named(`import axios from 'axios';\nexport const api = axios.create({});`)).toEqual({
      api: { kind: 'client', library: 'axios', module: 'axios', status: 'unbounded' },
    });
  });

  it('says where it is made', () => {
    expect(factsOf(`\nexport const options = { timeout: 5 };`).exports.named['options']?.at).toEqual({
      line: 2,
      column: 24,
    });
  });

  it('knows objects with functions, classes and instances of them', () => {
    const load = {
      kind: 'wrapper',
      library: 'fetch',
      status: 'unbounded',
      options: [{ parameter: 1, path: '', takes: 'signal' }],
    };
    const text = `class Api { load(url, signal) { return fetch(url, { signal }); } limit = 5; }`;
    const limit = { kind: 'value', value: { kind: 'known', value: 5 } };
    expect(named(`${text}\nexport { Api };\nexport const api = new Api();`)).toEqual({
      Api: { kind: 'class', members: { load, limit } },
      api: { kind: 'members', members: { load, limit } },
    });
    expect(named(`export const http = { load: (url, signal) => fetch(url, { signal }) };`)).toEqual({
      http: { kind: 'members', members: { load } },
    });
  });
});
