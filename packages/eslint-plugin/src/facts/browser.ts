import { ancestor, isFunction, type FunctionNode, type Node } from '../syntax/tree.js';
import type { FileContext } from './context.js';

/** What works in the browser only; servers render components that have none of these. */
const clientHooks =
  /^use(?:State|Effect|LayoutEffect|InsertionEffect|Reducer|Ref|Callback|Transition|SyncExternalStore|ImperativeHandle)$/;
const hookModules = /^(?:react|preact\/hooks|preact\/compat)$/;

/** True inside a component or hook of a file that uses hooks of the browser: it makes calls in a page, not on a server. */
export function runsInBrowser(file: FileContext, node: Node): boolean {
  if (!file.once(importsHooks, () => importsHooks(file))) return false;
  for (let fn = ancestor(node, isFunction); fn; fn = ancestor(fn, isFunction))
    if (/^(?:[A-Z]\w*[a-z]|use[A-Z])/.test(nameOf(fn))) return true;
  return false;
}

function importsHooks({ source }: FileContext): boolean {
  return source.ast.body.some((statement) => {
    if (statement.type !== 'ImportDeclaration' || !hookModules.test(statement.source.value)) return false;
    return statement.specifiers.some((specifier) =>
      specifier.type === 'ImportSpecifier'
        ? specifier.imported.type === 'Identifier' && clientHooks.test(specifier.imported.name)
        : new RegExp(`\\b${specifier.local.name}\\.use[A-Z]`).test(source.text),
    );
  });
}

/** The name of a function, through wrappers such as `memo(function ...)`. */
function nameOf(fn: FunctionNode): string {
  if (fn.type !== 'ArrowFunctionExpression' && fn.id) return fn.id.name;
  let node: Node = fn;
  while (node.parent?.type === 'CallExpression') node = node.parent;
  return node.parent?.type === 'VariableDeclarator' && node.parent.id.type === 'Identifier' ? node.parent.id.name : '';
}
