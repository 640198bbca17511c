import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../errors.js';
import { checkOut } from './checkout.js';
import { changedFiles, fileAt, mergeBase, workTree } from './revisions.js';
import { git, GitFailure, withoutFilters } from './run-git.js';

let home: string;
let top: string;

/** Git as its owner uses it. */
const own = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
    cwd: top,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();

/** A program that leaves a mark where it runs. */
function marker(name: string): string {
  const path = join(home, `${name}.sh`);
  writeFileSync(path, `#!/bin/sh\ntouch '${join(home, 'ran')}'\ncat\n`);
  chmodSync(path, 0o755);
  return path;
}

const ran = (): boolean => existsSync(join(home, 'ran'));

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'git-test-'));
  top = join(home, 'repository');
  mkdirSync(join(top, 'src'), { recursive: true });
  writeFileSync(join(top, 'src', 'a.ts'), 'export const a = 1;\n');
  writeFileSync(join(top, 'package.json'), '{}');
  symlinkSync('src/a.ts', join(top, 'link.ts'));
  own('init', '--quiet', '--initial-branch', 'main');
  own('add', '--all');
  own('commit', '--quiet', '--message', 'Start');
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('a file of a commit', () => {
  it('is given as it was committed', () => {
    writeFileSync(join(top, 'src', 'a.ts'), 'changed');
    const file = fileAt('HEAD', 'src/a.ts', top);
    expect(file?.size).toBe(20);
    expect(file?.text()).toBe('export const a = 1;\n');
  });

  it('is none where the commit has a folder, a link or nothing', () => {
    expect(['src', 'link.ts', 'none.ts', '*.json'].map((path) => fileAt('HEAD', path, top))).toEqual(
      new Array(4).fill(undefined),
    );
  });
});

describe('the programs that a configuration names', () => {
  it('run under Git as its owner uses it, so that these tests show something', () => {
    own('config', 'core.fsmonitor', marker('monitor'));
    own('ls-files');
    expect(ran()).toBe(true);
  });

  it('do not run when files are listed, compared or checked out', () => {
    writeFileSync(join(top, '.gitattributes'), '*.ts filter=x diff=x\n');
    const commit = own('rev-parse', 'HEAD');
    for (const key of ['clean', 'smudge']) own('config', `filter.x.${key}`, marker(key));
    own('config', 'filter.x.required', 'true');
    own('config', 'diff.x.textconv', marker('textconv'));
    own('config', 'diff.external', marker('external'));
    own('config', 'core.fsmonitor', marker('monitor'));
    mkdirSync(join(top, '.git', 'hooks'), { recursive: true });
    for (const hook of ['post-checkout', 'post-index-change']) {
      writeFileSync(join(top, '.git', 'hooks', hook), readFileSync(marker('hook')), { mode: 0o755 });
    }
    writeFileSync(join(top, 'src', 'a.ts'), 'export const a = 2;\n');
    git(['ls-files', '--others'], top);
    expect(changedFiles(commit, top)).toEqual(new Set(['.gitattributes', 'src/a.ts'].map((name) => join(top, name))));
    const checkout = checkOut(commit, top);
    expect(readFileSync(join(checkout.folder, 'src', 'a.ts'), 'utf8')).toBe('export const a = 1;\n');
    expect(git(['ls-files'], checkout.folder)).toBe('link.ts\npackage.json\nsrc/a.ts\n');
    checkout.dispose();
    expect(existsSync(checkout.folder)).toBe(false);
    expect(ran()).toBe(false);
  });

  it('make it fail where they cannot be switched off', () => {
    writeFileSync(join(top, '.git', 'config'), '[filter "a=b"]\n  clean = true\n');
    expect(() => withoutFilters(top)).toThrow(GitFailure);
  });

  it('are not taken from a folder that is shaped as a bare repository', () => {
    const bare = join(top, 'docs');
    execFileSync('git', ['init', '--quiet', '--bare', bare]);
    expect(() => git(['ls-files'], bare)).toThrow('cannot use bare repository');
  });
});

it('packages are not linked through a link of the commit', () => {
  const outside = join(home, 'outside');
  mkdirSync(outside);
  symlinkSync(outside, join(top, 'app'));
  own('add', '--all');
  own('commit', '--quiet', '--message', 'Link');
  const commit = own('rev-parse', 'HEAD');
  rmSync(join(top, 'app'));
  mkdirSync(join(top, 'app', 'node_modules'), { recursive: true });
  writeFileSync(join(top, 'app', 'package.json'), '{}');
  own('add', '--all');
  checkOut(commit, top).dispose();
  expect(existsSync(join(outside, 'node_modules'))).toBe(false);
});

it("failures are told in Git's own words", () => {
  expect(() => workTree(home, '--base')).toThrow(UsageError);
  expect(() => workTree(home, '--base')).toThrow(
    '--base asks Git, and Git says: not a git repository (or any of the parent directories): .git. Run inside of a repository.',
  );
  expect(() => mergeBase('nowhere', top, '--base')).toThrow("there is no revision 'nowhere' here");
});
