import { join, posix } from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { display, isInside } from '../../paths.js';
import type { CodePlaceOrReason } from './code-place.js';
import { readDockerfile, type Stage } from './dockerfile.js';
import { innerHandler, readHandlerName } from './handler-name.js';
import { originsInBuild, type ReadInBuild } from './image-origins.js';
import { handlerOfImage, modulesStarted, type StartOverride } from './image-start.js';
import { sourceModules } from './source-modules.js';

/** What an image is built from. */
interface ImageBuild {
  /** Absolute path of the folder of the build. */
  readonly path: string;
  /** Its Dockerfile, within that folder; `Dockerfile` where it is not said. */
  readonly file?: string | undefined;
}

/** The image of a function, with what the function starts in place of what the image says. */
export interface ImageOfFunction extends ImageBuild, StartOverride {}

/** Where the handler of an image lies, or why that is not known. */
export function placeOfImage(
  image: ImageOfFunction,
  root: string,
  variable: (name: string) => string | undefined,
): CodePlaceOrReason {
  // A command that the function gives needs no Dockerfile.
  const build = readBuild(image, root) ?? (image.command && { stages: [], read: () => undefined });
  if (!build) return { reason: `its image is built from ${shownFile(image, root)}, which is not there` };
  const { stages, read } = build;
  const written = handlerOfImage(stages, image);
  if (written === undefined) return { reason: 'its image starts a server or a script, and no handler that is named' };
  const name = readHandlerName(innerHandler(written, variable));
  if (!name) return { reason: 'its image does not tell which module it starts' };
  const folder = image.folder ?? stages.at(-1)?.folder ?? '/';
  const modules = originsInBuild(stages, posix.resolve(folder, name.module), read).map((one) => join(image.path, one));
  const there = firstThere(modules, root);
  const likely = modules.length > 0 ? modules : [join(image.path, name.module)];
  return { method: 'folder', modules: there === undefined ? likely : [there], export: name.export };
}

/** The module that a server runs first, without its ending; undefined where that is not known. */
export function serverOfImage(image: ImageBuild, given: StartOverride, root: string): string | undefined {
  const build = readBuild(image, root);
  if (!build) return undefined;
  const modules = modulesStarted(build.stages, given, build.read).map((one) => join(image.path, one));
  return firstThere(modules, root) ?? modules[0];
}

function readBuild(
  { path, file = 'Dockerfile' }: ImageBuild,
  root: string,
): { readonly stages: readonly Stage[]; readonly read: ReadInBuild } | undefined {
  if (!isInside(root, path)) return undefined;
  const read: ReadInBuild = (inside) => tryReadText(join(path, inside), { maxBytes: smallFile, within: path });
  const text = read(file);
  return text === undefined ? undefined : { stages: readDockerfile(text), read };
}

/** What is copied last lies above what was there before. */
const firstThere = (modules: readonly string[], root: string): string | undefined =>
  modules.find((module) => isInside(root, module) && sourceModules(module, root).length > 0);

const shownFile = ({ path, file = 'Dockerfile' }: ImageBuild, root: string): string => display(root, join(path, file));
