import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderEntries } from './folder-entries.js';
import { ModuleResolver } from './module-resolution.js';
import { QuickResolution } from './quick-resolution.js';

let root = '';
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'faultline-resolution-'))));
afterEach(() => rmSync(root, { recursive: true }));

function lay(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const json = (value: unknown): string => JSON.stringify(value);
const options = (compilerOptions: object, more: object = {}): string => json({ compilerOptions, ...more });

/** Where TypeScript itself says that an import of `src/app.ts` leads, below the root. */
function byTypescript(specifier: string, config: string): string | undefined {
  const read = ts.readConfigFile(join(root, config), ts.sys.readFile);
  const { options: own } = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(join(root, config)));
  const bundler = { ...own, allowJs: true, module: ts.ModuleKind.ESNext, moduleResolution: 100 };
  const found = ts.resolveModuleName(specifier, join(root, 'src/app.ts'), bundler, ts.sys).resolvedModule;
  return found?.resolvedFileName.slice(root.length + 1);
}

function quickly(specifier: string, config: string): string | undefined {
  const answer = new QuickResolution(root, new FolderEntries()).find(
    specifier,
    join(root, 'src/app.ts'),
    join(root, config),
  );
  return answer.kind === 'file' ? answer.path.slice(root.length + 1) : answer.kind;
}

const sources = {
  'src/app.ts': '',
  'src/lib/mail.ts': '',
  'src/lib/index.ts': '',
  'src/lib/old.js': '',
  'other/mail.ts': '',
  'other/deep/mail.tsx': '',
  'types/only.d.ts': '',
};

describe('what a tsconfig maps', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'paths beside the configuration',
      { 'tsconfig.json': options({ paths: { '@lib/*': ['./src/lib/*'], exact: ['./other/mail.ts'] } }) },
      ['@lib/mail', '@lib/old', '@lib/old.js', 'exact'],
    ],
    [
      'the longest pattern, then the next target',
      { 'tsconfig.json': options({ paths: { '@/*': ['./src/*'], '@/lib/*': ['./nowhere/*', './other/*'] } }) },
      ['@/lib/mail', '@/app', '@/lib/deep/mail'],
    ],
    ['a base folder', { 'tsconfig.json': options({ baseUrl: './src' }) }, ['lib/mail', 'lib', 'lib/old']],
    [
      'paths that count from the base folder',
      { 'tsconfig.json': options({ baseUrl: './src', paths: { mail: ['lib/mail'] } }) },
      ['mail', 'lib/mail'],
    ],
    [
      'what is extended, paths counted from there',
      {
        'tsconfig.json': options({ strict: true }, { extends: './config/base' }),
        'config/base.json': options({ paths: { '~/*': ['../src/*'] } }),
      },
      ['~/lib/mail'],
    ],
    [
      'several that are extended, of which the last counts',
      {
        'tsconfig.json': json({ extends: ['./one.json', './two.json'] }),
        'one.json': options({ paths: { mail: ['./other/mail.ts'] } }),
        'two.json': options({ paths: { mail: ['./src/lib/mail.ts'] } }),
      },
      ['mail'],
    ],
    [
      'own paths in the place of inherited ones, over the inherited base folder',
      {
        'tsconfig.json': options({ paths: { mail: ['mail'] } }, { extends: './config/base.json' }),
        'config/base.json': options({ baseUrl: '../other', paths: { old: ['../src/lib/old.js'] } }),
      },
      ['mail', 'deep/mail'],
    ],
    [
      'a package of configurations',
      {
        'tsconfig.json': json({ extends: '@corp/config/tsconfig.json' }),
        'node_modules/@corp/config/package.json': json({ name: '@corp/config' }),
        'node_modules/@corp/config/tsconfig.json': options({ paths: { mail: ['../../../src/lib/mail.ts'] } }),
      },
      ['mail'],
    ],
    ['declarations, which are no code', { 'tsconfig.json': options({ paths: { only: ['./types/only'] } }) }, ['only']],
    [
      'comments and commas behind the last entry',
      { 'tsconfig.json': '{ // base\n "compilerOptions": { "paths": { "mail": ["./other/mail"], }, }, }' },
      ['mail'],
    ],
  ])('reads %s as TypeScript does', (_, files, specifiers) => {
    lay({ ...sources, ...files });
    const wanted = specifiers.map((specifier) => byTypescript(specifier, 'tsconfig.json'));
    expect(wanted).not.toContain(undefined);
    expect(specifiers.map((specifier) => quickly(specifier, 'tsconfig.json'))).toEqual(wanted);
  });

  it('follows the projects that a tsconfig refers to', () => {
    lay({
      ...sources,
      'tsconfig.json': json({ files: [], references: [{ path: './src' }] }),
      'src/tsconfig.json': options({ paths: { mail: ['./lib/mail'] } }),
    });
    expect(quickly('mail', 'tsconfig.json')).toBe('src/lib/mail.ts');
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['options that give modules other names', { 'tsconfig.json': options({ moduleSuffixes: ['.ios', ''] }) }],
    ['a file that cannot be parsed', { 'tsconfig.json': '{ "compilerOptions": ' }],
    ['files that extend each other', { 'tsconfig.json': json({ extends: './tsconfig.json' }) }],
    ['a folder that is named by a variable', { 'tsconfig.json': options({ baseUrl: '${configDir}/src' }) }],
    [
      'a package with entries of its own',
      {
        'tsconfig.json': json({ extends: 'config' }),
        'node_modules/config/package.json': json({ exports: { '.': './base.json' } }),
      },
    ],
  ])('leaves %s to TypeScript', (_, files) => {
    lay({ ...sources, ...files });
    expect(quickly('mail', 'tsconfig.json')).toBe('unsure');
  });

  it.each(['@tsconfig/node20/tsconfig.json', './base.json'])('passes over %s where that is not there', (name) => {
    lay({ ...sources, 'tsconfig.json': options({ baseUrl: './src' }, { extends: name }) });
    expect(quickly('lib/mail', 'tsconfig.json')).toBe('src/lib/mail.ts');
  });
});

describe('what only a framework says', () => {
  const found = (specifier: string, importer: string): string | undefined =>
    new ModuleResolver({ root, repository: root, files: [], onBroken: () => undefined })
      .resolve(specifier, join(root, importer))
      ?.slice(root.length + 1);

  it.each([
    ['$lib/mail', 'web/src/routes/+server.ts', 'web/src/lib/mail.ts'],
    ['$lib', 'web/src/routes/+server.ts', 'web/src/lib/index.ts'],
    ['@/lib/mail', 'web/src/routes/+server.ts', 'web/src/lib/mail.ts'],
    ['~/server/db', 'web/src/lib/mail.ts', 'web/server/db.ts'],
    ['~~/server/db', 'web/src/lib/mail.ts', 'web/server/db.ts'],
    ['~/shared', 'web/src/lib/mail.ts', 'shared.ts'],
  ])('takes %s of %s for %s', (specifier, importer, wanted) => {
    lay({
      'package.json': '{}',
      'shared.ts': '',
      'web/package.json': '{}',
      'web/tsconfig.json': json({ extends: './.svelte-kit/tsconfig.json' }),
      'web/src/routes/+server.ts': '',
      'web/src/lib/mail.ts': '',
      'web/src/lib/index.ts': '',
      'web/server/db.ts': '',
    });
    expect(found(specifier, importer)).toBe(wanted);
  });

  it.each(['@scope/lib/mail', '~x/mail', '$library/mail', '@/nowhere', '@/../../outside'])(
    'finds nothing for %s',
    (specifier) => {
      lay({ 'package.json': '{}', 'src/lib/mail.ts': '', 'src/app.ts': '' });
      expect(found(specifier, 'src/app.ts')).toBeUndefined();
    },
  );

  it('goes by what the project says first', () => {
    lay({ ...sources, 'package.json': '{}', 'tsconfig.json': options({ paths: { '@/*': ['./other/*'] } }) });
    expect(found('@/mail', 'src/app.ts')).toBe('other/mail.ts');
  });
});
