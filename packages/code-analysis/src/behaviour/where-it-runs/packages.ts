import path from 'node:path';
import { bundlesPages, drawsPages, rendersBothSides, runsTests, serves } from '../../libraries/runtimes.js';
import { manifestOf, type Manifest } from './manifest.js';
import { pageFolders } from './pages.js';

/**
 * What a package holds: `page`: the code of an application in the browser; `drawing`: parts that pages are made of;
 * `server`; `both`: it has sides, and each file must say to which it belongs; `tests`: what helps tests of other packages.
 */
export interface PackageKind {
  readonly kind: 'page' | 'drawing' | 'server' | 'both' | 'tests' | 'unknown';
  /** What says so, such as `shop-front has react-dom and index.html`. */
  readonly because: string;
}

/** Names that say by themselves that a package is for tests, and endings that others may have as well. */
const testPackage =
  /(?:^|[/@-])(?:test-?(?:utils?|helpers?|support|kit|fixtures)|testing|integration-tests?|e2e(?:-tests?)?)$/i;
const endsWithTest = /(?:^|[/@-])tests?$/i;

const known = new WeakMap<Manifest, PackageKind>();

/** What a package holds, by its manifest and its pages. */
export function packageKind(manifest: Manifest): PackageKind {
  let kind = known.get(manifest);
  if (!kind) known.set(manifest, (kind = find(manifest)));
  return kind;
}

function find(manifest: Manifest): PackageKind {
  const { name, dependencies, devDependencies } = manifest;
  const called = name === '' ? 'its package' : `the package ${name}`;
  const runner = dependencies.find((one) => runsTests(one));
  if (testPackage.test(name)) return { kind: 'tests', because: `${called} says by its name that it is for tests` };
  if (endsWithTest.test(name) && runner !== undefined)
    return { kind: 'tests', because: `${called} needs ${runner} to run` };
  const all = [...dependencies, ...devDependencies];
  const server = dependencies.find((one) => serves(one)) ?? devDependencies.find((one) => one === '@types/aws-lambda');
  const renderer = all.find((one) => rendersBothSides(one));
  const drawing = all.find((one) => drawsPages(one));
  if (renderer !== undefined) return { kind: 'both', because: `${called} has ${renderer}` };
  if (server !== undefined) {
    return drawing === undefined
      ? { kind: 'server', because: `${called} has ${server}` }
      : { kind: 'both', because: `${called} has ${drawing} and ${server}` };
  }
  const bundler = all.find((one) => bundlesPages(one));
  const isPage = pageFolders(manifest.folder).length > 0;
  if (isPage && (bundler ?? drawing) !== undefined)
    return {
      kind: 'page',
      because: `${called} has ${bundler ?? drawing ?? ''} and an index.html, and nothing of a server`,
    };
  if (drawing === undefined) return { kind: 'unknown', because: `${called} does not say where it runs` };
  return bundler === undefined
    ? { kind: 'drawing', because: `${called} has ${drawing}` }
    : { kind: 'page', because: `${called} has ${drawing} and ${bundler}, and nothing of a server` };
}

/** What the package at a folder holds; undefined where it has no manifest of its own. @param folder absolute path */
export function packageKindAt(folder: string): PackageKind | undefined {
  const manifest = manifestOf(path.join(folder, 'package.json'));
  return manifest?.folder === folder ? packageKind(manifest) : undefined;
}
