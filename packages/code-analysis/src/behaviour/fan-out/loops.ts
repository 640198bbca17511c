import type { TSESTree } from '@typescript-eslint/utils';
import { functionAround, isFunction, keyName, memberName, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { within } from '../retries/regions.js';
import { countOf } from './counts.js';
import { longest, sizeOf, type Sizes } from './size.js';
import type { ListSize } from './types.js';

/** What puts elements into a list or set that begins empty: a call of `push` or `add`, or an assignment to a place of it. */
export interface Push {
  readonly call: TSESTree.CallExpression | TSESTree.AssignmentExpression;
  readonly list: Node;
  /** The elements, spread lists among them. */
  readonly given: readonly Node[];
}

/** The pushes into a list that a variable, or a member of an object in one, begins with; in whichever function. */
export function pushesTo(file: FileContext, list: Node): readonly Push[] {
  const names: string[] = [];
  let holder = list.parent;
  while (holder && /^(?:TS(?:As|Satisfies)Expression|Property|ObjectExpression)$/.test(holder.type)) {
    if (holder.type === 'Property') names.unshift(keyName(holder) ?? '');
    holder = holder.parent;
  }
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return [];
  const variable = file.resolver.scopes.variableOf(holder.id);
  return (variable?.references ?? []).flatMap(({ identifier }): readonly Push[] => {
    const owner = memberBelow(identifier as Node, names);
    const member = owner?.parent;
    if (member?.type !== 'MemberExpression' || member.object !== owner) return [];
    const call = member.parent;
    const isPush =
      call.type === 'CallExpression' &&
      call.callee === member &&
      /^(?:push|unshift|add)$/.test(memberName(member) ?? '');
    if (isPush) return [{ call, list, given: call.arguments }];
    // `tasks[i] = load(i)`
    const isPut = member.computed && call.type === 'AssignmentExpression' && call.left === member;
    return isPut ? [{ call, list, given: [call.right] }] : [];
  });
}

/** The expression `node.a.b` around `node`. */
function memberBelow(node: Node, names: readonly string[]): Node | undefined {
  let owner: Node | undefined = node;
  for (const name of names) {
    const member: Node | undefined = owner.parent;
    if (member?.type !== 'MemberExpression' || member.object !== owner || memberName(member) !== name) return undefined;
    owner = member;
  }
  return owner;
}

type AnyLoop =
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement
  | TSESTree.ForStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement;

const isAnyLoop = (node: Node | null | undefined): node is AnyLoop =>
  /^(For(Of|In)?|While|DoWhile)Statement$/.test(node?.type ?? '');

/** How many elements pushes make: the number of turns of the loops and callbacks around them, up to where the list begins. */
export function loopSize(sizes: Sizes, { call, list, given }: Push): ListSize {
  const spread = given.map((one) => (one.type === 'SpreadElement' ? sizeOf(sizes, one.argument) : 'fixed'));
  const turns: ListSize[] = [longest(spread)];
  const outer = functionAround(list);
  const start = list.range[0];
  for (let node: Node | undefined = call.parent; node && node !== outer; node = node.parent) {
    if (node.range[0] <= start && start < node.range[1]) break;
    if (isAnyLoop(node)) turns.push(sizeOfLoop(sizes, node));
    else if (isFunction(node)) turns.push(sizeOfCallback(sizes, node));
  }
  return longest(turns);
}

/** How many turns a loop takes. */
export function sizeOfLoop(sizes: Sizes, loop: AnyLoop): ListSize {
  if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') {
    if (loop.type === 'ForOfStatement' && loop.await) return isPaginator(sizes.file, loop.right) ? 'read' : 'unknown';
    return sizeOf(sizes, loop.right);
  }
  if (loop.type === 'ForStatement') return sizeOfCounter(sizes, loop);
  // A loop that asks for page after page.
  return within(sizes.file, 'CallExpression', loop.body).some((one) => sizes.remote.has(one)) ? 'read' : 'unknown';
}

/** `for (let i = 0; i < items.length; i += 1)`: one turn for each element; other steps make fewer. */
function sizeOfCounter(sizes: Sizes, { test, update }: TSESTree.ForStatement): ListSize {
  if (test?.type !== 'BinaryExpression' || !update || !isStep(update)) return 'unknown';
  const { right } = test;
  if (right.type === 'MemberExpression' && memberName(right) === 'length') return sizeOf(sizes, right.object);
  return countOf(sizes, right);
}

/** `i++`, `i += 1`. */
function isStep(update: Node): boolean {
  if (update.type === 'UpdateExpression') return true;
  return update.type === 'AssignmentExpression' && update.right.type === 'Literal' && update.right.value === 1;
}

function sizeOfCallback(sizes: Sizes, fn: Node): ListSize {
  const { parent } = fn;
  const isEach =
    parent?.type === 'CallExpression' &&
    parent.callee.type === 'MemberExpression' &&
    /^(forEach|map)$/.test(memberName(parent.callee) ?? '');
  return isEach && parent.callee.type === 'MemberExpression' ? sizeOf(sizes, parent.callee.object) : 'unknown';
}

function isPaginator(file: FileContext, node: Node): boolean {
  const terminal = file.resolver.single(node);
  if (terminal?.kind !== 'expression' || terminal.node.type !== 'CallExpression') return false;
  const origin = file.origin(terminal.node.callee);
  return /^paginate[A-Z]/.test(origin?.path.at(-1) ?? '') && origin?.module.startsWith('@aws-sdk/') === true;
}

/** The loop whose variable a name is. */
export function loopOver(file: FileContext, node: Node): TSESTree.ForOfStatement | undefined {
  const variable = node.type === 'Identifier' ? file.resolver.scopes.variableOf(node) : undefined;
  const declarator = variable?.defs[0]?.node as Node | undefined;
  const loop = declarator?.parent?.parent;
  return declarator?.type === 'VariableDeclarator' && loop?.type === 'ForOfStatement' && !loop.await ? loop : undefined;
}
