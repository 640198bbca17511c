import type { TSESTree } from '@typescript-eslint/utils';
import { dataEvents } from '../../libraries/writable-streams.js';
import { ancestor, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { sizeOf, sizesIn, type Sizes } from '../fan-out/size.js';
import type { Found } from '../lazy.js';
import { textOf, within } from '../retries/regions.js';
import type { StreamWriteFact } from './types.js';
import { writableBehind } from './writables.js';

/** Calls that write to a stream in a loop or for each piece of data, and whether they heed its backpressure. */
export function streamWriteFacts({ file, clients }: Found): readonly StreamWriteFact[] {
  if (!/\.write\s*\(/.test(file.source.text)) return [];
  const sizes = sizesIn(file, clients, new Map());
  return file.calls.flatMap((call): readonly StreamWriteFact[] => {
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return [];
    if (memberName(call.callee) !== 'write') return [];
    const stream = call.callee.object;
    const repeated = repetitionOf(call);
    const isStream = repeated && writableBehind(file, stream);
    if (!isStream) return [];
    return [
      {
        at: calleePlace(call, file.source.text),
        stream: calleeText(stream, file.source.text),
        repeated: repeated.kind,
        backpressure: backpressureOf(sizes, call, repeated),
      },
    ];
  });
}

type Loop =
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement
  | TSESTree.ForStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement;

type Repetition =
  | { readonly kind: 'loop'; readonly node: Loop; readonly list: Node | undefined }
  | { readonly kind: 'loop'; readonly node: FunctionNode; readonly list: Node }
  | { readonly kind: 'listener'; readonly node: FunctionNode };

const isLoop = (node: Node): node is Loop => /^(For(Of|In)?|While|DoWhile)Statement$/.test(node.type);

/** What makes a call run again and again: a loop, `forEach`, or a listener of data. */
function repetitionOf(call: Call): Repetition | undefined {
  for (let inner: Node = call; inner.parent; inner = inner.parent) {
    const parent: Node = inner.parent;
    if (isLoop(parent) && parent.body === inner)
      return { kind: 'loop', node: parent, list: 'right' in parent ? parent.right : undefined };
    if (!isFunction(inner)) continue;
    if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return undefined;
    const method = memberName(parent.callee);
    if (method === 'forEach') return { kind: 'loop', node: inner, list: parent.callee.object };
    const [event] = parent.arguments;
    const isData = event?.type === 'Literal' && dataEvents.has(String(event.value));
    return method === 'on' && isData && parent.arguments[1] === inner ? { kind: 'listener', node: inner } : undefined;
  }
  return undefined;
}

function backpressureOf(sizes: Sizes, call: Call, repeated: Repetition): StreamWriteFact['backpressure'] {
  const { file } = sizes;
  if (isHeeded(call) || waitsForDrain(file, repeated.node) || pauses(file, call)) return 'heeded';
  if (repeated.kind === 'listener') return 'ignored';
  if (repeated.list) {
    const size = sizeOf(sizes, repeated.list);
    if (size === 'fixed' || size === 'slice') return 'short';
  } else if (countsToConstant(repeated.node)) return 'short';
  // A loop with pauses of its own, such as one that reads slowly, gives the stream time.
  return isPaced(file, repeated.node) ? 'opaque' : 'ignored';
}

/** The result is looked at or kept, or a callback is given. */
function isHeeded(call: Call): boolean {
  const last = call.arguments.at(-1);
  if (call.arguments.length > 1 && last && last.type !== 'Literal') return true;
  let outer: Node = call;
  while (outer.parent?.type === 'ChainExpression' || outer.parent?.type === 'UnaryExpression') outer = outer.parent;
  return outer.parent?.type !== 'ExpressionStatement';
}

/** `once(out, 'drain')`, `out.once('drain', ...)`, `out.writableNeedDrain` in the functions around. */
function waitsForDrain(file: FileContext, repeated: Node): boolean {
  const around = (isFunction(repeated) ? repeated : ancestor(repeated, isFunction)) ?? file.source.ast;
  const outer = ancestor(around, isFunction) ?? around;
  return /['"`]drain['"`]|writableNeedDrain|writableLength|\bwritableHighWaterMark\b|\bflush\(/.test(
    textOf(file, outer),
  );
}

/** The source is stopped and goes on later: `source.pause()`. */
function pauses(file: FileContext, call: Call): boolean {
  const fn = ancestor(call, isFunction);
  return fn !== undefined && /\.pause\(\)/.test(textOf(file, fn));
}

/** `for (let i = 0; i < 10; i += 1)`. */
function countsToConstant(node: Node): boolean {
  if (node.type !== 'ForStatement' || node.test?.type !== 'BinaryExpression') return false;
  const { right } = node.test;
  return right.type === 'Literal' || (right.type === 'Identifier' && /^[A-Z][A-Z0-9_]*$/.test(right.name));
}

/** Something in the loop is waited for. */
function isPaced(file: FileContext, loop: Node): boolean {
  if (loop.type === 'ForOfStatement' && loop.await) return isTokenStream(file, loop);
  return within(file, 'AwaitExpression', loop).some((one) => ancestor(one, isFunction) === ancestor(loop, isFunction));
}

/** Answers of models come slower than they can be sent. */
function isTokenStream(file: FileContext, { right }: TSESTree.ForOfStatement): boolean {
  const terminal = file.resolver.single(right);
  if (terminal?.kind !== 'expression') return true;
  return !/createReadStream|Readable|createInterface|readline|cursor|stream\(|query|\bfind\(|scan/i.test(
    textOf(file, unwrap(terminal.node)),
  );
}
