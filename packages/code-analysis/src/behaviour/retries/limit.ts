import type { TSESTree } from '@typescript-eslint/utils';
import type { Variable } from '../../syntax/scopes.js';
import { valuesOf } from '../../syntax/static-value.js';
import { ancestor, contains, isFunction, memberName, type Node } from '../../syntax/tree.js';
import { completionsOf } from '../../syntax/control-flow/completions.js';
import { place, type FileContext } from '../context.js';
import { counterNames } from './growth.js';
import { directlyWithin, textOf, within, type Loop } from './regions.js';
import type { RetryLimit } from './types.js';

const clocks =
  /\bDate\.now\b|\bperformance\.now\b|\bhrtime\b|new Date\b|deadline|expir|elapsed|started?At|startTime|remaining|timed?_?out/i;
const signals = /\.aborted\b|throwIfAborted/;
const comparisons = /^(?:[<>]=?|[!=]==?)$/;

/** Finds what ends a loop that keeps failing: its own condition, or a test in it that leaves it. */
export function limitOfLoop(file: FileContext, loop: Loop): RetryLimit {
  if (loop.type === 'ForOfStatement') return limitOfList(file, loop);
  const counted = countersIn(file, loop);
  const counters = withDerived(file, loop, counted);
  const own = loop.test ? limitByTest(file, loop.test, counters) : undefined;
  if (own) return withAttempts(file, loop, own);
  for (const test of exitTests(file, loop)) {
    const limit = limitByTest(file, test, counters);
    if (limit) return withAttempts(file, loop, limit);
  }
  if (signals.test(textOf(file, loop))) return { state: 'limited', by: 'signal' };
  const passed = [...counted].find((counter) => isPassedToTest(file, loop, counter));
  if (passed) return { state: 'unknown', why: `a function decides by \`${passed.name}\`` };
  const flag = loop.test && !isConstant(loop.test) && !isResultFlag(file, loop, loop.test);
  if (flag)
    return { state: 'unknown', why: `\`${textOf(file, loop.test as Node).slice(0, 60)}\` is decided by other code` };
  if (memberCounterTested(file, loop)) return { state: 'limited', by: 'count' };
  const [counter] = counted;
  return {
    state: 'unlimited',
    cause: counter ? 'untested-counter' : 'none',
    ...(counter && { name: counter.name }),
    at: place(loop),
  };
}

function limitOfList(file: FileContext, loop: TSESTree.ForOfStatement): RetryLimit {
  const list = file.resolver.single(loop.right);
  const elements =
    list?.kind === 'expression' && list.node.type === 'ArrayExpression' ? list.node.elements.length : undefined;
  return { state: 'limited', by: 'count', ...(elements !== undefined && { attempts: elements }) };
}

/** Variables that the loop counts up or down. */
export function countersIn(file: FileContext, loop: Node): ReadonlySet<Variable> {
  const counters = new Set<Variable>();
  const add = (node: Node) => {
    const variable = node.type === 'Identifier' ? file.resolver.scopes.variableOf(node) : undefined;
    if (variable) counters.add(variable);
  };
  for (const { argument } of within(file, 'UpdateExpression', loop)) add(argument);
  for (const { left, operator, right } of within(file, 'AssignmentExpression', loop)) {
    const own =
      right.type === 'BinaryExpression' &&
      /^[+-]$/.test(right.operator) &&
      textOf(file, right.left) === textOf(file, left);
    if (operator === '+=' || operator === '-=' || own) add(left);
  }
  return counters;
}

/** Counters with the variables that are computed from them: `const left = --tries`. */
function withDerived(file: FileContext, loop: Node, counters: ReadonlySet<Variable>): ReadonlySet<Variable> {
  if (counters.size === 0) return counters;
  const derived = within(file, 'VariableDeclarator', loop).flatMap(({ id, init }) => {
    const variable = init && id.type === 'Identifier' ? file.resolver.scopes.variableOf(id) : undefined;
    if (!init || !variable || isFunction(init) || !mentions(init, counters)) return [];
    // What a function makes of a counter is its own.
    const calls = [init, ...within(file, 'CallExpression', init)].filter(({ type }) => type === 'CallExpression');
    return calls.some((call) => mentions(call, counters)) ? [] : [variable];
  });
  return new Set([...counters, ...derived]);
}

/** Conditions in a loop of which one branch leaves it. */
function exitTests(file: FileContext, loop: Loop): readonly Node[] {
  return directlyWithin(file, 'IfStatement', loop.body).flatMap((statement) => {
    const branches = [statement.consequent, statement.alternate].map((branch) =>
      branch ? completionsOf(branch) : undefined,
    );
    const exits = branches.some((one) => one && (one.has('throw') || one.has('return') || one.has('break')));
    // `if (tries < max) { ...; continue } throw error` leaves by what follows.
    const goesOn = branches.some((one) => one?.has('continue'));
    return exits || goesOn ? [statement.test] : [];
  });
}

function limitByTest(file: FileContext, test: Node, counters: ReadonlySet<Variable>): RetryLimit | undefined {
  const text = textOf(file, test);
  if (signals.test(text)) return { state: 'limited', by: 'signal' };
  for (const comparison of comparisonsIn(file, test)) {
    const sides = [comparison.left, comparison.right] as Node[];
    const index = sides.findIndex((side) => mentions(side, counters));
    if (index >= 0) return { state: 'limited', by: 'count', ...boundOf(file, comparison, index) };
    if (/^[<>]=?$/.test(comparison.operator) && sides.some((side) => clocks.test(textOf(file, side))))
      return { state: 'limited', by: 'deadline' };
  }
  // `while (retries--)`, `if (!retries) throw error`
  if (isTruthTest(test, counters)) return { state: 'limited', by: 'count' };
  return undefined;
}

function comparisonsIn(file: FileContext, test: Node): readonly TSESTree.BinaryExpression[] {
  return within(file, 'BinaryExpression', test).filter(({ operator }) => comparisons.test(operator));
}

function mentions(node: Node, counters: ReadonlySet<Variable>): boolean {
  return [...counters].some((counter) => counter.references.some(({ identifier }) => contains(node, identifier)));
}

function isTruthTest(test: Node, counters: ReadonlySet<Variable>): boolean {
  return [...counters].some((counter) =>
    counter.references.some(({ identifier }) => {
      if (!contains(test, identifier)) return false;
      let node = identifier as Node;
      while (
        node !== test &&
        node.parent &&
        /^(?:UpdateExpression|UnaryExpression|LogicalExpression)$/.test(node.parent.type)
      )
        node = node.parent;
      return node === test;
    }),
  );
}

/** The number that a counter is compared with, as the number of calls. */
function boundOf(file: FileContext, comparison: TSESTree.BinaryExpression, counterSide: number): { attempts?: number } {
  const other = counterSide === 0 ? comparison.right : comparison.left;
  const counter = counterSide === 0 ? comparison.left : comparison.right;
  const values = valuesOf(file.resolver, other).flatMap((value) =>
    value.kind === 'known' && typeof value.value === 'number' ? [value.value] : [],
  );
  const start = startOf(file, counter as Node);
  if (values.length === 0 || start === undefined) return {};
  const { operator } = comparison;
  const inclusive = operator === '<=' || operator === '>' ? 1 : 0;
  const bound = Math.max(...values);
  const attempts = /[<>]/.test(operator) ? bound - start + inclusive : bound - start + 1;
  return attempts > 0 && Number.isFinite(attempts) ? { attempts } : {};
}

function startOf(file: FileContext, counter: Node): number | undefined {
  const variable = counter.type === 'Identifier' ? file.resolver.scopes.variableOf(counter) : undefined;
  const declarator = variable?.defs[0]?.node as Node | undefined;
  const init = declarator?.type === 'VariableDeclarator' ? declarator.init : undefined;
  return init?.type === 'Literal' && typeof init.value === 'number' ? init.value : undefined;
}

/** The count of a loop's own test; of a test inside only that there is one, since what it skips is not followed. */
function withAttempts(file: FileContext, loop: Loop, limit: RetryLimit): RetryLimit {
  if (limit.attempts === undefined || loop.type === 'ForOfStatement') return limit;
  const own = loop.test && limitByTest(file, loop.test, countersIn(file, loop))?.attempts === limit.attempts;
  if (own) return limit;
  return { state: limit.state, ...(limit.by && { by: limit.by }) };
}

/** True when a counter decides as the argument of a function: `if (!shouldRetry(error, attempt)) throw error`. */
function isPassedToTest(file: FileContext, loop: Loop, counter: Variable): boolean {
  return counter.references.some(({ identifier }) => {
    const above = identifier.parent as Node | undefined;
    const call = above?.type === 'UpdateExpression' ? above.parent : above;
    if (call?.type !== 'CallExpression' || call.callee === identifier || !contains(loop, call)) return false;
    if (exitTests(file, loop).some((test) => contains(test, call))) return true;
    const test = ancestor(call, (node): node is TSESTree.VariableDeclarator => node?.type === 'VariableDeclarator');
    if (test?.init === undefined || !contains(loop, test)) return false;
    return (
      !/log|warn|info|error|debug|sleep|delay|wait|backoff/i.test(textOf(file, call.callee)) ||
      exitTests(file, loop).some((exit) => isTruthOf(file, exit, test.id))
    );
  });
}

/** True for `if (!delay) throw error`, where a function answers with no pause when it gives up. */
export function isTruthOf(file: FileContext, test: Node, name: Node): boolean {
  const variable = name.type === 'Identifier' ? file.resolver.scopes.variableOf(name) : undefined;
  return variable !== undefined && isTruthTest(test, new Set([variable]));
}

function isConstant(test: Node): boolean {
  return test.type === 'Literal' || (test.type === 'UnaryExpression' && test.argument.type === 'Literal');
}

/** True for a condition that asks for the result only: `while (!done)`, where the loop itself sets `done`. */
function isResultFlag(file: FileContext, loop: Loop, test: Node): boolean {
  return directlyWithin(file, 'AssignmentExpression', loop.body).some(({ left }) => {
    const variable = left.type === 'Identifier' ? file.resolver.scopes.variableOf(left) : undefined;
    return variable?.references.some(({ identifier }) => contains(test, identifier));
  });
}

/** A counter that is a member (`this.retries += 1`) and is compared in the loop. */
function memberCounterTested(file: FileContext, region: Node): boolean {
  return comparisonsIn(file, region).some(({ left, right }) =>
    [left, right].some((side) => side.type === 'MemberExpression' && counterNames.test(memberName(side) ?? '')),
  );
}
