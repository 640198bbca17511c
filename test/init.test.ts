import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { workspace } from './support/paths.js';
import { project, writeFiles } from './support/project.js';
import { makeBench } from './support/recipe.js';
import { repository } from './support/repository.js';
import { faultline, run } from './support/run.js';
import { callWithoutTimeout, queueTemplate } from './support/samples.js';
import { runSteps, type Step } from './support/workflow.js';

const manifest = JSON.stringify({ name: 'shop', type: 'module', devDependencies: { faultline: '*' } });
const eslintConfig = 'export default [\n  { ignores: ["gen/"] },\n];\n';
const shop = {
  '.github/dependabot.yml': 'version: 2\n',
  'package.json': manifest,
  'package-lock.json': '{}',
  'eslint.config.js': eslintConfig,
  'src/pay.js': callWithoutTimeout,
  'infra/orders.json': queueTemplate(),
};

/** Makes packages of the workspace known in a folder, as an installation would. */
function link(folder: string, ...names: readonly string[]): void {
  for (const name of names) {
    const path = join(folder, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(workspace, 'node_modules', name), path, 'junction');
  }
}

function shopRepository(files: Readonly<Record<string, string>> = {}): ReturnType<typeof repository> {
  const repo = repository({ ...shop, ...files });
  link(repo.folder, 'eslint', 'eslint-plugin-faultline', 'faultline');
  return repo;
}

const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
const init = (folder: string, ...args: string[]) => faultline(['init', ...args], folder);

describe('init', () => {
  it('makes the first gate green, and the gate red for what comes', () => {
    const { folder, git } = shopRepository();
    expect(faultline(['check'], folder).code).toBe(1);
    const { code, stdout } = init(folder, '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('change  eslint.config.js');
    expect(git('status', '--porcelain', '--untracked-files=all').trim().split('\n')).toEqual([
      'M .gitignore',
      ' M eslint.config.js',
      '?? .github/workflows/faultline.yml',
      '?? faultline-baseline.jsonl',
      '?? faultline.config.json',
    ]);
    expect(read(folder, 'faultline-baseline.jsonl').trim().split('\n')).toHaveLength(2);
    expect(faultline(['check'], folder)).toMatchObject({ code: 0 });
    expect(faultline(['explain', 'src/pay.js:1'], folder).stdout).toContain('require-http-timeout at src/pay.js:1:');
    writeFiles(folder, { 'src/refund.js': callWithoutTimeout });
    expect(faultline(['check'], folder).code).toBe(1);
  });

  it('keeps the formatting of the ESLint configuration, which ESLint still takes', () => {
    const { folder } = shopRepository();
    init(folder, '--yes');
    expect(read(folder, 'eslint.config.js')).toBe(
      'import faultline from "eslint-plugin-faultline";\n\n' +
        'export default [\n  { ignores: ["gen/"] },\n' +
        '  { ...faultline.configs.recommended, ignores: ["**/*.{test,spec}.*"] },\n];\n',
    );
    const bin = join(workspace, 'node_modules/eslint/bin/eslint.js');
    const { stdout } = run(process.execPath, [bin, 'src'], folder);
    expect(stdout).toContain('faultline/require-http-timeout');
  });

  it('writes nothing the second time', () => {
    const { folder, git } = shopRepository();
    init(folder, '--yes');
    git('add', '--all');
    const { code, stdout } = init(folder, '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('there is nothing to write');
    expect(git('diff', '--name-only')).toBe('');
    expect(git('ls-files', '--others', '--exclude-standard')).toBe('');
  });

  it('shows with --dry-run the patch of what it would write, and writes nothing', () => {
    const { folder, git } = shopRepository();
    const { code, stdout } = init(folder, '--dry-run');
    expect(code).toBe(0);
    expect(git('status', '--porcelain')).toBe('');
    git('apply', join(project({ 'init.patch': stdout }), 'init.patch'));
    const applied = ['eslint.config.js', '.gitignore', 'faultline.config.json', '.github/workflows/faultline.yml'];
    const texts = applied.map((name) => read(folder, name));
    const other = shopRepository().folder;
    init(other, '--yes');
    expect(texts).toEqual(applied.map((name) => read(other, name)));
  });

  it('does not write without a yes', () => {
    const { folder, git } = shopRepository();
    const { code, stderr } = init(folder);
    expect(code).toBe(2);
    expect(stderr).toContain('call it with --yes');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('writes a workflow that runs as it is', () => {
    const { folder } = shopRepository();
    init(folder, '--yes');
    const { jobs } = parse(read(folder, '.github/workflows/faultline.yml'), { strict: true }) as {
      jobs: { faultline: { steps: Step[] } };
    };
    const runner = project({});
    const outcome = runSteps(jobs.faultline.steps, { bench: makeBench(runner), cwd: folder, runner, given: {} });
    expect(outcome).toMatchObject({ code: 0, summary: expect.stringContaining('require-http-timeout') as string });
    expect(jobs.faultline.steps.map(({ run: command }) => command)).toContain('npm ci');
  });

  it('writes a configuration in TypeScript that loads', () => {
    const { folder } = shopRepository();
    expect(init(folder, '--yes', '--ts').code).toBe(0);
    expect(faultline(['config', '--validate'], folder)).toMatchObject({
      code: 0,
      stdout: 'faultline.config.ts is right.\n',
    });
    expect(faultline(['check'], folder).code).toBe(0);
  });

  it('leaves a configuration of another shape alone, and says what to add', () => {
    const own = "import own from './own.js';\nexport default own();\n";
    const { folder } = shopRepository({ 'eslint.config.js': own, 'own.js': 'export default () => [];\n' });
    const { code, stdout } = init(folder, '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain("Import faultline from 'eslint-plugin-faultline' in it");
    expect(read(folder, 'eslint.config.js')).toBe(own);
  });

  it('does not break ESLint where the plugin is not installed', () => {
    const { folder } = repository(shop);
    const { code, stdout } = init(folder, '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('eslint.config.js stays as it is until the plugin is installed');
    expect(read(folder, 'eslint.config.js')).toBe(eslintConfig);
    expect(faultline(['check'], folder).code).toBe(0);
  });

  it('is not green where the scan is not complete', () => {
    const { folder } = shopRepository({ 'cdk.json': '{"app": "node crash.mjs"}', 'crash.mjs': 'process.exit(3);\n' });
    const { code, stderr } = init(folder, '--yes');
    expect(code).toBe(2);
    expect(stderr).toContain("make the baseline with 'faultline baseline create'");
    expect(existsSync(join(folder, 'faultline-baseline.jsonl'))).toBe(false);
    expect(faultline(['check'], folder).code).toBe(2);
  });

  it('finds workspaces, SAM and GitLab, and edits the configuration of each package', () => {
    const files = {
      'package.json': JSON.stringify({ name: 'mono', workspaces: ['packages/*'] }),
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
      'packages/api/package.json': '{"name": "api", "type": "module"}',
      'packages/api/eslint.config.js': eslintConfig,
      'packages/api/tsconfig.json': '{}',
      'packages/api/template.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources: {}\n',
      '.gitlab-ci.yml': 'stages: [build, test]\n\nbuild:\n  stage: build\n  script: [make]\n',
    };
    const { folder } = repository(files);
    link(folder, 'eslint', 'eslint-plugin-faultline', 'typescript-eslint');
    const { code, stdout } = init(folder, '--yes');
    expect(code).toBe(0);
    for (const found of ['TypeScript', 'packages/api/template.yaml', 'pnpm', 'GitLab']) {
      expect(stdout).toContain(found);
    }
    expect(read(folder, 'packages/api/eslint.config.js')).toContain('faultline.configs.recommended');
    expect(read(folder, 'packages/api/eslint.config.js')).toContain('parser: tseslint.parser');
    const pipeline = read(folder, '.gitlab-ci.yml');
    expect(pipeline.startsWith(files['.gitlab-ci.yml'])).toBe(true);
    expect(parse(pipeline)).toMatchObject({ build: {}, faultline: { stage: 'test' } });
  });

  it('gives ESLint what it takes to see TypeScript, in a configuration and where there is none', () => {
    const typescript = {
      'src/pay.js': '',
      'src/pay.ts': `${callWithoutTimeout}type Id = string;\n`,
      'tsconfig.json': '{}',
    };
    const named = { 'package.json': manifest.replace('{"faultline"', '{"eslint-plugin-faultline":"*","faultline"') };
    const bin = join(workspace, 'node_modules/eslint/bin/eslint.js');
    for (const config of ['eslint.config.js', 'eslint.config.mjs']) {
      const { folder, git } = shopRepository({ ...typescript, ...named });
      if (config === 'eslint.config.mjs') git('rm', '-q', 'eslint.config.js');
      expect(init(folder, '--yes', '--no-baseline').stdout).toContain('typescript-eslint');
      link(folder, 'typescript-eslint');
      init(folder, '--yes', '--no-baseline');
      expect(read(folder, config)).toContain('parser: tseslint.parser');
      const { stdout } = run(process.execPath, [bin, 'src'], folder);
      expect(stdout).toMatch(/pay\.ts\n.*faultline\/require-http-timeout/);
    }
  });

  it('tells what to do where ESLint is of the old kind, and works outside of Git', () => {
    const folder = project({ '.eslintrc.json': '{}', 'package.json': manifest, 'src/pay.js': callWithoutTimeout });
    const { code, stdout } = init(folder, '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('npx @eslint/migrate-config .eslintrc.json');
    expect(existsSync(join(folder, '.gitignore'))).toBe(false);
    expect(faultline(['check'], folder).code).toBe(0);
  });
});

describe('config', () => {
  it('shows each value with its origin', () => {
    const folder = project({ 'faultline.config.json': '{"failOn": "warning"}' });
    const { code, stdout } = faultline(['config', '--print', '--output', 'json', '--preset', 'strict'], folder);
    expect(code).toBe(0);
    const { values } = JSON.parse(stdout) as { values: object[] };
    expect(values).toEqual(
      expect.arrayContaining([
        { key: 'failOn', value: 'warning', origin: 'faultline.config.json' },
        { key: 'preset', value: 'strict', origin: '--preset' },
        { key: 'tests', value: false, origin: 'default' },
      ]),
    );
  });

  it.each([
    ['{"fialOn": "error"}', "Did you mean 'failOn'?"],
    ['{"gate": {"REL05-BP05": {"mincoverage": 0.5}}}', "Did you mean 'minCoverage'?"],
    ['{"checks": {"sqs-queue-dql": "off"}}', "Did you mean 'sqs-queue-dlq'?"],
    ['{"failOn": "errors"}', "'failOn' is wrong"],
  ])('says what is wrong in %s', (text, hint) => {
    const { code, stderr } = faultline(['config', '--validate'], project({ 'faultline.config.json': text }));
    expect(code).toBe(2);
    expect(stderr).toContain(hint);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('takes the sample of the page for beginners', () => {
    const page = readFileSync(join(workspace, 'packages/cli/docs/getting-started.md'), 'utf8');
    const [, text = ''] = /^```json\n(.*?)^```$/ms.exec(page) ?? [];
    const { code, stderr } = faultline(['config', '--validate'], project({ 'faultline.config.json': text }));
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});
