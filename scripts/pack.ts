/**
 * Makes tarballs that install alone: the command line, the plugin for ESLint and the rules for infrastructure. The other
 * packages of this workspace that one needs lie inside of it, and it refers to them by their paths: bundled dependencies
 * would do for npm and pnpm, but Yarn looks for those in the registry too.
 *   npm run pack [FOLDER]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, string | { readonly default: string }>>;
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const workspace = fileURLToPath(new URL('..', import.meta.url));
const folders = ['catalog', 'code-analysis', 'eslint-plugin', 'cdk-rules', 'cli'].map((name) =>
  join(workspace, 'packages', name),
);
const folderOf = new Map(folders.map((folder) => [manifestIn(folder).name, folder]));

/** What is installed by people. */
const parts = ['faultline', 'eslint-plugin-faultline', '@faultline/cdk-rules'];

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function npmPack(args: readonly string[], cwd: string): Packed {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, stdout, stderr } = spawnSync(npm, ['pack', '--json', '--ignore-scripts', ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const [packed] = status === 0 ? (JSON.parse(stdout) as Packed[]) : [];
  if (!packed) throw new Error(`npm pack failed in ${cwd}: ${stderr}`);
  return packed;
}

/** The packages of this workspace that one needs, itself not among them. */
function inner(name: string, found = new Set<string>()): ReadonlySet<string> {
  const folder = folderOf.get(name);
  for (const dependency of Object.keys((folder && manifestIn(folder).dependencies) ?? {})) {
    if (!folderOf.has(dependency) || found.has(dependency)) continue;
    found.add(dependency);
    inner(dependency, found);
  }
  return found;
}

/** Copies the files that are published of a package. */
function copyPublished(name: string, to: string): void {
  const from = folderOf.get(name) ?? '';
  for (const { path } of npmPack(['--dry-run'], from).files) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(from, path), join(to, path));
  }
}

/** Files of inner packages by the specifiers that name them, relative to the stage. */
function innerFiles(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    names.flatMap((name) =>
      Object.entries(manifestIn(folderOf.get(name) ?? '').exports ?? {}).map(([subpath, target]): [string, string] => [
        name + subpath.slice(1),
        join(innerFolder(name), typeof target === 'string' ? target : target.default),
      ]),
    ),
  );
}

const innerFolder = (name: string): string => join('inner', basename(folderOf.get(name) ?? ''));

/** What names a module in bundled code, where double quotes tell an import from a text that holds one; and in types. */
const inCode = /(\bfrom ?|\bimport ?\(?|\brequire\()(")([@\w/.-]+)\2/g;
const inTypes = /(\bfrom |\bimport ?\(?)(["'])([@\w/.-]+)\2/g;

/** Has every module of the stage refer to inner packages by their paths. */
function referByPath(stage: string, files: ReadonlyMap<string, string>): void {
  const modules = readdirSync(stage, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(?:[cm]?js|d\.[cm]?ts)$/.test(path),
  );
  for (const path of modules) {
    const text = readFileSync(join(stage, path), 'utf8');
    const named = path.endsWith('ts') ? inTypes : inCode;
    const written = text.replace(named, (whole, before: string, quote: string, specifier: string) => {
      const file = files.get(specifier);
      if (file === undefined) return whole;
      const way = relative(dirname(path), file).replaceAll('\\', '/');
      return `${before}${quote}${way.startsWith('.') ? way : `./${way}`}${quote}`;
    });
    if (written !== text) writeFileSync(join(stage, path), written);
  }
}

/**
 * Packs one part.
 * @param to folder for the tarball; absolute
 * @returns path of the tarball
 */
function packPart(name: string, to: string): string {
  const stage = mkdtempSync(join(tmpdir(), 'faultline-pack-'));
  try {
    const others = [...inner(name)];
    copyPublished(name, stage);
    for (const one of others) copyPublished(one, join(stage, innerFolder(one)));
    referByPath(stage, innerFiles(others));
    const all = [...others, name].flatMap((one) =>
      Object.entries(manifestIn(folderOf.get(one) ?? '').dependencies ?? {}),
    );
    const own = manifestIn(stage);
    const manifest = {
      ...own,
      dependencies: Object.fromEntries(all.filter(([dependency]) => !folderOf.has(dependency)).toSorted()),
      devDependencies: undefined,
      scripts: undefined,
      files: [...(own.files ?? []), 'inner'],
    };
    writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
    return join(to, npmPack(['--pack-destination', to], stage).filename.replaceAll('/', '-').replace(/^@/, ''));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

const [folder = 'packed'] = process.argv.slice(2);
const to = resolve(folder);
mkdirSync(to, { recursive: true });
for (const name of parts) console.log(packPart(name, to));
