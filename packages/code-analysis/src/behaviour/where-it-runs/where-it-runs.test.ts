import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../settings.js';
import { parse } from '../../testing/parsers.js';
import { FileContext } from '../context.js';
import type { Runtime } from './types.js';
import { whereItRuns } from './where-it-runs.js';

let root: string;
let made = 0;
beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'faultline-where-')));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Lays out a project; values that are no text are written as JSON. */
function project(files: Readonly<Record<string, unknown>>): string {
  const folder = path.join(root, String((made += 1)));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** Where each file runs, by its path; the texts are those of the files. */
function runtimes(files: Readonly<Record<string, unknown>>, settings = {}): Record<string, Runtime> {
  const folder = project(files);
  const sources = Object.entries(files).filter((entry): entry is [string, string] => /\.[cm]?[jt]sx?$/.test(entry[0]));
  return Object.fromEntries(
    sources.map(([name, text]) => {
      const filename = path.join(folder, name);
      const source = parse('typescript', text, filename);
      const file = new FileContext(source, readSettings({ faultline: settings }), filename);
      file.index();
      return [name, whereItRuns(file).where];
    }),
  );
}

const load = `export const load = (id) => fetch('https://api.example.com/' + id);`;
const dependencies = (...names: string[]) => Object.fromEntries(names.map((name) => [name, '^1']));

describe('by packages', () => {
  it('takes a package of Vue and Vite for a page', () => {
    const files = runtimes({
      'package.json': { name: 'front', dependencies: dependencies('vue'), devDependencies: dependencies('vite') },
      'index.html': '<script type="module" src="/src/main.js"></script>',
      'src/stores/basket.js': load,
      'src/main.js': `import { createApp } from 'vue';\ncreateApp({}).mount('#app');`,
      'vite.config.js': 'export default {};',
    });
    expect(files).toEqual({
      'src/stores/basket.js': 'browser',
      'src/main.js': 'browser',
      'vite.config.js': 'build',
    });
  });

  it('takes a page without a framework for one', () => {
    const files = {
      'package.json': { name: 'plain', devDependencies: dependencies('parcel') },
      'index.html': '<script type="module" src="app/main.js"></script>',
      'app/rates.js': load,
    };
    expect(runtimes(files)).toEqual({ 'app/rates.js': 'browser' });
  });

  it('finds each package of a workspace by itself', () => {
    const files = runtimes({
      'package.json': { name: 'shop', workspaces: ['apps/*', 'libs/*'] },
      'apps/web/package.json': {
        name: 'web',
        dependencies: dependencies('svelte'),
        devDependencies: dependencies('vite'),
      },
      'apps/web/src/lib/basket.ts': load,
      'apps/api/package.json': { name: 'api', dependencies: dependencies('fastify') },
      'apps/api/src/rates.ts': load,
      // Both sides use it.
      'libs/client/package.json': { name: 'client' },
      'libs/client/index.ts': load,
      // Only what draws is of the page.
      'libs/ui/package.json': { name: 'ui', peerDependencies: dependencies('react', 'react-dom') },
      'libs/ui/clients.ts': load,
      'libs/ui/use-rates.ts': `import useSWR from 'swr';\n${load}`,
    });
    expect(files).toEqual({
      'apps/web/src/lib/basket.ts': 'browser',
      'apps/api/src/rates.ts': 'server',
      'libs/client/index.ts': 'unknown',
      'libs/ui/clients.ts': 'unknown',
      'libs/ui/use-rates.ts': 'browser',
    });
  });

  it('lets the files of an application with two sides say where they run', () => {
    const files = runtimes({
      'package.json': { name: 'site', dependencies: dependencies('next', 'react', 'react-dom') },
      'app/basket.tsx': `'use client';\n${load}`,
      'app/save.ts': `'use server';\nexport async function save() {}`,
      'app/rates/route.ts': `export const GET = () => fetch('https://api.example.com');`,
      'lib/api.ts': load,
      'lib/disk.ts': `import { readFile } from 'node:fs/promises';\n${load}`,
      'lib/analytics.client.ts': load,
      'lib/storage.ts': `export const token = () => localStorage.getItem('token');\n${load}`,
    });
    expect(files).toEqual({
      'app/basket.tsx': 'browser',
      'app/save.ts': 'server',
      'app/rates/route.ts': 'server',
      'lib/api.ts': 'unknown',
      'lib/disk.ts': 'server',
      'lib/analytics.client.ts': 'browser',
      'lib/storage.ts': 'browser',
    });
  });

  it('tells the folders of a package apart that has a page and a server', () => {
    const files = runtimes({
      'package.json': {
        name: 'monitor',
        dependencies: dependencies('express', 'knex'),
        devDependencies: dependencies('vue', 'vite'),
      },
      'index.html': '<script type="module" src="/src/main.js"></script>',
      'src/mixins/rates.js': load,
      'src/server/rates.js': load,
      'server/monitor.js': load,
      'public/js/app.js': load,
      'public/routes.js': `module.exports = { load: (id) => fetch(id) };`,
    });
    expect(files).toEqual({
      'src/mixins/rates.js': 'browser',
      'src/server/rates.js': 'unknown',
      'server/monitor.js': 'unknown',
      'public/js/app.js': 'browser',
      'public/routes.js': 'unknown',
    });
  });

  it('finds the page of a folder that has no package of its own', () => {
    const files = runtimes({
      'package.json': { name: 'all', dependencies: dependencies('express', 'react-dom') },
      'apps/web/index.html': '<script type="module" src="src/main.tsx"></script>',
      'apps/web/src/data/rates.ts': load,
      'apps/api/src/rates.ts': load,
    });
    expect(files).toEqual({ 'apps/web/src/data/rates.ts': 'browser', 'apps/api/src/rates.ts': 'unknown' });
  });

  it('judges the server of a page as a server', () => {
    const files = runtimes({
      'package.json': { name: 'front', dependencies: dependencies('react-dom'), devDependencies: dependencies('vite') },
      'api/rates.ts': load,
      'proxy.js': `import http from 'node:http';\n${load}`,
      'src/rates.ts': load,
    });
    expect(files).toEqual({ 'api/rates.ts': 'unknown', 'proxy.js': 'server', 'src/rates.ts': 'browser' });
  });

  it('does not mind a manifest that says nothing, is odd or cannot be read', () => {
    const files = runtimes({
      'package.json': { name: 'front', dependencies: dependencies('vue'), devDependencies: dependencies('vite') },
      'esm/package.json': { type: 'module' },
      'esm/rates.js': load,
      'list/package.json': '[1]',
      'list/rates.js': load,
      'broken/package.json': '{ "name": ',
      'broken/rates.js': load,
      'odd/package.json': { name: 7, dependencies: ['express'], scripts: { seed: 3 } },
      'odd/rates.js': load,
    });
    expect(new Set(Object.values(files))).toEqual(new Set(['browser']));
  });
});

describe('tests', () => {
  it('takes what imports a test runner for tests, wherever it is', () => {
    const files = runtimes({
      'src/containers.ts': `import { GenericContainer } from 'testcontainers';\n${load}`,
      'src/fake.js': `const nock = require('nock');\nmodule.exports = {};`,
      'src/helpers.mts': `import { test as base } from '@playwright/test';\n${load}`,
      'src/globals.js': `beforeAll(async () => { await fetch('https://api.example.com'); });`,
      'src/mocks.js': `jest.mock('./client');`,
    });
    expect(new Set(Object.values(files))).toEqual(new Set(['tests']));
  });

  it('takes packages and folders for tests by what they say', () => {
    const files = runtimes({
      'packages/stock-test/package.json': { name: '@shop/stock-test', dependencies: dependencies('vitest') },
      'packages/stock-test/src/database.ts': `import pg from 'pg';\n${load}`,
      'packages/browser/package.json': { name: 'playwright-e2e' },
      'packages/test-utils/package.json': { name: '@shop/test-utils' },
      'packages/test-utils/src/server.ts': `import express from 'express';\n${load}`,
      'integration-tests/src/api.ts': load,
      'cypress/support/login.js': load,
      'src/test-lib/accounts.ts': load,
      'test-setup.ts': load,
    });
    expect(new Set(Object.values(files))).toEqual(new Set(['tests']));
  });

  it('does not take for tests what only sounds like it', () => {
    const files = runtimes({
      'package.json': { name: 'speed-test', dependencies: dependencies('pg'), devDependencies: dependencies('vitest') },
      'src/latest/rates.ts': load,
      'src/setup.ts': load,
      'src/scraper.ts': `import { chromium } from 'playwright';\n${load}`,
      'src/own.ts': `import { describe } from './words';\ndescribe('rates', () => {});\n${load}`,
      'src/mock.js': `exports.load = (id) => { if (id === 'x') require('nock'); return fetch(id); };`,
    });
    expect(new Set(Object.values(files))).toEqual(new Set(['server']));
  });
});

describe('what a person starts', () => {
  it('is known by its path, its first line and the commands of its package', () => {
    const files = runtimes({
      'package.json': {
        name: 'api',
        scripts: {
          'db:seed': 'tsx src/fill.ts',
          migrate: 'node src/up.js && echo done',
          start: 'node src/index.js',
          'index:once': 'node src/index.js',
          release: 'node extra/release.js',
          proxy: 'node src/proxy.js',
        },
      },
      'src/index.js': load,
      'src/proxy.js': `${load}\nserver.listen(80);`,
      'extra/release.js': load,
      'src/fill.ts': load,
      'src/up.js': load,
      'src/once.js': `#!/usr/bin/env node\n${load}`,
      'db/migrations/0001_orders.ts': load,
      'db/seeds/users.ts': load,
      'scripts/import.mjs': load,
      'data-scripts/import.mjs': load,
      'scripts/viewer/public/app.js': `(() => { const $ = (one) => document.querySelector(one);\n$('#all').onclick = () => fetch('/api/all'); })();`,
      'tools/board/shown.js': `localStorage.setItem('at', String(Date.now()));\nfetch('/api/all');`,
      'scripts/shots.mjs': `import puppeteer from 'puppeteer';\nawait page.evaluate(() => document.title);\n${load}`,
      'scripts/both.mjs': `import fs from 'node:fs';\nfs.writeFileSync('a', document.title);\n${load}`,
      'tools/report.ts': load,
      'src/tools/report.ts': load.replace('export ', ''),
      'src/agent/tools/weather.ts': load,
      'webpack.config.js': 'module.exports = {};',
      'src/database.config.ts': load,
    });
    expect(files).toEqual({
      'src/index.js': 'unknown',
      'src/proxy.js': 'unknown',
      // It may as well be a worker that runs for ever.
      'extra/release.js': 'unknown',
      'src/fill.ts': 'seed',
      'src/up.js': 'migration',
      'src/once.js': 'script',
      'db/migrations/0001_orders.ts': 'migration',
      'db/seeds/users.ts': 'seed',
      'scripts/import.mjs': 'script',
      'data-scripts/import.mjs': 'script',
      'scripts/viewer/public/app.js': 'browser',
      'tools/board/shown.js': 'browser',
      'scripts/shots.mjs': 'script',
      'scripts/both.mjs': 'script',
      'tools/report.ts': 'script',
      'src/tools/report.ts': 'script',
      // What a language model may call.
      'src/agent/tools/weather.ts': 'unknown',
      'webpack.config.js': 'build',
      'src/database.config.ts': 'unknown',
    });
  });
});

describe('settings', () => {
  it('has the last word', () => {
    const files = { 'package.json': { name: 'api', dependencies: dependencies('pg') }, 'web/rates.js': load };
    expect(runtimes(files)).toEqual({ 'web/rates.js': 'server' });
    expect(runtimes(files, { browser: ['web/**'] })).toEqual({ 'web/rates.js': 'browser' });
  });
});
