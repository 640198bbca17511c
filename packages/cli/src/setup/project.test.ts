import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeProject } from './describe.js';
import { githubWorkflow, gitlabJob } from './pipeline.js';
import { readProject } from './project.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};

describe('readProject', () => {
  it('finds nothing in an empty folder', async () => {
    expect(await readProject(folder)).toMatchObject({
      eslintConfigs: [],
      legacyEslint: undefined,
      typescript: false,
      cdkApps: [],
      samTemplates: [],
      packages: [],
      packageManager: { name: 'npm', install: 'npm install' },
      pipelines: new Set(),
    });
  });

  it('finds the packages of a workspace, and their ESLint configurations but no others', async () => {
    write({
      'pnpm-workspace.yaml': 'packages:\n  - apps/*\n  - "!apps/old"\n',
      'pnpm-lock.yaml': '',
      'eslint.config.mjs': '',
      'apps/web/package.json': '{}',
      'apps/web/eslint.config.ts': '',
      'apps/old/package.json': '{}',
      'apps/old/eslint.config.js': '',
      'apps/web/fixtures/eslint.config.js': '',
    });
    expect(await readProject(folder)).toMatchObject({
      packages: ['apps/web'],
      eslintConfigs: ['apps/web/eslint.config.ts', 'eslint.config.mjs'],
      packageManager: { name: 'pnpm' },
    });
  });

  it('finds the packages that run in a browser and those that help tests', async () => {
    write({
      'package.json': '{"name": "shop", "dependencies": {"express": "^5"}}',
      'web/package.json': '{"name": "web", "dependencies": {"vue": "^3"}, "devDependencies": {"vite": "^7"}}',
      'helpers/package.json': '{"name": "@shop/test-utils"}',
      'web/esm/package.json': '{"type": "module"}',
    });
    const project = await readProject(folder);
    expect(project).toMatchObject({ pages: ['web'], testPackages: ['helpers'] });
    expect(describeProject(project)).toContain('in browsers web: not judged');
  });

  it('tells SAM from plain CloudFormation, and CDK apps by their file', async () => {
    write({
      'template.yaml': 'Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n',
      'infra/template.json': '{"Resources": {}}',
      'cdk/cdk.json': '{}',
      'package.json': '{"eslintConfig": {}, "packageManager": "yarn@4.1.0"}',
    });
    expect(await readProject(folder)).toMatchObject({
      samTemplates: ['template.yaml'],
      cdkApps: ['cdk/cdk.json'],
      legacyEslint: 'package.json',
      packageManager: { name: 'yarn', install: 'yarn install --immutable' },
    });
  });

  it.each([
    ['git@github.com:acme/shop.git', 'github'],
    ['https://gitlab.acme.example/shop.git', 'gitlab'],
  ])('knows by the address %s where pipelines run', async (url, place) => {
    write({ '.git/config': `[remote "origin"]\n\turl = ${url}\n` });
    expect((await readProject(folder)).pipelines).toEqual(new Set([place]));
  });
});

describe('pipelines', () => {
  it('has a workflow for a folder below the root of the repository', async () => {
    write({ '.git/HEAD': '', 'services/pay/yarn.lock': '# yarn lockfile v1\n', '.nvmrc': '22' });
    const file = githubWorkflow(await readProject(join(folder, 'services/pay')));
    expect(file?.path).toBe(join(folder, '.github/workflows/faultline-services-pay.yml'));
    expect(parse(file?.after ?? '')).toMatchObject({
      jobs: {
        faultline: {
          defaults: { run: { 'working-directory': 'services/pay' } },
          steps: [
            {},
            { run: 'corepack enable' },
            { with: { 'node-version-file': '.nvmrc', cache: 'yarn' } },
            { run: 'yarn install --frozen-lockfile' },
            { run: 'yarn faultline check --format pretty,github,summary' },
          ],
        },
      },
    });
  });

  it('leaves a workflow alone that runs it already', async () => {
    write({ '.github/workflows/ci.yaml': 'jobs: { x: { steps: [{ run: npx faultline check }] } }\n' });
    expect(githubWorkflow(await readProject(folder))).toBeUndefined();
  });

  it.each([
    ['stages: [build]\nbuild:\n  script: x\n', 'unknown'],
    ['{ stages: [test] }\n', 'unknown'],
    ['a: [\n', 'unknown'],
    ['faultline:\n  script: npx faultline check\n', 'present'],
  ])('leaves %j of GitLab alone', async (text, result) => {
    write({ '.gitlab-ci.yml': text });
    expect(gitlabJob(await readProject(folder))).toBe(result);
  });

  it.each(['', 'build:\r\n  script: !reference [x, y]', 'stages:\n  - test\n'])('adds a job to %j', async (text) => {
    write({ '.gitlab-ci.yml': text });
    const job = gitlabJob(await readProject(folder));
    if (typeof job === 'string') throw new Error(job);
    expect(job.after.startsWith(text)).toBe(true);
    expect(parse(job.after, { logLevel: 'silent' })).toMatchObject({ faultline: { stage: 'test' } });
    if (text.includes('\r')) expect(job.after.replaceAll('\r\n', '')).not.toContain('\n');
  });
});
