import { limits } from '../../syntax/limits.js';
import { functionAround, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import { place, type Call, type FileContext } from '../context.js';
import { freshness } from '../mutations/fresh.js';
import { durableCode, type DurableCode } from './code.js';
import type { ReplayedValue } from './types.js';

type Where = ReplayedValue['where'];

/** Values of the clock and of chance that durable functions use, other than to log them or to return them. */
export function replayedValues(file: FileContext): readonly ReplayedValue[] {
  const code = durableCode(file);
  if (!code) return [];
  return file.calls.flatMap((call): readonly ReplayedValue[] => {
    const made = freshness(file, call);
    if (made.kind !== 'fresh' || made.made !== call) return [];
    const where = whereOf(file, code, call, 0);
    if (!where || (where !== 'step' && !isUsed(file, code, call))) return [];
    return [{ at: place(call), text: file.source.text.slice(...call.range), by: made.by, where }];
  });
}

/** Whether a step or a replay runs the code at a node; undefined for code that belongs to no durable function. */
function whereOf(file: FileContext, code: DurableCode, node: Node, hops: number): Where | undefined {
  const fn = functionAround(node);
  if (!fn || hops > limits.hops.handler) return undefined;
  if (code.steps.has(fn)) return 'step';
  if (code.workflows.has(fn)) return 'replayed';
  if (runsInPlace(fn)) return whereOf(file, code, fn, hops);
  const calls = file.callersOf(fn);
  const callers = calls.map((call) => whereOf(file, code, call, hops + 1));
  if (callers.includes('replayed')) return 'replayed';
  if (callers.length > 0) return callers.includes('step') ? 'step' : callers.find((one) => one !== undefined);
  // A function that stands in a durable function and is handed to other code.
  return whereOf(file, code, fn, hops + 1) === 'replayed' ? 'unknown' : undefined;
}

const inPlace = /^(map|filter|forEach|flatMap|reduce|some|every|find|findIndex|sort|toSorted)$/;

/** Functions that methods of arrays call there and then, and those that are called where they stand. */
function runsInPlace(fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type !== 'CallExpression') return false;
  if (parent.callee === fn) return true;
  return parent.callee.type === 'MemberExpression' && inPlace.test(memberName(parent.callee) ?? '');
}

/** False for a value that is logged or returned only: nothing is decided or sent with it. */
function isUsed(file: FileContext, code: DurableCode, node: Node, depth = 0): boolean {
  if (depth > limits.hops.freshValue) return true;
  for (let child = node, at = node.parent; at; child = at, at = at.parent) {
    if (at.type === 'ReturnStatement') return !code.workflows.has(functionAround(at) as FunctionNode);
    if (at.type === 'CallExpression' && at.callee !== child && isLogging(at)) return false;
    if (at.type === 'CallExpression' && at.callee !== child && !isConversion(file, at)) return true;
    if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier') {
      const references = file.resolver.scopes.variableOf(at.id)?.references ?? [];
      return references.some(
        ({ identifier }) => identifier !== at.id && isUsed(file, code, identifier as Node, depth + 1),
      );
    }
    if (/Statement$|Function/.test(at.type)) return true;
  }
  return true;
}

/** `console.log(...)`, `context.logger.info(...)`: a call by the name of a level whose result nobody takes. */
function isLogging(call: Call): boolean {
  const { callee } = call;
  return (
    call.parent.type === 'ExpressionStatement' &&
    callee.type === 'MemberExpression' &&
    /^(log|trace|debug|info|warn|error)$/.test(memberName(callee) ?? '')
  );
}

/** `String(...)`, `JSON.stringify(...)`: what comes of it is the value still. */
function isConversion(file: FileContext, { callee }: Call): boolean {
  return file.origin(callee)?.module === 'global';
}
