import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/project.js';
import { check, run } from '../support/run.js';
import { callWithoutTimeout, callWithTimeout } from '../support/samples.js';

/** What a `.git` folder, or what lies in a work tree, names as programs that Git runs: each would leave a mark. */

let home: string;
let top: string;

beforeEach(() => {
  home = temporaryFolder();
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  top = join(home, 'repository');
  writeFiles(top, { 'src/pay.ts': callWithTimeout, '.gitattributes': '*.ts filter=own diff=own merge=own\n' });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Start');
  writeFileSync(join(top, 'src/pay.ts'), callWithoutTimeout);
});

const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false'];

function git(...args: readonly string[]): string {
  const { code, stdout, stderr } = run('git', [...identity, ...args], top);
  if (code !== 0) throw new Error(`git ${args.join(' ')} failed: ${stderr}`);
  return stdout;
}

/** A program that leaves a mark. */
function program(path = join(home, 'own.sh')): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\ntouch '${join(home, 'ran')}'\ncat\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Whether the program ran when the change is compared with its base, and which faults were found. */
function compared(
  folder = top,
  ...args: readonly string[]
): { hasRun: boolean; found: (string | undefined)[]; code: number | null } {
  const { results, code } = check(['--only', 'code', ...(args.length > 0 ? args : ['--base', 'main'])], folder);
  const open = results.verdicts.filter(({ status, baseline }) => status === 'violation' && baseline !== 'unchanged');
  return { hasRun: existsSync(join(home, 'ran')), found: open.map(({ location }) => location?.file), code };
}

const found = { hasRun: false, found: ['src/pay.ts'], code: 1 };

it('a monitor does run under Git as its owner uses it, so that these tests show something', () => {
  git('config', 'core.fsmonitor', program());
  git('status');
  expect(existsSync(join(home, 'ran'))).toBe(true);
});

describe('the configuration of a repository', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['a file system monitor', { 'core.fsmonitor': '$' }],
    ['a folder of hooks', { 'core.hooksPath': 'hooks' }],
    ['a filter that cleans', { 'filter.own.clean': '$', 'filter.own.required': 'true' }],
    ['a filter that smudges', { 'filter.own.smudge': '$', 'filter.own.required': 'true' }],
    ['a filter that is a process', { 'filter.own.process': '$', 'filter.own.required': 'true' }],
    ['a text conversion', { 'diff.own.textconv': '$', 'diff.own.cachetextconv': 'true' }],
    ['a program for differences', { 'diff.external': '$', 'diff.own.command': '$' }],
    [
      'a pager, an editor and aliases',
      { 'core.pager': '$', 'core.editor': '$', 'alias.ls-files': '!$', 'alias.diff': '!$' },
    ],
    ['a program for signatures', { 'gpg.program': '$', 'log.showSignature': 'true' }],
    ['a program that asks, and one for secrets', { 'core.askPass': '$', 'credential.helper': '!$' }],
    [
      'a remote that is a program',
      { 'remote.origin.url': 'ext::$', 'protocol.ext.allow': 'always', 'remote.origin.promisor': 'true' },
    ],
    [
      'a connection by a program',
      { 'core.sshCommand': '$', 'remote.origin.url': 'ssh://own/x', 'remote.origin.promisor': 'true' },
    ],
    ['a program for references of others', { 'core.alternateRefsCommand': '$' }],
  ])('names %s', (_, settings) => {
    const path = program();
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'fsmonitor-watchman']) {
      program(join(top, 'hooks', hook));
      program(join(top, '.git/hooks', hook));
    }
    rmSync(join(home, 'ran'), { force: true });
    for (const [key, value] of Object.entries(settings)) {
      writeFileSync(join(top, '.git/config'), '', { flag: 'a' });
      git('config', key, value.replace('$', path));
    }
    rmSync(join(home, 'ran'), { force: true });
    expect(compared()).toEqual(found);
  });

  it('is included from a file of the work tree', () => {
    writeFileSync(join(top, 'own.config'), `[core]\n\tfsmonitor = ${program()}\n`);
    git('config', 'include.path', '../own.config');
    rmSync(join(home, 'ran'), { force: true });
    expect(compared()).toEqual(found);
  });
});

it('--changed runs nothing of it either', () => {
  git('config', 'core.fsmonitor', program());
  for (const key of ['clean', 'smudge', 'process']) git('config', `filter.own.${key}`, program());
  rmSync(join(home, 'ran'), { force: true });
  expect(compared(top, '--changed', 'HEAD')).toEqual(found);
});

describe('a folder that poses as a repository', () => {
  it('is a repository within, with a monitor', () => {
    const inner = join(top, 'vendor');
    writeFiles(inner, { 'load.ts': callWithoutTimeout.replace('pay', 'load') });
    run('git', ['init', '--quiet', inner], home);
    run('git', ['-C', inner, 'config', 'core.fsmonitor', program()], home);
    expect(compared(top, '--no-synth')).toEqual({ hasRun: false, found: ['src/pay.ts', 'vendor/load.ts'], code: 1 });
  });

  it('is a file that leads to one elsewhere in the work tree', () => {
    const inner = join(top, 'vendor');
    run('git', ['init', '--quiet', join(top, 'data')], home);
    run('git', ['-C', join(top, 'data'), 'config', 'core.fsmonitor', program()], home);
    writeFiles(inner, { '.git': 'gitdir: ../data/.git\n', 'load.ts': callWithoutTimeout.replace('pay', 'load') });
    expect(compared(top, '--no-synth')).toEqual({ hasRun: false, found: ['src/pay.ts', 'vendor/load.ts'], code: 1 });
  });
});

it('a work tree that the configuration puts elsewhere is neither read nor written', () => {
  const elsewhere = join(home, 'elsewhere');
  writeFiles(elsewhere, { 'src/pay.ts': 'own' });
  git('config', 'core.worktree', elsewhere);
  check(['--only', 'code', '--no-synth'], top);
  expect(readFileSync(join(elsewhere, 'src/pay.ts'), 'utf8')).toBe('own');
});
