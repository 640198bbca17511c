import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allChecks } from '../checks.js';
import { scanProject } from '../scan/code-workers.js';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-settle-')));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): string {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** Verdicts of some files of a project as `file:line status`, after the second pass. */
async function judge(files: Record<string, string>, { only, inside = '' }: { only?: string[]; inside?: string } = {}) {
  const all = (await allChecks()).filter((one) => one.layer === 'code');
  const names = new Set(all.map((one) => one.name));
  const paths = Object.entries(files).map(([file, text]) => [file, write(file, text)] as const);
  const scanned = paths.filter(([file]) => /\.[cm]?[jt]sx?$/.test(file) && (!only || only.includes(file)));
  const outcome = await scanProject(
    {
      root: join(root, inside),
      files: scanned.map(([, path]) => ({ path, isNamed: false })),
      preset: 'strict',
      presetChecks: names,
      allowedChecks: names,
      metadata: new Map(all.map((one) => [one.name, one])),
      settings: {},
      useProjectConfig: true,
      repository: root,
      today: '2026-11-20',
    },
    1,
  );
  const timeouts = outcome.verdicts.filter(({ check }) => /^require-/.test(check));
  const shown = timeouts.map(({ location, status }) => `${location?.file}:${location?.line} ${status}`).sort();
  return { ...outcome, shown, timeouts };
}

const wrapper = `export default async function fetchJson(url: string, init?: { timeout?: number }) {
  const controller = new AbortController();
  const timer = init?.timeout ? setTimeout(() => controller.abort(), init.timeout) : undefined;
  try {
    return (await fetch(url, { signal: controller.signal })).json();
  } finally {
    clearTimeout(timer);
  }
}
`;
const bounded = `const load = (url: string) => fetch(url, { signal: AbortSignal.timeout(5000) });\nexport { load as fetch };\n`;
const open = `export const load = (url: string, signal?: AbortSignal) => fetch(url, { signal });\n`;

describe('wrappers', () => {
  it('tells callers that pass a timeout from those that pass none, and where the wrapper is', async () => {
    const { shown, timeouts } = await judge({
      'lib/fetch.ts': `export const base = 1;\n${open}`,
      'a.ts': `import { load } from './lib/fetch';\nawait load(url);\nawait load(url, AbortSignal.timeout(2000));\n`,
    });
    expect(shown.filter((one) => one.startsWith('a.ts'))).toEqual(['a.ts:2 violation', 'a.ts:3 compliant']);
    expect(timeouts.find(({ location }) => location?.file === 'a.ts')?.related).toEqual([
      { message: 'made here', location: { file: 'lib/fetch.ts', line: 2, column: 21 } },
    ]);
  });

  it('knows that a number which arms the timer of a signal is a timeout', async () => {
    const { shown } = await judge({
      'fetch.ts': wrapper,
      'a.ts': `import fetch from './fetch';\nawait fetch(url, { timeout: 5000 });\nawait fetch(url);\nawait fetch(url, { timeout: 0 });\n`,
    });
    expect(shown.filter((one) => one.startsWith('a.ts'))).toContain('a.ts:2 compliant');
    expect(shown.filter((one) => one.startsWith('a.ts'))).toContain('a.ts:3 violation');
    expect(shown).not.toContain('a.ts:4 compliant');
  });

  it('takes a signal whose timer is cleared once the answer has come', async () => {
    const { shown } = await judge({
      'load.ts': open,
      'a.ts': [
        `import { load } from './load';`,
        'async function ping() {',
        '  const controller = new AbortController();',
        '  const timer = setTimeout(() => controller.abort(), 3000);',
        '  const response = await load(url, controller.signal);',
        '  clearTimeout(timer);',
        '  return response.json();',
        '}',
      ].join('\n'),
    });
    expect(shown).toContain('a.ts:5 compliant');
  });

  it('finds the callers of a bounded wrapper sound', async () => {
    const { shown } = await judge({
      'http.ts': bounded,
      'a.ts': `import { fetch } from './http';\nawait fetch(url);\n`,
    });
    expect(shown).toEqual(['a.ts:2 compliant', 'http.ts:1 compliant']);
  });

  it.each([
    ['a barrel', { 'lib/index.ts': `export * from './load';` }, `import { load } from './lib';\nawait load(url);`],
    [
      'a new name',
      { 'lib/index.ts': `import { load } from './load';\nexport { load as default };` },
      `import load from './lib';\nawait load(url);`,
    ],
    ['a namespace', {}, `import * as api from './lib/load';\nawait api.load(url);`],
    [
      'a namespace that is exported',
      { 'lib/index.ts': `export * as api from './load';` },
      `import { api } from './lib';\nawait api.load(url);`,
    ],
    ['a written ending', {}, `import { load } from './lib/load.js';\nawait load(url);`],
    ['require', {}, `const { load } = require('./lib/load');\nawait load(url);`],
    [
      'a wrapper around it',
      { 'lib/get.ts': `import { load } from './load';\nexport const get = (url: string) => load(url);` },
      `import { load } from './lib/load';\nawait load(url);`,
    ],
  ])('follows %s', async (_, more, caller) => {
    const { shown } = await judge({ 'lib/load.ts': open, ...more, 'a.ts': caller });
    expect(shown).toContain('a.ts:2 violation');
  });

  it.each([
    [
      'an object with functions',
      `export const http = { load: (url, signal) => fetch(url, { signal }) };`,
      `import { http } from './http';\nawait http.load(url);`,
    ],
    [
      'an instance of a class',
      `class Api { load(url, signal) { return fetch(url, { signal }); } }\nexport const api = new Api();`,
      `import { api } from './http';\nawait api.load(url);`,
    ],
    [
      'a class',
      `export class Api { load(url, signal) { return fetch(url, { signal }); } }`,
      `import { Api } from './http';\nawait new Api().load(url);`,
    ],
    [
      'a class that is handed in',
      `export class Api { load(url, signal) { return fetch(url, { signal }); } }`,
      `import { Api } from './http';\nexport class User { constructor(private api: Api) {} get() { return this.api.load(url); } }`,
    ],
    [
      'CommonJS',
      `module.exports = function load(url, signal) { return fetch(url, { signal }); };`,
      `const load = require('./http');\nawait load(url);`,
    ],
  ])('follows %s', async (_, http, caller) => {
    const { shown } = await judge({ 'http.ts': http, 'a.ts': caller });
    expect(shown).toContain('a.ts:2 violation');
  });

  it('hears the callers of a wrapper around a wrapper', async () => {
    const { shown } = await judge({
      'load.ts': open,
      'get.ts': `import { load } from './load';\nexport async function get(path: string, signal?: AbortSignal) {\n  return load(base + path, signal);\n}\n`,
      'a.ts': `import { get } from './get';\nawait get('/a');\nawait get('/b', AbortSignal.timeout(1000));\n`,
    });
    expect(shown.filter((one) => one.startsWith('a.ts'))).toEqual(['a.ts:2 violation', 'a.ts:3 compliant']);
  });
});

describe('clients and options', () => {
  const client = (options: string) => `import { S3Client } from '@aws-sdk/client-s3';\n${options}`;
  const handler = `requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true, socketTimeout: 5000 }`;

  it.each([
    ['an object without timeouts', `export const options = { region: 'x' };`, 'options', 'violation'],
    ['an object with timeouts', `export const options = { ${handler} };`, 'options', 'compliant'],
    [
      'a handler',
      `import { NodeHttpHandler } from '@smithy/node-http-handler';\nexport const options = { requestHandler: new NodeHttpHandler({ connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true }) };`,
      'options',
      'compliant',
    ],
    ['a function', `export const options = () => ({ region: 'x' });`, 'options()', 'violation'],
    [
      'a function that passes on what it is given',
      `export function options(given = {}) { given.customUserAgent = 'x'; return given; }`,
      `options({ ${handler} })`,
      'compliant',
    ],
    [
      'a function that fills in what it is given',
      `export function options(given) { given = given || {}; return given; }`,
      `options({ region: 'x' })`,
      'violation',
    ],
    [
      'a timeout that the caller decides',
      `export const options = (ms: number) => ({ requestHandler: { requestTimeout: ms, connectionTimeout: ms, throwOnRequestTimeout: true } });`,
      'options(5)',
      'compliant',
    ],
    [
      'a timeout in one branch',
      `export const options = () => ({ region: 'x', ...(slow ? { ${handler} } : {}) });`,
      'options()',
      'undetermined',
    ],
    ['what cannot be seen', `export const options = { ...others };`, 'options', 'undetermined'],
    [
      'an object of yet another file',
      `import { base } from './base';\nexport const options = { ...base, region: 'x' };`,
      'options',
      'compliant',
    ],
  ])('settles %s', async (_, options, use, status) => {
    const { shown } = await judge({
      'options.ts': options,
      'base.ts': `export const base = { ${handler} };`,
      'a.ts': client(`import { options } from './options';\nexport const s3 = new S3Client(${use});`),
    });
    expect(shown.filter((one) => one.startsWith('a.ts'))).toEqual([`a.ts:3 ${status}`]);
  });

  it('says how long a shared constant is, and sees a zero', async () => {
    const { timeouts } = await judge({
      'limits.ts': `export const limit = 2000;\nexport const none = 0;\n`,
      'a.ts': `import axios from 'axios';\nimport { limit, none } from './limits';\nawait axios.get(url, { timeout: limit });\naxios.create({ timeout: none });\n`,
    });
    expect(timeouts.find(({ location }) => location?.line === 3)?.message).toContain('2000 ms');
    expect(timeouts.some(({ location, status }) => location?.line === 4 && status === 'compliant')).toBe(false);
  });

  it('sees an option that is not read in what a function of another file passes on', async () => {
    const { verdicts } = await judge({
      'options.ts': `export const options = (name, given) => ({ customUserAgent: name, ...(given || {}) });`,
      'a.ts': client(
        `import { options } from './options';\nexport const s3 = new S3Client(options('a', { maxRetries: 3 }));`,
      ),
    });
    const ignored = verdicts.filter(({ check }) => check === 'no-ignored-timeout-option');
    expect(ignored.map(({ location, status }) => `${location?.file}:${location?.line} ${status}`)).toEqual([
      'a.ts:3 violation',
    ]);
  });

  it.each([
    [
      'the options',
      `export const make = (options) => new S3Client(options);`,
      [`a.ts:2 violation`, `a.ts:3 compliant`],
    ],
    [
      'the options among others',
      `export function make(options) { return new S3Client({ region: 'x', ...options }); }`,
      [`a.ts:2 violation`, `a.ts:3 compliant`],
    ],
    // Part of the answer stands in each of two files.
    [
      'one option',
      `export const make = ({ ms }) => new S3Client({ requestHandler: { connectionTimeout: ms, socketTimeout: ms } });`,
      [],
    ],
    [
      'options beside a bound',
      `export const make = (options) => new S3Client({ requestHandler: { connectionTimeout: 100 }, ...options });`,
      [],
    ],
  ])('judges a client where the function that makes it is given %s', async (_, make, expected) => {
    const { shown } = await judge({
      'make.ts': client(make),
      'a.ts': `import { make } from './make';\nexport const a = make({ region: 'x' });\nexport const b = make({ ${handler} });\n`,
    });
    expect(shown).toEqual([...expected, 'make.ts:2 undetermined']);
  });

  it('leaves a client of another file to the place where it is made', async () => {
    const { shown } = await judge({
      'axios.ts': `import axios from 'axios';\nexport default axios.create({ baseURL: 'x' });\n`,
      'a.ts': `import axios from './axios';\nawait axios.get('/a');\n`,
    });
    expect(shown).toEqual(['axios.ts:2 violation']);
  });
});

describe('where files are found', () => {
  const caller = (module: string) => `import { load } from '${module}';\nawait load(url);\n`;

  it.each([
    ['paths', { 'tsconfig.json': `{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }` }, '@lib/load'],
    ['a base folder', { 'tsconfig.json': `{ "compilerOptions": { "baseUrl": "." } }` }, 'lib/load'],
    [
      'an extended config with comments',
      {
        'tsconfig.json': `{ "extends": "./tsconfig.base.json", /* more */ }`,
        'tsconfig.base.json': `{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }`,
      },
      '@lib/load',
    ],
    [
      'a project reference',
      {
        'tsconfig.json': `{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }`,
        'tsconfig.app.json': `{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }`,
      },
      '@lib/load',
    ],
    ['jsconfig', { 'jsconfig.json': `{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }` }, '@lib/load'],
    ['imports of the package', { 'package.json': `{ "imports": { "#lib/*": "./lib/*.ts" } }` }, '#lib/load'],
    ['a package of the project', { 'lib/package.json': `{ "name": "@acme/lib", "main": "./load.ts" }` }, '@acme/lib'],
    [
      'source of a package that is not built',
      {
        'lib/package.json': `{ "name": "@acme/lib", "exports": { "./load": { "types": "./dist/load.d.ts", "default": "./dist/load.js" } } }`,
        'lib/src/load.ts': open,
      },
      '@acme/lib/load',
    ],
    [
      'source of what a tsconfig takes from where it is built',
      {
        'tsconfig.json': `{ "compilerOptions": { "paths": { "lib": ["./layers/lib/dist"] } } }`,
        'layers/lib/index.ts': open,
      },
      'lib',
    ],
    ['the path in a layer', { 'layers/http/acme/load.ts': open }, 'acme/load'],
    ['the path where a layer is mounted', { 'layers/http/acme/load.ts': open }, '/opt/nodejs/acme/load.js'],
    ['a folder in a layer', { 'layers/http/acme/calls/index.js': open.replaceAll(/: \w+/g, '') }, '/opt/acme/calls'],
  ])('through %s', async (_, more, module) => {
    const { shown } = await judge({ 'lib/load.ts': open, ...more, 'src/a.ts': caller(module) });
    expect(shown).toContain('src/a.ts:2 violation');
  });

  it('through a link in node_modules', async () => {
    write('packages/lib/package.json', `{ "name": "@acme/lib", "main": "./load.ts" }`);
    mkdirSync(join(root, 'node_modules/@acme'), { recursive: true });
    symlinkSync(join(root, 'packages/lib'), join(root, 'node_modules/@acme/lib'), 'junction');
    const { shown } = await judge({ 'packages/lib/load.ts': open, 'src/a.ts': caller('@acme/lib') });
    expect(shown).toContain('src/a.ts:2 violation');
  });
});

describe('what stays undetermined', () => {
  const caller = (module: string) => `import { fetch } from '${module}';\nawait fetch(url);\n`;

  it('lies outside of what is scanned', async () => {
    const { shown } = await judge(
      { 'lib/http.ts': bounded, 'src/a.ts': caller('../lib/http') },
      { inside: 'src', only: ['src/a.ts'] },
    );
    expect(shown).toEqual(['a.ts:2 undetermined']);
  });

  it('lies in an installed package', async () => {
    write('node_modules/http-lib/index.ts', bounded);
    expect((await judge({ 'src/a.ts': caller('http-lib') })).shown).toEqual(['src/a.ts:2 undetermined']);
  });

  it.each([
    ['of a layer, and is a dependency', ['layer'], `{ "dependencies": { "acme": "1.0.0" } }`],
    ['of two layers', ['layer', 'other']],
    ['that is for tests', ['tests']],
  ])('has the path of a file %s', async (_, folders, manifest = '{}') => {
    const provided = Object.fromEntries(folders.map((folder) => [`${folder}/acme/load.ts`, bounded]));
    const { shown } = await judge({ ...provided, 'package.json': manifest, 'src/a.ts': caller('acme/load') });
    expect(shown).toContain('src/a.ts:2 undetermined');
  });

  it('is installed, and has the path of a file in a layer', async () => {
    write('node_modules/acme/load.ts', bounded);
    const { shown } = await judge({ 'layer/acme/load.ts': bounded, 'src/a.ts': caller('acme/load') });
    expect(shown).toContain('src/a.ts:2 undetermined');
  });

  it('does not parse', async () => {
    const { shown, errors } = await judge(
      { 'http.ts': `${bounded} = = `, 'a.ts': caller('./http') },
      { only: ['a.ts'] },
    );
    expect(shown).toEqual(['a.ts:2 undetermined']);
    expect(errors).toEqual([]);
  });

  it('is chosen while the program runs', async () => {
    const { shown } = await judge({
      'http.ts': `export const fetch = choose(first, second);`,
      'a.ts': caller('./http'),
    });
    expect(shown).toEqual(['a.ts:2 undetermined']);
  });

  it('comes back to itself', async () => {
    const { shown } = await judge({
      'http.ts': `export { fetch } from './other';`,
      'other.ts': `export { fetch } from './http';\nexport * from './http';`,
      'a.ts': caller('./http'),
    });
    expect(shown).toEqual(['a.ts:2 undetermined']);
  });

  it('is under a tsconfig that cannot be parsed, which is said once', async () => {
    const { shown, skipped } = await judge({
      'tsconfig.json': `{ "compilerOptions": `,
      'http.ts': bounded,
      'a.ts': caller('./http'),
      'sub/b.ts': caller('../http'),
    });
    expect(shown.filter((one) => !one.startsWith('http'))).toEqual(['a.ts:2 undetermined', 'sub/b.ts:2 undetermined']);
    expect(skipped).toEqual([
      { path: 'tsconfig.json', reason: 'it cannot be parsed, so imports of the files under it were not followed' },
    ]);
  });
});
