import { retryLibraryFor, type RetryDelayOption, type RetryLibrary } from '../../libraries/retry-libraries.js';
import { valueOf } from '../../syntax/static-value.js';
import type { Terminal } from '../../syntax/terminal.js';
import { returnsOf } from '../../syntax/resolve.js';
import { contains, isFunction, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { calleePlace } from '../callee.js';
import { place, type Construction, type FileContext } from '../context.js';
import { readReturned } from './delay.js';
import { allBut, errorKinds } from './errors.js';
import { isScript } from './purpose.js';
import { textOf, within } from './regions.js';
import type { FoundRetry } from './loops.js';
import type { RetryDelay, RetryErrors, RetryLimit } from './types.js';

/** Retries by libraries. */
export function libraryRetries(file: FileContext): readonly FoundRetry[] {
  return file.calls.flatMap((node) => {
    const origin = file.origin(node.callee);
    const known = origin && retryLibraryFor(origin.module, origin.path.join('.'));
    return known ? [factOf(file, node, known.library, known.shape)] : [];
  });
}

function factOf(
  file: FileContext,
  node: Construction,
  library: RetryLibrary,
  shape: RetryLibrary['retries'][number],
): FoundRetry {
  const options = new Options(file, node, shape.options as number);
  const task = shape.task === undefined ? undefined : node.arguments[shape.task];
  const client = library.attachesTo === undefined ? undefined : node.arguments[library.attachesTo];
  return {
    ...(client && { attachedTo: client }),
    tried: taskBody(file, task) ?? node.callee,
    fact: {
      at: calleePlace(node, file.source.text),
      form: 'library',
      label: library.label,
      purpose: 'retry',
      script: isScript(file),
      limit: limitOf(options, library),
      delay: delayOf(options, library),
      errors: errorsOf(options, library, node, task),
      inner: [],
    },
  };
}

function taskBody(file: FileContext, task: Node | undefined): Node | undefined {
  const terminal = task && file.resolver.single(task);
  return terminal?.kind === 'expression' && isFunction(terminal.node) ? terminal.node.body : undefined;
}

type OptionValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'known'; readonly value: unknown }
  | { readonly kind: 'unknown'; readonly terminal: Terminal };

/** The options that a retry is given. */
class Options {
  readonly node: Node | undefined;
  readonly opaque: boolean;

  constructor(
    readonly file: FileContext,
    call: Construction,
    index: number,
  ) {
    this.opaque = call.arguments.some((argument, i) => i <= index && argument.type === 'SpreadElement');
    this.node = this.opaque ? undefined : call.arguments[index];
  }

  /** The possible values of an option; the value itself where the options are no object. */
  read(path: string, plain = false): readonly OptionValue[] {
    if (!this.node) return [{ kind: 'absent' }];
    const whole = plain ? this.#values(this.file.resolver.resolve(this.node)) : [];
    if (whole.some((one) => one.kind === 'known' && typeof one.value === 'number')) return whole;
    return this.#values(this.file.resolver.resolve(this.node, path.split('.')));
  }

  terminals(path: string): readonly Terminal[] {
    return this.node ? this.file.resolver.resolve(this.node, path.split('.')) : [];
  }

  #values(terminals: readonly Terminal[]): readonly OptionValue[] {
    return terminals.map((terminal): OptionValue => {
      if (terminal.kind === 'absent') return { kind: 'absent' };
      const value = valueOf(this.file.resolver, terminal);
      return value.kind === 'known' ? { kind: 'known', value: value.value } : { kind: 'unknown', terminal };
    });
  }

  has(path: string): boolean {
    return this.read(path).some(
      (one) => one.kind === 'known' || (one.kind === 'unknown' && one.terminal.written !== undefined),
    );
  }
}

const numbers = (values: readonly OptionValue[]) =>
  values.flatMap((one) => (one.kind === 'known' && typeof one.value === 'number' ? [one.value] : []));

function limitOf(options: Options, { attempts, forever, deadline }: RetryLibrary): RetryLimit {
  if (options.opaque) return { state: 'unknown', why: 'the arguments are spread from a list' };
  if (deadline && (options.has(deadline.path) || deadline.byDefault !== undefined))
    return { state: 'limited', by: 'deadline' };
  const always =
    forever !== undefined && options.read(forever).some((one) => one.kind === 'known' && one.value === true);
  if (always) return { state: 'unlimited', cause: 'option', name: `${forever}: true` };
  const values = options.read(attempts.path, attempts.plain);
  const endless = values.find(
    (one) =>
      one.kind === 'known' && (one.value === Infinity || (attempts.unlimited ?? []).includes(one.value as never)),
  );
  if (endless?.kind === 'known')
    return { state: 'unlimited', cause: 'option', name: `${attempts.path}: ${String(endless.value)}` };
  if (values.some((one) => one.kind === 'unknown')) {
    const unseen = values.every((one) => one.kind === 'unknown' && one.terminal.written === undefined);
    return unseen && attempts.byDefault === Infinity
      ? { state: 'unknown', why: 'the options come from elsewhere' }
      : { state: 'limited', by: 'count' };
  }
  const further = attempts.counts === 'retries' ? 1 : 0;
  const [most] = numbers(values).toSorted((a, b) => b - a);
  if (most !== undefined) return { state: 'limited', by: 'count', attempts: most + further };
  if (attempts.byDefault !== Infinity)
    return { state: 'limited', by: 'default', attempts: attempts.byDefault + further };
  // A function that chooses the pause may end the retry.
  if (options.terminals('delay').some((one) => one.kind === 'expression' && isFunction(one.node)))
    return { state: 'unknown', why: 'the function for the delay may end it' };
  return { state: 'unlimited', cause: 'option', name: attempts.path };
}

function delayOf(options: Options, library: RetryLibrary): RetryDelay {
  const { delay, jitter, cap } = library;
  const capped = cap !== undefined && options.has(cap);
  if (options.opaque) return opaque('the arguments are spread from a list');
  const randomness = jitter ? jitterOf(options, jitter) : 'absent';
  const [given] = delay.path === undefined ? [] : options.terminals(delay.path).filter((one) => one.kind !== 'absent');
  const chosen = given && givenDelay(options.file, delay, given);
  if (chosen) return chosen;
  const values = delay.path === undefined ? [] : options.read(delay.path);
  const [ms] = numbers(values).toSorted((a, b) => b - a);
  const unseen = values.some((one) => one.kind === 'unknown');
  if (unseen && given?.written === undefined) return opaque('the options come from elsewhere');
  const growth = growthOf(options, delay);
  if (growth === 'unknown') return opaque('how the delay grows is decided elsewhere');
  if (growth !== 'none')
    return { kind: 'growing', growth, jitter: randomness, capped, ...(ms !== undefined && { ms }) };
  if (delay.byDefault === 'none' && !given) return { kind: 'none', jitter: 'absent', capped: false };
  const known = ms ?? (unseen ? undefined : delay.ms);
  return { kind: 'constant', jitter: randomness, capped, ...(known !== undefined && { ms: known }) };
}

/** A delay given as a function or as one of the library's own exports. */
function givenDelay(file: FileContext, { exports = {} }: RetryDelayOption, given: Terminal): RetryDelay | undefined {
  const known = (path: readonly string[]) => exports[path.at(-1) ?? ''];
  const made = given.kind === 'module' ? known(given.path) : undefined;
  if (made) return { ...made, jitter: made.jitter ? 'present' : 'absent', capped: true };
  if (given.kind !== 'expression' || given.path.length > 0) return undefined;
  const { node } = given;
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const origin = file.origin(node.callee);
    const by = origin && known(origin.path);
    if (!by) return opaque('the delay is chosen by other code');
    return { ...by, jitter: by.jitter ? 'present' : 'absent', capped: true, ...constantOf(file, node) };
  }
  if (isFunction(node)) return { ...readReturned(file, node), at: place(node) };
  return undefined;
}

function constantOf(file: FileContext, node: Construction): { ms?: number } {
  const [argument] = node.arguments;
  const terminal = argument && file.resolver.single(argument);
  const value = terminal && valueOf(file.resolver, terminal);
  return value?.kind === 'known' && typeof value.value === 'number' ? { ms: value.value } : {};
}

function growthOf(
  options: Options,
  { byDefault, growsBy }: RetryDelayOption,
): 'none' | 'linear' | 'exponential' | 'unknown' {
  const own = byDefault === 'exponential' ? 'exponential' : 'none';
  if (!growsBy) return own;
  const { above, names } = growsBy;
  const terminals = options.terminals(growsBy.path).filter((one) => one.kind !== 'absent');
  const [first] = terminals;
  if (!first) return own;
  if (names) {
    const value = valueOf(options.file.resolver, first);
    const name =
      value.kind === 'known' ? String(value.value) : first.kind === 'module' ? (first.path.at(-1) ?? '') : '';
    return names[name] ?? 'unknown';
  }
  const [factor] = numbers(options.read(growsBy.path));
  if (factor === undefined) return own === 'exponential' ? own : 'unknown';
  return factor > (above ?? 1) ? 'exponential' : 'none';
}

function jitterOf(
  options: Options,
  { path, byDefault, off = [] }: NonNullable<RetryLibrary['jitter']>,
): RetryDelay['jitter'] {
  const values = options.read(path);
  if (values.some((one) => one.kind === 'unknown')) return 'unknown';
  const set = values.flatMap((one) => (one.kind === 'known' ? [one.value] : []));
  if (set.length === 0) return byDefault ? 'present' : 'absent';
  return set.some((value) => Boolean(value) && !off.includes(value as never)) ? 'present' : 'absent';
}

function opaque(why: string): RetryDelay {
  return { kind: 'unknown', jitter: 'unknown', capped: false, why };
}

function errorsOf(options: Options, library: RetryLibrary, node: Construction, task: Node | undefined): RetryErrors {
  const { file } = options;
  if (options.opaque) return { kind: 'unknown', about: [] };
  const selecting = library.selects.filter((path) => options.has(path) && !onlyTells(options, path));
  const unseen = options.node && file.resolver.resolve(options.node).some((one) => one.kind !== 'expression');
  if (selecting.length > 0) {
    const terminals = selecting.flatMap((path) => options.terminals(path));
    const text = terminals.map((one) => (one.kind === 'expression' ? textOf(file, one.node) : '')).join('\n');
    if (acceptsAll(file, terminals)) return { kind: 'all', about: [] };
    return { kind: 'selected', about: excludes(terminals) ? allBut(errorKinds(text)) : errorKinds(text) };
  }
  if (library.repeats === 'network') return { kind: 'network', about: [] };
  if (library.repeats === 'transient') return { kind: 'selected', about: ['transient'] };
  const body = taskBody(file, task);
  const text = `${textOf(file, node)}\n${body ? textOf(file, body) : ''}`;
  if (library.stops.some((name) => new RegExp(`\\b${name}\\b`).test(text)))
    return { kind: 'selected', about: errorKinds(text) };
  if (
    unseen ||
    library.label === 'retry' ||
    (library.label === 'promise-retry' && /\bif\b|\?/.test(text)) ||
    (task !== undefined && !decides(library, body))
  )
    return { kind: 'unknown', about: [] };
  return { kind: 'all', about: [] };
}

/** A repeated function of another file may itself say what ends the retry. */
function decides({ stops }: RetryLibrary, body: Node | undefined): boolean {
  return stops.length === 0 || body !== undefined;
}

/** True for a listener that hears of each failure and ends nothing: `onFailedAttempt: (error) => log(error)`. */
function onlyTells(options: Options, path: string): boolean {
  if (!/^on[A-Z]/.test(path)) return false;
  const heard = options.terminals(path);
  return (
    heard.length > 0 &&
    heard.every(
      (one) =>
        one.kind === 'expression' &&
        isFunction(one.node) &&
        !/\bthrow\b|abort|bail|assert|ensure|check|handle|reject/i.test(textOf(options.file, one.node)),
    )
  );
}

/** True where a test says yes to every error: it answers `true`, or by the number of attempts alone. */
function acceptsAll(file: FileContext, terminals: readonly Terminal[]): boolean {
  return terminals.some((one) => one.kind === 'expression' && isFunction(one.node) && ignoresError(file, one.node));
}

/** True for a test that names what is not tried again: `(error) => !isDuplicate(error)`. */
function excludes(terminals: readonly Terminal[]): boolean {
  return terminals.every((one) => {
    const answers = one.kind === 'expression' && isFunction(one.node) ? returnsOf(one.node) : [];
    return answers.length === 1 && answers.every((answer) => unwrap(answer).type === 'UnaryExpression');
  });
}

const speaking =
  /(?:^log|\.(?:log|warn|info|error|debug|trace|verbose|record\w*|capture\w*|notify|addEvent|setStatus|inc|add))$/;

function ignoresError(file: FileContext, fn: FunctionNode): boolean {
  if (fn.body.type === 'Literal') return fn.body.value === true;
  const [parameter] = fn.params;
  const counts = fn.params.length > 1 && parameter?.type === 'Identifier';
  const variable = counts ? file.resolver.scopes.variableOf(parameter) : undefined;
  const answers = returnsOf(fn);
  if (!variable || answers.length === 0 || within(file, 'ThrowStatement', fn).length > 0) return false;
  const told = within(file, 'CallExpression', fn).filter((call) => speaking.test(textOf(file, call.callee)));
  return variable.references.every(({ identifier }) => told.some((call) => contains(call, identifier)));
}
