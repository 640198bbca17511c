import { endsFunction } from '../../syntax/control-flow/completions.js';
import { isFunction, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';

/** Whether a caller's arguments lead to a call inside of a function. */
export type Reached = 'yes' | 'no' | 'unknown';

/** A parameter that must be there, or must not, for a call to be made. */
interface Condition {
  readonly parameter: number;
  readonly given: boolean;
}

/** Whether one caller of a function comes to a call in it: `if (!callback) return request(options)`. */
export function reachedBy(file: FileContext, fn: FunctionNode, call: Node, caller: Call): Reached {
  const each = conditionsOf(file, fn, call).map((condition) => holds(file, condition, caller));
  return each.includes('no') ? 'no' : each.includes('unknown') ? 'unknown' : 'yes';
}

/** True when an argument decides whether a function makes a call. */
export function isConditional(file: FileContext, fn: FunctionNode, call: Node): boolean {
  return conditionsOf(file, fn, call).length > 0;
}

function conditionsOf(file: FileContext, fn: FunctionNode, call: Node): readonly Condition[] {
  const found: Condition[] = [];
  let inner = call;
  for (let above = call.parent; above && inner !== fn; inner = above, above = above.parent) {
    if (isFunction(inner) && inner !== fn) continue;
    if (above.type === 'IfStatement' || above.type === 'ConditionalExpression') {
      if (inner !== above.test) found.push(...conditionOf(file, fn, above.test, inner === above.consequent));
    } else if (above.type === 'LogicalExpression' && above.right === inner && above.operator !== '??') {
      found.push(...conditionOf(file, fn, above.left, above.operator === '&&'));
    } else if (above.type === 'BlockStatement') {
      // What comes behind `if (!given) return ...` runs where it is given.
      for (const before of above.body.slice(0, above.body.indexOf(inner as never)))
        if (before.type === 'IfStatement' && !before.alternate && endsFunction(before.consequent))
          found.push(...conditionOf(file, fn, before.test, false));
    }
  }
  return found;
}

function conditionOf(file: FileContext, fn: FunctionNode, test: Node, outcome: boolean): readonly Condition[] {
  if (test.type === 'UnaryExpression' && test.operator === '!') return conditionOf(file, fn, test.argument, !outcome);
  const isTyped =
    test.type === 'BinaryExpression' &&
    test.left.type === 'UnaryExpression' &&
    test.left.operator === 'typeof' &&
    test.right.type === 'Literal' &&
    test.right.value === 'function';
  const isEqual = test.type === 'BinaryExpression' && /^===?$/.test(test.operator);
  const name = isTyped ? (test.left as Extract<Node, { type: 'UnaryExpression' }>).argument : test;
  if (name.type !== 'Identifier') return [];
  const parameter = fn.params.findIndex((one) => {
    const target = one.type === 'AssignmentPattern' ? one.left : one;
    return target.type === 'Identifier' && sameVariable(file, target, name);
  });
  return parameter < 0 ? [] : [{ parameter, given: isTyped && !isEqual ? !outcome : outcome }];
}

function sameVariable(file: FileContext, one: Node, other: Node): boolean {
  if (one.type !== 'Identifier' || other.type !== 'Identifier') return false;
  const variable = file.resolver.scopes.variableOf(one);
  return variable !== undefined && variable === file.resolver.scopes.variableOf(other);
}

function holds(file: FileContext, { parameter, given }: Condition, caller: Call): Reached {
  if (caller.arguments.some((one, i) => i <= parameter && one.type === 'SpreadElement')) return 'unknown';
  const argument = caller.arguments[parameter];
  if (!argument) return given ? 'no' : 'yes';
  const each = file.resolver.resolve(argument).map((one): boolean | undefined => {
    if (one.kind === 'absent') return false;
    if (one.kind !== 'expression' || one.path.length > 0) return undefined;
    if (one.node.type === 'Literal') return Boolean(one.node.value);
    return isFunction(one.node) || one.node.type === 'ObjectExpression' || one.node.type === 'ArrayExpression'
      ? true
      : undefined;
  });
  if (each.every((one) => one === given)) return 'yes';
  return each.every((one) => one === !given) ? 'no' : 'unknown';
}
