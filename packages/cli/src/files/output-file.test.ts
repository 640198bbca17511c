import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../errors.js';
import { appendOutput, outputScope, writeOutput } from './output-file.js';

let home: string;
let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'output-test-')));
  folder = join(home, 'repository');
  mkdirSync(join(folder, '.git', 'hooks'), { recursive: true });
  mkdirSync(join(folder, 'packages', 'a'), { recursive: true });
  writeFileSync(join(home, 'profile'), 'own');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const own = () => outputScope(folder);
const configured = () => outputScope(folder, { folder });
const profile = (): string => readFileSync(join(home, 'profile'), 'utf8');

it('the scope is the repository around a folder, or the folder of the configuration', () => {
  expect(outputScope(at('packages/a')).folder).toBe(folder);
  expect(outputScope(home).folder).toBe(home);
  expect(outputScope(join(home, 'x'), { folder: home })).toEqual({ folder: home, isConfigured: true });
});

it('writes inside, in folders that it makes, and appends', () => {
  writeOutput(at('out/new/report.html'), 'text', configured());
  appendOutput(at('out/new/report.html'), ' more', configured());
  expect(readFileSync(at('out/new/report.html'), 'utf8')).toBe('text more');
});

it('people may name any place outside, through their own links and devices', () => {
  symlinkSync('profile', join(home, 'link'));
  writeOutput(join(home, 'link'), 'mine', own());
  writeOutput('/dev/null', 'nothing', own());
  expect(profile()).toBe('mine');
});

describe('a configuration', () => {
  it.each(['../profile', '../../profile', '/etc/profile', 'packages/../../profile'])('may not name %s', (name) => {
    expect(() => writeOutput(name.startsWith('/') ? name : at(name), 'text', configured())).toThrow(UsageError);
    expect(profile()).toBe('own');
  });

  it.each(['.git/hooks/post-checkout', '.GIT/config', 'packages/.git/config'])('may not name %s', (name) => {
    expect(() => writeOutput(at(name), 'text', configured())).toThrow('for Git alone');
    expect(existsSync(at(name))).toBe(false);
  });
});

describe.each([
  ['the command line', own],
  ['a configuration', configured],
])('%s', (_, scope) => {
  it('does not write through a link at the place', () => {
    symlinkSync('../profile', at('report.html'));
    symlinkSync('packages/none', at('dangling.html'));
    for (const name of ['report.html', 'dangling.html']) {
      expect(() => writeOutput(at(name), 'text', scope())).toThrow('no regular file');
    }
    expect(profile()).toBe('own');
  });

  it.each([
    ['out', '..'],
    ['hooks', '.git/hooks'],
    ['gone', '../none'],
  ])('does not write through the link %s to %s', (name, target) => {
    symlinkSync(target, at(name));
    expect(() => writeOutput(at(`${name}/profile`), 'text', scope())).toThrow(UsageError);
    expect([profile(), existsSync(at('.git/hooks/profile')), existsSync(join(home, 'none'))]).toEqual([
      'own',
      false,
      false,
    ]);
  });

  it('writes through a link that stays inside', () => {
    symlinkSync('packages/a', at('out'));
    writeOutput(at('out/report.html'), 'text', scope());
    expect(readFileSync(at('packages/a/report.html'), 'utf8')).toBe('text');
  });
});
