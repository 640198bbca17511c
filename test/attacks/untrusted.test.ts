import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspace } from '../support/paths.js';
import { project, writeFiles } from '../support/project.js';
import { check, type Run } from '../support/run.js';
import { callWithoutTimeout, queueTemplate } from '../support/samples.js';

/** What a hostile author of a repository writes, so that reading it runs a program of theirs: each would leave a mark. */

const mark = "require('node:fs').writeFileSync(process.env.MARK, '');";
const importedMark = "import { writeFileSync } from 'node:fs'; writeFileSync(process.env.MARK, '');";
const shellMark = 'touch "$MARK"';
const manifest = (name: string): string => JSON.stringify({ name, version: '99.0.0', main: 'index.js' });
/** A package that leaves a mark when it is loaded. */
const installed = (name: string): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: manifest(name),
  [`node_modules/${name}/index.js`]: `${mark} module.exports = {};`,
});
const usesPlugin = "import plugin from 'eslint-plugin-own'; export default [{ plugins: { own: plugin } }];";

function scan(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Run & { hasRun: boolean; found: string[] } {
  const folder = project({ 'src/pay.ts': callWithoutTimeout, 'infra/queue.json': queueTemplate(), ...files });
  const path = join(project({}), 'ran');
  for (const name of Object.keys(files)) if (/\.bin\/|\.sh$/.test(name)) chmodSync(join(folder, name), 0o755);
  process.env['MARK'] = path;
  const end = check(args, folder);
  delete process.env['MARK'];
  const open = end.results.verdicts.filter(({ status }) => status === 'violation');
  const found = open.map(({ location, resource }) => location?.file ?? resource?.template ?? '');
  return { ...end, hasRun: existsSync(path), found };
}

const attacks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a CDK app': { 'cdk.json': JSON.stringify({ app: shellMark }) },
  'a CDK app in a configuration': { 'faultline.config.json': JSON.stringify({ app: shellMark }) },
  'a CDK app that is built first': { 'cdk.json': JSON.stringify({ build: shellMark, app: shellMark }) },
  'a configuration in JavaScript': { 'faultline.config.js': `${importedMark} export default {};` },
  'a configuration in an ES module': { 'faultline.config.mjs': `${importedMark} export default {};` },
  'a configuration in TypeScript': { 'faultline.config.ts': `${importedMark} export default {};` },
  'a configuration in a TypeScript module': { 'faultline.config.mts': `${importedMark} export default {};` },
  'a configuration beside one in JSON': {
    'faultline.config.js': `${importedMark} export default {};`,
    'faultline.config.json': '{}',
  },
  'an ESLint configuration': {
    'eslint.config.js': `${importedMark} export default [];`,
    'package.json': '{"type":"module"}',
  },
  'an ESLint configuration in CommonJS': { 'eslint.config.cjs': `${mark} module.exports = [];` },
  'an ESLint configuration in TypeScript, by jiti': {
    'eslint.config.ts': `${importedMark} export default [];`,
    ...installed('jiti'),
  },
  'an ESLint configuration of the older kind': { '.eslintrc.js': `${mark} module.exports = {};` },
  'a plugin for ESLint': { 'eslint.config.mjs': usesPlugin, ...installed('eslint-plugin-own') },
  'an installed ESLint': { 'eslint.config.mjs': 'export default [];', ...installed('eslint') },
  'an installed plugin of our name': installed('eslint-plugin-faultline'),
  'an installed parser': {
    ...installed('@typescript-eslint/parser'),
    ...installed('espree'),
    ...installed('oxc-parser'),
  },
  'an installed TypeScript, and a plugin of its service': {
    ...installed('typescript'),
    ...installed('own'),
    'tsconfig.json': '{ "extends": "own", "compilerOptions": { "plugins": [{ "name": "own" }] } }',
  },
  'installed packages that code imports': {
    ...installed('own'),
    'src/uses.ts': "import own from 'own'; export const use = () => own;\n",
  },
  'installed programs': Object.fromEntries(
    ['tsc', 'eslint', 'cdk', 'git', 'node', 'sh'].map((name) => [
      `node_modules/.bin/${name}`,
      `#!/bin/sh\n${shellMark}\n`,
    ]),
  ),
  'scripts of a package': {
    'package.json': JSON.stringify({
      scripts: Object.fromEntries(['prepare', 'build', 'synth'].map((name) => [name, shellMark])),
    }),
  },
  'settings of other tools': {
    'babel.config.js': mark,
    'prettier.config.js': mark,
    '.env': 'NODE_OPTIONS=--require ./own.js\n',
    '.npmrc': 'node-options=--require ./own.js\n',
    'own.js': mark,
  },
  'an asset of an assembly that a program makes': {
    'cdk.out/manifest.json': '{ "version": "36.0.0", "artifacts": {} }',
    'cdk.out/a.assets.json': JSON.stringify({
      version: '36.0.0',
      files: { a: { source: { executable: ['sh', '-c', shellMark] }, destinations: {} } },
    }),
  },
  'tags of YAML': { 'infra/other.yaml': `Resources:\n  Q: !!js/function 'function () { ${mark} }'\n` },
};

describe('--untrusted runs nothing of the project', () => {
  it.each(Object.entries(attacks))('%s', (_, files) => {
    const { hasRun, found, stderr } = scan(files, '--untrusted');
    expect(hasRun).toBe(false);
    expect(found).toEqual(expect.arrayContaining(['src/pay.ts', 'infra/queue.json']));
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('and says so of a configuration that is named', () => {
    const { hasRun, code, stderr } = scan(
      { 'ci.mjs': `${importedMark} export default {};` },
      ...['--untrusted', '--config', 'ci.mjs'],
    );
    expect([hasRun, code]).toEqual([false, 2]);
    expect(stderr).toContain('ci.mjs is a program and --untrusted runs none');
  });
});

describe('these programs do run without it, so that the tests above show something', () => {
  it.each(['a CDK app', 'a configuration in an ES module', 'an ESLint configuration', 'a plugin for ESLint'])(
    '%s',
    (name) => {
      expect(scan(attacks[name] ?? {}).hasRun).toBe(true);
    },
  );
});

it('a repository that holds its packages as links to elsewhere is read within its root only', () => {
  const folder = project({ 'src/pay.ts': callWithoutTimeout });
  const outside = project({ 'index.ts': callWithoutTimeout });
  symlinkSync(outside, join(folder, 'packages'));
  symlinkSync(join(workspace, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFiles(folder, { 'package.json': '{ "workspaces": ["packages/*"] }' });
  const { results } = check(['--untrusted', '--only', 'code'], folder);
  expect(results.verdicts.map(({ location }) => location?.file)).toEqual(['src/pay.ts']);
  expect(results.scope.skipped.map(({ path }) => path)).toContain('packages');
});
