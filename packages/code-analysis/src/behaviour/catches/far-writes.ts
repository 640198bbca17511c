import type { Engine } from '../../questions/engine.js';
import { starsSaying } from '../../questions/namings.js';
import { questionOfExport, questionOfFile, type ExportKey, type Question } from '../../questions/question.js';
import { classMember } from '../../syntax/class-members.js';
import { limits } from '../../syntax/limits.js';
import { positionAt } from '../../syntax/source.js';
import type { Terminal } from '../../syntax/terminal.js';
import { ancestor, isClass, memberName, type Node } from '../../syntax/tree.js';
import { analysisAlone } from '../analysis.js';
import { originOf, type Call, type FileContext } from '../context.js';
import { exportedEntries } from '../handlers/exported-functions.js';
import { aliasesOf, starsOf } from '../handlers/passages.js';
import { targetOf, type Target } from '../handlers/targets.js';
import type { Found } from '../lazy.js';
import { basesOf } from '../modules/callees/functions.js';
import { dependencyFailuresOf } from './dependency-failures.js';
import { forgottenReadsIn } from './forgotten-reads.js';
import { handedBackIn } from './handed-back.js';
import { givesPromise } from './promised.js';
import { tellingOf } from './telling.js';
import type { WriterFact, WriterFacts } from './types.js';
import { writesOf, type WriteKind } from './writes.js';

/** What a function of another file writes, and whether it gives back a promise of it. */
interface FarWrite extends Pick<WriterFact, 'isAsync'> {
  readonly kind: WriteKind;
}

/** The same of any function; without a kind where nothing shows that a failure to write comes out of it. */
type FarFunction = Pick<WriterFact, 'isAsync' | 'tells' | 'forgets' | 'fails'> & Partial<FarWrite>;

const none: WriterFacts = { functions: {}, bases: {}, aliases: {}, stars: [] };

/** What the functions that other files can call write, and what they leave to functions of other files. */
export function writerFacts(found: Found): WriterFacts {
  const { file } = found;
  file.index();
  const writes = writesOf(found);
  const telling = tellingOf(found, writes);
  const forgotten = forgottenReadsIn(file);
  const handedBack = handedBackIn(file);
  const failures = dependencyFailuresOf(found);
  const functions: Record<string, WriterFact> = {};
  for (const { name, fn } of exportedEntries(file)) {
    const own = writes.failingIn(fn);
    // What is neither waited for nor asynchronous is given back: `(row) => queue.add(row)`.
    const isAsync = fn.async || givesPromise(fn) || own?.isAsync === true;
    const tells = telling.ofFunction(fn);
    const read = forgotten.ofFunction(fn);
    const forgets = read && {
      ...read,
      elsewhere: { file: file.filename, ...positionAt(file.source, read.at.range[0]) },
    };
    const fails = own !== undefined || failures.ofFunction(fn) !== undefined;
    functions[name] = {
      isAsync: isAsync || fails,
      ...(own && { write: own.kind }),
      ...(fails && { fails }),
      calls: own ? [] : writes.handedOnIn(fn),
      ...(tells && { tells }),
      ...(forgets && { forgets }),
      answers: tells && forgets ? [] : handedBack.targetsOf(fn),
    };
  }
  return { functions, bases: basesOf(file), aliases: aliasesOf(file), stars: starsOf(file) };
}

const writersOf = questionOfFile<WriterFacts>('functions of a file that write', none, (engine, file) => {
  return analysisAlone(engine, file)?.facts.writers ?? none;
});

/** What an exported function writes, so that its failure comes out of it; undefined where it is not found. */
const writeOfExport: Question<ExportKey, FarFunction | undefined> = questionOfExport(
  'write of an export',
  undefined,
  (engine, { file, name }) => {
    const { functions, aliases, bases, stars } = engine.ask(writersOf, file);
    const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (own) {
      const tells = own.tells ?? firstOf(own.answers, (target) => writeOfTarget(engine, file, target)?.tells);
      const forgets = own.forgets ?? firstOf(own.answers, (target) => writeOfTarget(engine, file, target)?.forgets);
      const told = { ...(tells && { tells }), ...(forgets && { forgets }) };
      if (own.write) return { kind: own.write, isAsync: own.isAsync, fails: true, ...told };
      const other = firstOf(own.calls, (target) => {
        const called = writeOfTarget(engine, file, target);
        return called?.kind ? called : undefined;
      });
      const fails =
        own.fails ?? other?.fails ?? firstOf(own.calls, (target) => writeOfTarget(engine, file, target)?.fails);
      return {
        ...(other?.kind && { kind: other.kind }),
        ...told,
        ...(fails && { fails }),
        isAsync: own.isAsync || other?.isAsync === true,
      };
    }
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

function writeOfTarget(engine: Engine, importer: string, { module, path }: Target): FarFunction | undefined {
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
  return (terminal && targetOf(file, terminal)) ?? inheritedTarget(file, callee);
}

/** `super.update(row)`, `this.update(row)`: a method of the class of another file that this one extends. */
function inheritedTarget(file: FileContext, callee: Node): Target | undefined {
  if (callee.type !== 'MemberExpression' || !/^(?:Super|ThisExpression)$/.test(callee.object.type)) return undefined;
  const method = memberName(callee);
  const owner = ancestor(callee, isClass);
  if (method === undefined || !owner?.superClass) return undefined;
  const own = classMember(owner, method);
  if (callee.object.type === 'ThisExpression' && (own.method ?? own.initial ?? own.declared)) return undefined;
  const base = originOf(file.resolver.single(owner.superClass));
  if (!base || base.module === 'global') return undefined;
  return { module: base.module, path: [...(base.path.length > 0 ? base.path : ['default']), method] };
}

/** What a call of a function of another file writes. */
export function farWrite(file: FileContext, call: Call): FarWrite | undefined {
  const { kind, isAsync } = farFunction(file, call) ?? {};
  return kind && { kind, isAsync: isAsync === true };
}

/** The function of another file that a call runs; undefined where the host knows none. */
export function farFunction(file: FileContext, call: Call): FarFunction | undefined {
  return file.engine.project.files.length === 0 ? undefined : farFunctionAt(file, farTarget(file, call));
}

/** True for a function of another file that gives a promise which is rejected when another system fails. */
export function failsFar(file: FileContext, terminal: Terminal): boolean {
  const { isAsync, fails } = farFunctionAt(file, targetOf(file, terminal)) ?? {};
  return isAsync === true && fails === true;
}

function farFunctionAt(file: FileContext, target: Target | undefined): FarFunction | undefined {
  const other = target && target.path.length <= limits.exportName ? file.fileOf(target.module) : undefined;
  if (other === undefined || !target) return undefined;
  return file.ask(writeOfExport, { file: other, name: target.path.join('.') });
}
