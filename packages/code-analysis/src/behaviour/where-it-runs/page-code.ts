import { isBuiltin } from 'node:module';
import { ancestor, isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** What works in the browser only; servers render components that have none of these. */
const clientHooks =
  /^use(?:State|Effect|LayoutEffect|InsertionEffect|Reducer|Ref|Callback|Transition|SyncExternalStore|ImperativeHandle)$/;
const hookModules = /^(?:react|preact\/hooks|preact\/compat)$/;

const pageGlobals = new Set(['document', 'localStorage', 'sessionStorage']);
const navigatorMembers = /^(?:clipboard|serviceWorker|geolocation|mediaDevices|share|vibrate|sendBeacon)$/;
/** Code that asks where it runs may run on both sides. */
const asksWhere =
  /\btypeof (?:window|document|navigator|localStorage|sessionStorage|process)\b|\bglobalThis\b|\b(?:window|document|navigator|localStorage|sessionStorage)\s*\?\./;
/** What drives a page from outside has code of the page in it. */
const drivers = /puppeteer|playwright|jsdom|happy-dom|selenium|webdriver|cypress|testcafe|cheerio|nightmare/;

/** True for a file that works with the page as if nothing else could be around it, and with nothing of Node.js. */
export function isPageFile({ resolver, specifiers, source }: FileContext): boolean {
  const { globals } = resolver.scopes;
  if (!globals.some(({ identifier }) => pageGlobals.has(String(identifier.name)) || identifier.name === 'navigator'))
    return false;
  if (asksWhere.test(source.text) || /\bprocess\.(?!env\b)/.test(source.text)) return false;
  if (specifiers.some((one) => isBuiltin(one) || drivers.test(one))) return false;
  return globals.some(({ identifier }) => {
    const { parent } = identifier;
    if (parent.type !== 'MemberExpression' || parent.object !== identifier) return false;
    if (pageGlobals.has(String(identifier.name))) return true;
    return identifier.name === 'navigator' && navigatorMembers.test(memberName(parent) ?? '');
  });
}

const component = /^(?:[A-Z]\w*[a-z]|use[A-Z])/;

/**
 * True for a call in a page, not on a server: inside a component or hook of a file that uses hooks of the browser, or in a
 * function that a component hands to the page, such as what happens on a click.
 */
export function runsInBrowser(file: FileContext, node: Node): boolean {
  const usesHooks = file.once(importsHooks, () => importsHooks(file));
  const isPage = usesHooks || file.once(hasMarkup, () => hasMarkup(file));
  if (!isPage) return false;
  const own = ancestor(node, isFunction);
  for (let fn = own; fn; fn = ancestor(fn, isFunction)) {
    if (isForServer(fn)) return false;
    if (component.test(nameOf(fn)) && (usesHooks || (fn !== own && !fn.async))) return true;
  }
  return false;
}

/** A file with elements of JSX in it. */
function hasMarkup(file: FileContext): boolean {
  return /\.[jt]sx$/.test(file.filename) && file.nodes('JSXOpeningElement').length > 0;
}

/** `'use server'`: a function that a component hands to the page and that runs on the server all the same. */
function isForServer({ body }: FunctionNode): boolean {
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  return first?.type === 'ExpressionStatement' && first.directive === 'use server';
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
