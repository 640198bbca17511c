import { ancestor, contains, functionAround, memberName, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { blocksOf, type Segment } from './cycle.js';
import { changeAt, partsOf } from './places.js';
import { isLoop, textOf, within, type Loop } from './regions.js';

/** True when each round tries something else: another host, the next free name, what a variable was set to. */
export function triesSomethingElse(
  file: FileContext,
  loop: Loop,
  attempt: Node,
  cycles: readonly (readonly Segment[])[],
): boolean {
  if (loop.type === 'ForOfStatement' && dependsOn(file, attempt, loop)) return true;
  if (loop.type === 'ForStatement' && choosesByCounter(file, loop)) return true;
  const { places } = partsOf(file, attempt, undefined);
  const given = argumentsWithin(file, attempt).flatMap((one) => [...partsOf(file, one, undefined).places]);
  const read = new Set([...places, ...given]);
  const segments = cycles.flat();
  const nodes = segments.flatMap((segment) => [...blocksOf(segment)].flatMap((block) => block.nodes));
  return nodes.some((node) => {
    if (node.type !== 'AssignmentExpression' || node.operator !== '=' || contains(attempt, node)) return false;
    // What is asked for anew, such as a token, is for the same request.
    if (within(file, 'AwaitExpression', node.right).length > 0) return false;
    return [...read].some((place) => typeof place !== 'string' && changeAt(file, node, place) === 'other');
  });
}

function argumentsWithin(file: FileContext, attempt: Node): readonly Node[] {
  return within(file, 'CallExpression', attempt).flatMap((call) => call.arguments);
}

/** True where what is tried is made of the element of the round. */
function dependsOn(file: FileContext, attempt: Node, loop: Extract<Loop, { type: 'ForOfStatement' }>): boolean {
  const declared =
    loop.left.type === 'VariableDeclaration' ? loop.left.declarations.map(({ id }) => id) : [loop.left as Node];
  const names = declared.flatMap((id) => (id.type === 'Identifier' ? [id] : within(file, 'Identifier', id)));
  const elements = new Set(names.map((name) => file.resolver.scopes.variableOf(name)));
  const fn = functionAround(loop);
  const reads = within(file, 'Identifier', attempt).flatMap((name) => [...partsOf(file, name, fn).places]);
  return reads.some((place) => typeof place !== 'string' && elements.has(place));
}

const retryWords = /retr(?:y|ies)|attempt|\btries\b|backoff/i;

/** `hosts[i]`, `name + n`: the counter of the loop picks what is tried. */
function choosesByCounter(file: FileContext, loop: Extract<Loop, { type: 'ForStatement' }>): boolean {
  const declared = loop.init?.type === 'VariableDeclaration' ? loop.init.declarations : [];
  return declared.some(({ id }) => {
    const variable = id.type === 'Identifier' ? file.resolver.scopes.variableOf(id) : undefined;
    if (!variable || retryWords.test(variable.name)) return false;
    return variable.references.some(
      ({ identifier }) => contains(loop.body, identifier) && choosesBy(file, identifier as Node),
    );
  });
}

/** An index, or a part of what is tried. */
function choosesBy(file: FileContext, use: Node): boolean {
  const parent = use.parent;
  if (parent?.type === 'MemberExpression' && parent.property === use && parent.computed)
    return !/delay|backoff|wait|interval|pause/i.test(textOf(file, parent.object));
  if (
    parent?.type === 'CallExpression' &&
    parent.callee.type === 'MemberExpression' &&
    memberName(parent.callee) === 'at'
  )
    return true;
  const awaited = ancestor(
    use,
    (node): node is Extract<Node, { type: 'AwaitExpression' }> => node?.type === 'AwaitExpression',
  );
  if (!awaited || !contains(ancestor(use, isLoop)?.body ?? use, awaited)) return false;
  return !/sleep|delay|wait|setTimeout|backoff|pause|log/i.test(textOf(file, awaited.argument).slice(0, 80));
}
