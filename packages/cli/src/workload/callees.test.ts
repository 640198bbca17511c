import { describe, expect, it, vi } from 'vitest';
import { judgeProject } from './testing/judge-project.js';

// The first test loads ESLint and the parser.
vi.setConfig({ testTimeout: 60_000 });

const judge = (files: Record<string, string>) => judgeProject('no-unbounded-concurrency', files);

const rows = `const page = await prisma.user.findMany({ where: { active: true } });\n`;
const all = (work: string, head: string) =>
  `${head}\nexport async function all() {\n  ${rows}  await Promise.all(page.map(${work}));\n}\n`;
const load = `export const load = (id) => fetch('https://api.example.com/' + id);\n`;
const store = `export class Store {\n  async get(id) { return fetch('https://api.example.com/' + id); }\n  name(id) { return 'user ' + id; }\n}\n`;
const byName = all('(one) => load(one.id)', `import { load } from './load';`);

describe('work for each element of a list', () => {
  it('is remote where the function of another file is, which is named', async () => {
    const { shown, verdicts } = await judge({ 'load.ts': load, 'all.ts': byName });
    expect(shown).toEqual(['all.ts:4 violation']);
    expect(verdicts[0]?.related).toContainEqual({
      message: 'remote call',
      location: { file: 'load.ts', line: 1, column: 29 },
    });
  });

  it.each([
    ['an instance that is made', 'const store = new Store();'],
    ['an instance that is handed in', 'declare const given: { store: Store };\nfunction use(store: Store) {'],
  ])('is that of a method of %s', async (title, made) => {
    const head = `import { Store } from './store';\n`;
    const body = `${rows}  return Promise.all(page.map((one) => store.METHOD(one.id)));`;
    const text = title.endsWith('made')
      ? `${head}${made}\nexport async function all() {\n  ${body}\n}\n`
      : `${head}export async function all(store: Store) {\n  ${body}\n}\n`;
    expect((await judge({ 'store.ts': store, 'all.ts': text.replace('METHOD', 'get') })).shown).toEqual([
      expect.stringMatching(/^all\.ts:\d violation$/),
    ]);
    expect((await judge({ 'store.ts': store, 'all.ts': text.replace('METHOD', 'name') })).shown).toEqual([]);
  });

  it.each([
    [
      'a second file',
      {
        'load.ts': `import { fetchOne } from './http';\nexport const load = (id) => fetchOne(id);\n`,
        'http.ts': `export const fetchOne = (id) => fetch(id);\n`,
      },
    ],
    ['a barrel', { 'load/index.ts': `export * from './one';\n`, 'load/one.ts': load }],
    [
      'another name',
      { 'load.ts': `export { get as load } from './http';\n`, 'http.ts': `export const get = (id) => fetch(id);\n` },
    ],
    [
      'a client',
      {
        'load.ts': `import { pool } from './db';\nexport const load = (id) => pool.query('SELECT 1');\n`,
        'db.ts': `import { Pool } from 'pg';\nexport const pool = new Pool();\n`,
      },
    ],
    [
      'CommonJS',
      {
        'load.js': `const http = require('./http');\nmodule.exports = { load: (id) => http.one.get(id) };\n`,
        'http.js': `const one = require('./one');\nmodule.exports = { one };\n`,
        'one.js': `module.exports = { get: (id) => fetch(id) };\n`,
      },
    ],
  ])('is followed through %s', async (_, files: Record<string, string>) => {
    expect((await judge({ ...files, 'all.ts': byName })).shown).toEqual(['all.ts:4 violation']);
  });

  it('is followed to the class that a class extends', async () => {
    const { shown } = await judge({
      'store.ts': store,
      'users.ts': `import { Store } from './store';\nexport class Users extends Store {}\n`,
      'all.ts': all('(one) => users.get(one.id)', `import { Users } from './users';\nconst users = new Users();`),
    });
    expect(shown).toEqual(['all.ts:5 violation']);
  });

  it('is nothing where the functions call nothing', async () => {
    const { shown } = await judge({
      'load.ts': `import { name } from './name';\nexport const load = (id) => name(id);\n`,
      'name.ts': `export const name = (id) => 'user ' + id;\n`,
      'all.ts': byName,
    });
    expect(shown).toEqual([]);
  });

  it.each([
    ['is of a package', {}],
    ['is declared only', { 'load.d.ts': `export declare function load(id: string): Promise<void>;\n` }],
    [
      'runs what it is given',
      { 'load.ts': `export let load = (id) => id;\nexport const set = (fn) => { load = fn; };\n` },
    ],
    [
      'holds the calls back',
      {
        'load.ts': `import pLimit from 'p-limit';\nconst limit = pLimit(4);\nexport const load = (id) => limit(() => fetch(id));\n`,
      },
    ],
    [
      'answers from a cache',
      { 'load.ts': `const cache = new Map();\nexport const load = async (id) => cache.get(id) ?? fetch(id);\n` },
    ],
    [
      'comes back to itself',
      {
        'load.ts': `import { again } from './again';\nexport const load = (id) => again(id);\n`,
        'again.ts': `import { load } from './load';\nexport const again = (id) => load(id);\n`,
      },
    ],
  ])('is undetermined where the function %s', async (_, files: Record<string, string>) => {
    expect((await judge({ ...files, 'all.ts': byName })).shown).toContain('all.ts:4 undetermined');
  });
});

describe('the list', () => {
  const use = `import { ids } from './ids';\nexport const all = async () => {\n  const list = await ids();\n  await Promise.all(list.map((id) => fetch(id)));\n};\n`;
  it.each([
    ['as long as what another system returns', `export const ids = () => prisma.user.findMany();\n`, 'violation'],
    ['cut', `export const ids = async () => (await prisma.user.findMany()).slice(0, 5);\n`, 'compliant'],
    ['what it is given', `export const ids = (list) => list;\n`, 'undetermined'],
  ])('is %s where a function of another file says so', async (_, ids, status) => {
    expect((await judge({ 'ids.ts': ids, 'all.ts': use })).shown).toEqual([`all.ts:4 ${status}`]);
  });

  it('is followed through a second file', async () => {
    const { shown } = await judge({
      'ids.ts': `import { rows } from './rows';\nexport const ids = async () => (await rows()).map((one) => one.id);\n`,
      'rows.ts': `export const rows = async () => prisma.user.findMany();\n`,
      'all.ts': use,
    });
    expect(shown).toEqual(['all.ts:4 violation']);
  });
});
