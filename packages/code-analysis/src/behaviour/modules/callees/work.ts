import type { Engine } from '../../../questions/engine.js';
import { starsSaying } from '../../../questions/namings.js';
import { questionOfExport, questionOfFile, type ExportKey, type Question } from '../../../questions/question.js';
import { limits } from '../../../syntax/limits.js';
import { analysisAlone } from '../../analysis.js';
import { handleNamed, sharesConnection } from '../../fan-out/handles.js';
import { makesNoCall } from '../../fan-out/remote.js';
import type { Target } from '../../handlers/targets.js';
import { implementationOf } from './implementations.js';
import type { CalleeFact, FunctionFacts, HandleFact } from './types.js';

const none: FunctionFacts = { functions: {}, clients: {}, handles: {}, bases: {}, aliases: {}, stars: [] };
const unknown: CalleeFact = { work: 'unknown' };

/** What the functions of a file are and do, and what they leave to other files. */
export const functionsOf = questionOfFile<FunctionFacts>('functions of a file', none, (engine, file) => {
  return analysisAlone(engine, file)?.facts.functions ?? none;
});

/** What a function does each time that it is called; its name is a path such as `Store.save`. */
export const workOfExport: Question<ExportKey, CalleeFact> = questionOfExport(
  'work of an export',
  unknown,
  (engine, key) => {
    const { file, name } = key;
    const facts = engine.ask(functionsOf, file);
    if (Object.hasOwn(facts.functions, name)) return doneBy(engine, file, facts.functions[name]);
    const path = name.split('.');
    for (let length = path.length; length > 0; length -= 1) {
      const start = path.slice(0, length).join('.');
      const rest = path.slice(length);
      const at = Object.hasOwn(facts.clients, start) ? facts.clients[start] : undefined;
      if (at && rest.length > 0) return makesNoCall(rest) ? unknown : { work: 'remote', at: placed(engine, file, at) };
      const handle = Object.hasOwn(facts.handles, start) ? facts.handles[start] : undefined;
      const commanded = handle && commandOf(engine, file, handle, rest);
      if (commanded) return commanded;
      const target = Object.hasOwn(facts.aliases, start) ? facts.aliases[start] : undefined;
      if (target) return workOfTarget(engine, file, { module: target.module, path: [...target.path, ...rest] });
      const base = Object.hasOwn(facts.bases, start) ? facts.bases[start] : undefined;
      if (base && rest.length > 0) return inherited(engine, file, base, rest);
    }
    const found = throughStars(engine, file, facts.stars, path);
    return found.work === 'unknown' ? throughInterface(engine, path, found) : found;
  },
);

/** What a method does that an object or a base class of a library has. */
function commandOf(engine: Engine, file: string, { module, type, at }: HandleFact, rest: readonly string[]) {
  const [method] = rest;
  const library = method !== undefined && rest.length === 1 ? handleNamed(module, type, method) : undefined;
  if (!library) return undefined;
  const isShared = sharesConnection(library.family);
  return { work: 'remote', at: placed(engine, file, at), ...(isShared && { shared: true }) } satisfies CalleeFact;
}

function workOfTarget(engine: Engine, importer: string, { module, path }: Target): CalleeFact {
  const file = engine.project.resolve(module, importer);
  if (path.length > limits.exportName) return unknown;
  return file === undefined ? { work: 'outside' } : engine.ask(workOfExport, { file, name: path.join('.') });
}

function doneBy(engine: Engine, file: string, fact: FunctionFacts['functions'][string] | undefined): CalleeFact {
  if (!fact) return unknown;
  const { list } = fact;
  const length = typeof list === 'object' ? workOfTarget(engine, file, list).list : list;
  const common = length !== undefined && { list: length };
  if (fact.remote)
    return { work: 'remote', at: placed(engine, file, fact.remote), ...(fact.shared && { shared: true }), ...common };
  const called = fact.calls.map((target) => workOfTarget(engine, file, target));
  const remote = called.find(({ work }) => work === 'remote');
  if (remote?.at) return { work: 'remote', at: remote.at, ...(remote.shared && { shared: true }), ...common };
  // Which functions are run by what it calls is not followed.
  const isLocal = !fact.open && called.every(({ work, runs }) => work === 'local' && !runs);
  return { work: isLocal ? 'local' : 'unknown', ...common, ...(isLocal && fact.runs && { runs: fact.runs }) };
}

/** What a method of an interface does in the one class that implements it. */
function throughInterface(engine: Engine, [owner = '', ...rest]: readonly string[], otherwise: CalleeFact): CalleeFact {
  const made = rest.length === 1 ? implementationOf(engine, owner) : undefined;
  if (!made) return otherwise;
  const { functions } = engine.ask(functionsOf, made.file);
  // A class may be the default export.
  const name = [made.name, 'default']
    .map((one) => [one, ...rest].join('.'))
    .find((one) => Object.hasOwn(functions, one));
  return name === undefined ? otherwise : engine.ask(workOfExport, { file: made.file, name });
}

/** What a package's class does is not known. */
function inherited(
  engine: Engine,
  file: string,
  base: FunctionFacts['bases'][string],
  rest: readonly string[],
): CalleeFact {
  const type = base.path.at(-1) ?? 'default';
  const commanded = commandOf(engine, file, { module: base.module, type, at: base.at }, rest);
  if (commanded) return commanded;
  const found = workOfTarget(engine, file, { module: base.module, path: [...base.path, ...rest] });
  return found.work === 'outside' ? unknown : found;
}

function throughStars(engine: Engine, file: string, stars: readonly string[], path: readonly string[]): CalleeFact {
  const [name = 'default'] = path;
  if (name === 'default') return unknown;
  for (const target of starsSaying(engine, file, stars, name)) {
    const found = engine.ask(workOfExport, { file: target, name: path.join('.') });
    if (found.work === 'remote' || found.work === 'local' || found.list !== undefined) return found;
  }
  return unknown;
}

function placed(engine: Engine, file: string, at: NonNullable<CalleeFact['at']>): NonNullable<CalleeFact['at']> {
  return { ...at, file: at.file ?? engine.project.display(file) };
}
