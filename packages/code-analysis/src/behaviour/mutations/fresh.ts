import type { TSESTree } from '@typescript-eslint/utils';
import { freshNames, freshSources } from '../../libraries/fresh-values.js';
import { limits } from '../../syntax/limits.js';
import type { Terminal } from '../../syntax/terminal.js';
import { ancestor, isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { Construction, FileContext } from '../context.js';

/** Whether a value is another one in each run. */
export type Freshness =
  /** `made` is the call that gives another value each time. */
  | { readonly kind: 'fresh'; readonly made: Node; readonly by: 'random' | 'time' }
  /** The same for the same input: literals, parameters and what is computed from them. */
  | { readonly kind: 'stable' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

const stable: Freshness = { kind: 'stable' };
const unknown: Freshness = { kind: 'unknown' };

/** Whether `node.path` is another value in each run; fresh when any part of it is, and absent when it is not written. */
export function freshness(file: FileContext, node: Node, path: readonly string[] = [], depth = 0): Freshness {
  if (depth > limits.hops.freshValue) return unknown;
  const found = file.resolver.resolve(node, path).map((terminal): Freshness => {
    const isPart = terminal.kind === 'parameter' || (terminal.kind === 'expression' && terminal.path.length > 0);
    // A member of what is not written here may be there or not.
    return path.length > 0 && isPart && !terminal.written ? unknown : ofTerminal(file, terminal, depth);
  });
  if (found.every(({ kind }) => kind === 'absent')) return { kind: 'absent' };
  return joined([worst(found), ...(path.length === 0 ? lateMembers(file, unwrap(node), depth) : [])]);
}

/** `body.at = Date.now()` of an object that is made before. */
function lateMembers(file: FileContext, node: Node, depth: number): readonly Freshness[] {
  const variable = node.type === 'Identifier' ? file.resolver.scopes.variableOf(node) : undefined;
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const member = identifier.parent as Node;
    const assignment = member.type === 'MemberExpression' && member.object === identifier ? member.parent : undefined;
    return assignment?.type === 'AssignmentExpression' && assignment.left === member
      ? [freshness(file, assignment.right, [], depth + 1)]
      : [];
  });
}

/** Fresh if one is, unknown if one is; a value that may be left out counts as what it is otherwise. */
function worst(found: readonly Freshness[]): Freshness {
  const present = found.filter(({ kind }) => kind !== 'absent');
  // `event.id ?? randomUUID()` is made anew only where the event has none.
  const fresh = present.find(({ kind }) => kind === 'fresh');
  if (fresh) return present.some(({ kind }) => kind !== 'fresh') ? unknown : fresh;
  return present.find(({ kind }) => kind === 'unknown') ?? present[0] ?? { kind: 'absent' };
}

/** A whole is fresh when a part is. */
function joined(parts: readonly Freshness[]): Freshness {
  return (
    parts.find(({ kind }) => kind === 'fresh') ?? parts.find(({ kind }) => kind === 'unknown') ?? parts[0] ?? stable
  );
}

function ofTerminal(file: FileContext, terminal: Terminal, depth: number): Freshness {
  if (terminal.kind === 'absent') return { kind: 'absent' };
  if (terminal.kind === 'parameter') return stable;
  if (terminal.kind === 'global') return stable;
  if (terminal.kind === 'unknown') return /loop/.test(terminal.reason) ? stable : unknown;
  if (terminal.kind === 'module') return unknown;
  return ofExpression(file, unwrap(terminal.node), depth);
}

function ofExpression(file: FileContext, node: Node, depth: number): Freshness {
  const part = (one: Node) => freshness(file, one, [], depth + 1);
  switch (node.type) {
    case 'Literal':
      return stable;
    case 'TemplateLiteral':
      return joined(node.expressions.map(part));
    case 'BinaryExpression':
      return joined([...(node.left.type === 'PrivateIdentifier' ? [] : [part(node.left)]), part(node.right)]);
    case 'UnaryExpression':
      return part(node.argument);
    case 'ObjectExpression':
      // A value of DynamoDB: `{ S: id }`.
      return joined(node.properties.map((one) => part(one.type === 'Property' ? one.value : one.argument)));
    case 'ArrayExpression':
      return joined(node.elements.flatMap((one) => (one && one.type !== 'SpreadElement' ? [part(one)] : [])));
    case 'CallExpression':
    case 'NewExpression':
      return ofCall(file, node, part);
    default:
      return unknown;
  }
}

function ofCall(file: FileContext, node: Construction, part: (one: Node) => Freshness): Freshness {
  const by = freshCall(file, node);
  if (by) return ancestor(node, isFunction) ? { kind: 'fresh', made: node, by } : stable;
  const parts = node.arguments.flatMap((one) => (one.type === 'SpreadElement' || isFunction(one) ? [] : [part(one)]));
  const { callee } = node;
  if (isMadeFromName(file, node)) return joined(parts);
  if (callee.type !== 'MemberExpression') return parts.some(({ kind }) => kind === 'fresh') ? joined(parts) : unknown;
  const method = memberName(callee) ?? '';
  const receiver = part(callee.object);
  const whole = joined([receiver, ...parts]);
  if (whole.kind === 'fresh' && whole.by === 'time' && isCoarse(file, node, method)) return unknown;
  if (whole.kind === 'fresh') return keepsFreshness.test(method) ? whole : unknown;
  return whole;
}

/** Methods that give a text or number made of the value; others, such as `db.insert(x)`, give something else. */
const keepsFreshness =
  /^(to\w*|value|valueOf|get\w*|format|digest|update|slice|substr(ing)?|replace(All)?|concat|join|padStart|padEnd|trim|split|at|floor|round|ceil|unix|stringify|from|createHash|marshall)$/;

/** Letters of a timestamp in ISO 8601 up to the hour: `2026-12-01T04`. */
const upToHour = 13;

/** True where an hour or a day is left of a time, which a repetition finds unchanged unless it comes at the turn: `.toISOString().slice(0, 10)`. */
function isCoarse(file: FileContext, call: Construction, method: string): boolean {
  const [first, second] = call.arguments.map((one) => (one.type === 'Literal' ? one.value : undefined));
  if (method === 'format') return typeof first === 'string' && !/[msxX]/.test(first);
  if (/^(?:toDateString|toLocaleDateString|toISODate|get(?:UTC)?(?:Date|Day|Month|FullYear|Hours))$/.test(method))
    return true;
  if (!isTimestamp(file, call.callee)) return false;
  if (method === 'split') return first === 'T' || first === ' ';
  return /^(?:slice|substr(?:ing)?)$/.test(method) && first === 0 && Number(second ?? Infinity) <= upToHour;
}

/** `new Date().toISOString()`, as what a method is called on. */
function isTimestamp(file: FileContext, method: Node): boolean {
  const text = method.type === 'MemberExpression' ? file.resolver.single(method.object) : undefined;
  const made = text?.kind === 'expression' && text.path.length === 0 ? unwrap(text.node) : undefined;
  return (
    made?.type === 'CallExpression' &&
    made.callee.type === 'MemberExpression' &&
    /^to(?:ISOString|JSON|ISO)$/.test(memberName(made.callee) ?? '')
  );
}

/** True for ids that are computed from a name: `v5(order.id, namespace)`. */
function isMadeFromName(file: FileContext, { callee }: Construction): boolean {
  const origin = file.origin(callee);
  return origin?.module === 'uuid' && /^v[35]$/.test(origin.path.at(-1) ?? '');
}

/** True for `randomUUID()`, `Date.now()`, `new Date()`. */
function freshCall(file: FileContext, node: Construction): 'random' | 'time' | undefined {
  const origin = file.origin(node.callee);
  const path = origin?.path.join('.') ?? '';
  const module = origin?.module.replace(/^node:/, '');
  for (const source of freshSources) {
    if (source.module !== module || !source.exports.includes(path)) continue;
    return source.bare && node.arguments.length > 0 ? undefined : source.by;
  }
  const name = lastName(node.callee);
  return name !== undefined && freshNames.test(name) && node.arguments.length === 0 && module !== 'global'
    ? 'random'
    : undefined;
}

function lastName(callee: TSESTree.Expression): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? memberName(callee) : undefined;
}
