import { isExportOf, type ClientLibrary, type TimeoutOption } from '../../libraries/index.js';
import type { Terminal } from '../../syntax/terminal.js';
import type { Node } from '../../syntax/tree.js';
import { originOf, type FileContext } from '../context.js';
import { classifyKnown, type Reading } from '../duration.js';
import { exportOf, memberOf, offersCalls } from './exports.js';
import type { ExportedValue, ExportFact, SourcePlace } from './types.js';
import type { Bound } from '../types.js';

interface Known {
  readonly fact: ExportFact;
  /** What of the path lies below the fact. */
  readonly rest: readonly string[];
}

/** True for a file of the project by whose exports calls are made. */
export function isCalledThrough(file: FileContext, module: string): boolean {
  const target = module === 'global' ? undefined : file.fileOf(module);
  return target !== undefined && file.ask(offersCalls, target);
}

/** What is known of an import of this file by which calls may be made. */
export function importedMaker(file: FileContext, module: string, path: readonly string[]): Known | undefined {
  return isCalledThrough(file, module) ? importedFact(file, module, path) : undefined;
}

/** What is known of an import of this file. */
export function importedFact(file: FileContext, module: string, path: readonly string[]): Known | undefined {
  const target = module === 'global' ? undefined : file.fileOf(module);
  if (target === undefined) return undefined;
  // A module in CommonJS is its default export.
  const [name = 'default', ...rest] = path;
  const fact = file.ask(exportOf, { file: target, name });
  return fact && below(file, { fact, rest });
}

function below(file: FileContext, { fact, rest }: Known): Known {
  const [name, ...more] = rest;
  if (name === undefined) return { fact, rest };
  const member = memberOf(fact, name, (key) => file.ask(exportOf, key));
  return member ? below(file, { fact: member, rest: more }) : { fact, rest };
}

/** The member of an instance of an imported class: `new Api().get`. */
export function memberOfClass(file: FileContext, { fact, rest }: Known, path: readonly string[]): Known | undefined {
  if (fact.kind !== 'class' || rest.length > 0) return undefined;
  const member = below(file, { fact: { kind: 'members', members: fact.members }, rest: path });
  return member.fact.kind === 'members' || member.fact.kind === 'namespace' ? undefined : member;
}

/** Module and path of what a value takes from another file: an import, or what an imported function returns. */
function importOf(file: FileContext, terminal: Terminal): { module: string; path: readonly string[] } | undefined {
  const called =
    terminal.kind === 'expression' && terminal.node.type === 'CallExpression'
      ? file.resolver.single(terminal.node.callee, [], terminal.frame)
      : terminal;
  const origin = originOf(called);
  return origin && mayBeLocal(file, origin.module) ? origin : undefined;
}

function mayBeLocal(file: FileContext, module: string): boolean {
  return module !== 'global' && !module.startsWith('node:') && file.lookup.librariesOf(module).length === 0;
}

/** Where in other files the values are made that a judgement takes from them. */
export function placesElsewhere(file: FileContext, terminals: readonly Terminal[]): Pick<Bound, 'elsewhere'> {
  const elsewhere = new Map<string, SourcePlace>();
  for (const terminal of terminals) {
    const origin = importOf(file, terminal);
    const at = origin && importedFact(file, origin.module, origin.path)?.fact.at;
    if (at) elsewhere.set(`${at.file}:${at.line}:${at.column}`, at);
  }
  return elsewhere.size > 0 ? { elsewhere: [...elsewhere.values()] } : {};
}

/** A value of another file; `argument` is the one whose members it may have beside its own. */
interface ImportedValue {
  readonly value: ExportedValue;
  readonly path: readonly string[];
  readonly argument: Node | undefined;
}

/** What is known of a value that another file exports or returns. */
export function importedValue(file: FileContext, terminal: Terminal): ImportedValue | undefined {
  const origin = importOf(file, terminal);
  const known = origin && importedFact(file, origin.module, origin.path);
  if (terminal.kind === 'module')
    return known?.fact.kind === 'value'
      ? { value: known.fact.value, path: known.rest, argument: undefined }
      : undefined;
  if (terminal.kind !== 'expression' || terminal.node.type !== 'CallExpression') return undefined;
  if (known?.fact.kind !== 'returns' || known.rest.length > 0) return undefined;
  const { value, given, passes } = known.fact;
  const args = terminal.node.arguments;
  if (given === 'nothing' && args.length > 0 && passes === undefined) return undefined;
  if (args.some((argument) => argument.type === 'SpreadElement')) return undefined;
  return { value, path: terminal.path, argument: passes === undefined ? undefined : args[passes] };
}

/** What an imported value does as an option; undefined when that is not known. */
export function importedReading(
  file: FileContext,
  library: ClientLibrary,
  terminal: Terminal,
  option: TimeoutOption,
  classify: (terminal: Terminal) => Reading,
): Reading | undefined {
  const found = importedValue(file, terminal);
  if (!found) return undefined;
  const own = valueBelow(
    library,
    found.value,
    found.path,
    option.path.split('.').slice(0, -found.path.length || undefined),
  );
  const frame = terminal.kind === 'expression' ? terminal.frame : undefined;
  // `options = withAgent(options)` comes back to itself.
  const given = (found.argument ? file.resolver.resolve(found.argument, found.path, frame) : []).filter(
    (one) => one.node !== terminal.node,
  );
  if (own !== 'absent' && own !== undefined) return readingOf(own, option);
  const passed = given.filter((one) => one.kind !== 'absent').map(classify);
  return passed[0] ?? (own === 'absent' ? { state: 'absent' } : undefined);
}

/** What a number or text that another file exports does as an option; undefined where that is not known. */
export function importedConstant(file: FileContext, terminal: Terminal, option: TimeoutOption): Reading | undefined {
  const found = importedValue(file, terminal);
  let value = found?.value;
  for (const name of found?.path ?? [])
    value = value?.kind === 'object' && Object.hasOwn(value.members, name) ? value.members[name] : undefined;
  return value?.kind === 'known' ? classifyKnown(value.value, option) : undefined;
}

/** The value below a path: `absent` where nothing is written, undefined where that cannot be told. */
function valueBelow(
  library: ClientLibrary,
  value: ExportedValue,
  path: readonly string[],
  above: readonly string[],
): ExportedValue | 'absent' | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (value.kind === 'known') return 'absent';
  if (value.kind === 'unknown' || value.kind === 'varies') return undefined;
  if (value.kind === 'made') {
    const carrier = library.carriers?.find(
      (one) => one.into === above.join('.') && isExportOf(one, value.module, value.export),
    );
    if (!carrier) return undefined;
    const index = typeof carrier.options === 'number' ? carrier.options : (carrier.options[0] ?? 0);
    const argument = value.args[index];
    return argument ? valueBelow(library, argument, path, above) : 'absent';
  }
  const member = Object.hasOwn(value.members, name) ? value.members[name] : undefined;
  if (member) return valueBelow(library, member, rest, [...above, name]);
  return value.open ? undefined : 'absent';
}

function readingOf(value: ExportedValue, option: TimeoutOption): Reading | undefined {
  if (value.kind === 'known' && option.takes !== 'signal') return classifyKnown(value.value, option);
  if (value.kind === 'varies') return { state: 'opaque', why: 'it is set in one branch only of another file' };
  if (value.kind === 'known') return { state: 'absent' };
  if (value.kind === 'object') return { state: 'absent' };
  if (option.takes !== 'signal') return { state: 'set' };
  return value.kind === 'made' && value.export === 'AbortSignal.timeout' ? { state: 'set' } : undefined;
}

/** Whether an imported value has this value at its path; undefined when that is not known. */
export function importedEquals(
  file: FileContext,
  library: ClientLibrary,
  terminal: Terminal,
  need: { readonly path: string; readonly value: string | number | boolean },
): boolean | undefined {
  const found = importedValue(file, terminal);
  if (!found || found.argument) return undefined;
  const names = need.path.split('.');
  const value = valueBelow(library, found.value, found.path, names.slice(0, names.length - found.path.length));
  if (value === 'absent') return false;
  return value?.kind === 'known' ? value.value === need.value : undefined;
}
