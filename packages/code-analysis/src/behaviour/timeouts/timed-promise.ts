import { ancestor, contains, functionAround, isFunction, type Node } from '../../syntax/tree.js';
import { originOf, type Call, type FileContext } from '../context.js';

/**
 * True for the function behind `new Promise` that has a timer settle it, whatever else it waits for:
 * `new Promise((resolve, reject) => { setTimeout(() => reject(late), ms); query().then(resolve, reject); })`.
 */
export function settlesInTime(file: FileContext, executor: Node): boolean {
  if (!isFunction(executor)) return false;
  const settling = executor.params.filter((one) => one.type === 'Identifier');
  return file.nodes('CallExpression').some((call) => {
    if (!contains(executor.body, call) || functionAround(call) !== executor || !isTimer(file, call)) return false;
    const branch = ancestor(call, (one): one is Node => one?.type === 'IfStatement' || one === executor);
    return branch === executor && settling.some((name) => isSettledBy(file, call.arguments[0], name));
  });
}

function isTimer(file: FileContext, { callee }: Call): boolean {
  const origin = originOf(file.resolver.single(callee));
  return origin?.module === 'global' && origin.path.at(-1) === 'setTimeout';
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
