import { limits } from '../../syntax/limits.js';
import type { Value } from '../../syntax/control-flow/evaluate.js';
import type { FlowGraph } from '../../syntax/control-flow/graph.js';
import type { Round } from '../../syntax/control-flow/loops.js';
import { isReached, mostPasses } from '../../syntax/control-flow/walk.js';
import type { Variable } from '../../syntax/scopes.js';
import { contains, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import type { Repeated } from './attempts.js';
import { isStepOf } from './places.js';
import { within, type Loop } from './regions.js';

/** How often a loop tries at most, the first time included; undefined where that is not known. */
export function attemptsOfLoop(
  file: FileContext,
  loop: Loop,
  { head, blocks }: Round,
  { node, failures }: Repeated,
): number | undefined {
  if (loop.type === 'ForOfStatement') return elementsOf(file, loop.right);
  const [failure] = failures;
  const { resolver } = file;
  const assumed = failure?.assumed ?? new Map<Node, Value>();
  // Success leaves the blocks that repeat, so that only failures are followed.
  const mayPass = (block: typeof head) => blocks.has(block);
  const last = [...blocks].filter((block) => block.nodes.includes(node));
  const attempts = mostPasses(
    { resolver, starts: [head], assumed, variables: startValues(file, loop), mayPass },
    new Set(last),
  );
  return attempts !== undefined && attempts > 0 && attempts <= limits.retries.attempts ? attempts : undefined;
}

function elementsOf(file: FileContext, list: Node): number | undefined {
  const terminal = file.resolver.single(list);
  return terminal?.kind === 'expression' && terminal.path.length === 0 && terminal.node.type === 'ArrayExpression'
    ? terminal.node.elements.length
    : undefined;
}

/** Numbers that variables have before a loop which is the only one to change them. */
function startValues(file: FileContext, loop: Loop): ReadonlyMap<Variable, Value> {
  const found = new Map<Variable, Value>();
  for (const name of within(file, 'Identifier', loop)) {
    const variable = file.resolver.scopes.variableOf(name);
    const declarator = variable?.defs[0]?.node as Node | undefined;
    if (!variable || declarator?.type !== 'VariableDeclarator' || contains(loop.body, declarator)) continue;
    const { init } = declarator;
    const isAlone = variable.references.every((one) => !one.isWrite() || one.init || contains(loop, one.identifier));
    if (isAlone && init?.type === 'Literal' && (typeof init.value === 'number' || typeof init.value === 'boolean'))
      found.set(variable, { kind: 'known', value: init.value });
  }
  return found;
}

/** How often a function that calls itself is called at most, where a parameter counts from a number. */
export function attemptsOfRecursion(
  file: FileContext,
  graph: FlowGraph,
  fn: FunctionNode,
  call: Call,
): number | undefined {
  for (const [i, parameter] of fn.params.entries()) {
    const argument = call.arguments[i];
    if (parameter.type !== 'AssignmentPattern' || parameter.left.type !== 'Identifier' || !argument) continue;
    const variable = file.resolver.scopes.variableOf(parameter.left);
    const start = parameter.right;
    if (!variable || start.type !== 'Literal' || typeof start.value !== 'number') continue;
    const step = isStepOf(file, argument, variable) ? stepOf(argument) : undefined;
    if (step === undefined) continue;
    const attempts = roundsUntilEnd(file, graph, call, variable, start.value, step);
    if (attempts !== undefined) return attempts;
  }
  return undefined;
}

function stepOf(argument: Node): number | undefined {
  if (argument.type === 'UpdateExpression' && argument.prefix) return argument.operator === '++' ? 1 : -1;
  if (argument.type !== 'BinaryExpression' || argument.right.type !== 'Literal') return undefined;
  const by = argument.right.value;
  if (typeof by !== 'number') return undefined;
  return argument.operator === '+' ? by : argument.operator === '-' ? -by : undefined;
}

function roundsUntilEnd(
  file: FileContext,
  graph: FlowGraph,
  call: Call,
  variable: Variable,
  start: number,
  step: number,
): number | undefined {
  const ends = graph.at.get(call) ?? [];
  for (let attempt = 1, value = start; attempt <= limits.retries.attempts; attempt += 1, value += step) {
    const variables = new Map<Variable, Value>([[variable, { kind: 'known', value }]]);
    const goesOn = isReached({ resolver: file.resolver, starts: [graph.entry], variables }, (one) =>
      ends.includes(one),
    );
    if (goesOn === undefined) return undefined;
    if (!goesOn) return attempt;
  }
  return undefined;
}
