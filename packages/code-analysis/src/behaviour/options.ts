import { isExportOf, type ClientLibrary, type Phase, type TimeoutOption } from '../libraries/index.js';
import { valueOf } from '../syntax/static-value.js';
import type { Frame, Terminal } from '../syntax/terminal.js';
import { isFunction, type Node } from '../syntax/tree.js';
import { place, type Construction, type FileContext } from './context.js';
import { classifyDuration, whyOpaque, type Reading } from './duration.js';
import { importedEquals, importedReading, importedValue, placesElsewhere } from './modules/imported-values.js';
import { classifySignal, whileTimerRuns } from './signals.js';
import { underAttempts } from './timeouts/attempts.js';
import { missingPhases, openPhases } from './timeouts/open-phases.js';
import type { Bound, OptionFact } from './types.js';

/** An argument or object from which options are read. */
export interface OptionSource {
  readonly node: Node;
  readonly level: OptionFact['level'];
  readonly frame?: Frame | undefined;
  /** The option that the value itself is, where the source is no object of options: `timeout` of `setTimeout(5000)`. */
  readonly path?: string;
  /** The call that is given them, where the order of the code around it counts. */
  readonly call?: Construction;
  /** Options of this kind only: those of chained methods. */
  readonly chain?: boolean;
}

/** One option at one source, with what the rest of the engine wants to know and facts do not carry. */
export interface OptionReading {
  readonly fact: OptionFact;
  /** The entry of the tables. */
  readonly option: TimeoutOption;
  readonly readings: readonly Reading[];
  readonly terminals: readonly Terminal[];
}

/** A bound with the parameters that it depends on. */
export interface Judged {
  readonly bound: Bound;
  readonly parameters: readonly Extract<Terminal, { kind: 'parameter' }>[];
  readonly read: readonly OptionReading[];
}

/** What the sources say of every option of a library; sources nearer to the call come first. */
export function judge(
  file: FileContext,
  library: ClientLibrary,
  sources: readonly OptionSource[],
  around: readonly OptionFact[] = [],
  listens: Listens = () => true,
): Judged {
  const found: OptionReading[] = [];
  const asked: Terminal[] = [];
  for (const option of library.options) {
    for (const source of sources) {
      const one = readOption(file, library, option, source, listens, asked);
      if (one) found.push(one);
      if (one?.fact.state === 'set' || one?.fact.state === 'off') break;
    }
  }
  const read = found.filter(
    ({ option }) => !found.some(({ fact }) => isGiven(fact) && option.yieldsTo?.includes(fact.path)),
  );
  const options = [...around, ...read.map((one) => one.fact)];
  const parameters = read.flatMap((one) => one.readings.flatMap((reading) => reading.parameter ?? []));
  const all = [...around.map((fact) => ({ fact })), ...read];
  const open = openPhases(library, all);
  const bound = {
    ...underAttempts(file, library, sources, all, toBound(file, library, sources, options)),
    ...(open && { open }),
    ...placesElsewhere(file, asked),
  };
  return { bound, parameters, read };
}

const isGiven = ({ state }: OptionFact) => state === 'set' || state === 'opaque';

function toBound(
  file: FileContext,
  library: ClientLibrary,
  sources: readonly OptionSource[],
  options: readonly OptionFact[],
): Bound {
  const phases = phasesOf(options.filter((option) => option.state === 'set'));
  const possible = phasesOf(options.filter((option) => option.state !== 'off'));
  const offs =
    options.some((option) => option.state === 'off' && option.needs === undefined && option.odd !== 'undefined') ||
    (library.disabledBy ?? []).some((switched) => sources.some((source) => hasValue(file, source, switched)));
  const base = { phases: [...phases], options, ignored: ignoredOptions(file, library, sources) };
  if (isEnough(library, phases)) return { ...base, status: 'bounded', byDefault: false };
  if (library.byDefault.bounded && !offs) return { ...base, status: 'bounded', byDefault: true };
  const handed = (library.handsOver ?? []).find((path) => sources.some((source) => mayHave(file, source, path)));
  const missing =
    handed !== undefined
      ? `\`${handed}\` hands the transport over to other code`
      : isEnough(library, possible)
        ? whyUndetermined(options)
        : undefined;
  if (missing !== undefined) return { ...base, status: 'undetermined', byDefault: false, missing };
  if (phases.size === 0) return { ...base, status: 'unbounded', byDefault: false };
  return { ...base, status: 'partly', byDefault: false, lacks: missingPhases(library.enough, phases) };
}

/** True when some set of phases that is enough is covered. */
function isEnough(library: ClientLibrary, phases: ReadonlySet<Phase>): boolean {
  return phases.has('total') || library.enough.some((set) => set.every((phase) => phases.has(phase)));
}

function phasesOf(options: readonly OptionFact[]): ReadonlySet<Phase> {
  return new Set(options.flatMap((option) => option.covers));
}

function whyUndetermined(options: readonly OptionFact[]): string {
  const some = options.find((option) => option.state === 'sometimes');
  const opaque = options.find((option) => option.state === 'opaque');
  if (some) return `\`${some.path}\` is set in one branch and not in another`;
  return opaque?.why ?? 'the options come from elsewhere';
}

function readOption(
  file: FileContext,
  library: ClientLibrary,
  option: TimeoutOption,
  source: OptionSource,
  listens: Listens,
  asked: Terminal[],
): OptionReading | undefined {
  if (option.at === 'url' || Boolean(source.chain) !== (option.at === 'chain')) return undefined;
  if (option.at === 'client' && source.level === 'call') return undefined;
  if (option.at === 'call' && source.level !== 'call') return undefined;
  const names = option.path === '' ? [] : option.path.split('.');
  if (source.path !== undefined) {
    const first = source.path.split('.');
    if (!first.every((name, i) => names[i] === name)) return undefined;
    names.splice(0, first.length);
  }
  const terminals = terminalsOf(file, library, source, names);
  asked.push(...terminals);
  const readings = terminals.map((terminal) => {
    const reading = classify(file, library, terminal, option);
    return source.call ? whileTimerRuns(file, reading, source.call, library) : reading;
  });
  const state = combine(readings);
  const empty =
    state === 'absent' && option.takes === 'signal' ? terminals.find((terminal) => terminal.written) : undefined;
  if (empty?.written) return { fact: emptySignal(option, source, empty.written), option, readings, terminals };
  if (state === 'absent') return undefined;
  const needs = state === 'off' ? undefined : unmetNeed(file, library, option, source, listens);
  const written = terminals.find((terminal) => terminal.written)?.written;
  const by = readings.find((reading) => reading.state === (state === 'sometimes' ? 'set' : state)) ?? readings[0];
  const fact: OptionFact = {
    path: option.path,
    state: needs === 'missing' ? 'off' : needs === 'opaque' && state === 'set' ? 'opaque' : state,
    level: source.level,
    covers: by?.covers ?? option.covers,
    ...(by?.ms !== undefined && { ms: by.ms }),
    ...(by?.env !== undefined && { env: by.env }),
    ...(by?.odd !== undefined && { odd: by.odd }),
    ...(by?.why !== undefined && { why: by.why }),
    ...(needs === 'missing' && { needs: nameOfNeed(option) }),
    ...(written && { at: place(written) }),
  };
  return { fact, option, readings, terminals };
}

/** `signal: undefined`: it is written, and bounds nothing. */
function emptySignal({ path }: TimeoutOption, { level }: OptionSource, written: Node): OptionFact {
  return { path, state: 'off', level, covers: [], odd: 'undefined', at: place(written) };
}

/** `simpleGit(folder)` with `folder: string`: what is a text or number has no options. */
const isPartOfText = (terminal: Terminal): boolean =>
  terminal.kind === 'parameter' &&
  terminal.path.length > 0 &&
  /^TS(?:String|Number|Boolean)Keyword$/.test(terminal.annotation?.type ?? '');

function classify(
  file: FileContext,
  library: ClientLibrary,
  terminal: Terminal,
  option: TimeoutOption,
  depth = 3,
): Reading {
  const known =
    depth > 0
      ? importedReading(file, library, terminal, option, (given) => classify(file, library, given, option, depth - 1))
      : undefined;
  if (known) return known;
  if (isPartOfVariable(terminal) || isPartOfText(terminal)) return { state: 'absent' };
  if (
    terminal.kind === 'expression' &&
    terminal.path.length > 0 &&
    !(option.takes === 'signal' && terminal.path.join('.') === 'signal')
  ) {
    return isFunction(terminal.node) ? { state: 'absent' } : { state: 'opaque', why: whyOpaque(terminal, '') };
  }
  if (option.takes === 'signal') return classifySignal(file, terminal);
  return classifyDuration(file, terminal, option);
}

/** An environment variable is a text, and has no options in it: `connection: process.env.DATABASE_URL`. */
function isPartOfVariable(terminal: Terminal): boolean {
  if (terminal.kind !== 'global' || terminal.path.length < 4) return false;
  return terminal.path[0] === 'process' && terminal.path[1] === 'env';
}

/** Follows a path through objects that carry options: `requestHandler: new NodeHttpHandler({...})`. */
function terminalsOf(
  file: FileContext,
  library: ClientLibrary,
  source: OptionSource,
  names: readonly string[],
): readonly Terminal[] {
  const terminals =
    source.path !== undefined && names.length === 0
      ? file.resolver
          .resolve(source.node, [], source.frame)
          .map((terminal): Terminal => ({ ...terminal, written: source.node }))
      : file.resolver.resolve(source.node, names, source.frame);
  const direct =
    names.length === 0
      ? terminals.map((terminal): Terminal => ({ ...terminal, written: terminal.written ?? source.node }))
      : terminals;
  return direct.flatMap(
    (terminal) => throughCarrier(file, library, terminal, [...(source.path?.split('.') ?? []), ...names]) ?? [terminal],
  );
}

function throughCarrier(
  file: FileContext,
  library: ClientLibrary,
  terminal: Terminal,
  names: readonly string[],
): readonly Terminal[] | undefined {
  if (terminal.kind !== 'expression' || terminal.path.length === 0) return undefined;
  const { node, frame } = terminal;
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return undefined;
  const origin = file.origin(node.callee);
  const into = names.slice(0, names.length - terminal.path.length).join('.');
  const carrier =
    origin &&
    library.carriers?.find(
      (one) =>
        (one.into === into || one.argument !== undefined) && isExportOf(one, origin.module, origin.path.join('.')),
    );
  if (!carrier) return undefined;
  const argument = node.arguments[typeof carrier.options === 'number' ? carrier.options : (carrier.options[0] ?? 0)];
  if (!argument) return [{ kind: 'absent', node: undefined }];
  // A carrier may stand in a carrier: a fetcher in a cache.
  return file.resolver
    .resolve(argument, terminal.path, frame)
    .flatMap((inner) => (inner === terminal ? [inner] : (throughCarrier(file, library, inner, names) ?? [inner])));
}

function combine(readings: readonly Reading[]): OptionFact['state'] | 'absent' {
  const has = (state: Reading['state']) => readings.some((reading) => reading.state === state);
  if (has('set')) {
    // A default that callers may override still bounds the call; a branch without any value does not.
    return has('absent') || has('off') ? 'sometimes' : 'set';
  }
  if (has('opaque')) return 'opaque';
  return has('off') ? 'off' : 'absent';
}

/** Whether the code acts on the event without which an option does nothing. */
export type Listens = (need: NonNullable<TimeoutOption['needsListener']>, source: OptionSource) => boolean;

function nameOfNeed({ needs, needsListener }: TimeoutOption): string {
  if (needs) return `${needs.path.split('.').at(-1) ?? ''}: ${String(needs.value)}`;
  return needsListener ? `a listener for '${needsListener.event}' that calls ${needsListener.calls[0] ?? ''}()` : '';
}

function unmetNeed(
  file: FileContext,
  library: ClientLibrary,
  option: TimeoutOption,
  source: OptionSource,
  listens: Listens,
): 'met' | 'missing' | 'opaque' {
  if (option.needsListener && !listens(option.needsListener, source)) return 'missing';
  return option.needs ? missingNeed(file, library, option.needs, source) : 'met';
}

function missingNeed(
  file: FileContext,
  library: ClientLibrary,
  need: NonNullable<TimeoutOption['needs']>,
  source: OptionSource,
): 'met' | 'missing' | 'opaque' {
  const terminals = terminalsOf(file, library, source, need.path.split('.'));
  const elsewhere = (one: Terminal) => importedEquals(file, library, one, need);
  const meets = (one: Terminal) =>
    elsewhere(one) ?? (one.kind === 'expression' && one.node.type === 'Literal' && one.node.value === need.value);
  if (terminals.every(meets)) return 'met';
  return terminals.some(
    (one) =>
      one.kind !== 'absent' && elsewhere(one) === undefined && !(one.kind === 'expression' && one.path.length === 0),
  )
    ? 'opaque'
    : 'missing';
}

function ignoredOptions(file: FileContext, library: ClientLibrary, sources: readonly OptionSource[]): Bound['ignored'] {
  return (library.ignored ?? []).flatMap(({ at, ...ignored }) =>
    sources.flatMap((source) => {
      if (source.chain || source.path !== undefined || (at && (at === 'call') !== (source.level === 'call'))) return [];
      const written = terminalsOf(file, library, source, ignored.path.split('.'))
        .flatMap((one) => throughHelper(file, one))
        .flatMap((one) => throughAgent(file, one))
        .find((one) => one.kind !== 'absent')?.written;
      return written ? [{ ...ignored, at: place(written) }] : [];
    }),
  );
}

/** What is written in the object that a function of another file adds to: `new Client(withDefaults({ timeout }))`. */
function throughHelper(file: FileContext, terminal: Terminal): readonly Terminal[] {
  const argument =
    terminal.kind === 'expression' && terminal.path.length > 0 && importedValue(file, terminal)?.argument;
  return argument ? file.resolver.resolve(argument, terminal.path, terminal.frame) : [terminal];
}

/** Options of an agent of Node that stands in the options: `httpsAgent: new https.Agent({ timeout })`. */
function throughAgent(file: FileContext, terminal: Terminal): readonly Terminal[] {
  if (terminal.kind !== 'expression' || terminal.node.type !== 'NewExpression' || terminal.path.length !== 1)
    return [terminal];
  const origin = file.origin(terminal.node.callee);
  const [options] = terminal.node.arguments;
  const isAgent = origin !== undefined && /^(node:)?https?$/.test(origin.module) && origin.path.at(-1) === 'Agent';
  return isAgent && options ? file.resolver.resolve(options, terminal.path, terminal.frame) : [terminal];
}

function hasValue(
  file: FileContext,
  source: OptionSource,
  { path, value }: NonNullable<ClientLibrary['disabledBy']>[number],
): boolean {
  if (source.chain || source.path !== undefined) return false;
  const terminals = file.resolver.resolve(source.node, path.split('.'), source.frame);
  return terminals.every((terminal) => {
    const found = valueOf(file.resolver, terminal);
    return found.kind === 'known' && terminal.kind !== 'absent' && found.value === value;
  });
}

function mayHave(file: FileContext, source: OptionSource, path: string): boolean {
  if (source.chain || source.path !== undefined) return false;
  return file.resolver
    .resolve(source.node, path.split('.'), source.frame)
    .some((one) => one.kind !== 'absent' && one.written !== undefined);
}
