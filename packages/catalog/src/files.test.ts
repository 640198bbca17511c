import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readText, replaceFile, RefusedFile, tryReadText } from './files.js';

let home: string;
let root: string;
const at = (name: string): string => join(root, name);

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'files-test-'));
  root = join(home, 'root');
  mkdirSync(root);
  writeFileSync(join(home, 'secret'), 'secret');
  writeFileSync(at('a.txt'), 'text');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('reading', () => {
  const limits = () => ({ maxBytes: 10, within: root });

  it('gives a regular file, and one behind a link that stays inside', () => {
    symlinkSync('a.txt', at('link'));
    expect([readText(at('a.txt'), limits()), readText(at('link'), limits())]).toEqual(['text', 'text']);
  });

  it.each(['../secret', '/dev/zero', '/proc/self/environ'])('refuses a link to %s', (target) => {
    symlinkSync(target, at('link'));
    expect(() => readText(at('link'), limits())).toThrow('a link that leads out of the scanned folder');
  });

  it('refuses a link in the way as well as one at the end', () => {
    symlinkSync(home, at('up'));
    expect(() => readText(at('up/secret'), limits())).toThrow(RefusedFile);
  });

  it('refuses folders, pipes and devices without opening them', () => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('/dev/zero', at('device'));
    expect(() => readText(at('pipe'), limits())).toThrow('not a regular file');
    expect(() => readText(at('device'), { maxBytes: 10 })).toThrow('not a regular file');
    expect(() => readText(root, limits())).toThrow('a folder');
  });

  it('reads to the limit and no further, whatever size a file says that it has', () => {
    writeFileSync(at('ten'), '0123456789');
    truncateSync(at('a.txt'), 4 * 1024 * 1024);
    expect(readText(at('ten'), limits())).toBe('0123456789');
    expect(() => readText(at('a.txt'), { maxBytes: 3 * 1024 * 1024 })).toThrow('larger than 3 MB');
    // The kernel says 0 bytes.
    expect(() => readText('/proc/self/maps', { maxBytes: 10 })).toThrow('larger than 0 MB');
  });

  it('gives nothing where there is nothing', () => {
    expect(tryReadText(at('none'), limits())).toBeUndefined();
  });
});

describe('writing', () => {
  it('makes a file, replaces one and keeps its mode', () => {
    replaceFile(at('new'), 'new');
    chmodSync(at('a.txt'), 0o640);
    replaceFile(at('a.txt'), 'other');
    expect([readFileSync(at('new'), 'utf8'), readFileSync(at('a.txt'), 'utf8')]).toEqual(['new', 'other']);
    expect(statSync(at('a.txt')).mode & 0o777).toBe(0o640);
    expect(readdirSync(root).sort()).toEqual(['a.txt', 'new']);
  });

  it('leaves alone what a link or a second name points to', () => {
    symlinkSync('../secret', at('link'));
    linkSync(join(home, 'secret'), at('second'));
    for (const name of ['link', 'second']) replaceFile(at(name), 'mine');
    expect(readFileSync(join(home, 'secret'), 'utf8')).toBe('secret');
    expect(lstatSync(at('link')).isFile()).toBe(true);
  });

  it('leaves the old file and nothing else behind when it fails', () => {
    mkdirSync(at('folder/inside'), { recursive: true });
    expect(() => replaceFile(at('folder'), 'text')).toThrow();
    expect(readdirSync(root).sort()).toEqual(['a.txt', 'folder']);
  });
});
