import { describe, expect, it } from 'vitest';
import { engineOf } from '../../../testing/project.js';
import { functionsOf } from './work.js';

const factsOf = (text: string) => engineOf({ 'src/file.ts': text }).ask(functionsOf, 'src/file.ts');

const call = `fetch('https://api.example.com/' + id)`;

describe('the functions of a file', () => {
  it('are told by the path of their export', () => {
    const { functions } = factsOf(
      `export const load = (id) => fetch(id);\nexport class Store {\n  get(id) { return this.read(id); }\n  private read(id) { return fetch(id); }\n  name() { return 'store'; }\n}\nexport default { load };\n`,
    );
    expect(Object.keys(functions).sort()).toEqual(['Store.get', 'Store.name', 'Store.read', 'default.load', 'load']);
    expect(functions['Store.get']?.remote).toEqual({ line: 4, column: 29 });
    expect(functions['Store.name']).toMatchObject({ calls: [], open: false });
  });

  it('say where they call another system', () => {
    expect(factsOf(`export const load = (id, at) => ${call};`).functions).toMatchObject({
      load: { remote: { line: 1, column: 33 } },
    });
    const { load } = factsOf(`export async function load(id) { await Promise.resolve(); return ${call}; }`).functions;
    expect(load).toMatchObject({ remote: { line: 1, column: 66 }, calls: [], open: false });
  });

  it('say which functions of other files they call', () => {
    const { functions } = factsOf(
      `import { get } from './http';\nimport { Db } from './db';\nexport class Users {\n  constructor(private db: Db) {}\n  load(id) { return get(id); }\n  save(user) { return this.db.put(user); }\n}`,
    );
    expect(functions['Users.load']).toMatchObject({ calls: [{ module: './http', path: ['get'] }], open: false });
    expect(functions['Users.save']).toMatchObject({ calls: [{ module: './db', path: ['Db', 'put'] }], open: false });
  });

  it.each([
    ['a member of what it is given', `export const load = (id, { get }) => get(id);`],
    [
      'a limiter',
      `import pLimit from 'p-limit';\nconst limit = pLimit(5);\nexport const load = (id) => limit(() => ${call});`,
    ],
    [
      'something named like a limiter',
      `import { limiter } from './x';\nexport const load = (id) => limiter(() => ${call});`,
    ],
    ['a cache', `const cache = new Map();\nexport const load = async (id) => cache.get(id) ?? ${call};`],
    [
      'a variable that may get another function',
      `export let load = (id) => id;\nexport const use = (fn) => { load = fn; };`,
    ],
    ['two functions under one name', `exports.load = (id) => ${call};\nexports.load = (id) => id;`],
  ])('leave open what runs through %s', (_, text) => {
    const { load } = factsOf(text).functions;
    expect(load).toMatchObject({ calls: [], open: true });
    expect(load).not.toHaveProperty('remote');
  });

  it('say which of their parameters they run, which is up to the callers', () => {
    const { functions } = factsOf(
      `import { log } from './log';\nexport const timed = async (name, work) => { const at = Date.now(); try { return await work(); } finally { log.info(name, Date.now() - at); } };`,
    );
    expect(functions['timed']).toEqual({ calls: [], open: false, runs: [1] });
  });

  it('say how long the lists are that they return', () => {
    const { functions } = factsOf(
      [
        `import { S3Client, ListObjectsV2Command, paginateListObjectsV2 } from '@aws-sdk/client-s3';`,
        `import { rows } from './db';`,
        `const s3 = new S3Client({});`,
        `export const keys = async () => (await s3.send(new ListObjectsV2Command({ Bucket: 'a' }))).Contents;`,
        `export const few = async () => (await keys()).slice(0, 10);`,
        `export const active = async () => { const all = await rows(); return all.filter((one) => one.active); };`,
        `export const mixed = async (given) => (given.length > 0 ? given : rows());`,
        `export const passed = (list) => list;`,
        `export const part = async ({ page = 1 }) => (await fetch('https://api.example.com/?p=' + page)).json();`,
        `export const part2 = async (params) => { params.append('limit', '9'); return (await fetch(url(params))).json(); };`,
        `export const pages = async () => { const all = []; for await (const page of paginateListObjectsV2({ client: s3, pageSize: 9 }, {})) all.push(...page.Contents); return all; };`,
        `export const whole = async () => (await fetch('https://api.example.com/keys')).json();`,
        `export const first = async (owner) => (await rows()).filter((one) => one.owner === owner);`,
      ].join('\n'),
    );
    const lists = Object.fromEntries(Object.entries(functions).map(([name, { list }]) => [name, list]));
    expect(lists).toEqual({
      keys: 'read',
      few: 'slice',
      active: { module: './db', path: ['rows'] },
      mixed: undefined,
      passed: undefined,
      part: undefined,
      part2: undefined,
      pages: 'read',
      whole: 'read',
      first: undefined,
    });
  });

  it('come from elsewhere, or are those of clients and base classes', () => {
    const { clients, bases, aliases, stars } = factsOf(
      `import { Pool } from 'pg';\nimport { Base } from './base';\nimport { load } from './load';\nexport const pool = new Pool();\nexport class Store extends Base {}\nexport { load };\nexport * from './more';`,
    );
    expect(clients).toEqual({ pool: { line: 4, column: 21 } });
    expect(bases).toMatchObject({ Store: { module: './base', path: ['Base'], at: { line: 5 } } });
    expect(aliases).toMatchObject({ load: { module: './load', path: ['load'] } });
    expect(stars).toEqual(['./more']);
  });
});
