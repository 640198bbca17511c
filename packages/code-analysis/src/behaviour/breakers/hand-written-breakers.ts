import { ancestor, contains, functionAround, isClass, isFunction, memberName, type Node } from '../../syntax/tree.js';
import { endsAbruptly } from '../../syntax/control-flow/completions.js';
import { catchesOf } from '../catches/catch-sites.js';
import type { FileContext } from '../context.js';
import { textOf, within } from '../retries/regions.js';
import { stateMentions, type StateMention } from './breaker-states.js';
import { failureWork } from './failure-work.js';

/** A circuit breaker that a file writes out itself. */
export interface HandWrittenBreaker {
  /** Its class, or the function that asks it. */
  readonly at: Node;
  /** The class, or the whole file. */
  readonly owner: Node;
  /** How it comes back: by a state in which calls are tried, by the time alone, or not as far as it shows. */
  readonly comesBack: 'half-open' | 'time' | 'unseen';
}

/**
 * The circuit breakers of a file: failures lead to a state, by a count or for a time, and while it is in that state calls
 * are not made. What merely speaks of states, such as a connection that is open or closed, counts no failures of calls.
 */
export function handWrittenBreakers(file: FileContext): readonly HandWrittenBreaker[] {
  return file.once(handWrittenBreakers, () => {
    const found = new Map<Node, HandWrittenBreaker>();
    for (const one of [...byStates(file), ...byCount(file)]) if (!found.has(one.owner)) found.set(one.owner, one);
    return [...found.values()];
  });
}

const ownerOf = (file: FileContext, node: Node): Node => ancestor(node, isClass) ?? file.source.ast;

const clock = /\bDate\.now\(\)|\bnew Date\(\)|\bperformance\.now\(\)|\bDate\(\)/;
const expiry = /\bsetTimeout\(|\bttl\b|expire|['"](?:EX|PX)['"]/i;

/** States by their values: the open one is stored after failures, and blocks. */
function byStates(file: FileContext): readonly HandWrittenBreaker[] {
  const mentions = stateMentions(file);
  const blocks = mentions.filter(({ state, role }) => state === 'open' && role === 'blocks');
  const stored = mentions.filter(({ state, role }) => state === 'open' && role === 'stored');
  if (blocks.length === 0 || stored.length === 0) return [];
  const works = catchesOf(file).map((one) => failureWork(file, one));
  return blocks.flatMap((block): readonly HandWrittenBreaker[] => {
    const owner = ownerOf(file, block.node);
    const own = (one: StateMention): boolean => ownerOf(file, one.node) === owner;
    const halfOpen = mentions.some((one) => one.state === 'half-open' && own(one));
    const opens = stored.filter((one) => own(one) && !contains(gateOf(block.node), one.node));
    const isAfterFailure = opens.some(({ node }) =>
      works.some(
        (work) => work.some((part) => contains(part, node)) && !work.some((part) => contains(part, block.node)),
      ),
    );
    const isCounted = opens.some(({ node }) => isUnderCount(file, node));
    const text = textOf(file, owner);
    const comesBack = halfOpen ? 'half-open' : clock.test(text) || expiry.test(text) ? 'time' : 'unseen';
    const isBreaker = isAfterFailure ? halfOpen || isCounted || clock.test(text) : halfOpen && isCounted;
    return isBreaker ? [{ at: nameOf(block.node), owner, comesBack }] : [];
  });
}

/** The statement or function that a test decides about. */
const gateOf = (test: Node): Node =>
  ancestor(test, (node): node is Node => node?.type === 'IfStatement' || node?.type === 'SwitchStatement') ?? test;

/** True for code that runs once a number that goes up in the same function has come to a limit. */
function isUnderCount(file: FileContext, node: Node): boolean {
  for (let above = node.parent; above && !isFunction(above); above = above.parent) {
    const test = above.type === 'IfStatement' || above.type === 'ConditionalExpression' ? above.test : undefined;
    if (test && !contains(test, node) && comparesCount(file, test)) return true;
  }
  const fn = functionAround(node);
  const callers = fn ? file.callersOf(fn) : [];
  return callers.some((call) => {
    for (let above: Node | undefined = call.parent; above && !isFunction(above); above = above.parent)
      if (above.type === 'IfStatement' && comparesCount(file, above.test)) return true;
    return false;
  });
}

function comparesCount(file: FileContext, test: Node): boolean {
  const compared = [test, ...within(file, 'BinaryExpression', test)].flatMap((node) =>
    node.type === 'BinaryExpression' && /^[<>]=?$/.test(node.operator) ? [node.left, node.right] : [],
  );
  return compared.some((side) => counted(file).has(keyOf(file, side) ?? ''));
}

/** Keys of what is counted up in a file: `failures += 1`, `this.#failures++`, `state.failures = state.failures + 1`. */
function counted(file: FileContext): ReadonlySet<string> {
  return file.once(counted, () => {
    const raised = file.nodes('UpdateExpression').flatMap((node) => (node.operator === '++' ? [node.argument] : []));
    const added = file.assignments.flatMap(({ operator, left, right }) => {
      const isSum = operator === '=' && right.type === 'BinaryExpression' && right.operator === '+';
      return operator === '+=' || (isSum && keyOf(file, right.left) === keyOf(file, left)) ? [left] : [];
    });
    return new Set([...raised, ...added].flatMap((node) => keyOf(file, node) ?? []));
  });
}

/** What tells a member or variable from others: the name of a member, and the declaration of a variable. */
function keyOf(file: FileContext, node: Node): string | undefined {
  if (node.type === 'UpdateExpression') return keyOf(file, node.argument);
  if (node.type === 'MemberExpression') return `.${memberName(node) ?? ''}`;
  if (node.type !== 'Identifier') return undefined;
  const [definition] = file.resolver.scopes.variableOf(node)?.defs ?? [];
  return definition && `${node.name} ${definition.name.range[0]}`;
}

/** Without states: failures are counted, and from a number on calls are not made until a point in time. */
function byCount(file: FileContext): readonly HandWrittenBreaker[] {
  if (!clock.test(file.source.text)) return [];
  return catchesOf(file).flatMap((one): readonly HandWrittenBreaker[] => {
    const work = failureWork(file, one);
    const isIn = (node: Node): boolean => work.some((part) => contains(part, node));
    const fn = functionAround(one.at);
    const assigned = file.assignments.filter(
      (node) => isIn(node) && isUnderCount(file, node) && outlives(file, node.left, fn),
    );
    const keys = new Set(assigned.map(({ left }) => keyOf(file, left)));
    if (keys.size === 0) return [];
    const gate = file
      .nodes('IfStatement')
      .find(
        ({ test, consequent }) =>
          !isIn(test) && endsAbruptly(consequent) && asksTime(file, test) && namesOne(file, test, keys),
      );
    return gate ? [{ at: nameOf(gate), owner: ownerOf(file, gate), comesBack: 'time' }] : [];
  });
}

/** True for what still holds its value when the function that failed is called again. */
function outlives(file: FileContext, target: Node, fn: Node | undefined): boolean {
  if (target.type === 'MemberExpression') return target.object.type === 'ThisExpression';
  const [definition] = target.type === 'Identifier' ? (file.resolver.scopes.variableOf(target)?.defs ?? []) : [];
  return definition !== undefined && fn !== undefined && !contains(fn, definition.name as Node);
}

const asksTime = (file: FileContext, test: Node): boolean => clock.test(textOf(file, test));

function namesOne(file: FileContext, test: Node, keys: ReadonlySet<string | undefined>): boolean {
  const parts: readonly Node[] = [...within(file, 'MemberExpression', test), ...within(file, 'Identifier', test)];
  return parts.some((node) => keys.has(keyOf(file, node)));
}

/** The name of the class around a place, or of the function. */
function nameOf(node: Node): Node {
  const owner = ancestor(node, isClass);
  if (owner?.id) return owner.id;
  const fn = functionAround(node);
  if (fn?.id) return fn.id;
  if (fn?.parent.type === 'VariableDeclarator') return fn.parent.id;
  return fn ?? node;
}
