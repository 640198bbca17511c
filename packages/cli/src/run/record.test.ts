import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { json } from '../report/json.js';
import { plain, resultsOf } from '../report/testing/sample-results.js';
import { recordOf, type RunFacts } from './record.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-run-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const git = (...args: string[]): void => void execFileSync('git', args, { cwd: folder, stdio: 'ignore' });

const facts = (more: Partial<RunFacts> = {}): RunFacts => ({
  root: folder,
  config: { config: {}, folder, errors: [] },
  preset: undefined,
  failOn: 'error',
  words: ['check', '--app', "npx tsx bin/it's.ts", '--format', 'html:a.html'],
  start: new Date('2026-11-20T09:30:00Z'),
  environment: {},
  ...more,
});

describe('recordOf', () => {
  it('tells of a folder outside of repositories what there is to tell', () => {
    const record = recordOf(facts());
    expect(record).toMatchObject({ folder: '.', preset: 'recommended', date: '2026-11-20T09:30:00.000Z' });
    expect(record.project).toMatch(/^faultline-run-/);
    expect(record.command).toBe(`faultline check --app 'npx tsx bin/it'\\''s.ts' --format html:a.html`);
    expect(Object.keys(record)).not.toContain('commit');
    expect(record.seconds).toBeGreaterThan(0);
  });

  it('names project, commit, branch, remote and whether files differ', () => {
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Ada');
    git('config', 'user.email', 'ada@example.com');
    git('remote', 'add', 'origin', 'https://token@github.com/acme/shop.git');
    mkdirSync(join(folder, 'apps/pay'), { recursive: true });
    writeFileSync(join(folder, 'apps/pay/package.json'), '{"name": "@shop/pay"}');
    git('add', '.');
    git('commit', '-q', '-m', 'Start');
    const root = join(folder, 'apps/pay');
    const first = recordOf(facts({ root }));
    expect(first).toMatchObject({
      project: '@shop/pay',
      folder: 'apps/pay',
      repository: 'https://github.com/acme/shop',
      commit: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      branch: 'main',
      changed: false,
      requestedBy: 'Ada',
    });
    writeFileSync(join(root, 'package.json'), '{"name": "@shop/pay2"}');
    const environment = { GITHUB_ACTOR: 'grace', GITHUB_REF_NAME: '12/merge', GITHUB_HEAD_REF: 'fix' };
    expect(recordOf(facts({ root, environment }))).toMatchObject({
      changed: true,
      requestedBy: 'grace',
      branch: 'fix',
    });
  });

  it('leaves what differs from run to run out of the results file, unless the date is fixed', () => {
    const written = (results: Parameters<typeof json.render>[0]) =>
      (JSON.parse(json.render(results, plain)) as { run: object }).run;
    const run = recordOf(facts());
    expect(Object.keys(written({ ...resultsOf([]), run }))).not.toContain('date');
    const fixed = recordOf(facts({ environment: { SOURCE_DATE_EPOCH: '1700000000' } }));
    expect(fixed.seconds).toBeUndefined();
    const date = '2023-11-14T22:13:20.000Z';
    expect(written({ ...resultsOf([]), date, run: fixed })).toMatchObject({ date });
  });
});
