import type { Variable } from '../../syntax/scopes.js';
import { contains, functionAround, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { within } from './regions.js';

/** Something that holds a value from one attempt to the next: a variable, or a member such as `this.retries` by its path. */
export type Place = Variable | string;

/** What an expression is made of. */
export interface Parts {
  /** What it reads itself; what it hands to calls is theirs. */
  readonly places: ReadonlySet<Place>;
  /** Calls in it whose answer counts; those that only compute, such as `Math.min`, are looked through. */
  readonly calls: readonly Call[];
  /** Nodes that read the clock. */
  readonly clocks: readonly Node[];
  /** It asks whether a signal was aborted. */
  readonly asksSignal: boolean;
}

/** The variable or member that a node stands for. */
export function placeOf(file: FileContext, given: Node): Place | undefined {
  const node = unwrap(given);
  if (node.type === 'Identifier') return file.resolver.scopes.variableOf(node);
  return node.type === 'MemberExpression' ? pathOf(node) : undefined;
}

function pathOf(node: Node): string | undefined {
  const plain = unwrap(node);
  if (plain.type === 'ThisExpression') return 'this';
  if (plain.type === 'Identifier') return plain.name;
  if (plain.type !== 'MemberExpression') return undefined;
  const [object, name] = [pathOf(plain.object), memberName(plain)];
  return object === undefined || name === undefined ? undefined : `${object}.${name}`;
}

/** What a place is called. */
export const nameOfPlace = (place: Place): string =>
  typeof place === 'string' ? (place.split('.').at(-1) ?? place) : place.name;

/** What an expression is made of, constants of the function among it taken for what they stand for. */
export function partsOf(file: FileContext, expression: Node, fn: FunctionNode | undefined): Parts {
  const places = new Set<Place>();
  const calls: Call[] = [];
  const clocks: Node[] = [];
  let asksSignal = false;
  const pending: Node[] = [expression];
  const seen = new Set<Node>();
  for (let part = pending.pop(); part; part = pending.pop()) {
    if (seen.has(part) || seen.size > 50) continue;
    seen.add(part);
    const opaque: Node[] = [];
    for (const call of [...within(file, 'CallExpression', part), ...within(file, 'NewExpression', part)]) {
      if (isClock(file, call)) clocks.push(call);
      else if (call.type === 'CallExpression' && !computes(file, call)) {
        calls.push(call);
        opaque.push(call);
      }
    }
    const isOwn = (node: Node) => !opaque.some((call) => contains(call, node));
    for (const member of within(file, 'MemberExpression', part)) {
      if (memberName(member) === 'aborted') asksSignal = true;
      const path = isOwn(member) ? pathOf(member) : undefined;
      if (path !== undefined) places.add(path);
    }
    for (const name of within(file, 'Identifier', part)) {
      const variable = file.resolver.scopes.variableOf(name);
      if (!variable || places.has(variable) || !isOwn(name)) continue;
      places.add(variable);
      const init = constantOf(file, variable, fn);
      if (init) pending.push(init);
    }
  }
  return { places, calls, clocks, asksSignal };
}

/** The expression of a variable of the function that is set once; what was waited for is no expression of this code. */
function constantOf(file: FileContext, variable: Variable, fn: FunctionNode | undefined): Node | undefined {
  const [write, ...others] = variable.references.filter((one) => one.isWrite());
  const declarator = variable.defs[0]?.node as Node | undefined;
  if (!write || others.length > 0 || declarator?.type !== 'VariableDeclarator' || !declarator.init) return undefined;
  const isPlain = declarator.id.type === 'Identifier' || declarator.id.type === 'ObjectPattern';
  if (!isPlain || functionAround(declarator) !== fn) return undefined;
  return within(file, 'AwaitExpression', declarator.init).length > 0 ? undefined : declarator.init;
}

const clockNames = /^(?:Date\.now|performance\.now|process\.(?:hrtime|hrtime\.bigint|uptime)|Date)$/;

function isClock(file: FileContext, { callee }: { readonly callee: Node }): boolean {
  const terminal = file.resolver.single(callee);
  if (terminal?.kind === 'global') return clockNames.test(terminal.path.join('.'));
  return terminal?.kind === 'module' && /^(?:node:)?(?:perf_hooks|process)$/.test(terminal.module);
}

/** `Math.min(a, b)`, `Number(a)`: made of what it is given and of nothing else. */
function computes(file: FileContext, { callee }: Call): boolean {
  const terminal = file.resolver.single(callee);
  return (
    terminal?.kind === 'global' &&
    (/^(?:Number|parseInt|parseFloat|Boolean|String)$/.test(terminal.path[0] ?? '') ||
      (terminal.path[0] === 'Math' && terminal.path[1] !== 'random'))
  );
}

/** How a place changes at a node: by a step, by another value, or not at all. */
export function changeAt(file: FileContext, node: Node, place: Place): 'step' | 'other' | undefined {
  const is = (target: Node) => placeOf(file, target) === place;
  if (node.type === 'UpdateExpression') return is(node.argument) ? 'step' : undefined;
  if (node.type === 'AssignmentExpression') {
    if (!targetsOf(node.left).some(is)) return undefined;
    if (node.operator !== '=') return 'step';
    return isStepOf(file, node.right, place) ? 'step' : 'other';
  }
  if (node.type !== 'VariableDeclarator' || !targetsOf(node.id).some(is)) return undefined;
  return node.init && isStepOf(file, node.init, place) ? 'step' : 'other';
}

function targetsOf(pattern: Node): readonly Node[] {
  if (pattern.type === 'ObjectPattern')
    return pattern.properties.flatMap((one) => (one.type === 'Property' ? targetsOf(one.value) : []));
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap((one) => (one ? targetsOf(one) : []));
  return pattern.type === 'AssignmentPattern' ? targetsOf(pattern.left) : [pattern];
}

/** True for a value that is computed from that of a place: `attempt + 1`, `--left`, `Math.min(delay * 2, cap)`. */
export function isStepOf(file: FileContext, value: Node, place: Place): boolean {
  const node = unwrap(value);
  const fn = functionAround(node);
  if (node.type === 'UpdateExpression') return placeOf(file, node.argument) === place;
  if (node.type === 'AssignmentExpression') return placeOf(file, node.left) === place && node.operator !== '=';
  if (node.type === 'Identifier') {
    const variable = file.resolver.scopes.variableOf(node);
    const init = variable && variable !== place ? constantOf(file, variable, fn) : undefined;
    return init !== undefined && isStepOf(file, init, place);
  }
  if (node.type !== 'BinaryExpression' && node.type !== 'CallExpression') return false;
  return partsOf(file, node, fn).places.has(place);
}
