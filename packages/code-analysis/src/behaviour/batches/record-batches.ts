import type { TSESTree } from '@typescript-eslint/utils';
import {
  ancestor,
  contains,
  isFunction,
  keyName,
  memberName,
  unwrap,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import { calleePlace } from '../callee.js';
import { place, type FileContext } from '../context.js';
import { handlersOf, type Handler } from '../handlers/handlers.js';
import { moduleBehind } from '../handlers/registered.js';
import { answersOf, faultOf } from './batch-answer.js';
import { isForLogsOnly } from './logged-only.js';
import { isLog, useOf } from './result-use.js';
import { lostRejections } from './settled-rejections.js';
import type { RecordBatchFact } from './types.js';
import { unreadableRecord } from './unreadable.js';

/** Sources of which single records can be reported back: `ReportBatchItemFailures`. */
const partialSources = new Set(['sqs', 'kinesis', 'dynamodb-stream']);
const utilities = /^@aws-lambda-powertools\/batch|^@middy\/(sqs-partial-batch-failure|event-batch-(handler|response))$/;

/** How the handlers of a file treat the records of their batches. */
export function recordBatchFacts(file: FileContext): readonly RecordBatchFact[] {
  return handlersOf(file).all.flatMap((handler) => {
    if (!handler.batch || !partialSources.has(handler.source)) return [];
    const fact = recordBatch(file, handler);
    return fact ? [fact] : [];
  });
}

type Source = RecordBatchFact['source'];

function recordBatch(file: FileContext, handler: Handler): RecordBatchFact | undefined {
  const { fn, name } = handler;
  const fact = (at: Node, treatment: RecordBatchFact['treatment']): RecordBatchFact => ({
    at: fn === at ? headOf(fn, file) : at.type === 'CallExpression' ? calleePlace(at, file.source.text) : place(at),
    source: handler.source as Source,
    handler: name,
    treatment,
  });
  if (isWrapped(file, handler)) return fact(fn, 'partial');
  if (namesFailures(file, handler)) {
    const told = whatIsTold(file, fn);
    const unreadable = told.treatment === 'partial' && unreadableIn(file, recordsOf(file, fn));
    return unreadable ? fact(unreadable, 'unreadable') : fact(told.at ?? fn, told.treatment);
  }
  const uses = recordsOf(file, fn);
  const settled = settledAnswer(file, fn);
  if (settled) return fact(settled, 'not-told');
  if (uses.some(({ kind }) => kind === 'passed')) return fact(fn, 'elsewhere');
  const loop = uses.find((one): one is RecordLoop => one.kind === 'loop' && works(file, one.body, one.gathered));
  if (!loop) return undefined;
  const caught = catchesIn(file, loop);
  if (caught.length > 0) {
    const [dropping] = caught.filter(({ handling }) => handling === 'drops');
    if (dropping) return fact(dropping.at, 'drops');
    const unreadable = unreadableIn(file, [loop]);
    if (unreadable) return fact(unreadable, 'unreadable');
    if (caught.some(({ handling }) => handling === 'rethrows')) return fact(loop.head, 'rethrows');
    return fact(loop.head, isForgotten(file, fn, caught) ? 'not-told' : 'elsewhere');
  }
  if (loop.settles) return fact(loop.head, isSettledDropped(file, fn, loop.settles) ? 'drops' : 'elsewhere');
  const outer = tryAround(loop.head, fn);
  if (outer && !throws(outer.body)) return fact(outer, onlyLogsIn(file, outer.body) ? 'drops' : 'elsewhere');
  return fact(loop.head, 'fails-whole');
}

/** A call that parses a record where what it throws fails all of them, although failures are taken one by one. */
function unreadableIn(file: FileContext, uses: readonly RecordUse[]): Node | undefined {
  for (const use of uses) {
    if (use.kind !== 'loop' || catchesIn(file, use).every(({ handling }) => handling === 'rethrows')) continue;
    const unreadable = unreadableRecord(file, use.body, use.settles !== undefined);
    if (unreadable) return unreadable;
  }
  return undefined;
}

/** `return Promise.allSettled(...)`: an answer that never rejects, and in which Lambda looks for a list that is not there. */
function settledAnswer(file: FileContext, fn: FunctionNode): Node | undefined {
  // A utility may make the list of it.
  if (file.specifiers.some((one) => utilities.test(one))) return undefined;
  const given = (answersOf(file, fn, () => false) ?? []).flatMap(({ at }) => (at ? [unwrap(at)] : []));
  return given
    .map((one) => (one.type === 'AwaitExpression' ? unwrap(one.argument) : one))
    .find((one) => one.type === 'CallExpression' && file.origin(one.callee)?.path.join('.') === 'Promise.allSettled');
}

/** The head of a function, so that a finding does not mark all of its body. */
function headOf(fn: FunctionNode, file: FileContext): { range: [number, number] } {
  const end = file.source.text.indexOf('\n', fn.range[0]);
  return { range: [fn.range[0], Math.min(fn.range[1], end < 0 ? fn.range[1] : end)] };
}

/** What the answers of a handler that knows what failed say of it. */
function whatIsTold(
  file: FileContext,
  fn: FunctionNode,
): { readonly treatment: RecordBatchFact['treatment']; readonly at?: Node } {
  const answers = answersOf(file, fn, (call) => isUtility(file, call));
  const told = answers && faultOf(answers);
  const lost = told === undefined || typeof told === 'string' ? lostRejections(file, fn) : undefined;
  if (lost === 'open' && told === 'told') return { treatment: 'elsewhere' };
  if (lost && lost !== 'open') return { treatment: 'drops', at: lost };
  if (told === undefined || told === 'unknown') return { treatment: 'elsewhere' };
  if (told === 'told') return { treatment: 'partial' };
  const treatments = { none: 'says-none', 'no-list': 'not-told' } as const;
  const treatment = told.fault === 'none' || told.fault === 'no-list' ? treatments[told.fault] : told.fault;
  return { treatment, ...(told.at && { at: told.at }) };
}

/** `processPartialResponse(event, one, processor)`, `processor.response()`. */
function isUtility(file: FileContext, { callee }: TSESTree.CallExpression): boolean {
  const module = file.origin(callee)?.module;
  if (module !== undefined && utilities.test(module)) return true;
  if (callee.type !== 'MemberExpression') return false;
  const receiver = moduleBehind(file, callee.object);
  return receiver !== undefined && utilities.test(receiver);
}

/** True for a handler inside a utility that makes the answer of what it returns. */
function isWrapped(file: FileContext, { fn }: Handler): boolean {
  const isInside = file.calls.some(
    (call) => contains(call, fn) && utilities.test(file.origin(call.callee)?.module ?? ''),
  );
  const statement = ancestor(
    fn,
    (node): node is TSESTree.ExportNamedDeclaration => node?.type === 'ExportNamedDeclaration',
  );
  return (
    isInside ||
    (statement !== undefined && /sqsPartialBatchFailure|eventBatch/i.test(file.source.text.slice(...statement.range)))
  );
}

/** True when the failures of single records are named, here or by a utility. */
function namesFailures(file: FileContext, { reaches }: Handler): boolean {
  const inside = (node: Node) => reaches.some((one) => contains(one, node));
  return (
    file.calls.some((call) => call.type === 'CallExpression' && inside(call) && isUtility(file, call)) ||
    file.nodes('Property').some((property) => keyName(property) === 'batchItemFailures' && inside(property)) ||
    file.nodes('MemberExpression').some((member) => memberName(member) === 'batchItemFailures' && inside(member))
  );
}

interface RecordLoop {
  readonly kind: 'loop';
  /** Where it begins: the `for`, or the call of `map`. */
  readonly head: Node;
  readonly body: Node;
  /** It makes a list of promises that is handed to something: `Promise.all(records.map(...))`. */
  readonly gathered: boolean;
  /** The promises of all records are waited for one by one: `Promise.allSettled`. */
  readonly settles: TSESTree.CallExpression | undefined;
}

type RecordUse = RecordLoop | { readonly kind: 'passed' } | { readonly kind: 'other' };

/** What a handler does with the list of its records. */
function recordsOf(file: FileContext, fn: FunctionNode): readonly RecordUse[] {
  const [first] = fn.params;
  const plain = first?.type === 'AssignmentPattern' ? first.left : first;
  const event = plain?.type === 'Identifier' ? file.resolver.scopes.variableOf(plain) : undefined;
  const lists: Node[] = [];
  const uses: RecordUse[] = [];
  if (plain?.type === 'ObjectPattern') lists.push(...namesOf(file, plain));
  for (const { identifier } of event?.references ?? []) {
    const node = identifier as Node;
    const { parent } = node;
    if (parent?.type === 'MemberExpression' && parent.object === node && memberName(parent) === 'Records')
      lists.push(parent);
    else if (parent?.type === 'VariableDeclarator' && parent.init === node) lists.push(...namesOf(file, parent.id));
    else if (isPassedOn(file, node)) uses.push({ kind: 'passed' });
  }
  for (let i = 0; i < lists.length && i < 20; i += 1) {
    const list = lists[i] as Node;
    const { parent } = list;
    if (parent?.type === 'VariableDeclarator' && parent.init === list && parent.id.type === 'Identifier') {
      const variable = file.resolver.scopes.variableOf(parent.id);
      for (const { identifier, init } of variable?.references ?? []) if (!init) lists.push(identifier as Node);
    } else uses.push(useOfList(file, list));
  }
  return uses;
}

/** References to `Records` of a pattern. */
function namesOf(file: FileContext, pattern: Node): readonly Node[] {
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((property) => {
    if (property.type !== 'Property' || keyName(property) !== 'Records' || property.value.type !== 'Identifier')
      return [];
    const variable = file.resolver.scopes.variableOf(property.value);
    return (variable?.references ?? []).filter(({ init }) => !init).map(({ identifier }) => identifier as Node);
  });
}

function useOfList(file: FileContext, list: Node): RecordUse {
  const { parent } = list;
  // `for (const i in records)` and `for (let i = 0; i < records.length; i++)` take them by their index.
  const isEach = (parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement') && parent.right === list;
  const loop = isEach ? parent : countedLoop(list);
  if (loop) return { kind: 'loop', head: loop, body: loop.body, gathered: false, settles: undefined };
  if (parent?.type === 'MemberExpression' && parent.object === list) {
    const method = memberName(parent);
    const call = parent.parent;
    if (call.type === 'CallExpression' && call.callee === parent && /^(map|forEach|flatMap|reduce)$/.test(method ?? ''))
      return callbackLoop(file, call);
    return { kind: 'other' };
  }
  return isPassedOn(file, list) ? { kind: 'passed' } : { kind: 'other' };
}

function countedLoop(list: Node): TSESTree.ForStatement | undefined {
  const { parent } = list;
  if (parent?.type !== 'MemberExpression' || parent.object !== list || memberName(parent) !== 'length')
    return undefined;
  const test = parent.parent;
  return test.type === 'BinaryExpression' && test.parent.type === 'ForStatement' && test.parent.test === test
    ? test.parent
    : undefined;
}

function callbackLoop(file: FileContext, call: TSESTree.CallExpression): RecordUse {
  const [callback] = call.arguments;
  const terminal = callback && file.resolver.single(callback);
  if (terminal?.kind !== 'expression' || !isFunction(terminal.node)) return { kind: 'passed' };
  const { parent } = call;
  const gather = parent.type === 'CallExpression' && parent.callee !== call ? parent : undefined;
  const settles = gather && file.origin(gather.callee)?.path.join('.') === 'Promise.allSettled' ? gather : undefined;
  return { kind: 'loop', head: call, body: terminal.node, gathered: gather !== undefined, settles };
}

/** True for an argument of a function that is not of this file. */
function isPassedOn(file: FileContext, node: Node): boolean {
  const { parent } = node;
  if (parent?.type !== 'CallExpression' || parent.callee === node || isLog(file, parent)) return false;
  const text = file.source.text.slice(...parent.callee.range);
  if (/^JSON\.|log|trace|metric|context/i.test(text)) return false;
  return true;
}

/** True when something is waited for in a block or function, or in the promises that it hands back. */
function works(file: FileContext, body: Node, gathered = false): boolean {
  if (gathered && isFunction(body) && body.body.type === 'CallExpression') return !isIdle(file, body.body);
  return someNode(
    body,
    (node) =>
      (node.type === 'AwaitExpression' && !isIdle(file, node.argument)) ||
      (gathered && node.type === 'ReturnStatement' && node.argument?.type === 'CallExpression'),
  );
}

/** A call of functions of this file that do nothing but log. */
function isIdle(file: FileContext, call: Node): boolean {
  if (call.type !== 'CallExpression') return false;
  const called = handlersOf(file).graph.calledBy(call);
  return (
    called.length > 0 &&
    called.every(
      (fn) =>
        !someNode(fn.body, (node) => {
          if (node.type === 'AwaitExpression' || node.type === 'NewExpression' || node.type === 'YieldExpression')
            return true;
          return node.type === 'CallExpression' && !isLog(file, node) && !isHarmless(file, node);
        }),
    )
  );
}

interface Caught {
  readonly at: Node;
  readonly handling: 'drops' | 'rethrows' | 'elsewhere';
}

/** Handlers of errors around the work of one record. */
function catchesIn(file: FileContext, { body }: RecordLoop): readonly Caught[] {
  const found: Caught[] = [];
  someNode(body, (node) => {
    if (node.type === 'TryStatement' && node.handler && works(file, node.block)) {
      const { body: handling } = node.handler;
      found.push({ at: node.handler, handling: handlingOf(file, handling) });
    }
    if (
      node.type === 'CallExpression' &&
      node.callee.type === 'MemberExpression' &&
      memberName(node.callee) === 'catch'
    ) {
      const [callback] = node.arguments;
      if (callback && isFunction(callback)) found.push({ at: node, handling: handlingOf(file, callback.body) });
    }
    return false;
  });
  return found;
}

/** True when what failed is put into lists of the handler, and its answers tell nothing of them. */
function isForgotten(file: FileContext, fn: FunctionNode, caught: readonly Caught[]): boolean {
  if (!tellsNothing(file, fn)) return false;
  return caught.every(({ at }) => {
    const [callback] = at.type === 'CallExpression' ? at.arguments : [];
    const body = at.type === 'CatchClause' ? at.body : callback && isFunction(callback) ? callback.body : undefined;
    return (
      body !== undefined && !someNode(body, (node) => node.type === 'CallExpression' && !isHarmlessHere(file, fn, node))
    );
  });
}

/** A log, or `failed.push(...)` of a list of the handler that is read for its length and for logs only. */
function isHarmlessHere(file: FileContext, fn: FunctionNode, call: TSESTree.CallExpression): boolean {
  if (isLog(file, call) || isHarmless(file, call)) return true;
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || !/^(?:push|add|set)$/.test(memberName(callee) ?? '')) return false;
  const list = callee.object.type === 'Identifier' ? file.resolver.scopes.variableOf(callee.object) : undefined;
  const declared = list?.identifiers[0] as Node | undefined;
  if (!list || !declared || !contains(fn, declared)) return false;
  return list.references.every(({ identifier, init }) => {
    const use = identifier.parent as Node;
    if (init || (use.type === 'MemberExpression' && /^(?:push|add|set|length|size)$/.test(memberName(use) ?? '')))
      return true;
    // Within the answer, which is no list of failures, or within a log.
    for (let above: Node | undefined = use; above && above !== fn; above = above.parent) {
      if (above.type === 'ReturnStatement') return true;
      if (above.type === 'CallExpression') return isLog(file, above) || isHarmless(file, above);
    }
    return false;
  });
}

function handlingOf(file: FileContext, block: Node): Caught['handling'] {
  if (throws(block)) return 'rethrows';
  return onlyLogsIn(file, block) ? 'drops' : 'elsewhere';
}

function throws(block: Node): boolean {
  return someNode(block, (node) => node.type === 'ThrowStatement');
}

/** True when a handler of errors calls nothing but logs and metrics, and keeps nothing. */
function onlyLogsIn(file: FileContext, block: Node): boolean {
  return !someNode(block, (node) => {
    if (node.type === 'CallExpression') return !isLog(file, node) && !isHarmless(file, node);
    return node.type === 'AssignmentExpression' || (node.type === 'ReturnStatement' && node.argument !== null);
  });
}

function isHarmless(file: FileContext, { callee }: TSESTree.CallExpression): boolean {
  return /^(JSON\.\w+|String|\w*metrics?\w*(\.\w+)+|(\w+\.)*captureException|(\w+\.)*(toString|join|getMessage))$/i.test(
    file.source.text.slice(...callee.range),
  );
}

/** `await Promise.allSettled(...)` whose outcome nobody looks at, or that goes into logs while the answer tells nothing of it. */
function isSettledDropped(file: FileContext, fn: FunctionNode, settles: TSESTree.CallExpression): boolean {
  const { parent } = settles;
  if (parent.type === 'AwaitExpression' && parent.parent.type === 'ExpressionStatement') return true;
  const { escapes, reads } = useOf(file, settles);
  return !escapes && reads.every(({ node }) => isForLogsOnly(file, node)) && tellsNothing(file, fn);
}

/** True when no answer of a handler is a list of failures. */
function tellsNothing(file: FileContext, fn: FunctionNode): boolean {
  const answers = answersOf(file, fn, () => false) ?? [];
  return answers.length > 0 && answers.every(({ answer }) => answer === 'no-list');
}

/** The `catch` of a `try` around a node, within a function. */
function tryAround(node: Node, fn: FunctionNode): TSESTree.CatchClause | undefined {
  for (let inner = node; inner.parent && inner !== fn; inner = inner.parent) {
    const { parent } = inner;
    if (parent.type === 'TryStatement' && parent.block === inner && parent.handler) return parent.handler;
  }
  return undefined;
}

/** True when a test holds for a node or one below it. */
function someNode(node: Node, test: (node: Node) => boolean): boolean {
  if (test(node)) return true;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent' || typeof value !== 'object' || value === null) continue;
    for (const child of (Array.isArray(value) ? value : [value]) as unknown[]) {
      if (typeof (child as { type?: unknown } | null)?.type === 'string' && someNode(child as Node, test)) return true;
    }
  }
  return false;
}
