import type { ClientLibrary, TimeoutOption } from '../libraries/index.js';
import { answered, answeredWhole } from '../libraries/signals.js';
import { typeName, type Terminal } from '../syntax/terminal.js';
import type { Node } from '../syntax/tree.js';
import { calleeText } from './callee.js';
import { isNamedLikeClient } from './client-names.js';
import { originOf, type Construction, type FileContext, type KnownExport } from './context.js';
import type { ExportFact, WrapperOption } from './modules/types.js';
import { importedMaker, memberOfClass } from './modules/imported-values.js';

type WrapperFact = Extract<ExportFact, { kind: 'wrapper' }>;

/** A call of a function in another file that makes calls, told as if that function were a library. */
export function importedWrapper(file: FileContext, node: Construction): KnownExport | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const found = wrapperFact(file, file.resolver.single(node.callee));
  // Where nothing can be passed, the wrapper itself is where a fault stands.
  if (!found) return undefined;
  // It makes calls with a limit: whoever reads a name like that of a client is told so.
  const isShown = found.fact.status === 'bounded' && isNamedLikeClient(file, node);
  if (found.fact.options.length === 0 && !isShown) return undefined;
  const { fact, module } = found;
  const name = calleeText(node.callee, file.source.text);
  const [primary = 0, ...further] = [...new Set(fact.options.map((option) => option.parameter))];
  const shape = { export: name, options: primary };
  return {
    library: libraryOf(fact, name, module, primary),
    role: 'call',
    shape,
    module,
    name,
    wrapper: { fact, further },
  };
}

/** A call of a function in another file that makes a client with the options of the call. */
export function importedFactory(file: FileContext, node: Construction): KnownExport | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const origin = originOf(file.resolver.single(node.callee));
  const known = origin && importedMaker(file, origin.module, origin.path);
  if (known?.fact.kind !== 'factory' || known.rest.length > 0) return undefined;
  const { module, export: name, options } = known.fact;
  const match = file.lookup.libraryFor(module, name, file.version(module));
  return match?.role === 'client' ? { ...match, shape: { export: name, options }, module, name } : undefined;
}

function wrapperFact(
  file: FileContext,
  callee: Terminal | undefined,
): { readonly fact: WrapperFact; readonly module: string } | undefined {
  const origin = originOf(callee);
  if (origin) {
    const known = importedMaker(file, origin.module, origin.path);
    return known?.fact.kind === 'wrapper' && known.rest.length === 0
      ? { fact: known.fact, module: origin.module }
      : undefined;
  }
  const name = callee && className(callee);
  const owner = name && originOf(file.resolver.single(name));
  const known = owner && importedMaker(file, owner.module, owner.path);
  const member = known && 'path' in callee && memberOfClass(file, known, callee.path);
  return member && member.fact.kind === 'wrapper' && member.rest.length === 0
    ? { fact: member.fact, module: owner.module }
    : undefined;
}

/** The class that a value is an instance of: it is made here, or its type is written. */
function className(terminal: Terminal): Node | undefined {
  if (terminal.kind === 'expression' && terminal.node.type === 'NewExpression') return terminal.node.callee;
  if (terminal.kind !== 'parameter') return undefined;
  const name = typeName(terminal.annotation);
  return name?.type === 'Identifier' ? name : undefined;
}

/** The path under which an option of a further argument is read. */
export function furtherPath(parameter: number): string {
  return `arguments[${parameter}]`;
}

function libraryOf(fact: WrapperFact, label: string, module: string, primary: number): ClientLibrary {
  const bounded = fact.status === 'bounded';
  return {
    label,
    modules: [module],
    family: 'http',
    clients: [],
    calls: [],
    judgedAt: 'call',
    bodyComesLater: 'where-read',
    options: fact.options.map((option) => optionOfWrapper(option, primary)),
    enough: answered,
    complete: answeredWhole,
    byDefault: { bounded, says: bounded ? 'ends by itself' : 'has no bound that is known' },
    repair: repairOf(fact.options),
    source: { version: '', url: '', evidence: module },
  };
}

/** @param primary the argument that options are read from: their paths do not begin with its name */
export function optionOfWrapper(option: WrapperOption, primary = option.parameter): TimeoutOption {
  const { parameter, path } = option;
  const names = [...(parameter === primary ? [] : [furtherPath(parameter)]), ...(path === '' ? [] : [path])];
  return {
    path: names.join('.'),
    covers: ['total'],
    ...(isSignal(option) ? { takes: 'signal' } : { takes: 'duration', unit: 'ms', off: ['zero', 'null', 'NaN'] }),
  };
}

/** As code for the options of a wrapper, or as an argument; the option that is least deep, and a timeout before a signal. */
function repairOf(options: readonly WrapperOption[]): string {
  const [first] = options.toSorted((a, b) => depth(a) - depth(b) || Number(isSignal(a)) - Number(isSignal(b)));
  const value = !first || isSignal(first) ? 'AbortSignal.timeout(5_000)' : '5_000';
  if (!first) return `signal: ${value}`;
  return first.path.split('.').reduceRight((inner, name) => {
    if (name === '') return inner;
    return `${name}: ${inner === value ? inner : `{ ${inner} }`}`;
  }, value);
}

const depth = ({ path }: WrapperOption): number => path.split('.').length;

/** True for an option that takes a signal, as it is read or, where that is not known, by its name. */
const isSignal = ({ path, takes }: WrapperOption): boolean =>
  takes === undefined ? /signal$/i.test(path) : takes === 'signal';
