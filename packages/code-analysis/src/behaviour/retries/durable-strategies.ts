import { returnsOf } from '../../syntax/resolve.js';
import type { Terminal } from '../../syntax/terminal.js';
import { contains, isFunction, type FunctionNode, type Node } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import { durableCode, type DurableOperation } from '../durable/code.js';
import { retryLibraryFor } from '../../libraries/retry-libraries.js';
import type { FoundRetry } from './loops.js';
import type { RetryLimit } from './types.js';

/** The function that says whether a step, a callback's submission or a poll of a durable function goes on, and its word for it. */
const strategies = { retryStrategy: 'shouldRetry', waitStrategy: 'shouldContinue' } as const;

/** Strategies that are written as functions. Those of the SDK's own makers are retries by a library. */
export function durableStrategies(file: FileContext): readonly FoundRetry[] {
  return (durableCode(file)?.operations ?? []).flatMap((operation) => strategyOf(file, operation) ?? []);
}

function strategyOf(file: FileContext, { name, call }: DurableOperation): FoundRetry | undefined {
  const option = name === 'waitForCondition' ? 'waitStrategy' : 'retryStrategy';
  const options = call.arguments.at(-1);
  if (!options || options.type === 'SpreadElement' || isFunction(options)) return undefined;
  const terminal = file.resolver.single(options, [option]);
  if (!terminal || terminal.kind === 'absent') return undefined;
  const limit = limitOf(file, terminal, strategies[option]);
  if (!limit) return undefined;
  const goesOnByState = option === 'waitStrategy' && limit.cause !== 'none';
  return {
    tried: call,
    fact: {
      at: place(terminal.written ?? terminal.node ?? call.callee),
      form: 'strategy',
      label: `\`${option}\``,
      purpose: goesOnByState ? 'waiting' : 'retry',
      script: false,
      limit,
      inner: [],
    },
  };
}

/** What ends the attempts; undefined where a maker of the SDK gives the strategy. */
function limitOf(file: FileContext, terminal: Terminal, word: string): RetryLimit | undefined {
  if (terminal.kind !== 'expression' || terminal.path.length > 0)
    return { state: 'unknown', why: 'other code decides' };
  const { node } = terminal;
  if (isFunction(node)) return limitOfFunction(file, node, word);
  const origin = node.type === 'CallExpression' ? file.origin(node.callee) : undefined;
  const isMade = origin && retryLibraryFor(origin.module, origin.path.join('.'));
  return isMade ? undefined : { state: 'unknown', why: 'other code decides' };
}

function limitOfFunction(file: FileContext, fn: FunctionNode, word: string): RetryLimit {
  const decisions = returnsOf(fn).map((returned) => file.resolver.resolve(returned, [word]));
  const decided = decisions.flatMap((terminals) => terminals.map(decisionOf));
  if (decided.length === 0) return { state: 'unknown', why: 'other code decides' };
  if (decided.every((one) => one === false)) return { state: 'limited', attempts: 1, by: 'count' };
  const counter = fn.params[1];
  if (counter && counter.type !== 'Identifier') return { state: 'unknown', why: 'other code decides' };
  const name = counter?.name;
  const references = counter ? (file.resolver.scopes.variableOf(counter)?.references ?? []) : [];
  const tested = references.filter(({ identifier }) => isTested(file, fn, identifier as Node, word));
  if (tested.length > 0) return { state: 'limited', by: 'count' };
  if (references.length > 0 && name !== undefined) return { state: 'unlimited', cause: 'untested-counter', name };
  return decided.every((one) => one === true) ? { state: 'unlimited', cause: 'none' } : { state: 'unlimited' };
}

/** What is written for the decision: a constant, or something that is computed. */
function decisionOf(terminal: Terminal): boolean | undefined {
  if (terminal.kind === 'absent') return false;
  if (terminal.kind !== 'expression' || terminal.path.length > 0 || terminal.node.type !== 'Literal') return undefined;
  return typeof terminal.node.value === 'boolean' ? terminal.node.value : undefined;
}

/** True where the counter is a part of a test, or of what is written for the decision. */
function isTested(file: FileContext, fn: FunctionNode, use: Node, word: string): boolean {
  for (let child = use, at = use.parent; at && contains(fn, at); child = at, at = at.parent) {
    if ((at.type === 'IfStatement' || at.type === 'ConditionalExpression') && at.test === child) return true;
    if (at.type === 'Property' && at.value === child && file.source.text.slice(...at.key.range) === word) return true;
    if (at.type === 'BinaryExpression' && /^[<>]=?$/.test(at.operator) && at.parent.type === 'VariableDeclarator')
      return true;
    if (at.type === 'SwitchStatement' && at.discriminant === child) return true;
  }
  return false;
}
