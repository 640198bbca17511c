import { posix } from 'node:path';
import { words, type Run, type Stage } from './dockerfile.js';

/** The files that an image is built from, by path within the folder of the build. */
export type ReadInBuild = (path: string) => string | undefined;

/** Stages that one file may be copied through. */
const mostStages = 6;

/**
 * The modules of the folder of the build that a module of an image may be made from: by what is copied, and by what a
 * bundler is told while the image is built. The likeliest first.
 * @param path absolute path in the last stage, without an ending
 * @returns paths within the folder of the build, with or without an ending; whether there is one is not asked
 */
export function originsInBuild(stages: readonly Stage[], path: string, read: ReadInBuild): readonly string[] {
  const last = stages.at(-1);
  return last ? [...new Set(originsIn({ stages, read }, last, path, mostStages))] : [];
}

interface Build {
  readonly stages: readonly Stage[];
  readonly read: ReadInBuild;
}

function originsIn(build: Build, stage: Stage, path: string, hops: number): readonly string[] {
  if (hops === 0) return [];
  const bundled = stage.runs
    .flatMap((run) => commandsIn(build, stage, run))
    .flatMap((run) => entriesOf(run, path))
    .flatMap((entry) => originsIn(build, stage, withoutEnding(entry), hops - 1));
  const copied = stage.copies.toReversed().flatMap(({ from, sources, to }) =>
    sources.flatMap((source) =>
      sourcesOf(source, to, path, sources.length > 1).flatMap((origin) => {
        if (from === undefined) return inBuild(origin);
        const earlier = build.stages.find(({ name }, index) => name === from || String(index) === from);
        return earlier ? originsIn(build, earlier, posix.resolve('/', origin), hops - 1) : [];
      }),
    ),
  );
  // Made in the stage by a compiler: beside the sources, which stand where they stand in the folder of the build.
  return [...bundled, ...copied, ...inBuild(posix.relative(stage.folder, path))];
}

const inBuild = (path: string): readonly string[] => {
  const plain = posix.normalize(path).replace(/^\/+/, '');
  return plain.startsWith('..') || plain === '' ? [] : [plain];
};

/** What a path under the target of a copy was before: within a folder that is copied, or the file itself. */
function sourcesOf(source: string, to: string, path: string, several: boolean): readonly string[] {
  const target = to.length > 1 ? to.replace(/\/$/, '') : to;
  const isGlob = /[*?[]/.test(posix.basename(source));
  const found: string[] = [];
  const inside = posix.relative(target, path);
  if (inside !== '' && !inside.startsWith('..'))
    found.push(posix.join(isGlob ? posix.dirname(source) : source, inside));
  const file = withoutEnding(source);
  const isFolder = several || to.endsWith('/');
  if (!isGlob && isFolder && posix.join(target, posix.basename(file)) === path) found.unshift(file);
  if (!isFolder && withoutEnding(target) === path) found.unshift(file);
  return found;
}

/** The commands of a `RUN`, those that a script of a manifest stands for among them, each with its folder. */
function commandsIn(build: Build, stage: Stage, { folder, command }: Run): readonly Run[] {
  let here = folder;
  return command.split(/&&|;|\|\|/).flatMap((part): readonly Run[] => {
    const given = words(part.trim()).filter((word) => !word.startsWith('--mount='));
    const [first, second] = given;
    if (first === 'cd') {
      here = posix.resolve(here, second ?? '.');
      return [];
    }
    const own = { folder: here, command: given.join(' ') };
    const script = scriptOf(build, stage, here, given);
    return script === undefined ? [own] : [own, { folder: here, command: script }];
  });
}

/** The script of a manifest that `npm run build` and the like run. */
export function scriptName([program, ...rest]: readonly string[]): string | undefined {
  if (!/^(?:npm|pnpm|yarn|bun)$/.test(program ?? '')) return undefined;
  const [verb, name] = rest.filter((word) => !word.startsWith('-'));
  if (verb === 'run' || verb === 'run-script') return name;
  return verb === 'start' || (program !== 'npm' && verb !== undefined && !/^(?:install|add|exec|dlx|i|ci)$/.test(verb))
    ? verb
    : undefined;
}

function scriptOf(build: Build, stage: Stage, folder: string, given: readonly string[]): string | undefined {
  const name = scriptName(given);
  if (name === undefined) return undefined;
  const manifest = posix.join(folder, 'package');
  return scriptIn(
    build.read,
    originsIn({ ...build, read: () => undefined }, { ...stage, runs: [] }, manifest, mostStages),
    name,
  );
}

/** A script of the first manifest that is there. */
export function scriptIn(read: ReadInBuild, manifests: readonly string[], name: string): string | undefined {
  for (const manifest of manifests) {
    const text = read(`${manifest}.json`);
    if (text === undefined) continue;
    try {
      const { scripts } = JSON.parse(text) as { scripts?: Record<string, unknown> };
      const script = scripts && Object.hasOwn(scripts, name) ? scripts[name] : undefined;
      return typeof script === 'string' ? script : undefined;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** The modules that esbuild is told to make a file from: https://esbuild.github.io/api/#outfile and `#outdir`. */
function entriesOf({ folder, command }: Run, path: string): readonly string[] {
  const given = words(command);
  const start = given.findIndex((word) => /(?:^|\/)esbuild$/.test(word));
  if (start < 0) return [];
  const option = (name: string) => given.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  const entries = given.slice(start + 1).filter((word) => !word.startsWith('-') && /\.[cm]?[jt]sx?$/.test(word));
  const [outfile, outdir] = [option('outfile'), option('outdir')];
  if (outfile !== undefined && withoutEnding(posix.resolve(folder, outfile)) === path)
    return entries.map((entry) => posix.resolve(folder, entry));
  if (outdir === undefined) return [];
  const inside = posix.relative(posix.resolve(folder, outdir), path);
  if (inside.startsWith('..')) return [];
  return entries
    .filter((entry) => posix.basename(inside) === posix.basename(withoutEnding(entry)) || entry.includes('*'))
    .map((entry) => posix.resolve(folder, posix.dirname(entry), posix.basename(inside)));
}

const withoutEnding = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, '');
