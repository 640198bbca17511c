import type { TSESTree } from '@typescript-eslint/utils';
import type { Value } from '../../syntax/control-flow/evaluate.js';
import { flowOf } from '../../syntax/control-flow/flow-of.js';
import type { Block, Edge, FlowGraph } from '../../syntax/control-flow/graph.js';
import { after, blocksWithin, reachedFrom, returnsFrom, whenThrown } from '../../syntax/control-flow/paths.js';
import { isReached } from '../../syntax/control-flow/walk.js';
import { isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** A way in which something that is waited for fails. */
export interface Failure {
  /** `status`: the answer has the status of a failure; `value`: what is waited for gives nothing, or false. */
  readonly kind: 'thrown' | 'status' | 'value';
  /** Where the code goes on then. */
  readonly starts: readonly Block[];
  /** What the walk from there assumes. */
  readonly assumed: ReadonlyMap<Node, Value>;
}

/** Something that is waited for and made again after it has failed, and not after it has succeeded. */
export interface Repeated {
  readonly node: TSESTree.AwaitExpression;
  readonly failures: readonly Failure[];
  /** `sometimes`: after a success it may be made again as well, as in a poll or over pages. */
  readonly endsBySuccess: 'always' | 'sometimes' | 'never';
  /** The blocks in which it is evaluated. */
  readonly blocks: ReadonlySet<Block>;
}

const statuses = [503, 429, 500] as const;
/** An answer with a status, as clients give it. */
export const answerOf = (status: number): Value => ({
  kind: 'object',
  members: { status, statusCode: status, ok: status < 300 },
});
const takesNoError = ({ kind }: Edge) => kind !== 'throw';
/** What an answer leads to is thrown by the code itself, not by further calls. */
const takesOwnErrors = ({ kind, thrownBy }: Edge) => kind !== 'throw' || thrownBy?.type === 'ThrowStatement';

/**
 * What becomes of something that is waited for when it fails, if it is made again then.
 * @param ends from where it is made again: the body of a loop, or the call of the function from inside itself
 * @param isInside the blocks that are looked at
 */
export function repeatedAfterFailure(
  file: FileContext,
  graph: FlowGraph,
  node: TSESTree.AwaitExpression,
  ends: readonly Block[],
  isInside: (block: Block) => boolean,
): Repeated | undefined {
  const blocks = blocksWithin(graph, node);
  const { resolver } = file;
  const mayPass = (block: Block) => isInside(block);
  const isBack = (block: Block) => ends.includes(block);
  const leadsBack = (
    starts: readonly Block[],
    assumed: ReadonlyMap<Node, Value>,
    mayTake?: (edge: Edge) => boolean,
  ) => {
    // Without a way there at all no value has to be worked out.
    const onAnyPath = reachedFrom(starts, { block: isInside, ...(mayTake && { edge: mayTake }) });
    if (!ends.some((end) => onAnyPath.has(end))) return false;
    return isReached({ resolver, starts, assumed, mayPass, ...(mayTake && { mayTake }) }, isBack);
  };
  const failures = failuresOf(file, graph, node).filter(
    ({ kind, starts, assumed }) => leadsBack(starts, assumed, kind === 'thrown' ? undefined : takesOwnErrors) === true,
  );
  if (failures.length === 0) return undefined;
  const success = new Map<Node, Value>([[node, success200]]);
  const next = after(graph, node);
  const back = leadsBack(next, success, takesNoError);
  if (back === false) {
    return { node, failures, endsBySuccess: 'always', blocks };
  }
  const thrown = failures.filter(({ kind }) => kind === 'thrown');
  if (thrown.length === 0) return undefined;
  const leaves = isReached(
    { resolver, starts: next, assumed: success, mayTake: takesNoError },
    (one) => !isInside(one),
  );
  return { node, failures: thrown, endsBySuccess: leaves === false ? 'never' : 'sometimes', blocks };
}

const success200 = answerOf(200);

function failuresOf(file: FileContext, graph: FlowGraph, node: TSESTree.AwaitExpression): readonly Failure[] {
  const next = after(graph, node);
  const found: Failure[] = [{ kind: 'thrown', starts: whenThrown(graph, node), assumed: new Map() }];
  for (const status of statuses)
    found.push({ kind: 'status', starts: next, assumed: new Map<Node, Value>([[node, answerOf(status)]]) });
  const value = valueOfFailure(file, node);
  if (value) found.push({ kind: 'value', starts: next, assumed: new Map<Node, Value>([[node, value]]) });
  return found;
}

/** What a call gives when it fails and does not throw: `fetch(url).catch(() => undefined)`, a function with a `catch`. */
function valueOfFailure(file: FileContext, { argument }: TSESTree.AwaitExpression): Value | undefined {
  const call = unwrap(argument);
  if (call.type !== 'CallExpression') return undefined;
  if (call.callee.type === 'MemberExpression' && memberName(call.callee) === 'catch') {
    const [callback] = call.arguments;
    return isFunction(callback) ? nothing(returnedBy(callback)) : undefined;
  }
  const terminal = file.resolver.single(call.callee);
  const fn = terminal?.kind === 'expression' && terminal.path.length === 0 ? terminal.node : undefined;
  return isFunction(fn) ? nothing(returnedAfterFailure(fn)) : undefined;
}

function returnedBy(fn: FunctionNode): readonly (Node | undefined)[] {
  const graph = flowOf(fn);
  return graph ? returnsFrom(graph, [graph.entry]).map(({ value }) => value) : [];
}

/** What a function returns from its `catch` blocks. */
function returnedAfterFailure(fn: FunctionNode): readonly (Node | undefined)[] {
  const graph = flowOf(fn);
  if (!graph) return [];
  const caught = [...graph.at.keys()].flatMap((node) =>
    node.type === 'AwaitExpression' ? whenThrown(graph, node).filter((block) => block !== graph.thrown) : [],
  );
  return caught.length > 0 ? returnsFrom(graph, caught).map(({ value }) => value) : [];
}

/** The one value that stands for nothing: false, null or undefined. */
function nothing(values: readonly (Node | undefined)[]): Value | undefined {
  const [first] = values;
  if (values.length !== 1) return undefined;
  if (!first || (first.type === 'Identifier' && first.name === 'undefined')) return { kind: 'known', value: undefined };
  return first.type === 'Literal' && (first.value === false || first.value === null)
    ? { kind: 'known', value: first.value }
    : undefined;
}
