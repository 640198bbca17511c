import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderWatch } from './watch.js';

let root = '';
let watch: FolderWatch;
const ignored = new Set<string>();
const end = new AbortController();

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-watch-')));
  mkdirSync(join(root, 'src'));
  mkdirSync(join(root, 'deep/er'), { recursive: true });
  watch = new FolderWatch(ignored);
});
afterEach(() => {
  watch.close();
  rmSync(root, { recursive: true });
});

const write = (name: string): void => writeFileSync(join(root, name), 'x');
const inRoot = (...names: string[]): string[] => names.map((name) => join(root, name));
const changes = async (): Promise<readonly string[]> =>
  (await watch.changes(end.signal)).map((path) => path.slice(root.length + 1));

describe('FolderWatch', () => {
  it('tells changed files of the folders that it follows, once', async () => {
    expect(watch.follow(inRoot('package.json', 'src/a.ts', 'src/b.ts'))).toBe(2);
    write('src/a.ts');
    write('template.yaml');
    expect(await changes()).toEqual(['src/a.ts', 'template.yaml']);
    write('src/b.ts');
    expect(await changes()).toEqual(['src/b.ts']);
  });

  it('tells nothing of other folders, of other kinds of files and of what we write', async () => {
    watch.follow(inRoot('src/a.ts'));
    ignored.add(join(root, 'src/report.json'));
    for (const name of ['deep/er/c.ts', 'package.json', 'src/notes.txt', 'src/report.json', 'src/a.ts']) write(name);
    expect(await changes()).toEqual(['src/a.ts']);
  });

  it.each(['tsconfig.build.json', 'eslint.config.mjs', 'faultline.config.ts', 'package.json'])(
    'tells %s',
    async (name) => {
      watch.follow(inRoot('src'));
      write(name);
      expect(await changes()).toEqual([name]);
    },
  );

  it('tells a new folder, and lets go of those that are not followed any longer', async () => {
    watch.follow(inRoot('src', 'src/a.ts', 'deep/er/c.ts'));
    mkdirSync(join(root, 'new'));
    expect(await changes()).toEqual(['new']);
    expect(watch.follow(inRoot('new/d.ts', 'gone/e.ts'))).toBe(1);
    write('src/a.ts');
    write('new/d.ts');
    expect(await changes()).toEqual(['new/d.ts']);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const waiting = watch.changes(stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow('abort');
  });
});
