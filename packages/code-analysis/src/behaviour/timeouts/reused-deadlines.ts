import type { TSESTree } from '@typescript-eslint/utils';
import { functionAround, isFunction, memberName, type Node } from '../../syntax/tree.js';
import { valueOf } from '../../syntax/static-value.js';
import type { Clients } from '../clients.js';
import { originOf, place, type Construction } from '../context.js';
import { importedValue } from '../modules/imported-values.js';
import type { ExportedValue } from '../modules/types.js';
import type { SiteResult } from '../wrappers.js';
import { keptValue, type KeptValue } from './kept-values.js';
import { isInEndlessLoop, runsOf, type Runs } from './runs-again.js';
import type { DeadlineFact } from './types.js';

/** Signals and points in time that are made by a clock, and whether the calls that use them come again after it. */
export function reusedDeadlines(clients: Clients | undefined, sites: readonly SiteResult[]): readonly DeadlineFact[] {
  if (!clients || !/\bAbort(?:Signal|Controller)\b|\bDate\.now\b|[sS]ignal\b/.test(clients.file.source.text)) return [];
  const made = clients.file.calls.flatMap((node) => ofConstruction(clients, node) ?? []);
  return [...made, ...pointsInTime(clients), ...importedSignals(clients, sites)];
}

function ofConstruction(clients: Clients, node: Construction): DeadlineFact | undefined {
  const name = globalName(clients, node);
  if (name === 'AbortSignal.timeout') return ofSignal(clients, node);
  return name === 'AbortController' && node.type === 'NewExpression' ? ofController(clients, node) : undefined;
}

function globalName({ file }: Clients, { callee }: Construction): string | undefined {
  const origin = originOf(file.resolver.single(callee));
  return origin?.module === 'global' ? origin.path.join('.') : undefined;
}

function ofSignal(clients: Clients, node: Construction): DeadlineFact | undefined {
  const kept = keptValue(clients, node);
  const ms = millisecondsOf(clients, node.arguments[0]);
  const common = { at: place(node), made: 'signal', ...(ms !== undefined && { ms }) } as const;
  if (!kept) return functionAround(node) ? { ...common, reuse: 'no', uses: [] } : undefined;
  return { ...common, ...reuseOf(clients, node, kept) };
}

/** A controller that a timer aborts: of its home, or of each call, and then the first timer that goes off ends them all. */
function ofController(clients: Clients, node: TSESTree.NewExpression): DeadlineFact | undefined {
  const kept = keptValue(clients, node);
  if (!kept) return undefined;
  const timers = kept.reads.flatMap((read) => timerOfAbort(clients, read) ?? []);
  const [timer] = timers;
  if (!timer) return undefined;
  const ms = millisecondsOf(clients, timer.arguments[1]);
  const signals = kept.reads.filter((read) => !isAbort(read));
  const isOfHome = functionAround(timer) === functionAround(node);
  const used = isOfHome ? signals : signals.filter((read) => functionAround(read) === functionAround(timer));
  const found = reuseOf(clients, node, { ...kept, reads: used });
  return { at: place(node), made: 'controller', ...(ms !== undefined && { ms }), ...found };
}

function isAbort(read: Node): boolean {
  return read.parent?.type === 'MemberExpression' && read.parent.object === read && memberName(read.parent) === 'abort';
}

/** The timer whose callback aborts a controller. */
function timerOfAbort(clients: Clients, read: Node): Construction | undefined {
  if (!isAbort(read)) return undefined;
  for (let above: Node | undefined = read; above; above = above.parent) {
    const call: Node | undefined = above.parent;
    if (call?.type === 'CallExpression' && call.arguments[0] === above && globalName(clients, call) === 'setTimeout')
      return call;
    if (isFunction(above)) return undefined;
  }
  return undefined;
}

/** `const end = Date.now() + 5_000`, of which every call takes what is left. */
function pointsInTime(clients: Clients): readonly DeadlineFact[] {
  return clients.file.nodes('BinaryExpression').flatMap((node): DeadlineFact[] => {
    if (node.operator !== '+' || !isNow(node.left)) return [];
    const kept = keptValue(clients, node);
    if (!kept) return [];
    const ms = millisecondsOf(clients, node.right);
    const left = kept.reads.filter(isRemaining);
    const found = reuseOf(clients, node, { ...kept, reads: left });
    return found.reuse === 'no'
      ? []
      : [{ at: place(node), made: 'deadline', ...(ms !== undefined && { ms }), ...found }];
  });
}

function isNow(node: Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object } = node.callee;
  return object.type === 'Identifier' && /^(Date|performance)$/.test(object.name) && memberName(node.callee) === 'now';
}

/** `end - Date.now()` as a time to wait, and `deadline: end`. */
function isRemaining(read: Node): boolean {
  const { parent } = read;
  if (parent?.type === 'BinaryExpression')
    return parent.operator === '-' && parent.left === read && isNow(parent.right);
  return parent?.type === 'Property' && parent.value === read && memberOf(parent) === 'deadline';
}

const memberOf = ({ key }: TSESTree.Property) => (key.type === 'Identifier' ? key.name : undefined);

function reuseOf(clients: Clients, made: Node, { home, reads }: KeptValue): Pick<DeadlineFact, 'reuse' | 'uses'> {
  const used = reads.filter((read) => !isLookedAt(read));
  const by = (runs: Runs) => used.filter((read) => runsOf(clients.file, read, home) === runs);
  const again = [...by('again'), ...used.filter((read) => isInEndlessLoop(read, made))];
  if (again.length > 0) return { reuse: 'yes', uses: again.map(place) };
  const unknown = by('unknown');
  return unknown.length > 0 ? { reuse: 'unknown', uses: unknown.map(place) } : { reuse: 'no', uses: used.map(place) };
}

/** `signal.aborted` and listeners use no time. */
function isLookedAt(read: Node): boolean {
  const member = read.parent;
  if (member?.type !== 'MemberExpression' || member.object !== read) return false;
  return /^(?:aborted|reason|throwIfAborted|abort|addEventListener|removeEventListener|onabort)$/.test(
    memberName(member) ?? '',
  );
}

/** Signals that another file makes when it is loaded. */
function importedSignals(clients: Clients, sites: readonly SiteResult[]): readonly DeadlineFact[] {
  const { file } = clients;
  const found = new Map<string, DeadlineFact>();
  for (const { call, judged } of sites)
    for (const { option, terminals } of judged.read)
      for (const terminal of terminals) {
        if (option.takes !== 'signal' || terminal.kind !== 'module') continue;
        const value = importedValue(file, terminal);
        const signal = value && !value.argument ? below(value.value, value.path) : undefined;
        if (signal?.kind !== 'made' || signal.export !== 'AbortSignal.timeout') continue;
        const reuse = runsOf(file, call.node, 'module');
        const key = `${terminal.module}\0${terminal.path.join('.')}`;
        const before = found.get(key);
        const [length] = signal.args;
        const ms = length?.kind === 'known' && typeof length.value === 'number' ? length.value : undefined;
        if (before?.reuse !== 'yes')
          found.set(key, {
            at: place(terminal.written ?? call.node),
            made: 'signal',
            ...(ms !== undefined && { ms }),
            reuse: reuse === 'again' ? 'yes' : reuse === 'once' ? 'no' : 'unknown',
            uses: [place(call.node)],
            from: terminal.module,
          });
      }
  return [...found.values()];
}

function below(value: ExportedValue, [name, ...rest]: readonly string[]): ExportedValue | undefined {
  if (name === undefined) return value;
  const member = value.kind === 'object' && Object.hasOwn(value.members, name) ? value.members[name] : undefined;
  return member && below(member, rest);
}

function millisecondsOf({ file }: Clients, node: Node | undefined): number | undefined {
  const terminal = node && file.resolver.single(node);
  const value = terminal && valueOf(file.resolver, terminal);
  return value?.kind === 'known' && typeof value.value === 'number' ? value.value : undefined;
}
