import { abortSignalTimeout, type ClientLibrary, type OddValue, type TimeoutOption } from '../../libraries/index.js';
import { valueOf, type StaticValue } from '../../syntax/static-value.js';
import type { Terminal } from '../../syntax/terminal.js';
import { memberName, type Node } from '../../syntax/tree.js';
import { judgeClient, type Clients } from '../clients.js';
import { originOf, place, type FileContext } from '../context.js';
import { oddValue } from '../duration.js';
import type { Judged, OptionReading } from '../options.js';
import type { SiteResult } from '../wrappers.js';
import { isChecked, outermost } from './checked-values.js';
import type { UnsafeTimeoutFact } from './types.js';

type Does = UnsafeTimeoutFact['does'];

/** An option with one of the values that it may have. */
interface Given {
  readonly name: string;
  readonly option: TimeoutOption;
  readonly library: Pick<ClientLibrary, 'label' | 'byDefault'>;
  readonly terminal: Terminal;
  /** Another value is the same variable as a number: the text is converted before it is used. */
  readonly becomesNumber: boolean;
  /** There is another value for when this one is missing. */
  readonly fallback: boolean;
  /** Another option bounds the call as well. */
  readonly otherwise: boolean;
}

const nodeSignal = {
  label: 'Node.js',
  byDefault: { bounded: false, says: 'has no bound of its own' },
} satisfies Given['library'];

/** Values of timeouts whose effect depends on the environment, and written ones with which every call fails. */
export function unsafeTimeouts(
  clients: Clients | undefined,
  sites: readonly SiteResult[],
): readonly UnsafeTimeoutFact[] {
  if (!clients) return [];
  const { file } = clients;
  const given = [
    ...clients.all.flatMap((client) => givenIn(file, client.library, judgeClient(clients, client))),
    ...sites.flatMap(({ call, judged }) => givenIn(file, call.library, judged)),
    ...signalTimeouts(file),
  ];
  const found = new Map<string, UnsafeTimeoutFact>();
  for (const one of given) {
    const fact = unsafeValue(file, one);
    if (fact && !found.has(fact.at.range.join())) found.set(fact.at.range.join(), fact);
  }
  return [...found.values()];
}

function givenIn(file: FileContext, library: ClientLibrary, { read, bound }: Judged): Given[] {
  return read.flatMap(({ option, terminals, fact }: OptionReading): Given[] => {
    if (option.takes !== 'duration') return [];
    const others = bound.options.filter((other) => other !== fact && other.state === 'set');
    const otherwise = others.some((other) => other.covers.includes('total'));
    const fallback = terminals.length > 1;
    const becomesNumber = hasNumber(file, terminals);
    return terminals.map((terminal) => ({
      name: option.path,
      option,
      library,
      terminal,
      becomesNumber,
      fallback,
      otherwise,
    }));
  });
}

/** Arguments of `AbortSignal.timeout`, wherever the signal goes. */
function signalTimeouts(file: FileContext): Given[] {
  return file.calls.flatMap((call) => {
    const [argument] = call.arguments;
    if (!argument || call.callee.type !== 'MemberExpression') return [];
    const origin = originOf(file.resolver.single(call.callee));
    if (origin?.module !== 'global' || origin.path.join('.') !== 'AbortSignal.timeout') return [];
    const terminals = file.resolver.resolve(argument);
    const fallback = terminals.length > 1;
    const option = abortSignalTimeout;
    return terminals.map((terminal) => ({
      name: 'AbortSignal.timeout',
      option,
      library: nodeSignal,
      terminal: { ...terminal, written: argument },
      becomesNumber: hasNumber(file, terminals),
      fallback,
      otherwise: false,
    }));
  });
}

/** True when one of the values is what another one, a variable of the environment, is as a number: `wait = Number(wait)`. */
function hasNumber(file: FileContext, terminals: readonly Terminal[]): boolean {
  return terminals.some((terminal) => {
    const converted = terminal.kind === 'expression' && terminal.path.length === 0 && convertedBy(terminal.node);
    return converted && file.resolver.resolve(converted).some((one) => valueOf(file.resolver, one).kind === 'env');
  });
}

function convertedBy(node: Node): Node | undefined {
  if (node.type === 'UnaryExpression') return node.operator === '+' ? node.argument : undefined;
  if (node.type !== 'CallExpression') return undefined;
  const { callee } = node;
  const name = callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' && callee.name;
  return /^(?:Number|parseInt|parseFloat)$/.test(name || '') ? node.arguments[0] : undefined;
}

function unsafeValue(file: FileContext, given: Given): UnsafeTimeoutFact | undefined {
  const { name, library, terminal } = given;
  const value = valueOf(file.resolver, terminal);
  if (value.kind === 'unknown' || !terminal.node) return undefined;
  const node = outermost(terminal.node);
  const text = (one: Node) => file.source.text.slice(...one.range);
  const common = {
    at: place(node),
    option: name || 'timeout',
    label: library.label,
    without: library.byDefault.says,
    value: text(node),
  };
  if (value.kind === 'known') {
    const odd = oddValue(value.value);
    // What is off is known as such already; what is reset is what the code says.
    if (!odd || !given.option.fails?.includes(odd)) return undefined;
    return { ...common, does: 'fails', cause: 'literal' };
  }
  const effect = ofEnvironment(file, given, value, node);
  const number = value.converted ? common.value : `Number(${common.value})`;
  const insertable = !given.fallback && common.value.includes(value.name) && node.parent?.type !== 'LogicalExpression';
  const repair = insertable && effect.does !== 'safe' ? `${number} || ${unitValue(given.option)}` : undefined;
  return { ...common, env: value.name, ...effect, ...(repair !== undefined && { repair }) };
}

/** What a value out of the environment does, as text and when the variable is missing. */
function ofEnvironment(
  file: FileContext,
  { option, library, becomesNumber, fallback, otherwise }: Given,
  { name, converted }: Extract<StaticValue, { kind: 'env' }>,
  node: Node,
): Pick<UnsafeTimeoutFact, 'does' | 'cause' | 'because'> {
  const asText = converted || becomesNumber ? undefined : effectOf(option, 'string');
  if (asText && !(asText === 'off' && otherwise)) return { does: asText, cause: 'text' };
  const useless = converted && isUselessFallback(node);
  const unset = { cause: useless ? 'useless-fallback' : 'unset' } as const;
  if (fallback && !useless) return { does: 'safe', because: 'fallback', ...unset };
  if (isChecked(file, name, node)) return { does: 'safe', because: 'checked', ...unset };
  const does = converted ? effectOf(option, 'NaN') : withoutValue(library);
  if (does === undefined || does === 'reset') return { does: 'safe', because: 'accepted', ...unset };
  if (does === 'off' && otherwise) return { does: 'safe', because: 'another limit', ...unset };
  return { does, ...unset };
}

function effectOf({ off, fails, reset }: TimeoutOption, value: OddValue): Exclude<Does, 'safe'> | undefined {
  if (off?.includes(value)) return 'off';
  if (fails?.includes(value)) return 'fails';
  return reset?.includes(value) ? 'reset' : undefined;
}

/** A raw variable that is not set is `undefined`, as if the option were not written. */
function withoutValue({ byDefault }: Pick<ClientLibrary, 'byDefault'>): 'off' | undefined {
  return byDefault.bounded ? undefined : 'off';
}

/** `Number(process.env.X) ?? 5000`: NaN is not nullish. */
function isUselessFallback({ parent, range }: Node): boolean {
  return parent?.type === 'LogicalExpression' && parent.operator === '??' && parent.left.range[0] === range[0];
}

function unitValue({ unit }: TimeoutOption): string {
  return unit === 's' ? '5' : unit === 'min' ? '1' : '5_000';
}
