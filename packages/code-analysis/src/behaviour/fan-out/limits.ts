import {
  fanOutFunctions,
  limiters,
  type FanOutFunction,
  type LimitPlace,
  type Limiter,
} from '../../libraries/concurrency.js';
import { valueOf } from '../../syntax/static-value.js';
import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { Construction, FileContext } from '../context.js';

/** The state of a number that limits work. */
type LimitState = 'set' | 'infinite' | 'absent' | 'unknown';

/** The limiter that a call or construction makes. */
export function limiterMade(file: FileContext, call: Construction): Limiter | undefined {
  return entryFor(file, call, limiters);
}

/** The function for lists that a call runs, such as `pMap`. */
export function fanOutCalled(file: FileContext, call: Construction): FanOutFunction | undefined {
  return entryFor(file, call, fanOutFunctions);
}

function entryFor<Entry extends { readonly modules: readonly string[]; readonly names: readonly string[] }>(
  file: FileContext,
  { callee }: Construction,
  table: readonly Entry[],
): Entry | undefined {
  const near = file.near(table);
  const origin = near.length > 0 ? file.origin(callee) : undefined;
  if (!origin || origin.module === 'global') return undefined;
  const name = origin.path.at(-1) ?? 'default';
  return near.find(
    ({ modules, names }) => modules.includes(origin.module) && (names.includes(name) || names[0] === '*'),
  );
}

/** What is written at the place of a limit. Text of an environment variable counts as a number. */
export function limitAt(file: FileContext, call: Construction, place: LimitPlace | undefined): LimitState {
  if (!place) return 'set';
  const { argument, members } = place;
  const node = call.arguments[argument];
  if (!node) return 'absent';
  if (node.type === 'SpreadElement') return 'unknown';
  if (!members) return valueState(file, node, []);
  const states = members.map((name) => valueState(file, node, [name]));
  return (['set', 'unknown', 'infinite'] as const).find((state) => states.includes(state)) ?? 'absent';
}

function valueState(file: FileContext, node: Node, path: readonly string[]): LimitState {
  const states = file.resolver.resolve(node, path).map((terminal): LimitState => {
    if (terminal.kind === 'absent') return 'absent';
    const value = valueOf(file.resolver, terminal);
    if (value.kind === 'known') {
      if (value.value === undefined || value.value === null) return 'absent';
      return typeof value.value === 'number' && !Number.isFinite(value.value) ? 'infinite' : 'set';
    }
    return value.kind === 'env' || path.length > 0 || terminal.kind !== 'expression'
      ? 'unknown'
      : objectState(terminal.node);
  });
  const [first = 'unknown'] = states;
  return states.every((state) => state === first) ? first : 'unknown';
}

/** `pLimit({ concurrency: 5 })` and values that are computed. */
const objectState = ({ type }: Node): LimitState => (type === 'ObjectExpression' ? 'set' : 'unknown');

/** The limiter behind the callee of a call: `limit(...)`, `queue.add(...)`, `limiter.schedule(...)`. */
export function limiterUsed(file: FileContext, callee: Node): Construction | undefined {
  const plain = unwrap(callee);
  const receivers = plain.type === 'MemberExpression' ? [plain.object, plain] : [plain];
  for (const receiver of receivers) {
    for (const terminal of file.resolver.resolve(receiver)) {
      if (terminal.kind !== 'expression') continue;
      const { node } = terminal;
      if ((node.type === 'CallExpression' || node.type === 'NewExpression') && limiterMade(file, node)) return node;
    }
  }
  return undefined;
}

/** True when a limiter that is made lets everything run at once. */
export function isInfinite(file: FileContext, made: Construction): boolean {
  const limiter = limiterMade(file, made);
  const state = limiter && limitAt(file, made, limiter.limit);
  return state === 'infinite' || (state === 'absent' && limiter?.unlimitedByDefault === true);
}

const limiting =
  /limit(er)?s?$|rate_?limit|throttl|semaphore|\bsema?$|acquire|queue$|bottleneck|mutex|\block$|withLock|concurren|batch(ed|er)|pool$|chunk|\bgate$|\bslots?$/i;

/** True when a callee is named like something that makes work wait for its turn. */
export function isNamedLikeLimiter(callee: Node): boolean {
  const plain = unwrap(callee);
  if (plain.type === 'Identifier') return limiting.test(plain.name);
  if (plain.type !== 'MemberExpression') return false;
  const receiver = unwrap(plain.object);
  const owner =
    receiver.type === 'MemberExpression' ? memberName(receiver) : receiver.type === 'Identifier' ? receiver.name : '';
  // `sqs.sendToQueue()` and `pool.query()` are the work itself.
  return limiting.test(owner ?? '') && !/^(query|connect|execute|send|request|end)$/.test(memberName(plain) ?? '')
    ? true
    : /^(acquire|throttle|schedule|rateLimit\w*|withLimit\w*|limit)$/i.test(memberName(plain) ?? '');
}
