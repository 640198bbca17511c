import type { Resolver } from '../resolve.js';
import { limits } from '../limits.js';
import { functionAround, type Node } from '../tree.js';
import { assign, evaluate, isTruthy, type Known, type Value, type Valued, type Values } from './evaluate.js';
import type { Block, Edge } from './graph.js';
import { StateNumbers, type State } from './states.js';

/** What a walk assumes and where it goes. */
export interface Walk {
  readonly resolver: Resolver;
  readonly starts: Iterable<Block>;
  /** Values of nodes, such as that of a call whose answer is assumed. */
  readonly assumed?: ReadonlyMap<Node, Value>;
  readonly variables?: Values;
  /** Blocks and edges that it takes; all, where nothing is said. */
  readonly mayPass?: (block: Block) => boolean;
  readonly mayTake?: (edge: Edge) => boolean;
}

/**
 * Whether one of some blocks is reached on paths whose tests agree with what is known: values that are assumed, and those
 * that the code assigns on the way. A test that cannot be worked out is taken both ways.
 * @returns undefined where none is reached on the paths that were followed, and there are too many to follow
 */
export function isReached(walk: Walk, isEnd: (block: Block) => boolean): boolean | undefined {
  const seen = new StateNumbers();
  const pending: State[] = [...walk.starts].map((block) => ({ block, variables: walk.variables ?? new Map() }));
  for (let state = pending.pop(); state; state = pending.pop()) {
    if (walk.mayPass?.(state.block) === false) continue;
    const before = seen.size;
    seen.numberOf(state);
    if (seen.size === before) continue;
    if (seen.size > limits.flow.states) return undefined;
    if (isEnd(state.block)) return true;
    pending.push(...nextOf(walk, state));
  }
  return false;
}

/**
 * How often a block is passed at most on the paths of a walk.
 * @returns undefined where there is no such number, or it is not known
 */
export function mostPasses(walk: Walk, counted: ReadonlySet<Block>): number | undefined {
  const [start] = walk.starts;
  if (!start) return 0;
  const known = new StateNumbers();
  const most = new Map<number, number | 'open'>();
  const visit = (state: State): number | undefined => {
    const key = known.numberOf(state);
    const before = most.get(key);
    // A state that leads to itself goes on for ever.
    if (before === 'open') return undefined;
    if (before !== undefined) return before;
    if (most.size > limits.flow.states / 4) return undefined;
    most.set(key, 'open');
    let longest = 0;
    for (const next of nextOf(walk, state)) {
      if (walk.mayPass?.(next.block) === false) continue;
      const rest = visit(next);
      if (rest === undefined) return undefined;
      longest = Math.max(longest, rest);
    }
    const total = longest + (counted.has(state.block) ? 1 : 0);
    most.set(key, total);
    return total;
  };
  return visit({ block: start, variables: walk.variables ?? new Map() });
}

function nextOf(walk: Walk, { block, variables: before }: State): readonly State[] {
  const changes = changesIn(block);
  // Most blocks change nothing, and their states share what is known.
  const variables = changes.length > 0 ? new Map<Valued, Value>(before) : (before as Map<Valued, Value>);
  const at: Known = { resolver: walk.resolver, variables, assumed: walk.assumed ?? nothing };
  for (const node of changes) follow(at, variables, node);
  return block.edges.flatMap((edge) => {
    if (walk.mayTake?.(edge) === false || contradicts(at, edge)) return [];
    return [{ block: edge.to, variables: withChoice(variables, edge) }];
  });
}

const nothing: ReadonlyMap<Node, Value> = new Map();
const changes = new WeakMap<Block, readonly Node[]>();

/** The nodes of a block whose evaluation may give a variable another value. */
function changesIn(block: Block): readonly Node[] {
  let found = changes.get(block);
  if (!found) changes.set(block, (found = block.nodes.filter(({ type }) => changing.has(type))));
  return found;
}

const changing: ReadonlySet<string> = new Set(['VariableDeclarator', 'UpdateExpression', 'AssignmentExpression']);

/** Keeps in mind which side of `a ? b : c` is taken, until its value is used. */
function withChoice(variables: Values, { kind, test }: Edge): Values {
  if (test?.parent?.type !== 'ConditionalExpression' || test.parent.test !== test) return variables;
  return new Map([...variables, [test, { kind: 'known', value: kind === 'true' }]]);
}

function contradicts(at: Known, { kind, test }: Edge): boolean {
  if (!test || (kind !== 'true' && kind !== 'false')) return false;
  const truth = test.type === 'SwitchCase' ? caseTruth(at, test) : isTruthy(evaluate(at, test));
  return truth !== undefined && truth !== (kind === 'true');
}

function caseTruth(at: Known, test: Extract<Node, { type: 'SwitchCase' }>): boolean | undefined {
  const [asked, value] = [evaluate(at, test.parent.discriminant), test.test && evaluate(at, test.test)];
  if (asked?.kind !== 'known' || value?.kind !== 'known') return undefined;
  return asked.value === value.value;
}

/** What the evaluation of a node changes. */
function follow(at: Known, variables: Map<Valued, Value>, node: Node): void {
  if (node.type === 'VariableDeclarator') {
    set(at, variables, node.id, node.init ? evaluate(at, node.init) : { kind: 'known', value: undefined });
  } else if (node.type === 'UpdateExpression') {
    set(at, variables, node.argument, step(evaluate(at, node.argument), node.operator === '++' ? 1 : -1));
  } else if (node.type === 'AssignmentExpression') {
    const right = evaluate(at, node.right);
    if (node.operator === '=') set(at, variables, node.left, right);
    else {
      const by = right?.kind === 'known' && typeof right.value === 'number' ? right.value : undefined;
      const sign = node.operator === '+=' ? 1 : node.operator === '-=' ? -1 : undefined;
      const known = by !== undefined && sign !== undefined;
      set(at, variables, node.left, known ? step(evaluate(at, node.left), sign * by) : undefined);
    }
  }
}

function step(value: Value | undefined, by: number): Value | undefined {
  return value?.kind === 'known' && typeof value.value === 'number'
    ? { kind: 'known', value: value.value + by }
    : undefined;
}

/** Only variables of this function alone are followed: others may change in between. */
function set(at: Known, variables: Map<Valued, Value>, target: Node, value: Value | undefined): void {
  const variable = target.type === 'Identifier' ? at.resolver.scopes.variableOf(target) : undefined;
  const isShared = variable?.references.some(
    (one) => one.isWrite() && functionAround(one.identifier as Node) !== functionAround(target),
  );
  assign(at, variables, target, isShared ? undefined : value);
}
