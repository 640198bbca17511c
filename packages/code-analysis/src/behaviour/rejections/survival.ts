import { rejectionListeners } from '../../libraries/unheld-promises.js';
import { textOfFile } from '../../questions/files.js';
import { questionOfProject } from '../../questions/question.js';
import type { FileContext } from '../context.js';
import { manifestOf } from '../where-it-runs/manifest.js';

const listener = /\bprocess\s*\.\s*(?:on|once|addListener)\s*\(\s*['"`]unhandledRejection['"`]/g;
/** What says that a listener ends the process after all. */
const ending = /\bexit\b|\bthrow\b|\babort\b|\bkill\b|shut_?down|terminat|\bstop\w*\(|graceful/i;
const ownServers = /^(?:express|fastify|koa|hono|@nestjs\/core|@hapi\/hapi)$/;
const frameworks = /^(?:next|nuxt|nitropack)$/;
/** How much of a listener is read, in characters. */
const window = 500;

/** A file that listens for unhandled rejections and lets the process go on. */
interface KeepingFile {
  readonly file: string;
  /** Folder of its package. */
  readonly folder: string | undefined;
}

const keepingFiles = questionOfProject<readonly KeepingFile[]>('files that take unhandled rejections', [], (engine) =>
  engine.project.files
    .filter((file) => keepsAlive(engine.ask(textOfFile, file) ?? ''))
    .map((file) => ({ file, folder: manifestOf(file)?.folder })),
);

/** What lets the process go on after an unhandled rejection, as people read it; undefined where that ends it. */
export function survivalBy(file: FileContext): string | undefined {
  return file.once(survivalBy, () => {
    const manifest = manifestOf(file.filename);
    const { dependencies = [] } = manifest ?? {};
    // What a server of its own starts is not run by the framework's.
    const isRunByOther = dependencies.some((one) => ownServers.test(one));
    const library = dependencies.find(
      (one) => Object.hasOwn(rejectionListeners, one) && !(isRunByOther && frameworks.test(one)),
    );
    if (library !== undefined) return rejectionListeners[library];
    if (keepsAlive(file.source.text)) return 'a listener of this file';
    if (file.engine.project.files.length === 0) return undefined;
    const kept = file.ask(keepingFiles, 'all').find(({ folder }) => folder === manifest?.folder);
    return kept && `a listener of \`${file.engine.project.display(kept.file)}\``;
  });
}

function keepsAlive(text: string): boolean {
  if (!text.includes('unhandledRejection')) return false;
  return [...text.matchAll(listener)].some(({ index, 0: { length } }) => {
    const rest = text.slice(index + length, index + length + window);
    const end = /\n\s*process\s*\.\s*on|\n\}\);?\n/.exec(rest)?.index;
    return !ending.test(rest.slice(0, end));
  });
}
