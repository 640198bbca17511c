import { isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { endsAbruptly } from '../../syntax/control-flow/completions.js';
import type { FileContext } from '../context.js';

/** The states of a circuit breaker, in which it lets nothing, one call, and all calls through. */
export type BreakerState = 'open' | 'half-open';

/** A place where code writes down or asks for a state. */
export interface StateMention {
  readonly node: Node;
  readonly state: BreakerState;
  /**
   * - `stored`: it is assigned, put into an object, handed to a function or given back
   * - `blocks`: the code goes another way while it is in this state
   * - `compared`: it is asked for in some other way
   */
  readonly role: 'stored' | 'blocks' | 'compared';
}

/** Where a file speaks of states of a circuit breaker by their values: `'OPEN'`, `State.HalfOpen`, `HALF_OPEN`. */
export function stateMentions(file: FileContext): readonly StateMention[] {
  return file.once(stateMentions, () => {
    const { text } = file.source;
    if (!/open/i.test(text)) return [];
    const nodes: readonly Node[] = [
      ...file.nodes('Literal'),
      ...file.nodes('MemberExpression'),
      ...(/\b(?:\w+_)?OPEN\b/.test(text) ? file.nodes('Identifier') : []),
    ];
    return nodes.flatMap((node): readonly StateMention[] => {
      const state = stateOf(node);
      const role = state && roleOf(node);
      return state && role ? [{ node, state, role }] : [];
    });
  });
}

/** The state that a constant stands for. Members count where they look like those of an enumeration. */
function stateOf(node: Node): BreakerState | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? named(node.value) : undefined;
  if (node.type === 'Identifier') {
    const isOwnMember = node.parent.type === 'MemberExpression' && node.parent.property === node;
    return !isOwnMember && /^[A-Z_]+$/.test(node.name) ? named(node.name) : undefined;
  }
  if (node.type !== 'MemberExpression' || node.object.type === 'ThisExpression') return undefined;
  const owner = node.object.type === 'MemberExpression' ? memberName(node.object) : undefined;
  const object = node.object.type === 'Identifier' ? node.object.name : owner;
  return object !== undefined && /^[A-Z]/.test(object) ? named(memberName(node) ?? '') : undefined;
}

function named(text: string): BreakerState | undefined {
  if (/^(?:[a-z]+[-_ ])*half(?:[-_ ]?open(?:ed)?)?$/i.test(text)) return 'half-open';
  return /^(?:(?:circuit|breaker|state|cb)[-_ ]?)*open(?:ed)?$/i.test(text) ? 'open' : undefined;
}

function roleOf(node: Node): StateMention['role'] | undefined {
  let outer = node;
  while (outer.parent && outer.parent !== node && unwrap(outer.parent) === unwrap(outer)) outer = outer.parent;
  const { parent } = outer;
  switch (parent?.type) {
    case 'BinaryExpression':
      return /^[!=]==?$/.test(parent.operator) ? comparison(parent, parent.operator.startsWith('!')) : undefined;
    case 'SwitchCase':
      return parent.test === outer && parent.consequent.some(leaves) ? 'blocks' : 'compared';
    case 'AssignmentExpression':
    case 'ConditionalExpression':
      return 'stored';
    case 'Property':
      // `{ OPEN: 'open' }` declares what the states are called.
      return parent.value === outer && !(parent.key.type === 'Identifier' && named(parent.key.name))
        ? 'stored'
        : undefined;
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === outer ? undefined : 'stored';
    case 'ReturnStatement':
      return 'stored';
    default:
      return undefined;
  }
}

/** What a comparison with a state decides: whether the code goes another way while it is in this state. */
function comparison(test: Node, isNegated: boolean): StateMention['role'] {
  for (let inner = test, above = test.parent; above && !isFunction(inner); inner = above, above = above.parent) {
    if (above.type === 'IfStatement') {
      if (above.test !== inner) return 'compared';
      const branch = isNegated ? above.alternate : above.consequent;
      return branch && leaves(branch) ? 'blocks' : 'compared';
    }
    // A function that says whether it may be called.
    if (above.type === 'ReturnStatement' || (isFunction(above) && above.body === inner)) return 'blocks';
    if (above.type === 'ConditionalExpression' && above.test === inner) return 'blocks';
    if (above.type !== 'LogicalExpression' && above.type !== 'UnaryExpression') return 'compared';
  }
  return 'compared';
}

/** True for a branch that may leave the function. */
function leaves(branch: Node): boolean {
  if (endsAbruptly(branch)) return true;
  if (branch.type === 'BlockStatement') return branch.body.some(leaves);
  return (
    branch.type === 'IfStatement' &&
    (leaves(branch.consequent) || (branch.alternate ? leaves(branch.alternate) : false))
  );
}
