import { ancestor, contains, isFunction, type Node } from '../../syntax/tree.js';
import type { Construction, FileContext } from '../context.js';
import { isLog } from './result-use.js';

/** True when a value that is read there goes into logs and counters for logs only. */
export function isForLogsOnly(file: FileContext, read: Node, seen: ReadonlySet<Node> = new Set()): boolean {
  if (seen.has(read)) return true;
  const following = new Set([...seen, read]);
  for (let node = read; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'CallExpression' && isLog(file, parent)) return true;
    if (parent.type === 'IfStatement')
      return parent.test === node && onlyLogs(file, [parent.consequent, parent.alternate], following);
    if (parent.type === 'AssignmentExpression') return parent.right === node && isCounter(file, parent.left, following);
    if (parent.type === 'VariableDeclarator') return isCounter(file, parent.id, following);
    if (parent.type === 'ExpressionStatement') return false;
    const isInside =
      parent.type === 'MemberExpression' ||
      parent.type === 'BinaryExpression' ||
      parent.type === 'LogicalExpression' ||
      parent.type === 'ChainExpression' ||
      parent.type === 'TemplateLiteral' ||
      parent.type === 'ObjectExpression' ||
      parent.type === 'Property' ||
      parent.type === 'ConditionalExpression' ||
      parent.type === 'UnaryExpression' ||
      parent.type === 'CallExpression' ||
      parent.type === 'TSNonNullExpression' ||
      parent.type === 'TSAsExpression';
    if (!isInside) return false;
  }
  return false;
}

/** True when all that the blocks do is log and count for logs. */
function onlyLogs(file: FileContext, blocks: readonly (Node | null)[], seen: ReadonlySet<Node>): boolean {
  return blocks.every((block) => {
    if (!block) return true;
    const statements = block.type === 'BlockStatement' ? block.body : [block];
    return statements.every((statement) => {
      if (statement.type === 'IfStatement') return onlyLogs(file, [statement.consequent, statement.alternate], seen);
      if (statement.type === 'VariableDeclaration')
        return statement.declarations.every(({ id }) => isCounter(file, id, seen));
      if (statement.type === 'ForOfStatement') return onlyLogs(file, [statement.body], seen);
      if (statement.type !== 'ExpressionStatement') return false;
      const { expression } = statement;
      if (expression.type === 'CallExpression') return isLog(file, expression) || isLoggingLoop(file, expression, seen);
      if (expression.type === 'UpdateExpression') return isCounter(file, expression.argument, seen);
      return expression.type === 'AssignmentExpression' && isCounter(file, expression.left, seen);
    });
  });
}

/** `failed.forEach((one) => console.error(one))`. */
function isLoggingLoop(file: FileContext, call: Construction, seen: ReadonlySet<Node>): boolean {
  const [fn] = call.arguments;
  const isLoop =
    call.callee.type === 'MemberExpression' && file.source.text.slice(...call.callee.property.range) === 'forEach';
  if (!isLoop || !isFunction(fn)) return false;
  if (fn.body.type === 'BlockStatement') return onlyLogs(file, [fn.body], seen);
  return fn.body.type === 'CallExpression' && isLog(file, fn.body);
}

/** True for a variable that is read for logs only. */
export function isCounter(file: FileContext, target: Node, seen: ReadonlySet<Node> = new Set()): boolean {
  const variable = target.type === 'Identifier' ? file.resolver.scopes.variableOf(target) : undefined;
  if (!variable) return false;
  const reads = variable.references.filter((one) => one.isRead() && !one.isWrite());
  const around = ancestor(variable.identifiers[0] as Node, isFunction) ?? ancestor(target, isFunction);
  return reads.every(({ identifier }) => {
    const node = identifier as Node;
    return (!around || contains(around, node)) && isForLogsOnly(file, node, seen);
  });
}
