import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { workspace } from './support/paths.js';
import { project } from './support/project.js';
import { repository, type Repository } from './support/repository.js';
import { check, faultline, type Run } from './support/run.js';
import { callWithTimeout, callWithoutTimeout, queueTemplate, soon } from './support/samples.js';
import { schemaErrors } from './support/schema.js';

const baseline = 'faultline-baseline.jsonl';
const byBaseline = ['--baseline', baseline];
const byBase = ['--base', 'main'];

/** Two functions; the first is at fault. */
const orders = `${callWithoutTimeout}
export async function load(url: string) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  return answer.json();
}
`;

function createBaseline(folder: string): Run {
  return faultline(['baseline', 'create'], folder);
}

/** A repository whose base has one fault, and the baseline to it. */
function withBaseline(files: Readonly<Record<string, string>> = { 'src/orders.ts': orders }): Repository {
  const repo = repository(files);
  expect(createBaseline(repo.folder).code).toBe(0);
  repo.commit('Accept what is there');
  repo.git('branch', '--force', 'main');
  return repo;
}

/** Open violations as `standing file:line`. */
function open({ verdicts }: Results): string[] {
  return verdicts
    .filter(({ status }) => status === 'violation')
    .map(({ baseline: standing, location, resource }) =>
      location ? `${standing} ${location.file}:${location.line}` : `${standing} ${resource?.template}`,
    );
}

describe.each([
  ['a baseline', byBaseline],
  ['the base revision', byBase],
])('a gate by %s', (_, gate) => {
  it('is green over what is there, and says so in the results', () => {
    const repo = withBaseline();
    const { code, results } = check(gate, repo.folder);
    expect(code).toBe(0);
    expect(open(results)).toEqual(['unchanged src/orders.ts:1']);
    expect(results.gate).toMatchObject({
      status: 'passed',
      failures: [],
      comparison: { unchanged: 1, new: 0, fixed: 0 },
    });
    expect(schemaErrors(results)).toEqual([]);
    expect(check([], repo.folder).code).toBe(1);
  });

  it('stays green when faulty code moves, is renamed and reformatted', () => {
    const repo = withBaseline();
    repo.git('mv', 'src/orders.ts', 'src/charges.ts');
    const reformatted = orders.replace(
      "=> fetch('https://payments.example/charges')",
      '=>\n  fetch(\n    "https://payments.example/charges",\n  )',
    );
    repo.write({ 'src/charges.ts': `// The charges.\n\n${reformatted.replace('const pay', 'const charge')}` });
    repo.commit('Move');
    const { code, results } = check(gate, repo.folder);
    expect(open(results)).toEqual(['moved src/charges.ts:4']);
    expect(code).toBe(0);
  });

  it('turns red when one fault is repaired and another of its kind added, and names that one', () => {
    const repo = withBaseline();
    repo.write({
      'src/orders.ts': orders.replace(callWithoutTimeout, callWithTimeout),
      // The same call again: neither a number nor the text of the call tells it from the old one.
      'src/refunds.ts': callWithoutTimeout,
    });
    repo.commit('Swap');
    const { code, results, stderr } = check(gate, repo.folder);
    expect(code).toBe(1);
    expect(open(results)).toEqual(['new src/refunds.ts:1']);
    expect(results.gate?.failures).toMatchObject([{ kind: 'new', scope: '*' }]);
    expect(stderr).toContain('The gate failed: 1 new violation: require-http-timeout at src/refunds.ts:1.');
    expect(results.gate?.comparison).toMatchObject({ new: 1, unchanged: 0, moved: 0, fixed: 1 });
  });

  it('turns red when a fault is copied', () => {
    const repo = withBaseline();
    repo.write({ 'src/copy.ts': orders });
    const { code, results } = check(gate, repo.folder);
    expect(code).toBe(1);
    expect(open(results).sort()).toEqual(['new src/copy.ts:1', 'unchanged src/orders.ts:1']);
  });

  it('turns red when a suppression runs out, however old it is', () => {
    const suppressed = `// eslint-disable-next-line faultline/require-http-timeout -- PROJ-12 until 2026-01-31: legacy\n${callWithoutTimeout}`;
    const repo = withBaseline({ 'src/orders.ts': suppressed });
    const { code, results, stderr } = check(gate, repo.folder);
    expect(code).toBe(1);
    expect(results.suppressionProblems).toMatchObject([
      {
        fault: 'expired',
        severity: 'error',
        check: 'require-http-timeout',
        location: { file: 'src/orders.ts', line: 2 },
      },
    ]);
    expect(stderr).toContain('src/orders.ts:2 ran out on 2026-01-31, so the violation counts again.');
    expect(schemaErrors(results)).toEqual([]);
  });

  it('is never green when the CDK app fails', () => {
    const repo = withBaseline();
    repo.write({ 'cdk.json': '{ "app": "node app.cjs" }', 'app.cjs': "throw new Error('No account is set');\n" });
    repo.commit('Break the app');
    const { code, results, stderr } = check(gate, repo.folder);
    expect(code).toBe(2);
    expect(results.complete).toBe(false);
    expect(results.gate?.status).toBe('incomplete');
    expect(stderr).toContain('No account is set');
    expect(stderr).toContain('The scan is incomplete, so that the gate cannot pass.');
    expect(check([...gate, '--fail-on', 'never'], repo.folder).code).toBe(2);
  });

  it('compares templates that were renamed', () => {
    const repo = withBaseline({ 'infra/queue.json': queueTemplate() });
    repo.git('mv', 'infra/queue.json', 'infra/orders.template.json');
    const { code, results } = check(gate, repo.folder);
    expect(open(results)).toEqual(['moved infra/orders.template.json:6']);
    expect(code).toBe(0);
  });
});

const app = (broken: boolean): string => `const { App, Stack } = require('aws-cdk-lib');
const { Topic } = require('aws-cdk-lib/aws-sns');
const { UrlSubscription } = require('aws-cdk-lib/aws-sns-subscriptions');

const app = new App();
const topic = new Topic(new Stack(app, 'Orders'), 'Topic');
topic.addSubscription(new UrlSubscription('https://shop.example/orders'));
${broken ? "throw new Error('It breaks');" : 'app.synth();'}
`;

/** A repository with a CDK app and what it needs. */
function withApp(broken: boolean): Repository {
  const repo = repository({ 'package.json': '{}', 'cdk.json': '{ "app": "node app.js" }', 'app.js': app(broken) });
  mkdirSync(join(repo.folder, 'node_modules'));
  for (const name of ['aws-cdk-lib', 'constructs']) {
    symlinkSync(join(workspace, 'node_modules', name), join(repo.folder, 'node_modules', name), 'junction');
  }
  return repo;
}

describe('a gate by the base revision', () => {
  it('runs the CDK app of the base with the packages that are installed', () => {
    const repo = withApp(false);
    repo.write({ 'app.js': `// Moved down.\n${app(false)}` });
    const { code, results } = check([...byBase, '--only', 'infra'], repo.folder);
    expect(open(results)).toEqual(['unchanged app.js:8']);
    expect(code).toBe(0);
  });

  it('says of no finding that it is new where the base is broken, and says why', () => {
    const repo = withApp(true);
    repo.write({ 'app.js': app(false) });
    const { code, results, stderr } = check([...byBase, '--only', 'infra'], repo.folder);
    expect(code).toBe(2);
    expect(open(results)).toEqual(['new app.js:7']);
    expect(results.complete).toBe(true);
    expect(results.gate).toMatchObject({ status: 'incomplete', comparison: { complete: false } });
    expect(stderr).toContain('was scanned, so that no violation can be said to be new.');
    expect(stderr).toContain('It breaks');
    expect(stderr).not.toContain('The gate failed');
    expect(schemaErrors(results)).toEqual([]);
  });

  it('looks at what the branch adds, not at what main got meanwhile', () => {
    const repo = repository({ 'src/orders.ts': callWithTimeout });
    repo.git('switch', '--quiet', 'main');
    repo.write({ 'src/main.ts': callWithoutTimeout });
    repo.commit('Go on');
    repo.git('switch', '--quiet', 'change');
    repo.write({ 'src/change.ts': callWithoutTimeout });
    const { code, results } = check(byBase, repo.folder);
    expect(open(results)).toEqual(['new src/change.ts:1']);
    expect(code).toBe(1);
    const commit = repo.git('merge-base', 'main', 'HEAD').trim();
    expect(results.gate?.comparison).toMatchObject({ kind: 'revision', name: 'main', commit });
  });

  it('leaves nothing behind in the repository', () => {
    const repo = withBaseline();
    check(byBase, repo.folder);
    expect(repo.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(repo.git('status', '--short')).toBe('');
  });

  it('works in a folder of the repository, also one that the base does not have', () => {
    const repo = withBaseline({ 'packages/api/pay.ts': callWithoutTimeout });
    const api = join(repo.folder, 'packages/api');
    expect(open(check(byBase, api).results)).toEqual(['unchanged pay.ts:1']);
    repo.write({ 'packages/new/pay.ts': callWithoutTimeout });
    const { code, results } = check(byBase, join(repo.folder, 'packages/new'));
    expect(open(results)).toEqual(['new pay.ts:1']);
    expect(code).toBe(1);
    expect(open(check([...byBase, 'packages/api'], repo.folder).results)).toEqual(['unchanged packages/api/pay.ts:1']);
  });

  it('takes stored results for the base', () => {
    const repo = withBaseline();
    faultline(['check', '--format', 'json', '-o', 'base.json'], repo.folder);
    repo.write({ 'src/refunds.ts': callWithoutTimeout });
    const { code, results } = check(['--base', 'base.json'], repo.folder);
    expect(code).toBe(1);
    expect(open(results).sort()).toEqual(['new src/refunds.ts:1', 'unchanged src/orders.ts:1']);
  });
});

describe('faultline baseline', () => {
  it('writes the same bytes again, one sorted entry a line', () => {
    const repo = repository({
      'src/b.ts': callWithoutTimeout,
      'src/a.ts': callWithoutTimeout,
      't.json': queueTemplate(),
    });
    createBaseline(repo.folder);
    const lines = readFileSync(join(repo.folder, baseline), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines).toEqual([...lines].sort());
    expect(lines.map((line) => (JSON.parse(line) as { file: string }).file).sort()).toEqual([
      'src/a.ts',
      'src/b.ts',
      't.json',
    ]);
    expect(createBaseline(repo.folder)).toMatchObject({ code: 2 });
    expect(faultline(['baseline', 'create', '--force'], repo.folder).code).toBe(0);
    expect(readFileSync(join(repo.folder, baseline), 'utf8')).toBe(`${lines.join('\n')}\n`);
  });

  it('lets Git merge what two branches add', () => {
    const repo = withBaseline();
    const add = (branch: string, file: string): void => {
      repo.git('switch', '--quiet', '--create', branch, 'main');
      repo.write({ [file]: callWithoutTimeout.replace('pay', branch), '.gitattributes': `${baseline} merge=union\n` });
      expect(faultline(['baseline', 'update'], repo.folder).code).toBe(0);
      repo.commit(`Add ${file}`);
    };
    add('left', 'src/left.ts');
    add('right', 'src/right.ts');
    repo.git('merge', '--quiet', '--no-edit', 'left');
    const { code, results } = check(byBaseline, repo.folder);
    expect(open(results).sort()).toEqual([
      'unchanged src/left.ts:1',
      'unchanged src/orders.ts:1',
      'unchanged src/right.ts:1',
    ]);
    expect(code).toBe(0);
  });

  it('updates and prunes', () => {
    const repo = withBaseline();
    repo.write({ 'src/orders.ts': callWithTimeout, 'src/refunds.ts': callWithoutTimeout });
    const prune = faultline(['baseline', 'prune'], repo.folder);
    expect(prune.stderr).toContain(`Wrote ${baseline}: 0 entries, 0 added, 0 moved, 1 dropped.`);
    expect(check(byBaseline, repo.folder).code).toBe(1);
    const update = faultline(['baseline', 'update'], repo.folder);
    expect(update.stderr).toContain(`Wrote ${baseline}: 1 entry, 1 added, 0 moved, 0 dropped.`);
    expect(check(byBaseline, repo.folder).code).toBe(0);
  });

  it('keeps what it was not asked about', () => {
    const repo = withBaseline({ 'src/a.ts': callWithoutTimeout, 'lib/b.ts': callWithoutTimeout });
    repo.write({ 'src/a.ts': callWithTimeout, 'lib/b.ts': callWithTimeout });
    const { stderr } = faultline(['baseline', 'prune', 'src'], repo.folder);
    expect(stderr).toContain('1 entry, 0 added, 0 moved, 1 dropped.');
    expect(faultline(['baseline', 'prune', '--only', 'infra', '--allow-empty'], repo.folder).stderr).toContain(
      '1 entry',
    );
  });

  it('is not written when the scan is incomplete', () => {
    const repo = repository({ 'src/a.ts': 'const = 1;', 'src/b.ts': callWithoutTimeout });
    const { code, stderr } = createBaseline(repo.folder);
    expect(code).toBe(2);
    expect(stderr).toContain(`${baseline} was not written, since the scan is incomplete.`);
    expect(existsSync(join(repo.folder, baseline))).toBe(false);
  });

  it('is taken from the configuration', () => {
    const repo = repository({
      'faultline.config.json': '{ "baseline": "quality/known.jsonl" }',
      'quality/.gitkeep': '',
      'src/pay.ts': callWithoutTimeout,
    });
    expect(createBaseline(repo.folder).code).toBe(0);
    expect(existsSync(join(repo.folder, 'quality/known.jsonl'))).toBe(true);
    expect(check([], repo.folder).code).toBe(0);
    expect(check([], join(repo.folder, 'src')).code).toBe(0);
  });
});

describe('faultline check --changed', () => {
  it('judges what differs from HEAD, or from the merge base with a revision', () => {
    const repo = withBaseline();
    repo.write({ 'src/committed.ts': callWithoutTimeout });
    repo.commit('Add');
    repo.write({ 'src/new.ts': callWithoutTimeout });
    expect(open(check(['--changed'], repo.folder).results)).toEqual(['undefined src/new.ts:1']);
    const { code, results } = check(['--changed', 'main', ...byBase], repo.folder);
    expect(open(results)).toEqual(['new src/committed.ts:1', 'new src/new.ts:1']);
    expect(results.scope.skipped).toContainEqual({
      path: '.',
      reason: 'what did not change was not judged (--changed)',
      kind: 'unchanged',
    });
    expect(code).toBe(1);
  });

  it('judges changed files by what the others tell of them', () => {
    const send = 'export const send = (url: string, signal?: AbortSignal) => fetch(url, { signal });\n';
    const call =
      "import { send } from './send.js';\nexport const pay = () => send('https://a.example', AbortSignal.timeout(5_000));\n";
    const repo = repository({ 'src/send.ts': send, 'src/pay.ts': call });
    repo.write({ 'src/send.ts': `${send}\n` });
    const timeouts = ({ verdicts }: Results) =>
      verdicts.filter(
        ({ check: name, location }) => name === 'require-http-timeout' && location?.file === 'src/send.ts',
      );
    const whole = timeouts(check([], repo.folder).results);
    expect(whole).toHaveLength(1);
    expect(timeouts(check(['--changed'], repo.folder).results)).toEqual(whole);
  });
});

it('takes every violation for new while the configured baseline is not there, and says so', () => {
  const config = '{ "baseline": "known.jsonl" }';
  const repo = repository({ 'src/pay.ts': callWithoutTimeout, 'faultline.config.json': config });
  const { code, stderr, results } = check([], repo.folder);
  expect(stderr).toContain('There is no known.jsonl yet, so that every violation counts as new; make it with');
  expect(open(results)).toEqual(['new src/pay.ts:1']);
  expect(schemaErrors(results)).toEqual([]);
  expect(code).toBe(1);
});

describe('a call that cannot be compared', () => {
  it.each([
    [['--base', 'nowhere'], "--base: there is no revision 'nowhere' here"],
    [['--base=--output=x'], "--base: there is no revision '--output=x' here"],
    [['--baseline', 'none.jsonl'], 'The baseline none.jsonl cannot be read'],
    [['--baseline', 'torn.jsonl'], 'torn.jsonl:1 is the mark of a merge conflict'],
    [['--base', 'main', '--baseline', 'torn.jsonl'], 'torn.jsonl:1 is the mark of a merge conflict'],
    [
      ['--base', 'torn.jsonl', '--baseline', 'torn.jsonl'],
      '--base with stored results and --baseline each say what is known',
    ],
    [['--config-from', 'branch'], '--config-from chooses between a base revision and the branch'],
    [['--watch', '--changed'], '--watch checks again and again, which --changed is not for; drop one.'],
    [['--watch', '-'], '--watch waits for files to change, and standard input is none.'],
    [['--changed', 'src'], "--changed takes a revision and 'src' is a path; write paths before --changed."],
    [['--changed', 'nowhere'], "--changed: there is no revision 'nowhere' here"],
  ])('ends with exit code 2: %j', (args, message) => {
    const repo = repository({ 'src/pay.ts': callWithTimeout, 'torn.jsonl': '<<<<<<< HEAD\n' });
    const { code, stderr } = faultline(['check', ...args], repo.folder);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('ends with exit code 2 outside of repositories, and without a common commit', () => {
    const folder = project({ 'pay.ts': callWithTimeout });
    expect(faultline(['check', '--base', 'main'], folder)).toMatchObject({ code: 2 });
    const repo = repository({ 'pay.ts': callWithTimeout });
    repo.git('switch', '--quiet', '--orphan', 'alone');
    repo.write({ 'other.ts': callWithTimeout });
    repo.commit('Start again');
    const { code, stderr } = faultline(['check', '--base', 'main'], repo.folder);
    expect(code).toBe(2);
    expect(stderr).toContain("'main' and HEAD share no commit here; fetch the whole history");
  });
});

describe('limits in the configuration', () => {
  const gated = (gate: object, args: readonly string[] = []) => {
    const folder = project({
      'faultline.config.json': JSON.stringify({ gate }),
      'a.ts': callWithoutTimeout,
      'b.ts': callWithTimeout,
    });
    return check(args, folder);
  };

  it('stand for a best practice', () => expect(gated({ 'REL05-BP05': { total: 1 } }).code).toBe(0));

  it('ask for coverage', () => {
    const { code, stderr } = gated({ 'require-http-timeout': { total: 5, minCoverage: 0.9 } });
    expect(code).toBe(1);
    expect(stderr).toContain('Only 1 of 2 places (50 %) comply for require-http-timeout; at least 90 % must.');
  });

  it('name the nearest check for one that there is not', () => {
    const { code, stderr } = gated({ 'require-http-timeuot': { total: 1 } });
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean 'require-http-timeout'?");
  });

  it('leave questions to people alone unless they are asked for', () => {
    const folder = project({ 'b.ts': callWithTimeout });
    expect(check([], folder).code).toBe(0);
    const { code, results } = check(['--require-human'], folder);
    expect(code).toBe(1);
    expect(results.gate?.failures.every(({ kind }) => kind === 'question')).toBe(true);
  });
});

describe('suppressions', () => {
  const comment = (why: string): string =>
    `// eslint-disable-next-line faultline/require-http-timeout -- ${why}\n${callWithoutTimeout}`;
  const faults = ({ suppressionProblems = [] }: Results) =>
    suppressionProblems.map(
      ({ fault, severity, location, check: name }) => `${severity} ${fault} ${location?.file ?? name}`,
    );

  it('of the configuration hold where they say, and are told when they serve nothing', () => {
    const suppress = [
      { check: 'require-http-timeout', file: 'src/*.ts', reason: 'The gateway ends them', until: soon },
      { check: 'sqs-queue-dlq', path: 'Orders', ticket: 'PROJ-1', owner: 'orders' },
      { check: 'REL05-BP03', file: 'nothing/**' },
    ];
    const files = { 'src/pay.ts': callWithoutTimeout, 'lib/pay.ts': callWithoutTimeout, 'queue.json': queueTemplate() };
    const folder = project({ ...files, 'faultline.config.json': JSON.stringify({ suppress }) });
    const { code, results } = check([], folder);
    const suppressed = results.verdicts.filter(({ status }) => status === 'suppressed');
    expect(suppressed.map(({ suppression }) => suppression)).toEqual([
      { kind: 'central', ticket: 'PROJ-1', owner: 'orders' },
      { kind: 'central', reason: 'The gateway ends them', until: soon },
    ]);
    expect(open(results)).toEqual(['undefined lib/pay.ts:1']);
    expect(faults(results)).toEqual(['warning unused REL05-BP03']);
    expect(code).toBe(1);
    expect(schemaErrors(results)).toEqual([]);
  });

  it('that lack what the configuration asks for do not hold', () => {
    const suppressions = { requireReason: true, requireExpiry: true, maxDays: 90, requireTicket: 'PROJ-\\d+' };
    const metadata = {
      faultline: { suppress: [{ check: 'sqs-queue-dlq', reason: 'PROJ-1: legacy', until: '2026-02-30' }] },
    };
    const folder = project({
      'faultline.config.json': JSON.stringify({ suppressions }),
      'a.ts': comment('PROJ-12 until 2026-03-01: legacy'),
      'b.ts': comment('PROJ-12 until 2026-03-01'),
      'c.ts': comment('PROJ-12: legacy'),
      'd.ts': comment('PROJ-12 until 2027-03-01: legacy'),
      'e.ts': comment('OTHER-12 until 2026-03-01: legacy'),
      'queue.json': queueTemplate({ metadata }),
    });
    const end = faultline(['check', '--format', 'json'], folder, {
      SOURCE_DATE_EPOCH: String(Date.UTC(2026, 0, 15) / 1000),
    });
    expect(faults(JSON.parse(end.stdout) as Results).sort()).toEqual([
      'error invalid-date queue.json',
      'error no-expiry c.ts',
      'error no-reason b.ts',
      'error no-ticket e.ts',
      'error too-long d.ts',
    ]);
    expect(end.code).toBe(1);
  });

  it('that serve nothing are reported, and fail when the configuration says so', () => {
    const unused = `// eslint-disable-next-line faultline/require-http-timeout -- PROJ-12: legacy\n${callWithTimeout}`;
    const metadata = {
      faultline: { suppress: [{ check: 'lambda-reserved-concurrency-zero' }, { check: 'sqs-queue-dql' }] },
    };
    const template = queueTemplate({ metadata });
    const files = { 'a.ts': unused, 'b.ts': comment('PROJ-12: legacy'), 'queue.json': template };
    const { code, results } = check(['--only', 'code'], project(files));
    expect(results.suppressionProblems).toMatchObject([
      { fault: 'unused', location: { file: 'a.ts', line: 1 }, suppression: { ticket: 'PROJ-12', reason: 'legacy' } },
    ]);
    expect(code).toBe(0);
    const strict = project({ ...files, 'faultline.config.json': '{ "suppressions": { "unused": "error" } }' });
    expect(check(['--only', 'code'], strict).code).toBe(1);
    const infrastructure = check(['--only', 'infra'], project({ 'queue.json': template })).results;
    expect(faults(infrastructure)).toContain('warning unknown-check queue.json');
  });
});
