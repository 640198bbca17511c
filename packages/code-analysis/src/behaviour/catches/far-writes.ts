import type { Engine } from '../../questions/engine.js';
import { starsSaying } from '../../questions/namings.js';
import { questionOfExport, questionOfFile, type ExportKey, type Question } from '../../questions/question.js';
import { limits } from '../../syntax/limits.js';
import { analysisAlone } from '../analysis.js';
import type { Call, FileContext } from '../context.js';
import { exportedEntries } from '../handlers/exported-functions.js';
import { aliasesOf, starsOf } from '../handlers/passages.js';
import { targetOf, type Target } from '../handlers/targets.js';
import type { Found } from '../lazy.js';
import { basesOf } from '../modules/callees/functions.js';
import type { WriterFact, WriterFacts } from './types.js';
import { writesOf, type WriteKind } from './writes.js';

const none: WriterFacts = { functions: {}, bases: {}, aliases: {}, stars: [] };

/** What the functions that other files can call write, and what they leave to functions of other files. */
export function writerFacts(found: Found): WriterFacts {
  const { file } = found;
  file.index();
  const writes = writesOf(found);
  const functions: Record<string, WriterFact> = {};
  for (const { name, fn } of exportedEntries(file)) {
    const own = writes.failingIn(fn);
    functions[name] = own ? { write: own.kind, calls: [] } : { calls: writes.handedOnIn(fn) };
  }
  return { functions, bases: basesOf(file), aliases: aliasesOf(file), stars: starsOf(file) };
}

const writersOf = questionOfFile<WriterFacts>('functions of a file that write', none, (engine, file) => {
  return analysisAlone(engine, file)?.facts.writers ?? none;
});

/** What an exported function writes, so that its failure comes out of it; undefined where nothing shows that it writes. */
const writeOfExport: Question<ExportKey, WriteKind | undefined> = questionOfExport(
  'write of an export',
  undefined,
  (engine, { file, name }) => {
    const { functions, aliases, bases, stars } = engine.ask(writersOf, file);
    const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (own) return own.write ?? firstOf(own.calls, (target) => writeOfTarget(engine, file, target));
    const path = name.split('.');
    for (let length = path.length; length > 0; length -= 1) {
      const start = path.slice(0, length).join('.');
      const rest = path.slice(length);
      const known = Object.hasOwn(aliases, start) ? aliases[start] : undefined;
      const base = rest.length > 0 && Object.hasOwn(bases, start) ? bases[start] : undefined;
      const target = known ?? base;
      if (target) return writeOfTarget(engine, file, { module: target.module, path: [...target.path, ...rest] });
    }
    const [first = 'default'] = path;
    if (first === 'default') return undefined;
    return firstOf(starsSaying(engine, file, stars, first), (star) => engine.ask(writeOfExport, { file: star, name }));
  },
);

function writeOfTarget(engine: Engine, importer: string, { module, path }: Target): WriteKind | undefined {
  if (path.length > limits.exportName) return undefined;
  const file = engine.project.resolve(module, importer);
  return file === undefined ? undefined : engine.ask(writeOfExport, { file, name: path.join('.') });
}

function firstOf<Of, Found>(all: readonly Of[], find: (one: Of) => Found | undefined): Found | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The function of another file that a call runs. */
export function farTarget(file: FileContext, { callee }: Call): Target | undefined {
  const terminal = file.resolver.single(callee);
  return terminal && targetOf(file, terminal);
}

/** What a call of a function of another file writes. */
export function farWrite(file: FileContext, call: Call): WriteKind | undefined {
  if (file.engine.project.files.length === 0) return undefined;
  const target = farTarget(file, call);
  const other = target && target.path.length <= limits.exportName ? file.fileOf(target.module) : undefined;
  if (other === undefined || !target) return undefined;
  return file.ask(writeOfExport, { file: other, name: target.path.join('.') });
}
