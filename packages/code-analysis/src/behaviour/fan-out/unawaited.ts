import type { TSESTree } from '@typescript-eslint/utils';
import { functionAround, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { directlyWithin, textOf, within } from '../retries/regions.js';
import { sizeOfLoop } from './loops.js';
import { sizeOf, type Sizes } from './size.js';
import type { FanOutFact, ListSize } from './types.js';

/** Work that is started for each element of a list, without waiting in between. */
export interface Started {
  readonly list: Node;
  readonly size: ListSize;
  /** The callback, or the expression that starts the work. */
  readonly code: Node;
}

type Unawaited = Started & Pick<FanOutFact, 'at' | 'by'>;

const forms = /\.\s*forEach\s*\(|\bfor\s*\(|\.on\s*\(\s*['"](?:data|line)['"]/;

/** True for a file that may start work of which nobody waits for the end. */
export function mayStartUnawaited(file: FileContext): boolean {
  return forms.test(file.source.text);
}

/** Work that is started for all elements of a list, and for whose end nobody waits before the next one is started. */
export function startedUnawaited(sizes: Sizes): readonly Unawaited[] {
  const { file } = sizes;
  if (!mayStartUnawaited(file)) return [];
  return [
    ...file.calls.flatMap((call) =>
      call.type === 'CallExpression' ? [...eachOf(sizes, call), ...streamed(sizes, call)] : [],
    ),
    ...[...file.nodes('ForOfStatement'), ...file.nodes('ForStatement')].flatMap((loop) => loosened(sizes, loop)),
  ];
}

/** `ids.forEach(async (id) => { await load(id); })` */
function eachOf(sizes: Sizes, call: Call): readonly Unawaited[] {
  const { file } = sizes;
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'forEach') return [];
  const code = functionGiven(file, call.arguments[0]);
  if (!code?.async) return [];
  return [{ ...starter(file, call), list: callee.object, size: sizeOf(sizes, callee.object), code }];
}

/** `rows.on('data', async (row) => { await load(row); })`: the stream does not wait for its listeners. */
function streamed(sizes: Sizes, call: Call): readonly Unawaited[] {
  const { file } = sizes;
  const callee = unwrap(call.callee);
  const [event, listener] = call.arguments;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'on' || event?.type !== 'Literal') return [];
  const code = event.value === 'data' || event.value === 'line' ? functionGiven(file, listener) : undefined;
  if (!code?.async || pauses(file, code)) return [];
  return [{ ...starter(file, call), list: callee.object, size: sizeOfStream(sizes, callee.object), code }];
}

/** `stream.pause()` before the work, and `resume()` after it. */
function pauses(file: FileContext, code: FunctionNode): boolean {
  return within(file, 'CallExpression', code).some(
    ({ callee }) => callee.type === 'MemberExpression' && memberName(callee) === 'pause',
  );
}

/** What makes streams of records, of which there are as many as there are in a file, an answer or a table. */
const ofRecords =
  /createReadStream|createInterface|\.stream\s*\(|\.queryStream\s*\(|QueryStream|\bcsv\w*\s*\(|\bparse\w*\s*\(|split2?\s*\(|\.cursor\s*\(|JSONStream/;

function sizeOfStream({ file }: Sizes, stream: Node): ListSize {
  return file.resolver
    .resolve(stream)
    .every((one) => one.kind === 'expression' && ofRecords.test(textOf(file, one.node)))
    ? 'read'
    : 'unknown';
}

/** `for (const id of ids) void load(id);`, where nothing else in the loop is waited for. */
function loosened(sizes: Sizes, loop: TSESTree.ForOfStatement | TSESTree.ForStatement): readonly Unawaited[] {
  const { file } = sizes;
  if (loop.type === 'ForOfStatement' && loop.await) return [];
  const list = loop.type === 'ForOfStatement' ? loop.right : loop.test;
  if (!list || directlyWithin(file, 'AwaitExpression', loop.body).length > 0) return [];
  const owner = functionAround(loop);
  return within(file, 'ExpressionStatement', loop.body).flatMap((statement): readonly Unawaited[] => {
    if (functionAround(statement) !== owner || nearestLoop(statement) !== loop) return [];
    const code = promiseLeft(file, sizes, statement.expression);
    if (!code) return [];
    const at = { range: [loop.range[0], loop.range[0] + 'for'.length] } as const;
    return [{ at, by: 'for', list, size: sizeOfLoop(sizes, loop), code }];
  });
}

function nearestLoop(node: Node): Node | undefined {
  let above = node.parent;
  while (above && !/^(?:For(?:Of|In)?|While|DoWhile)Statement$/.test(above.type)) above = above.parent;
  return above;
}

/** `void load(id)`, `load(id).catch(log)`, and a call that is known to make a promise. */
function promiseLeft(file: FileContext, { remote }: Sizes, expression: Node): Node | undefined {
  const plain = unwrap(expression);
  if (plain.type === 'UnaryExpression') return plain.operator === 'void' ? callIn(plain.argument) : undefined;
  if (plain.type !== 'CallExpression') return undefined;
  const { callee } = plain;
  if (callee.type === 'MemberExpression' && /^(?:catch|then|finally)$/.test(memberName(callee) ?? ''))
    return callIn(callee.object) && plain;
  const called = file.resolver.single(callee);
  const isAsync = called?.kind === 'expression' && isFunction(called.node) && called.node.async;
  return remote.has(plain) || isAsync ? plain : undefined;
}

const callIn = (node: Node): Node | undefined => (unwrap(node).type === 'CallExpression' ? node : undefined);

function functionGiven(file: FileContext, node: Node | undefined): FunctionNode | undefined {
  const terminal = node && file.resolver.single(node);
  return terminal?.kind === 'expression' && isFunction(terminal.node) ? terminal.node : undefined;
}

const starter = ({ source: { text } }: FileContext, call: Call) => ({
  at: calleePlace(call, text),
  by: calleeText(call.callee, text),
});
