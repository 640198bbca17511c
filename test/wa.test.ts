import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UpdateAnswer$ } from '@aws-sdk/client-wellarchitected';
import { personQuestions, type ToolAnswers } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { operation, shapeErrors } from './support/api-shapes.js';
import { workspace } from './support/paths.js';
import { project } from './support/project.js';
import { faultline, type Run } from './support/run.js';
import { callWithoutTimeout, callWithTimeout } from './support/samples.js';
import { toolServer, workloadId, type ToolServer } from './support/well-architected-server.js';

const answer = { answer: 'Yes.', owner: 'Payments', date: '2026-10-01', reviewBy: '2099-12-31' };
const everything = Object.fromEntries(
  [
    ...personQuestions.map(({ id }) => id),
    'rel04-bp01-not-checked',
    'rel04-bp03-not-checked',
    'rel05-bp06-not-checked',
  ].map((id) => [id, answer] as const),
);

/** Results of a project in which people answered, as a file in a folder of its own. */
function scanned(code: string, answers: object = everything): string {
  const folder = project({ 'pay.js': code, 'faultline.config.json': JSON.stringify({ answers }) });
  const { stderr } = faultline(
    ['check', '--preset', 'strict', '--format', 'json:results.json', '--fail-on', 'never'],
    folder,
  );
  expect(stderr).toContain('Wrote results.json');
  return folder;
}

/** Runs `faultline wa` against the server, which answers from this process, so that nothing may block it. */
async function wa(server: ToolServer, folder: string, args: readonly string[]): Promise<Run> {
  const program = spawn(
    process.execPath,
    [join(workspace, 'packages/cli/bin/faultline.js'), 'wa', 'results.json', ...args],
    {
      cwd: folder,
      env: {
        ...process.env,
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        VITEST: undefined,
        AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'example',
        AWS_ENDPOINT_URL_WELLARCHITECTED: server.url,
        AWS_REGION: undefined,
        AWS_CONFIG_FILE: join(folder, 'none'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_MAX_ATTEMPTS: '1',
        // The SDK warns of versions of Node that it will not support for long.
        NODE_NO_WARNINGS: '1',
      },
      timeout: 60_000,
    },
  );
  const [stdout, stderr, code] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    new Promise<number | null>((done) => program.on('close', done)),
  ]);
  return { code, stdout, stderr };
}

const target = ['--workload-id', workloadId, '--region', 'eu-west-1'];
const read = (output: string) => JSON.parse(output) as ToolAnswers;
const choices = (answers: ToolAnswers) => answers.answers.flatMap((one) => one.choices);
const timeouts = 'rel_mitigate_interaction_failure_client_timeouts';

describe('wa', () => {
  it('proposes what evidence and people support, and nothing that a violation or an open question stands against', () => {
    const propose = (folder: string) =>
      choices(read(faultline(['wa', 'results.json', '--format', 'json'], folder).stdout)).find(
        ({ choiceId }) => choiceId === timeouts,
      );
    expect(propose(scanned(callWithTimeout))).toMatchObject({ proposal: 'SELECTED', status: 'attested' });
    expect(propose(scanned(callWithoutTimeout))).toMatchObject({ proposal: 'UNSELECTED', status: 'at-risk' });
    expect(propose(scanned(callWithTimeout, {}))).toMatchObject({
      proposal: 'UNDECIDED',
      questions: { open: ['rel05-bp05-measured'] },
    });
    const overdue = { 'rel05-bp05-measured': { ...answer, reviewBy: '2026-10-01' } };
    const late = project({ 'pay.js': callWithTimeout, 'faultline.config.json': JSON.stringify({ answers: overdue }) });
    faultline(['check', '--format', 'json:results.json'], late, { SOURCE_DATE_EPOCH: '1800000000' });
    expect(propose(late)?.proposal).toBe('UNDECIDED');
  });

  it('scans the current folder where no results are given, and says the same as a format of check', () => {
    const folder = scanned(callWithTimeout);
    const own = faultline(['wa', '--format', 'json'], folder);
    expect(own.code).toBe(0);
    expect(own.stdout).toBe(faultline(['check', '--format', 'wa'], folder).stdout);
  });

  it('shows the difference to a workload, and writes nothing', async () => {
    const server = await toolServer();
    const folder = scanned(callWithTimeout);
    const { code, stdout, stderr } = await wa(server, folder, target);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain(`Differences to workload ${workloadId}`);
    expect(stdout).toContain(`  + ${timeouts}\n`);
    expect(stdout).toContain('Nothing was written; --apply writes it.');
    expect(server.calls).toEqual([
      'ListAnswers',
      'ListAnswers',
      'GetAnswer prevent-interaction-failure',
      'GetAnswer mitigate-interaction-failure',
    ]);
    expect(server.wrongs).toEqual([]);
  });

  it('writes with --apply, merged with what people selected and wrote, and the second time nothing', async () => {
    const server = await toolServer();
    const id = 'mitigate-interaction-failure';
    const levers = 'rel_mitigate_interaction_failure_emergency_levers';
    const before = server.answers.get(id);
    server.answers.set(id, { ...before, SelectedChoices: [levers], Notes: 'See the wiki.' });
    const folder = scanned(callWithTimeout, { 'rel05-bp05-measured': answer });
    const first = await wa(server, folder, [
      ...target,
      '--apply',
      '--format',
      'json',
      '--link',
      'https://ci.example/r.html',
    ]);
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    expect(read(first.stdout).workload).toMatchObject({ id: workloadId, region: 'eu-west-1', applied: true });
    const after = server.answers.get(id);
    expect(after?.SelectedChoices).toEqual([levers, timeouts]);
    expect(after?.Notes).toMatch(/^See the wiki\.\n\nFaultline /);
    const own = after?.ChoiceAnswers?.find(({ ChoiceId }) => ChoiceId === timeouts);
    expect(own?.Status).toBe('SELECTED');
    expect(own?.Notes).toContain('places comply, 0 violations');
    expect(own?.Notes).toContain('https://ci.example/r.html');
    expect(server.answers.get('prevent-interaction-failure')?.SelectedChoices).toEqual([]);
    server.calls.length = 0;
    const second = await wa(server, folder, [...target, '--apply', '--link', 'https://ci.example/r.html']);
    expect(second.stdout).toContain('nothing to change');
    expect(server.calls.filter((call) => call.startsWith('UpdateAnswer'))).toEqual([]);
    expect(server.wrongs).toEqual([]);
  });

  it('writes nothing at all where the lens lacks a choice', async () => {
    const server = await toolServer();
    const id = 'mitigate-interaction-failure';
    const before = server.answers.get(id);
    server.answers.set(id, { ...before, Choices: before?.Choices?.filter(({ ChoiceId }) => ChoiceId !== timeouts) });
    const { code, stderr } = await wa(server, scanned(callWithTimeout), [...target, '--apply']);
    expect(code).toBe(2);
    expect(stderr).toContain(`has no choice '${timeouts}'`);
    expect(server.calls.filter((call) => call.startsWith('UpdateAnswer'))).toEqual([]);
  });

  it.each([
    [403, 'AccessDeniedException', 'wellarchitected:ListAnswers'],
    [404, 'ResourceNotFoundException', 'check --workload-id, --region'],
    [500, 'InternalServerException', 'could not be asked'],
  ])('says in one sentence what AWS refused with %d', async (status, type, hint) => {
    const server = await toolServer();
    server.failWith = { status, type, message: 'Refused.' };
    const { code, stdout, stderr } = await wa(server, scanned(callWithTimeout), target);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(hint);
  });

  it('says that no region is set', async () => {
    const server = await toolServer();
    const { code, stderr } = await wa(server, scanned(callWithTimeout), target.slice(0, 2));
    expect(code).toBe(2);
    expect(stderr).toBe('faultline: No AWS region is set; give --region or set AWS_REGION.\n');
  });

  it.each([
    ['--apply without a workload', ['--apply'], '--workload-id'],
    ['an id of no workload', ['--workload-id', 'my-workload'], '32 digits'],
    ['an address that is none', ['--link', 'javascript:alert(1)'], 'http'],
  ])('refuses %s', (_, args, hint) => {
    const { code, stderr } = faultline(['wa', ...args], project({}));
    expect(code).toBe(2);
    expect(stderr).toContain(hint);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('applies nothing of an incomplete scan', async () => {
    const server = await toolServer();
    const folder = scanned(callWithTimeout, { 'rel05-bp05-mesured': answer });
    const { code, stderr } = await wa(server, folder, [...target, '--apply']);
    expect(code).toBe(2);
    expect(stderr).toContain('The scan is incomplete, so nothing was written');
    expect(server.calls).toEqual([]);
  });

  it('writes a custom lens', () => {
    const folder = project({});
    expect(faultline(['wa', 'lens', '-o', 'lens.json'], folder).code).toBe(0);
    const lens = JSON.parse(readFileSync(join(folder, 'lens.json'), 'utf8')) as { pillars: { questions: unknown[] }[] };
    expect(lens.pillars[0]?.questions).toHaveLength(11);
  });
});

it('the server knows what breaks the shapes of the API', () => {
  const review = { WorkloadId: workloadId, LensAlias: 'wellarchitected', QuestionId: 'q' };
  const { input, method, path } = operation(UpdateAnswer$);
  expect(method).toBe('PATCH');
  expect(path.test(`/workloads/${workloadId}/lensReviews/wellarchitected/answers/q`)).toBe(true);
  const wrongs = (changes: object) => shapeErrors({ ...review, ...changes }, input);
  expect(wrongs({ SelectedChoices: ['a'], ChoiceUpdates: { a: { Status: 'SELECTED' } } })).toEqual([]);
  expect(wrongs({ SelectedChoices: 'a' })).toEqual(['$.SelectedChoices is no list']);
  expect(wrongs({ ChoiceUpdates: { a: {} } })).toEqual(['$.ChoiceUpdates.a.Status is missing']);
  expect(wrongs({ ChoiceUpdates: { a: { Status: 'SELECTED', Note: '' } } })).toEqual([
    '$.ChoiceUpdates.a.Note is unknown',
  ]);
});
