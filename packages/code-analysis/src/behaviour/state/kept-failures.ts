import { builtinModules } from 'node:module';
import type { TSESTree } from '@typescript-eslint/utils';
import { endsFunction } from '../../syntax/control-flow/completions.js';
import { returnsOf } from '../../syntax/resolve.js';
import { ancestor, contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Holder } from './holders.js';
import { usesOf, type Use } from './uses.js';

/** A place where a holder is filled with something that may be broken and then stays. */
export interface KeptFailure {
  readonly role: 'kept-failure' | 'half-made';
  readonly node: Node;
}

/** Where a holder keeps a promise that was rejected, or an object that could not be made ready. */
export function keptFailures(file: FileContext, holder: Holder): readonly KeptFailure[] {
  if (holder.kind !== 'value' && holder.kind !== 'map' && holder.kind !== 'object') return [];
  const uses = usesOf(file.source.text, holder);
  if (uses.some((use) => isCleared(use))) return [];
  return uses.flatMap((use): readonly KeptFailure[] => {
    const { kind, value, fn, node } = use;
    if (!fn || !value || !(kind === 'assign' || kind === 'fill' || kind === 'store')) return [];
    const once = onceOnly(file, uses, use);
    if (!once) return [];
    if (keepsRejection(file, holder, value)) return [{ role: 'kept-failure', node }];
    if (kind === 'assign' && isMadeReadyLater(file, uses, use, once)) return [{ role: 'half-made', node }];
    return [];
  });
}

/** True for code that takes the value away after an error; other resets, such as those for tests, do not help. */
function isCleared({ kind, node, value }: Use): boolean {
  if (kind !== 'remove' && kind !== 'clear' && kind !== 'assign') return false;
  if (insideFailure(node)) return true;
  const block = ancestor(node, isBlock);
  return kind === 'assign' && value !== undefined && isEmpty(value) && block?.body.at(-1)?.type === 'ThrowStatement';
}

function isEmpty(value: Node): boolean {
  const plain = unwrap(value);
  return (
    (plain.type === 'Literal' && plain.value === null) || (plain.type === 'Identifier' && plain.name === 'undefined')
  );
}

/** In a `catch` or `finally`, or in a function that is given to `catch`, `then` or `finally`. */
function insideFailure(node: Node): boolean {
  for (let inner = node; inner.parent; inner = inner.parent) {
    const { parent } = inner;
    if (parent.type === 'CatchClause') return true;
    if (parent.type === 'TryStatement' && parent.finalizer === inner) return true;
    if (parent.type === 'CallExpression' && isFunction(inner) && parent.callee.type === 'MemberExpression') {
      const method = memberName(parent.callee) ?? '';
      if (/^(catch|finally|on|once)$/.test(method) || (method === 'then' && parent.arguments[1] === inner)) return true;
    }
  }
  return false;
}

/** The code that runs only while there is no value: by `??=`, or by a test around it or before it. */
function onceOnly(file: FileContext, uses: readonly Use[], { kind, node, fn }: Use): Node | undefined {
  if (kind === 'fill') return node;
  if (!fn) return undefined;
  const others = uses.filter((one) => one.fn === fn && one.node !== node).map((one) => one.node);
  // `let cached = held.get(key); if (!cached) { ... }`
  for (const read of others.flatMap((one) => [one, ...readsOfVariable(file, one)])) {
    const test = ancestor(read, isIf);
    if (!test || !contains(test.test, read) || !contains(fn, test)) continue;
    // What grows old is filled again.
    if (/[<>]|expire|stale/i.test(file.source.text.slice(...test.test.range))) continue;
    if (contains(test.consequent, node)) return test.consequent;
    if (endsFunction(test.consequent) && test.range[1] <= node.range[0]) return fn.body;
  }
  return undefined;
}

const isIf = (node: Node | null | undefined): node is TSESTree.IfStatement => node?.type === 'IfStatement';

function readsOfVariable(file: FileContext, value: Node): readonly Node[] {
  let holder: Node | undefined = value.parent;
  while (holder?.type === 'TSNonNullExpression' || holder?.type === 'AwaitExpression') holder = holder.parent;
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return [];
  const references = file.resolver.scopes.variableOf(holder.id)?.references ?? [];
  return references.filter((one) => one.isRead()).map((one) => one.identifier as Node);
}

/** True for a promise that is kept as it is, of work that fails now and then and handles no failure. */
function keepsRejection(file: FileContext, { annotation }: Holder, value: Node): boolean {
  const says = annotation ? /\bPromise\b/.test(file.source.text.slice(...annotation.range)) : false;
  return promisesIn(file, value).some((call) => {
    const fn = calledFunction(file, call);
    if (fn) return (says || fn.async) && !handlesFailure(fn) && awaitsOthers(file, fn);
    return says && isOthersWork(file, call);
  });
}

/** Calls whose promise is the value itself, not what it is fulfilled with. */
function promisesIn(file: FileContext, value: Node): readonly Call[] {
  const plain = unwrap(value);
  if (plain.type === 'AwaitExpression') return [];
  if (plain.type === 'CallExpression') return [plain];
  if (plain.type !== 'Identifier') return [];
  const references = file.resolver.scopes.variableOf(plain)?.references ?? [];
  return references.flatMap(({ writeExpr }) => {
    const written = writeExpr ? unwrap(writeExpr as Node) : undefined;
    return written?.type === 'CallExpression' ? [written] : [];
  });
}

function calledFunction(file: FileContext, { callee }: Call): FunctionNode | undefined {
  const plain = unwrap(callee);
  if (isFunction(plain)) return plain;
  const terminal = file.resolver.single(plain);
  const isOwn = terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node);
  return isOwn ? (terminal.node as FunctionNode) : undefined;
}

/** The whole of the function is in a `try` whose `catch` throws nothing. */
function handlesFailure({ body }: FunctionNode): boolean {
  if (body.type !== 'BlockStatement') return false;
  return body.body.some(
    (statement) =>
      statement.type === 'TryStatement' &&
      statement.handler !== null &&
      !statement.handler.body.body.some((one) => one.type === 'ThrowStatement'),
  );
}

/** True when a function, or one that it calls, waits for work of other modules, which fails now and then. */
function awaitsOthers(file: FileContext, fn: FunctionNode): boolean {
  const reached = handlersOf(file).graph.from(fn);
  const inside = (node: Node) => reached.some((one) => contains(one, node));
  const awaited = file.nodes('AwaitExpression').filter(inside);
  const returned = reached.flatMap((one) => returnsOf(one));
  return [...awaited.map(({ argument }) => argument), ...returned].some((node) => {
    const plain = unwrap(node);
    return plain.type === 'CallExpression' && isOthersWork(file, plain);
  });
}

/** A call of something that is imported, or of `fetch`; not of what Node does on the machine itself. */
function isOthersWork(file: FileContext, call: Call): boolean {
  if (isImport(call)) return false;
  const origin = file.origin(call.callee) ?? methodOrigin(file, call);
  if (!origin) return false;
  if (origin.module === 'global') return origin.path.join('.') === 'fetch';
  return !builtinModules.includes(origin.module.replace(/^node:/, ''));
}

/** `import('./big').then(...)`: the module loader keeps the failure as well. */
function isImport(call: Call): boolean {
  let root: Node = call;
  while (root.type === 'CallExpression' || root.type === 'MemberExpression')
    root = unwrap(root.type === 'CallExpression' ? root.callee : root.object);
  return root.type === 'ImportExpression';
}

/** Module behind `client.send(...)`, where `client` is made from an import. */
function methodOrigin(file: FileContext, { callee }: Call): ReturnType<FileContext['origin']> {
  if (callee.type !== 'MemberExpression') return undefined;
  const terminal = file.resolver.single(callee.object);
  const made = terminal?.kind === 'expression' ? terminal.node : undefined;
  if (made?.type !== 'NewExpression' && made?.type !== 'CallExpression') return undefined;
  return file.origin(made.callee);
}

/** Clients that connect by themselves when they are used, so that a failed `connect` leaves nothing broken. */
const connectByThemselves = new Set(['mongodb', 'ioredis', 'kafkajs', '@prisma/client']);

/**
 * `if (!held) { held = new Config(); await held.load(); }`: the next caller finds an object that was not made ready.
 * The work must be done only once, together with the assignment.
 */
function isMadeReadyLater(file: FileContext, uses: readonly Use[], { node, value, fn }: Use, once: Node): boolean {
  const made = value ? unwrap(value) : undefined;
  if (made?.type !== 'NewExpression' || !fn) return false;
  const origin = file.origin(made.callee);
  if (origin && connectByThemselves.has(origin.module)) return false;
  if (insideTryWithCatch(node, fn)) return false;
  return uses.some(({ node: read }) => {
    if (read.range[0] < node.range[1] || !contains(once, read) || ancestor(read, isFunction) !== fn) return false;
    const member = read.parent;
    const call = member?.type === 'MemberExpression' && member.object === read ? member.parent : undefined;
    return call?.type === 'CallExpression' && call.callee === member && call.parent.type === 'AwaitExpression';
  });
}

const isBlock = (node: Node | null | undefined): node is TSESTree.BlockStatement => node?.type === 'BlockStatement';

function insideTryWithCatch(node: Node, fn: FunctionNode): boolean {
  for (let inner = node; inner.parent && inner !== fn; inner = inner.parent)
    if (inner.parent.type === 'TryStatement' && inner.parent.block === inner) return inner.parent.handler !== null;
  return false;
}
