import type { TSESTree } from '@typescript-eslint/utils';
import { contains, isFunction, keyName, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import { exportedEntries } from '../handlers/exported-functions.js';
import { directlyWithin, textOf, within } from '../retries/regions.js';
import { isMarked, statementReaction } from './quiet.js';
import type { SwallowingEntry } from './types.js';

/**
 * Exported functions that end as after a success whatever fails in them: all that they wait for lies in a `try` whose `catch`
 * at most logs and returns something. Whether somebody reads what they return is for whoever starts them.
 */
export function swallowingEntries(file: FileContext): readonly SwallowingEntry[] {
  if (!file.source.text.includes('catch')) return [];
  return exportedEntries(file).flatMap(({ name, fn }) => {
    const at = fn.body?.type === 'BlockStatement' ? catchOfAll(file, fn) : fn.body && catchOfChain(file, fn.body);
    return at ? [{ name, at: place(at) }] : [];
  });
}

function catchOfAll(file: FileContext, fn: FunctionNode): Node | undefined {
  const waits = directlyWithin(file, 'AwaitExpression', fn);
  const [returned, ...others] = directlyWithin(file, 'ReturnStatement', fn);
  // `return work().catch(log);` and nothing else that could fail.
  if (waits.length === 0)
    return returned?.argument && others.length === 0 ? catchOfChain(file, returned.argument) : undefined;
  const attempts = directlyWithin(file, 'TryStatement', fn).filter(({ block }) =>
    waits.every((one) => contains(block, one)),
  );
  const [outermost] = attempts;
  const clause = outermost?.handler;
  if (!outermost || !clause || outermost.finalizer || isMarked(file, clause)) return undefined;
  // What is thrown before or after it reaches whoever started the function.
  const isOutside = (node: Node) => !contains(outermost, node);
  if (directlyWithin(file, 'ThrowStatement', fn).some(isOutside)) return undefined;
  return isQuiet(file, clause) ? clause : undefined;
}

/** A `catch` that logs, and ends with nothing or with a value that tells at most the caller. */
function isQuiet(file: FileContext, { body, param }: TSESTree.CatchClause): boolean {
  if (directlyWithin(file, 'ThrowStatement', body).length > 0) return false;
  const last = body.body.at(-1);
  const rest = last?.type === 'ReturnStatement' ? body.body.slice(0, -1) : body.body;
  if (!rest.every((statement) => statementReaction(file, statement) === 'quiet')) return false;
  return last?.type !== 'ReturnStatement' || !last.argument || isPlain(file, last.argument, param);
}

/** The error itself, a text, or an object of such; no list of failed records, and nothing that rejects. */
function isPlain(file: FileContext, given: Node, error: Node | null): boolean {
  const node = unwrap(given);
  if (node.type === 'Literal' || node.type === 'TemplateLiteral') return true;
  if (node.type === 'Identifier') return error?.type === 'Identifier' && error.name === node.name;
  if (node.type === 'CallExpression')
    return /^(?:String|JSON\.stringify|Promise\.resolve)$/.test(textOf(file, node.callee));
  if (node.type === 'ObjectExpression')
    return node.properties.every((one) => one.type === 'Property' && keyName(one) !== 'batchItemFailures');
  return node.type === 'MemberExpression' || node.type === 'LogicalExpression' || node.type === 'UnaryExpression';
}

/** `work().then(next).catch((error) => error)`, as the last of a chain. */
function catchOfChain(file: FileContext, given: Node): Node | undefined {
  const call = unwrap(given);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || memberName(call.callee) !== 'catch')
    return undefined;
  const [callback] = call.arguments;
  const terminal = callback && file.resolver.single(callback);
  const fn = terminal?.kind === 'expression' && isFunction(terminal.node) ? terminal.node : undefined;
  if (!fn || within(file, 'ThrowStatement', fn).length > 0 || isMarked(file, call)) return undefined;
  const [error = null] = fn.params;
  const { body } = fn;
  if (!body) return undefined;
  if (body.type !== 'BlockStatement')
    return isPlain(file, body, error) || isLogging(file, body) ? call.callee.property : undefined;
  const last = body.body.at(-1);
  const rest = last?.type === 'ReturnStatement' ? body.body.slice(0, -1) : body.body;
  const isSilent = rest.every((statement) => statementReaction(file, statement) === 'quiet');
  const isKept = last?.type !== 'ReturnStatement' || !last.argument || isPlain(file, last.argument, error);
  return isSilent && isKept ? call.callee.property : undefined;
}

const isLogging = (file: FileContext, node: Node): boolean =>
  node.type === 'CallExpression' && /^(?:console|log(?:ger)?)\./.test(textOf(file, node.callee));
