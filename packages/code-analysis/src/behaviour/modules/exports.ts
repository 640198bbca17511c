import type { Engine } from '../../questions/engine.js';
import { textOfFile } from '../../questions/files.js';
import { specifiersOfFile, starsSaying } from '../../questions/namings.js';
import { questionOfExport, questionOfFile, type ExportKey, type Question } from '../../questions/question.js';
import { analysisOf } from '../analysis.js';
import { lookupFor } from '../context.js';
import { isServerModule } from '../servers.js';
import type { ExportFact, ExportFacts } from './types.js';

const nothing: ExportFacts = { named: {}, stars: [] };

/** What other files can import from a file, as far as it can matter for timeouts. */
const exportsOf = questionOfFile<ExportFacts>('exports of a file', nothing, (engine, file) => {
  return analysisOf(engine, file)?.facts.exports ?? nothing;
});

/** What an export is, through whatever files it is exported again; undefined where nothing is known of it. */
export const exportOf: Question<ExportKey, ExportFact | undefined> = questionOfExport(
  'meaning of an export',
  undefined,
  (engine, { file, name }) => {
    const { named, stars } = engine.ask(exportsOf, file);
    const own = Object.hasOwn(named, name) ? named[name] : undefined;
    if (own?.kind === 'from') return followed(engine, file, own);
    if (own) return placed(own, engine.project.display(file));
    if (name === 'default') return undefined;
    for (const target of starsSaying(engine, file, stars, name)) {
      const fact = engine.ask(exportOf, { file: target, name });
      if (fact) return fact;
    }
    return undefined;
  },
);

/** Kinds of exports through which the files that import them make calls. */
const callers: ReadonlySet<ExportFact['kind']> = new Set(['wrapper', 'factory', 'client', 'members', 'class']);

/** True for a file that offers functions or clients by which others make calls. */
export const offersCalls: Question<string, boolean> = questionOfFile('offers of calls', false, (engine, file) => {
  if (!mayMakeCalls(engine, file)) return false;
  const { named, stars } = engine.ask(exportsOf, file);
  const passedOn = Object.values(named).flatMap((fact) => (fact.kind === 'from' ? [fact.module] : []));
  if (Object.values(named).some(({ kind }) => callers.has(kind))) return true;
  return [...passedOn, ...stars].some((module) => {
    const target = engine.project.resolve(module, file);
    return target !== undefined && engine.ask(offersCalls, target);
  });
});

/** False for files that neither name nor import anything by which calls are made: they need not be parsed. */
function mayMakeCalls(engine: Engine, file: string): boolean {
  if (/\bfetch\b|\bAbortController\b/.test(engine.ask(textOfFile, file) ?? '')) return true;
  const lookup = lookupFor(engine.project.settings);
  return engine.ask(specifiersOfFile, file).some(({ module }) => {
    if (lookup.librariesOf(module).length > 0 || isServerModule(module)) return true;
    const target = engine.project.resolve(module, file);
    return target !== undefined && engine.ask(offersCalls, target);
  });
}

function followed(
  engine: Engine,
  file: string,
  { module, export: path }: Extract<ExportFact, { kind: 'from' }>,
): ExportFact | undefined {
  const target = engine.project.resolve(module, file);
  if (target === undefined) return undefined;
  if (path === '*') return { kind: 'namespace', file: target };
  const [name = '', ...rest] = path.split('.');
  let fact = engine.ask(exportOf, { file: target, name });
  for (const member of rest) fact = fact && memberOf(fact, member, (key) => engine.ask(exportOf, key));
  return fact;
}

/** A member of an object or of a namespace; undefined where nothing is known of it. */
export function memberOf(
  fact: ExportFact,
  name: string,
  exported: (key: ExportKey) => ExportFact | undefined,
): ExportFact | undefined {
  if (fact.kind === 'namespace') return exported({ file: fact.file, name });
  return fact.kind === 'members' && Object.hasOwn(fact.members, name) ? fact.members[name] : undefined;
}

/** The fact with the name of the file in which it is made. */
function placed(fact: ExportFact, file: string): ExportFact {
  const at = fact.at && { at: { ...fact.at, file: fact.at.file ?? file } };
  if (fact.kind === 'wrapper' && fact.call) return { ...fact, ...at, call: { file, ...fact.call } };
  if (fact.kind !== 'members' && fact.kind !== 'class') return { ...fact, ...at };
  const members = Object.fromEntries(Object.entries(fact.members).map(([name, one]) => [name, placed(one, file)]));
  return { ...fact, ...at, members };
}
