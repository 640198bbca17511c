import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clientRetriesOf } from './client-retries.js';
import { clientLibraries, libraryFor, serverFor, serverLibraries } from './index.js';
import type { ClientLibrary } from './types.js';
import { isInRange } from './versions.js';

const name = (library: ClientLibrary) => `${library.label} ${library.versions ?? ''}`.trim();
const entries = clientLibraries.map((library) => [name(library), library] as const);
const shapes = (library: ClientLibrary) => [...library.clients, ...library.calls];
const path = /^[a-zA-Z_]\w*(\.[a-zA-Z_]\w*)*$/;

/** Versions between and around all limits of the ranges, so that two ranges overlap only if one of these lies in both. */
const probes = [...new Set(clientLibraries.flatMap((l) => l.versions?.match(/\d+\.\d+\.\d+/g) ?? ['1.0.0']))].concat(
  '0.1.0',
  '99.0.0',
);

describe.each(entries)('%s', (_, library) => {
  it('says what it is and where that was found out', () => {
    expect(library.label).not.toBe('');
    expect(library.modules.length).toBeGreaterThan(0);
    expect(library.source.version).toMatch(/\d/);
    expect(library.source.url).toMatch(/^https:\/\//);
    expect(library.source.evidence).toMatch(/measured|\.js|\.cjs|\.mjs|\.json|src/);
    expect(library.repair).not.toBe('');
    expect(library.byDefault.says).toMatch(/^(never ends|waits|ends)\b/);
    for (const wait of Object.values(library.byDefault.waits ?? {})) expect(wait === 'ever' || wait > 0).toBe(true);
  });

  it('has a client or a call, and finds it under each of its modules', () => {
    expect(shapes(library).length).toBeGreaterThan(0);
    const [exact] = shapes(library).filter((shape) => !shape.export.includes('*') && shape.export !== '<star>');
    for (const specifier of library.modules.filter((one) => exact && !one.endsWith('*'))) {
      const probe = probes.find((version) => library.versions && isInRange(version, library.versions));
      expect(libraryFor(specifier, exact?.export ?? '', probe)?.library).toBe(library);
    }
  });

  it('has well-formed paths', () => {
    for (const option of library.options) {
      if (option.path === '') expect(['chain', 'client']).toContain(option.at);
      else expect(option.path).toMatch(path);
      expect(option.covers.length).toBeGreaterThan(0);
      expect(option.unit !== undefined).toBe(option.takes === 'duration');
      if (option.needs) expect(option.needs.path).toMatch(path);
      for (const other of option.yieldsTo ?? []) expect(library.options.map((one) => one.path)).toContain(other);
      if (option.perAttempt) expect(clientRetriesOf(library.modules[0] ?? ''), option.path).toBeDefined();
    }
    const others = [...(library.ignored ?? []), ...(library.exempt ?? []), ...(library.disabledBy ?? [])];
    for (const other of others) expect(other.path).toMatch(path);
    for (const other of library.handsOver ?? []) expect(other).toMatch(path);
  });

  it('contradicts itself nowhere', () => {
    for (const { off = [], fails = [], reset = [] } of library.options) {
      const all = [...off, ...fails, ...reset];
      expect(new Set(all).size).toBe(all.length);
    }
    for (const at of ['client', 'call'] as const) {
      const here = <T extends { at?: string; path: string }>(list: readonly T[]) =>
        list.filter((one) => one.at === undefined || one.at === at).map((one) => one.path);
      const read = here(library.options);
      expect(new Set(read).size, `the same option twice at the ${at}`).toBe(read.length);
      for (const ignored of here(library.ignored ?? [])) expect(read).not.toContain(ignored);
    }
  });

  it('can be satisfied with its options, or by code that takes over the transport', () => {
    const covered = new Set(library.options.flatMap((option) => option.covers));
    const reachable = (sets: ClientLibrary['enough']) => sets.some((set) => set.every((phase) => covered.has(phase)));
    if (library.enough.length === 0)
      expect(library.handsOver !== undefined || /^(Promise\.race|new )/.test(library.repair)).toBe(true);
    else expect(reachable(library.enough)).toBe(true);
    for (const set of library.complete ?? []) {
      const total = set.includes('total');
      expect(total || library.enough.some((one) => one.every((phase) => set.includes(phase)))).toBe(true);
    }
  });

  it('chains and variants belong to it', () => {
    expect(library.options.some((option) => option.at === 'chain')).toBe(library.chain !== undefined);
    for (const variant of library.variants ?? []) {
      expect(library.clients.map((client) => client.export)).toContain(variant.of);
    }
  });
});

it('knows no export of a module twice at the same version', () => {
  const seen = new Map<string, ClientLibrary>();
  for (const library of clientLibraries) {
    const versions = library.versions;
    for (const version of versions ? probes.filter((probe) => isInRange(probe, versions)) : probes) {
      for (const specifier of library.modules) {
        for (const shape of shapes(library)) {
          const key = `${specifier} ${shape.export} ${version}`;
          expect(seen.get(key) ?? library, key).toBe(library);
          seen.set(key, library);
        }
      }
    }
  }
  expect(seen.size).toBeGreaterThan(1000);
});

it('takes the newest entry of a module where the version is not known', () => {
  for (const specifier of new Set(clientLibraries.filter((l) => l.versions).flatMap((l) => l.modules))) {
    const entries = clientLibraries.filter((library) => library.modules.includes(specifier) && library.versions);
    const match = libraryFor(specifier, entries.flatMap(shapes)[0]?.export ?? '');
    expect(match?.library, specifier).toBe(entries.at(-1));
    expect(isInRange('99.0.0', entries.at(-1)?.versions ?? '<0.0.0'), specifier).toBe(true);
  }
});

it('knows the servers', () => {
  expect(serverFor('http', 'createServer')?.label).toBe('Node.js server');
  expect(serverFor('fastify', 'default')?.label).toBe('Fastify');
  expect(serverFor('koa', 'default')?.label).toBe('Koa');
  expect(serverFor('express', 'json')).toBeUndefined();
  for (const server of serverLibraries) {
    expect(server.timeouts.length).toBeGreaterThan(0);
    for (const timeout of server.timeouts) expect(timeout.off.length).toBeGreaterThan(0);
  }
});

describe('published types', () => {
  const modules = new URL('../../../../node_modules/', import.meta.url);
  const isInstalled = (name: string) => existsSync(new URL(name, modules));
  const declarations = (files: readonly string[]) =>
    files.map((file) => readFileSync(new URL(file, modules), 'utf8')).join('\n');

  /** Where packages that may be installed here declare the options of ours. */
  const published = [
    { module: 'undici', name: 'request', files: ['undici-types/dispatcher.d.ts'] },
    { module: 'node:http', name: 'request', files: ['@types/node/http.d.ts'] },
    { module: 'axios', name: 'default.create', files: ['axios/index.d.ts'] },
    { module: 'ioredis', name: 'Redis', files: ['ioredis/built/redis/RedisOptions.d.ts'] },
    { module: 'ioredis', name: 'Cluster', files: ['ioredis/built/redis/RedisOptions.d.ts'] },
    {
      module: 'redis',
      name: 'createClient',
      files: ['index', 'socket', 'commands-queue'].map((file) => `@redis/client/dist/lib/client/${file}.d.ts`),
    },
    { module: 'pg', name: 'Pool', files: ['@types/pg/index.d.ts'] },
    {
      module: '@aws-sdk/client-sqs',
      name: 'SQSClient',
      files: ['@smithy/types/dist-types/http/httpHandlerInitialization.d.ts', '@smithy/types/dist-types/http.d.ts'],
    },
  ];
  const comparable = published.filter(({ files }) => files.every(isInstalled));

  it.each(comparable)('$module declares every option of ours', ({ module, name, files }) => {
    const types = declarations(files);
    const options = (libraryFor(module, name)?.library.options ?? []).map(
      (option) => option.path.split('.').at(-1) ?? '',
    );
    const named = options.filter((option) => option !== '');
    expect(named.length).toBeGreaterThan(1);
    for (const option of named) expect(types).toMatch(new RegExp(`\\b${option}\\?:`));
  });

  it('compares all that are installed', () => {
    expect(comparable.map(({ module }) => module)).toEqual(expect.arrayContaining(['undici', 'node:http']));
    const compared = comparable.map(({ module, name }) => libraryFor(module, name)?.library.label);
    const packages = (library: ClientLibrary) => library.modules.filter((one) => !/^global$|\*$/.test(one));
    const installed = clientLibraries.filter((library) => packages(library).some(isInstalled));
    // `ws` comes with other packages and brings no types.
    expect(installed.map(({ label }) => label).filter((label) => ![...compared, 'ws'].includes(label))).toEqual([]);
  });

  it('@types/node declares the timeouts of a server', () => {
    const types = declarations(['@types/node/http.d.ts']);
    const timeouts = serverFor('node:http', 'createServer')?.timeouts.map((timeout) => timeout.name);
    expect(timeouts).toEqual(['requestTimeout', 'headersTimeout', 'timeout', 'setTimeout']);
    for (const timeout of timeouts ?? []) expect(types).toMatch(new RegExp(`\\b${timeout}(\\?:|:|\\()`));
  });
});
