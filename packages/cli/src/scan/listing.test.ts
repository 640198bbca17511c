import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { display } from '../paths.js';
import { listFolder } from './listing.js';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-listing-')));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(...files: string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
}

const git = (folder: string, ...args: string[]) => execFileSync('git', ['-C', join(root, folder), ...args]);

function list(folder = '.') {
  const { files, leftOut, errors } = listFolder(join(root, folder));
  return {
    files: files.map((path) => display(root, path)),
    leftOut: leftOut.map(({ path, kind }) => `${display(root, path)} ${kind}`).sort(),
    errors,
  };
}

it('names built and installed code outside of repositories, and lists hidden files', () => {
  write('a.ts', '.b/c.ts', 'dist/a.js', 'coverage/lcov.info', '.next/x.js', 'x/node_modules/y/i.js', '.hg/z.ts');
  expect(list()).toEqual({
    files: ['.b/c.ts', 'a.ts'],
    leftOut: ['.next generated', 'dist generated', 'x/node_modules installed'],
    errors: [],
  });
});

it('names what Git ignores: files one by one, and folders of many or of built code as a whole', () => {
  git('.', 'init', '-q');
  write('a.ts', 'forced/a.ts', 'forced/b.ts', 'local.config.ts', 'few/a.ts', 'build/x.js', 'docs/a.md', 'types/a.d.ts');
  write(...Array.from({ length: 30 }, (_, index) => `many/${index}.ts`), 'dist/kept.js', 'node_modules/y/i.js');
  writeFileSync(join(root, '.gitignore'), 'forced\nlocal.*\nfew\nmany\nbuild\ndocs\ntypes\nnode_modules\n');
  git('.', 'add', '--force', 'forced/a.ts');
  expect(list()).toEqual({
    files: ['.gitignore', 'a.ts', 'dist/kept.js', 'forced/a.ts'],
    leftOut: [
      'build generated',
      'few/a.ts ignored-by-git',
      'forced/b.ts ignored-by-git',
      'local.config.ts ignored-by-git',
      'many ignored-by-git',
      'node_modules installed',
      'types/a.d.ts declaration',
    ],
    errors: [],
  });
});

it('scans an ignored folder that is asked for', () => {
  git('.', 'init', '-q');
  write('generated/api/a.ts', 'generated/api/sub/b.ts');
  writeFileSync(join(root, '.gitignore'), 'generated\n');
  expect(list('generated/api').files).toEqual(['generated/api/a.ts', 'generated/api/sub/b.ts']);
  expect(list('generated').files).toHaveLength(2);
});

it('enters repositories within, by their own rules', () => {
  git('.', 'init', '-q');
  write('a.ts', 'vendor/inner/b.ts', 'vendor/inner/local.ts');
  git('vendor/inner', 'init', '-q');
  writeFileSync(join(root, 'vendor/inner/.gitignore'), 'local.ts\n');
  expect(list()).toMatchObject({
    files: ['a.ts', 'vendor/inner/.gitignore', 'vendor/inner/b.ts'],
    leftOut: ['vendor/inner/local.ts ignored-by-git'],
  });
});

it('reads a file once however many links lead to it, and enters no folder by a link', () => {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-outside-')));
  write('src/a.ts', 'src/b.ts', 'dist/c.js');
  symlinkSync(join(root, 'src/a.ts'), join(root, 'again.ts'));
  symlinkSync('src', join(root, 'lib'));
  symlinkSync(outside, join(root, 'elsewhere'));
  symlinkSync(outside, join(root, 'node_modules'));
  symlinkSync('nowhere.ts', join(root, 'broken.ts'));
  symlinkSync('nowhere.txt', join(root, 'broken.txt'));
  symlinkSync('dist/c.js', join(root, 'c.js'));
  symlinkSync('..', join(root, 'src/up'));
  const { files, leftOut } = list();
  rmSync(outside, { recursive: true });
  expect(files).toEqual(['c.js', 'src/a.ts', 'src/b.ts']);
  expect(leftOut).toEqual([
    'again.ts link',
    'broken.ts unreadable',
    'dist generated',
    'elsewhere outside',
    'lib link',
    'node_modules installed',
    'src/up link',
  ]);
});

it('names a pipe that looks like code, and does not open it', () => {
  write('a.ts');
  execFileSync('mkfifo', [join(root, 'pipe.ts'), join(root, 'run')]);
  expect(list()).toEqual({ files: ['a.ts'], leftOut: ['pipe.ts unreadable'], errors: [] });
});

describe('what Git does not say', () => {
  const reasons = () =>
    listFolder(root).leftOut.flatMap(({ path, kind, reason }) =>
      kind === 'unreadable' ? `${display(root, path)}: ${reason}` : [],
    );

  it('is told where Git is not there', () => {
    git('.', 'init', '-q');
    write('a.ts', 'local.ts', 'dist/a.js');
    writeFileSync(join(root, '.gitignore'), 'local.ts\n');
    vi.stubEnv('PATH', join(root, 'none'));
    try {
      expect(list()).toMatchObject({ files: ['.gitignore', 'a.ts', 'local.ts'], errors: [] });
      expect(reasons()).toEqual([
        ".git: Git does not say what it ignores (there is no program 'git' in PATH), so nothing is left out for being ignored, and built folders are left out by their names",
      ]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('is told of the repository around the folder', () => {
    write('packages/a/x.ts', '.git/HEAD');
    expect(listFolder(join(root, 'packages/a')).leftOut).toMatchObject([
      {
        path: join(root, '.git'),
        kind: 'unreadable',
        reason: expect.stringContaining('not a git repository') as string,
      },
    ]);
  });

  it('is told of one repository within, and known of the others', () => {
    git('.', 'init', '-q');
    write('a.ts', 'local.ts', 'vendor/broken/b.ts', 'vendor/broken/local.ts');
    writeFileSync(join(root, '.gitignore'), 'local.ts\n');
    writeFileSync(join(root, 'vendor/broken/.git'), 'gitdir: ../nowhere\n');
    expect(list()).toMatchObject({ files: ['.gitignore', 'a.ts', 'vendor/broken/.git', 'vendor/broken/b.ts'] });
    expect(reasons()).toEqual([
      expect.stringMatching(/^vendor\/broken\/\.git: .*, so only what the repository around it ignores is left out/),
    ]);
  });
});
