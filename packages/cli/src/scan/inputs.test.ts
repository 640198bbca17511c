import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { display } from '../paths.js';
import { collectInputs, type PathFilter } from './inputs.js';
import { resolvePaths } from './named-paths.js';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-inputs-')));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(...files: string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), file.endsWith('manifest.json') ? '{"version":"1","artifacts":{}}' : '');
  }
}

async function collect(args: string[], config: PathFilter['config'] = {}) {
  const { paths, errors } = await resolvePaths(args, root);
  const inputs = collectInputs(paths, { config, folder: root });
  const shown = (list: readonly { path: string }[]) => list.map(({ path }) => display(root, path));
  return {
    code: shown(inputs.code),
    templates: shown(inputs.templates),
    assemblies: inputs.assemblies.map((path) => display(root, path)),
    apps: inputs.apps.map((path) => display(root, path)),
    leftOut: inputs.leftOut.map(({ path, kind }) => `${display(root, path)} ${kind}`).sort(),
    errors: errors.map(({ message }) => message),
  };
}

describe('inputs', () => {
  it('sorts the files of a folder', async () => {
    write(
      'src/a.ts',
      'src/b.jsx',
      'src/types.d.ts',
      'README.md',
      'template.yaml',
      'package.json',
      'infra/cdk.json',
      'appspec.yaml',
    );
    write('node_modules/x/index.js');
    expect(await collect(['.'])).toEqual({
      code: ['src/a.ts', 'src/b.jsx'],
      templates: ['template.yaml'],
      assemblies: [],
      apps: ['infra/cdk.json'],
      leftOut: ['node_modules installed', 'src/types.d.ts declaration'],
      errors: [],
    });
  });

  it('leaves out tests, unless they are asked for', async () => {
    write('src/a.ts', 'src/a.test.ts', 'src/latest/b.ts', 'test/c.ts', 'src/__mocks__/d.js', 'test/template.yaml');
    expect(await collect(['.'])).toMatchObject({
      code: ['src/a.ts', 'src/latest/b.ts'],
      templates: ['test/template.yaml'],
      leftOut: ['src/__mocks__/d.js test', 'src/a.test.ts test', 'test/c.ts test'],
    });
    expect(await collect(['test', 'src/a.test.ts'])).toMatchObject({
      code: ['src/a.test.ts', 'test/c.ts'],
      leftOut: [],
    });
    expect(await collect(['.'], { tests: true })).toMatchObject({ leftOut: [] });
  });

  it('leaves out what git ignores, and sees an ignored cdk.out all the same', async () => {
    execFileSync('git', ['init', '-q', root]);
    write('src/a.ts', 'generated/b.ts', 'cdk.out/manifest.json', 'cdk.out/S.template.json', 'cdk.json');
    writeFileSync(join(root, '.gitignore'), 'generated\ncdk.out\n');
    expect(await collect(['.'])).toMatchObject({
      code: ['src/a.ts'],
      templates: [],
      assemblies: ['cdk.out'],
      leftOut: ['generated/b.ts ignored-by-git'],
    });
  });

  it('takes the outermost of nested assemblies, and no template out of them', async () => {
    write('out/manifest.json', 'out/S.template.json', 'out/assembly-Prod/manifest.json', 'out/assembly-Prod/P.json');
    expect(await collect(['.'])).toMatchObject({ templates: [], assemblies: ['out'] });
    expect(await collect(['out'])).toMatchObject({ templates: [], assemblies: ['out'] });
  });

  it('takes named files past every filter', async () => {
    write('src/types.d.ts', 'package.json', 'src/a.ts');
    const collected = await collect(['src/types.d.ts', 'package.json', 'src'], { exclude: ['src/**'] });
    expect(collected).toMatchObject({ code: ['src/types.d.ts'], templates: ['package.json'] });
  });

  it('applies the globs of the configuration to what it finds', async () => {
    write('src/a.ts', 'src/a.test.ts', 'scripts/b.ts');
    expect(await collect(['.'], { include: ['src/'], exclude: ['**/b.ts'], tests: true })).toMatchObject({
      code: ['src/a.test.ts', 'src/a.ts'],
      leftOut: ['scripts/b.ts excluded'],
    });
    write('out/manifest.json', 'out/S.template.json');
    expect(await collect(['.'], { exclude: ['out', 'out/**'] })).toMatchObject({ assemblies: [] });
  });

  it('expands globs, and takes a path that looks like one as it is', async () => {
    write('src/a.ts', 'app/[id]/page.tsx');
    expect(await collect(['src/**/*.ts', 'app/[id]/page.tsx'])).toMatchObject({
      code: ['app/[id]/page.tsx', 'src/a.ts'],
      errors: [],
    });
  });

  it('takes components, scripts without an extension and extensions in capitals for code', async () => {
    write('src/App.vue', 'src/Page.SVELTE', 'src/a.TS', 'T.YAML', 'bin/data', '.pnp.cjs', '.yarn/releases/yarn.cjs');
    writeFileSync(join(root, 'bin/run'), '#!/usr/bin/env node\nconsole.log(1);\n');
    expect(await collect(['.'])).toMatchObject({
      code: ['bin/run', 'src/App.vue', 'src/Page.SVELTE', 'src/a.TS'],
      templates: ['T.YAML'],
      leftOut: ['.pnp.cjs generated', '.yarn installed'],
    });
    expect(await collect(['src/App.vue', 'bin/run', '.pnp.cjs'])).toMatchObject({
      code: ['.pnp.cjs', 'bin/run', 'src/App.vue'],
      templates: [],
    });
  });

  it('says what is not there', async () => {
    expect((await collect(['src/none.ts', 'src/*.tsx'])).errors).toEqual([
      "There is no file or folder 'src/none.ts'; check the path.",
      "No file matches 'src/*.tsx'; check the pattern and quote it in the shell.",
    ]);
  });
});
