import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { workspace } from './support/paths.js';
import { temporaryFolder, writeFiles } from './support/project.js';
import { makeBench, samplesOf, yamlOf, type Bench } from './support/recipe.js';
import { callWithoutTimeout, callWithTimeout } from './support/samples.js';
import { runSteps, type Step } from './support/workflow.js';

const work = temporaryFolder();
let bench: Bench;
beforeAll(() => {
  bench = makeBench(work);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A git repository with these files committed, on `main`, with a remote. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(work, 'repository-'));
  writeFiles(folder, files);
  const commands = `git init --quiet --initial-branch main
git config user.email dev@shop.example && git config user.name Dev
git add . && git commit --quiet --message Begin
git clone --quiet --bare . "${folder}.git" && git remote add origin "${folder}.git" && git fetch --quiet`;
  expect(bench.shell(commands, folder)).toMatchObject({ code: 0 });
  return folder;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly 'timeout-minutes': number }>>;
}

describe('GitHub', () => {
  it('without the action: checks, annotates, writes the summary, and uploads although the check failed', () => {
    const workflow = yamlOf('github', '.github/workflows/faultline-plain.yml') as Workflow;
    const folder = repository({ 'pay.js': callWithoutTimeout });
    const steps = workflow.jobs['faultline']?.steps ?? [];
    const { code, log, used, summary } = runSteps(steps, { bench, cwd: folder, runner: folder, given: {} });
    expect(code).toBe(1);
    expect(log).toContain('::error file=pay.js,line=1,');
    expect(summary).toContain('## Faultline: 1 violation');
    expect(used.at(-1)).toMatchObject({
      uses: 'github/codeql-action/upload-sarif@v4',
      with: { category: 'faultline' },
    });
    expect(existsSync(join(folder, used.at(-1)?.with['sarif_file'] ?? ''))).toBe(true);
  });

  it('with the action: gives it inputs that it has, and the permissions that it needs', () => {
    const workflow = yamlOf('github', '.github/workflows/faultline.yml') as Workflow;
    const { inputs } = parse(readFileSync(join(workspace, 'action.yml'), 'utf8')) as { inputs: object };
    const step = workflow.jobs['faultline']?.steps.find(({ uses }) => uses?.startsWith('OWNER/faultline@'));
    expect(Object.keys(step?.with ?? {}).filter((name) => !Object.hasOwn(inputs, name))).toEqual([]);
    expect(workflow.permissions).toEqual({
      contents: 'read',
      'pull-requests': 'write',
      'security-events': 'write',
    });
  });

  it.each(['.github/workflows/faultline.yml', '.github/workflows/faultline-plain.yml'])('%s ends in time', (file) => {
    const { jobs } = yamlOf('github', file) as Workflow;
    expect(Object.values(jobs).map((job) => job['timeout-minutes'])).toEqual([15]);
  });
});

interface GitlabJob {
  readonly script: readonly string[];
  readonly artifacts: {
    readonly when: string;
    readonly reports: Readonly<Record<string, string>>;
    readonly paths?: string[];
  };
}

const gitlabJob = (file: string) => (yamlOf('gitlab', file) as Record<string, GitlabJob>)['faultline'] as GitlabJob;

describe('GitLab', () => {
  it('checks, and leaves the reports that it promises', () => {
    const { script, artifacts } = gitlabJob('.gitlab-ci.yml');
    const folder = repository({ 'pay.js': callWithoutTimeout });
    expect(bench.shell(script.join('\n'), folder).code).toBe(1);
    expect(artifacts.when).toBe('always');
    for (const file of [...Object.values(artifacts.reports), ...(artifacts.paths ?? [])]) {
      expect(existsSync(join(folder, file)), file).toBe(true);
    }
    const issues = JSON.parse(readFileSync(join(folder, artifacts.reports['codequality'] ?? ''), 'utf8')) as object[];
    expect(issues).toMatchObject([{ check_name: 'require-http-timeout', location: { path: 'pay.js' } }]);
  });

  it('fails for new violations only', () => {
    const { script, artifacts } = gitlabJob('.gitlab-ci.yml, new violations only');
    const target = { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' };
    const folder = repository({ 'pay.js': callWithoutTimeout });
    expect(bench.shell(script.join('\n'), folder, target)).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, artifacts.reports['codequality'] ?? ''))).toBe(true);
    writeFiles(folder, { 'refund.js': callWithoutTimeout.replace('pay', 'refund') });
    expect(bench.shell('git add . && git commit --quiet --message More', folder).code).toBe(0);
    const { code, stdout } = bench.shell(script.join('\n'), folder, target);
    expect(code).toBe(1);
    expect(stdout).toContain('refund.js:1:');
  });
});

interface BuildSpec {
  readonly phases: Readonly<Record<string, { readonly commands: readonly string[] }>>;
  readonly reports: Readonly<
    Record<string, { readonly 'base-directory': string; readonly files: string[]; readonly 'file-format': string }>
  >;
  readonly artifacts: { readonly 'base-directory': string; readonly files: string[] };
}

it('CodeBuild: checks, and leaves the report and the page that it promises', () => {
  const { phases, reports, artifacts } = yamlOf('codebuild', 'buildspec.yml') as BuildSpec;
  const folder = repository({ 'pay.js': callWithoutTimeout });
  const commands = Object.values(phases).flatMap((phase) => phase.commands);
  expect(bench.shell(commands.join('\n'), folder).code).toBe(1);
  expect(reports['faultline']?.['file-format']).toBe('JUNITXML');
  for (const group of [...Object.values(reports), artifacts]) {
    for (const file of group.files) expect(existsSync(join(folder, group['base-directory'], file)), file).toBe(true);
  }
});

describe('before a commit', () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly files?: string;
    readonly pass_filenames?: boolean;
  }
  const { repos } = yamlOf('pre-commit', '.pre-commit-config.yaml') as { repos: { hooks: Hook[] }[] };
  const hook = (id: string) => repos.flatMap(({ hooks }) => hooks).find((one) => one.id === id) as Hook;

  it('pre-commit judges the files that it hands over', () => {
    const { entry, files } = hook('faultline');
    const folder = repository({
      'old.js': callWithoutTimeout,
      'good.js': callWithTimeout,
      'bad.ts': callWithoutTimeout,
    });
    const handed = ['good.js', 'bad.ts', 'notes.md'].filter((file) => new RegExp(files ?? '').test(file));
    expect(handed).toEqual(['good.js', 'bad.ts']);
    const { code, stdout } = bench.shell(`${entry} ${handed.join(' ')}`, folder);
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^bad\.ts:1:\d+: error: /),
      '1 violation (1 error), 0 undetermined in 2 code files and 0 templates.',
    ]);
    expect(bench.shell(`${entry} good.js`, folder).code).toBe(0);
  });

  it('judges the whole before a push', () => {
    const { entry, pass_filenames: handsOver } = hook('faultline-push');
    expect(handsOver).toBe(false);
    expect(bench.shell(entry, repository({ 'old.js': callWithoutTimeout })).code).toBe(1);
  });

  it("git's own hook lets no fault be committed, and looks at nothing else", () => {
    const [sample] = samplesOf('pre-commit').filter(({ language }) => language === 'sh');
    const folder = repository({ 'old.js': callWithoutTimeout });
    writeFiles(folder, { '.githooks/pre-commit': sample?.text ?? '' });
    const commit = (file: string) =>
      bench.shell(`git add "${file}" && git commit --quiet --message More`, folder, { GIT_DIR: '.git' });
    bench.shell('chmod +x .githooks/pre-commit && git config core.hooksPath .githooks', folder);
    writeFiles(folder, { 'a good one.ts': callWithTimeout });
    expect(commit('a good one.ts')).toMatchObject({ code: 0 });
    writeFiles(folder, { 'notes.md': 'notes' });
    expect(commit('notes.md')).toMatchObject({ code: 0 });
    writeFiles(folder, { 'bad one.ts': callWithoutTimeout });
    expect(commit('bad one.ts').code).toBe(1);
  });
});

describe('Turborepo', () => {
  const files = Object.fromEntries(samplesOf('turborepo').map(({ file, text }) => [file, text]));
  const shop = {
    'turbo.json': files['turbo.json'] ?? '',
    'packages/orders/package.json': files['packages/orders/package.json'] ?? '',
    'packages/orders/pay.js': callWithTimeout,
    'package.json': JSON.stringify({
      name: 'shop',
      private: true,
      workspaces: ['packages/*'],
      packageManager: 'npm@11.0.0',
    }),
    'package-lock.json': JSON.stringify({
      name: 'shop',
      lockfileVersion: 3,
      packages: {
        '': { name: 'shop', workspaces: ['packages/*'] },
        'node_modules/@shop/orders': { resolved: 'packages/orders', link: true },
        'packages/orders': { name: '@shop/orders', version: '1.0.0' },
      },
    }),
    '.gitignore': 'faultline-results.json\n.turbo\n',
  };

  it('scans a package once, and again when it changes', () => {
    const folder = repository(shop);
    const turbo = () => bench.shell(files['In the pipeline'] ?? '', folder);
    const first = turbo();
    expect(first.code, first.stdout + first.stderr).toBe(0);
    expect(first.stdout).toContain('cache miss');
    const results = join(folder, 'packages/orders/faultline-results.json');
    const before = readFileSync(results, 'utf8');
    rmSync(results);
    expect(turbo().stdout).toContain('FULL TURBO');
    expect(readFileSync(results, 'utf8')).toBe(before);
    writeFiles(folder, { 'packages/orders/refund.js': callWithoutTimeout });
    const changed = turbo();
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain('refund.js:1:');
  });
});
