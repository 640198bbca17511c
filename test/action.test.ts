import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { workspace } from './support/paths.js';
import { temporaryFolder, writeFiles } from './support/project.js';
import { makeBench, type Bench } from './support/recipe.js';
import { callWithoutTimeout, callWithTimeout } from './support/samples.js';
import { runSteps, type Outcome, type Step } from './support/workflow.js';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(workspace, 'action.yml'), 'utf8'), { strict: true }) as Action;
const work = temporaryFolder();
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Trial extends Outcome {
  readonly bench: Bench;
  readonly folder: string;
}

/** Runs the action in a project with these files, on pull request 7. */
function tryAction(
  files: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>> = {},
  env: Record<string, string> = {},
): Trial {
  const folder = mkdtempSync(join(work, 'project-'));
  const runner = mkdtempSync(join(work, 'runner-'));
  writeFiles(folder, { ...files, '.git/HEAD': 'ref: refs/heads/main\n' });
  const defaults = Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, input.default]);
  const given = {
    ...(Object.fromEntries(defaults) as Record<string, string>),
    'github.token': 'stub',
    'github.event.pull_request.number': '7',
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value])),
  };
  const bench = makeBench(runner);
  return { ...runSteps(action.runs.steps, { bench, cwd: folder, runner, given, env }), bench, folder };
}

const ghCalls = ({ bench }: Trial) => bench.calls().filter((call) => call.startsWith('gh '));

describe('action.yml', () => {
  it('describes every input and output, and pastes none of them into a script', () => {
    expect(action.runs.using).toBe('composite');
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      expect(description).toMatch(/\.$/);
    }
    for (const { run = '', uses = 'a/b@v1' } of action.runs.steps) {
      expect(run).not.toContain('${{');
      expect(uses).toMatch(/@v\d+$/);
    }
  });

  it('passes where nothing fails, and says so in the summary and in a comment', () => {
    const trial = tryAction({ 'pay.js': callWithTimeout });
    expect(trial.code).toBe(0);
    expect(trial.summary).toMatch(/^## Faultline: No violations/);
    expect(trial.bench.comment()).toMatch(/^<!-- faultline report: \. -->\n\n## Faultline: No violations/);
    expect(trial.used).toEqual([]);
  });

  it('fails with the gate, after it annotated, commented and uploaded', () => {
    const trial = tryAction(
      { 'services/pay/pay.js': callWithoutTimeout },
      { 'working-directory': './services/pay/', 'upload-sarif': 'true', formats: 'html:report.html' },
    );
    expect(trial.code).toBe(1);
    expect(trial.log).toContain('\n::error file=services/pay/pay.js,line=1,col=26,title=require-http-timeout');
    expect(trial.bench.comment()).toContain('https://github.example/acme/shop/blob/c0ffee/services/pay/pay.js#L1');
    expect(trial.used).toEqual([
      {
        uses: 'github/codeql-action/upload-sarif@v4',
        with: { category: 'faultline/services/pay', sarif_file: expect.stringMatching(/faultline\.sarif$/) as string },
      },
    ]);
    expect(JSON.parse(readFileSync(trial.used[0]?.with['sarif_file'] ?? '', 'utf8'))).toMatchObject({
      runs: [{ results: [{ ruleId: 'require-http-timeout' }] }],
    });
    expect(existsSync(join(trial.folder, 'services/pay/report.html'))).toBe(true);
  });

  it('hands its inputs over as they are', () => {
    const paths = 'a.js\n\nsub folder/b.js\n$(touch owned)';
    const files = { 'a.js': callWithTimeout, 'sub folder/b.js': callWithTimeout, 'other.js': callWithoutTimeout };
    const trial = tryAction(files, { paths: paths.split('\n$')[0] ?? '', preset: 'strict', 'fail-on': 'warning' });
    expect(trial.code).toBe(0);
    expect(trial.bench.calls()[0]).toMatch(
      /^npx --no-install faultline check --format \S+ --preset strict --fail-on warning -- a\.js sub folder\/b\.js$/,
    );
    expect(tryAction(files, { paths }).code).toBe(2);
    expect(existsSync(join(trial.folder, 'owned'))).toBe(false);
  });

  it('runs the version that was asked for', () => {
    expect(tryAction({ 'pay.js': callWithTimeout }, { version: '0.1.0' }).bench.calls()[0]).toMatch(
      /^npx --yes faultline@0\.1\.0 check /,
    );
  });

  it('lets nothing that the project says act as a command', () => {
    const { log } = tryAction({ '::add-mask::pay.js': callWithoutTimeout });
    const [, token = ''] = /^::stop-commands::([\w-]{36})$/m.exec(log) ?? [];
    expect(token).not.toBe('');
    const before = log.indexOf(`::stop-commands::${token}`);
    const after = log.indexOf(`\n::${token}::\n`);
    const quoted = log.indexOf('\n::add-mask::pay.js');
    expect(quoted).toBeGreaterThan(before);
    expect(quoted).toBeLessThan(after);
    expect(log.indexOf('\n::error file=')).toBeGreaterThan(after);
  });

  it('ends with 2 and writes no comment where the call is wrong', () => {
    const trial = tryAction({ 'pay.js': callWithTimeout }, { preset: 'sloppy' });
    expect(trial.code).toBe(2);
    expect(ghCalls(trial)).toEqual([]);
  });
});

describe('the comment', () => {
  const files = { 'pay.js': callWithoutTimeout };

  it('is written once', () => {
    expect(ghCalls(tryAction(files))).toEqual([
      expect.stringMatching(/^gh api --paginate repos\/acme\/shop\/issues\/7\/comments\?per_page=100 --jq /),
      expect.stringMatching(/^gh api --silent --method POST repos\/acme\/shop\/issues\/7\/comments -F body=@/),
    ]);
  });

  it('is written anew where there is one of ours', () => {
    expect(ghCalls(tryAction(files, {}, { GH_FOUND: '41\n42\n' }))[1]).toMatch(
      /^gh api --silent --method PATCH repos\/acme\/shop\/issues\/comments\/41 -F body=@/,
    );
  });

  it('is left out with a notice where the token may not write, and changes no verdict', () => {
    const trial = tryAction({ 'pay.js': callWithTimeout }, {}, { GH_FAILS: '1' });
    expect(trial.code).toBe(0);
    expect(trial.log).toContain('::notice title=Faultline::The comment could not be written');
  });

  it('is left out where it is not wanted', () => {
    expect(ghCalls(tryAction(files, { comment: 'false' }))).toEqual([]);
  });
});
