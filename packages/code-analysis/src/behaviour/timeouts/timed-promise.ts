import { contains, functionAround, isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import { originOf, type Call, type FileContext } from '../context.js';
import { isTimer } from '../retries/delay.js';

/** What stands between a statement that always runs and a call in it. */
const always = /^(?:BlockStatement|ExpressionStatement|VariableDeclarat(?:ion|or)|AssignmentExpression)$/;

/**
 * Whether the function behind `new Promise` has a timer settle it, whatever else it waits for:
 * `new Promise((resolve, reject) => { setTimeout(() => reject(late), ms); query().then(resolve, reject); })`.
 * @returns `opaque` where the timer is cleared before the promise is known to be settled; undefined where none always runs
 */
export function settlesInTime(file: FileContext, executor: Node): 'set' | 'opaque' | undefined {
  if (!isFunction(executor)) return undefined;
  const settling = executor.params.filter((one) => one.type === 'Identifier');
  const calls = file.nodes('CallExpression').filter((call) => contains(executor.body, call));
  const isSet = calls.some(
    (call) =>
      isTimer(file, call) &&
      alwaysRuns(file, executor, call) &&
      settling.some((name) => isSettledBy(file, call.arguments[0], name)),
  );
  if (!isSet) return undefined;
  return calls.some((call) => isClearing(file, call) && !isLast(call)) ? 'opaque' : 'set';
}

/** True for a call that stands in no branch, and behind no `return`. */
function alwaysRuns(file: FileContext, executor: FunctionNode, call: Call): boolean {
  for (let above = call.parent as Node; above !== executor; above = above.parent as Node)
    if (!always.test(above.type)) return false;
  return !file.nodes('ReturnStatement').some((one) => functionAround(one) === executor && one.range[0] < call.range[0]);
}

function isClearing(file: FileContext, { callee }: Call): boolean {
  return originOf(file.resolver.single(callee))?.path.at(-1) === 'clearTimeout';
}

/** True in the callback of a `finally` with which a chain ends: nothing is waited for after it. */
function isLast(clearing: Call): boolean {
  const call = functionAround(clearing)?.parent;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  return memberName(call.callee) === 'finally' && call.parent.type !== 'MemberExpression';
}

/** `setTimeout(reject, ms)`, and a callback that calls it. */
function isSettledBy(file: FileContext, callback: Node | undefined, name: Node): boolean {
  const variable = name.type === 'Identifier' ? file.resolver.scopes.variableOf(name) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => {
    const use = identifier as Node;
    if (use === callback) return true;
    const isCalled = use.parent?.type === 'CallExpression' && use.parent.callee === use;
    return isCalled && isFunction(callback) && contains(callback, use);
  });
}
