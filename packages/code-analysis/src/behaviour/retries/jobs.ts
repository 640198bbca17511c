import { valueOf } from '../../syntax/static-value.js';
import { keyName, type Node, type NodeOfType } from '../../syntax/tree.js';
import { memberName } from '../../syntax/tree.js';
import { originOf, place, type Call, type FileContext } from '../context.js';
import type { FoundRetry } from './loops.js';
import { isScript } from './purpose.js';
import type { RetryDelay } from './types.js';

type ObjectNode = NodeOfType<'ObjectExpression'>;
type PropertyNode = NodeOfType<'Property'>;

const queues = new Set(['bullmq', 'bull']);

/** Retries of jobs by BullMQ and Bull, by their options: `{ attempts: 5, backoff: { type: 'exponential', delay: 1000 } }`. */
export function jobRetries(file: FileContext): readonly FoundRetry[] {
  const written = file.nodes('Property').flatMap((property) => backoffOf(file, property));
  const bare = file.calls.flatMap((call) => (call.type === 'CallExpression' ? withoutBackoff(file, call) : []));
  const places = new Set<number>();
  return [...written, ...bare].filter(({ fact }) => !places.has(fact.at.range[0]) && places.add(fact.at.range[0]));
}

function backoffOf(file: FileContext, property: PropertyNode): readonly FoundRetry[] {
  if (keyName(property) !== 'backoff' || property.parent.type !== 'ObjectExpression') return [];
  const attempts = numberOf(file, property.parent, 'attempts');
  if (attempts === undefined) return [];
  const delay = delayOf(file, property);
  return delay ? [found(file, property, attempts, delay)] : [];
}

function delayOf(file: FileContext, property: PropertyNode): RetryDelay | undefined {
  const terminal = file.resolver.single(property.value);
  if (terminal?.kind !== 'expression' || terminal.path.length > 0) return undefined;
  const { node } = terminal;
  const jitter = 'absent';
  if (node.type !== 'ObjectExpression') {
    const value = valueOf(file.resolver, terminal);
    if (value.kind !== 'known' || typeof value.value !== 'number') return undefined;
    return { kind: 'constant', ms: value.value, jitter, capped: false, at: place(property) };
  }
  const type = propertyOf(node, 'type');
  const kind = type && file.resolver.single(type.value);
  const name = kind && valueOf(file.resolver, kind);
  if (!type || name?.kind !== 'known') return undefined;
  const ms = numberOf(file, node, 'delay');
  const random = propertyOf(node, 'jitter') ? 'present' : jitter;
  if (name.value === 'exponential')
    return { kind: 'growing', growth: 'exponential', jitter: random, capped: false, at: place(type) };
  if (name.value !== 'fixed') return undefined;
  return { kind: 'constant', jitter: random, capped: false, at: place(type), ...(ms !== undefined && { ms }) };
}

/** `queue.add(name, data, { attempts: 3 })`: the attempts follow at once. */
function withoutBackoff(file: FileContext, call: Call): readonly FoundRetry[] {
  if (call.callee.type !== 'MemberExpression' || memberName(call.callee) !== 'add') return [];
  const queue = file.resolver.single(call.callee.object);
  if (queue?.kind !== 'expression' || queue.node.type !== 'NewExpression') return [];
  const origin = originOf(file.resolver.single(queue.node.callee));
  if (!origin || !queues.has(origin.module)) return [];
  const options = call.arguments.at(-1);
  if (!options || call.arguments.length < 2 || options.type === 'SpreadElement') return [];
  const terminal = file.resolver.single(options);
  if (terminal?.kind !== 'expression' || terminal.node.type !== 'ObjectExpression') return [];
  if (terminal.node.properties.some((one) => one.type === 'SpreadElement') || propertyOf(terminal.node, 'backoff'))
    return [];
  const attempts = propertyOf(terminal.node, 'attempts');
  const most = numberOf(file, terminal.node, 'attempts');
  if (!attempts || most === undefined || most < 2) return [];
  const [, settings] = queue.node.arguments;
  if (
    settings &&
    file.resolver.resolve(settings, ['defaultJobOptions', 'backoff']).some((one) => one.kind !== 'absent')
  )
    return [];
  return [found(file, attempts, most, { kind: 'none', jitter: 'absent', capped: false, at: place(attempts) })];
}

function found(file: FileContext, node: Node, attempts: number, delay: RetryDelay): FoundRetry {
  const limit = { state: 'limited', by: 'count', attempts } as const;
  const fact = {
    at: delay.at ?? place(node),
    form: 'job',
    label: 'This job',
    purpose: 'retry',
    script: isScript(file),
    limit,
    delay,
    inner: [],
  } as const;
  return { tried: node, fact };
}

function propertyOf(object: ObjectNode, name: string): PropertyNode | undefined {
  return object.properties.find((one): one is PropertyNode => one.type === 'Property' && keyName(one) === name);
}

function numberOf(file: FileContext, object: ObjectNode, name: string): number | undefined {
  const values = file.resolver.resolve(object, [name]).map((one) => valueOf(file.resolver, one));
  const numbers = values.flatMap((value) =>
    value.kind === 'known' && typeof value.value === 'number' ? [value.value] : [],
  );
  return numbers.length > 0 ? Math.max(...numbers) : undefined;
}
