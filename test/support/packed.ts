import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspace } from './paths.js';
import { run } from './run.js';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
}

/** Folders of the published packages under packages/. */
const published = ['catalog', 'code-analysis', 'eslint-plugin', 'cdk-rules', 'cli'];

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/**
 * Packs the published packages as npm would and unpacks them again.
 * @param folder where to work
 * @returns the folder of each package, by its name
 */
export function pack(folder: string): Map<string, string> {
  const workspaces = published.flatMap((name) => ['--workspace', `packages/${name}`]);
  const tarballs = mkdtempSync(join(folder, 'tarballs-'));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const packing = run(npm, ['pack', '--ignore-scripts', '--pack-destination', tarballs, ...workspaces], workspace);
  if (packing.code !== 0) throw new Error(`npm pack failed: ${packing.stderr}`);
  const packages = new Map<string, string>();
  for (const tarball of readdirSync(tarballs)) {
    const unpacked = mkdtempSync(join(folder, 'package-'));
    const unpacking = run('tar', ['-xzf', join(tarballs, tarball), '-C', unpacked, '--strip-components', '1'], folder);
    if (unpacking.code !== 0) throw new Error(`tar failed: ${unpacking.stderr}`);
    packages.set(manifestIn(unpacked).name, unpacked);
  }
  if (packages.size !== published.length) throw new Error(`npm packed ${packages.size} packages.`);
  return packages;
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}

/** The folder of a dependency, found as Node finds it. */
function findDependency(name: string, from: string): string {
  const places = [from, workspace].map((folder) => join(folder, 'node_modules', name));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`${name} is not installed; run npm ci.`);
  return found;
}

/**
 * Installs packed packages in a project without the network. Each sees its own dependencies, taken from the workspace,
 * and what the project has; so an undeclared dependency is missing here as it would be for a user.
 * @param has what the project itself depends on: a name, or `name=installed-name`
 */
export function install(packages: ReadonlyMap<string, string>, project: string, has: readonly string[]): void {
  const modules = join(project, 'node_modules');
  for (const [name, unpacked] of packages) {
    const home = join(modules, name);
    cpSync(unpacked, home, { recursive: true });
    const { dependencies = {}, bin = {} } = manifestIn(home);
    const source = published
      .map((folder) => join(workspace, 'packages', folder))
      .find((folder) => manifestIn(folder).name === name);
    for (const dependency of Object.keys(dependencies)) {
      if (packages.has(dependency)) continue;
      link(findDependency(dependency, source ?? workspace), join(home, 'node_modules', dependency));
    }
    for (const [command, path] of Object.entries(bin)) {
      mkdirSync(join(modules, '.bin'), { recursive: true });
      symlinkSync(join(home, path), join(modules, '.bin', command));
    }
  }
  for (const dependency of has) {
    const [name = '', installed = name] = dependency.split('=');
    link(findDependency(installed, join(workspace, 'test')), join(modules, name));
  }
}
