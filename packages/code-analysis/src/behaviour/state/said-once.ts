import type { TSESTree } from '@typescript-eslint/utils';
import { endsAbruptly } from '../../syntax/control-flow/completions.js';
import { ancestor, contains, isFunction, unwrap, type Node } from '../../syntax/tree.js';
import { isLog } from '../batches/result-use.js';
import type { FileContext } from '../context.js';
import { textOf } from '../retries/regions.js';
import { outermost, type Use } from './uses.js';

/** True for what only keeps a text from being written twice: whatever it decides is a log. */
export function isSaidOnce(file: FileContext, uses: readonly Use[]): boolean {
  const asked = uses.filter(({ kind }) => kind === 'lookup');
  const others = uses.filter(({ kind }) => /^(?:iterate|size|escape|drain|read)$/.test(kind));
  return asked.length > 0 && others.length === 0 && asked.every((use) => decidesALog(file, use, uses));
}

function decidesALog(file: FileContext, { node }: Use, uses: readonly Use[]): boolean {
  const test = ancestor(node, isIf);
  if (!test || !contains(test.test, node)) return false;
  const isNegated = outermost(node).parent?.type === 'UnaryExpression';
  if (isNegated) return isOnlyLog(file, test.consequent, uses);
  // `if (told.has(text)) return;` and what follows in the function.
  const fn = ancestor(test, isFunction);
  const block = fn?.body;
  if (!endsAbruptly(test.consequent) || block?.type !== 'BlockStatement' || test.parent !== block) return false;
  const after = block.body.filter(({ range }) => range[0] >= test.range[1]);
  return after.some((one) => logs(file, one)) && after.every((one) => isOnlyLog(file, one, uses));
}

const isIf = (node: Node | null | undefined): node is TSESTree.IfStatement => node?.type === 'IfStatement';

/** True for statements that write logs and note that they did. */
function isOnlyLog(file: FileContext, statement: Node, uses: readonly Use[]): boolean {
  const statements = statement.type === 'BlockStatement' ? statement.body : [statement];
  const isNote = (one: Node) => uses.some(({ kind, node }) => kind === 'store' && contains(one, node));
  return statements.some((one) => logs(file, one)) && statements.every((one) => logs(file, one) || isNote(one))
    ? true
    : statement.type !== 'BlockStatement' && (logs(file, statement) || isNote(statement));
}

function logs(file: FileContext, statement: Node): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  const call = unwrap(statement.expression);
  return (
    call.type === 'CallExpression' && (isLog(file, call) || /^process\.emitWarning$/.test(textOf(file, call.callee)))
  );
}
