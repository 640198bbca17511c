import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetDisk } from '../disk-memory.js';
import { packageVersion } from './package-version.js';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'faultline-version-')));
  write('.git/HEAD', 'ref: refs/heads/main');
});
afterEach(() => {
  rmSync(root, { recursive: true });
  forgetDisk();
});

function write(file: string, content: unknown): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
}

const versionOf = (specifier: string, file = 'src/a.ts') => packageVersion(specifier, path.join(root, file));
const exactly = (version: string) => ({ version, shown: version });

describe('what is installed', () => {
  it('counts before all else, and is looked for in all folders above', () => {
    write('package.json', { dependencies: { pg: '^7.0.0' } });
    write('node_modules/pg/package.json', { version: '8.11.3' });
    expect(versionOf('pg/lib/client')).toEqual(exactly('8.11.3'));
  });

  it('is told by the lock file of npm', () => {
    write('package.json', { dependencies: { '@aws-sdk/client-s3': '^3.0.0' } });
    write('package-lock.json', { packages: { 'node_modules/@aws-sdk/client-s3': { version: '3.600.0' } } });
    expect(versionOf('@aws-sdk/client-s3')).toEqual(exactly('3.600.0'));
  });
});

describe('what is declared', () => {
  it.each([
    [
      'pnpm-lock.yaml',
      "lockfileVersion: '9.0'\n\ncatalogs:\n  default:\n    got:\n      specifier: ^1\n      version: 1.0.0\n\nimporters:\n\n  .:\n    dependencies:\n      got:\n        specifier: ^9.0.0\n        version: 9.6.0\n\n  apps/api:\n    devDependencies:\n      '@types/node':\n        specifier: ^20\n        version: 20.1.0\n    dependencies:\n      got:\n        specifier: ^11.0.0\n        version: 11.8.6(patch_hash=x)\n\npackages:\n\n  got@12.0.0:\n    resolution: {}\n",
    ],
    [
      'pnpm-lock.yaml',
      'lockfileVersion: 5.4\n\nimporters:\n\n  apps/api:\n    specifiers:\n      got: ^11.0.0\n    dependencies:\n      got: 11.8.6_react@18.0.0\n\npackages:\n\n  /got/12.0.0:\n    resolution: {}\n',
    ],
    ['yarn.lock', '# yarn lockfile v1\n\n\ngot@^10.0.0, got@^11.0.0:\n  version "11.8.6"\n  resolved "https://x"\n'],
    [
      'yarn.lock',
      '__metadata:\n  version: 8\n\n"got@npm:^11.0.0, got@npm:^11.1.0":\n  version: 11.8.6\n  resolution: "got@npm:11.8.6"\n',
    ],
    [
      'bun.lock',
      '{\n  "packages": {\n    "got": ["got@11.8.6", "", {}],\n    "x/got": ["got@9.0.0", "", {}],\n  }\n}\n',
    ],
  ])('is what %s has for the package (%#)', (lock, text) => {
    write('package.json', {});
    write('apps/api/package.json', { dependencies: { got: '^11.0.0' } });
    write(lock, text);
    expect(versionOf('got', 'apps/api/src/a.ts')).toEqual(exactly('11.8.6'));
  });

  it('is the same for a package alone', () => {
    write('package.json', { dependencies: { got: '^11.0.0' } });
    write(
      'pnpm-lock.yaml',
      "lockfileVersion: '6.0'\n\ndependencies:\n  got:\n    specifier: ^11.0.0\n    version: 11.8.6\n",
    );
    expect(versionOf('got')).toEqual(exactly('11.8.6'));
  });

  it.each([
    ['^2.6.11', '2.999999.999999'],
    ['~1.4.0', '1.4.999999'],
    ['^0.8.1', '0.8.999999'],
    ['^0.0.3', '0.0.3'],
    ['1.x', '1.999999.999999'],
    ['>=1.2.0 <2.5.0', '2.4.999999'],
    ['^1.0.0 || ^2.0.0', '2.999999.999999'],
  ])('is the newest that %s allows', (range, version) => {
    write('package.json', { dependencies: { got: range } });
    expect(versionOf('got')).toEqual({ version, shown: range });
  });

  it('is itself where it is one version', () => {
    write('package.json', { devDependencies: { got: '11.8.6' } });
    expect(versionOf('got')).toEqual(exactly('11.8.6'));
  });

  it('is looked for in the packages above, up to the repository', () => {
    write('package.json', { dependencies: { got: '11.8.6' } });
    write('apps/api/package.json', { name: 'api' });
    expect(versionOf('got', 'apps/api/src/a.ts')).toEqual(exactly('11.8.6'));
    write('apps/api/.git/HEAD', '');
    forgetDisk();
    expect(versionOf('got', 'apps/api/src/a.ts')).toBeUndefined();
  });

  it.each(['*', 'latest', '>=2', 'catalog:', 'npm:ky@^1.0.0', 'workspace:*', 'github:a/b', 7])(
    'is not known of %s',
    (range) => {
      write('package.json', { dependencies: { got: range } });
      expect(versionOf('got')).toBeUndefined();
    },
  );
});

it('is not known of files of the project, of what Node.js has, and of what nobody names', () => {
  write('package.json', '{ "dependencies": ');
  write('pnpm-lock.yaml', ':::');
  for (const specifier of ['./got', '@/got', 'node:fs', 'fs', 'got', 'constructor', '__proto__'])
    expect(versionOf(specifier)).toBeUndefined();
});
