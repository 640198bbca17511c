import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspace } from './paths.js';
import { run } from './run.js';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/**
 * Packs what people install, as `npm run pack` does, and unpacks it again.
 * @param folder where to work
 * @returns the folder of each package, by its name
 */
export function pack(folder: string): Map<string, string> {
  const tarballs = mkdtempSync(join(folder, 'tarballs-'));
  const packing = run(process.execPath, ['--import', 'tsx', 'scripts/pack.ts', tarballs], workspace);
  if (packing.code !== 0) throw new Error(`Packing failed: ${packing.stderr}`);
  const packages = new Map<string, string>();
  for (const tarball of packing.stdout.trim().split('\n')) {
    const unpacked = mkdtempSync(join(folder, 'package-'));
    const unpacking = run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components', '1'], folder);
    if (unpacking.code !== 0) throw new Error(`tar failed: ${unpacking.stderr}`);
    packages.set(manifestIn(unpacked).name, unpacked);
  }
  return packages;
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}

/** The folder of a dependency, in the first of these folders that has it. */
function findDependency(name: string, folders: readonly string[]): string {
  const places = folders.map((folder) => join(folder, 'node_modules', name));
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
  const sources = readdirSync(join(workspace, 'packages')).map((folder) => join(workspace, 'packages', folder));
  for (const [name, unpacked] of packages) {
    const home = join(modules, name);
    cpSync(unpacked, home, { recursive: true });
    const { dependencies = {}, bin = {} } = manifestIn(home);
    for (const dependency of Object.keys(dependencies)) {
      link(findDependency(dependency, [...sources, workspace]), join(home, 'node_modules', dependency));
    }
    for (const [command, path] of Object.entries(bin)) {
      mkdirSync(join(modules, '.bin'), { recursive: true });
      symlinkSync(join(home, path), join(modules, '.bin', command));
    }
  }
  for (const dependency of has) {
    const [name = '', installed = name] = dependency.split('=');
    link(findDependency(installed, [join(workspace, 'test'), workspace]), join(modules, name));
  }
}
