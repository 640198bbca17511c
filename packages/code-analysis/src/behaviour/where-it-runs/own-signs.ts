import { isBuiltin } from 'node:module';
import { drawsPages, isReplacedInPages, rendersBothSides, runsTests, serves } from '../../libraries/runtimes.js';
import { unwrap } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import type { PackageKind } from './packages.js';
import { isPageFile } from './page-code.js';
import type { WhereItRuns } from './types.js';

/** Functions that the runners of tests put into the global scope. */
const testGlobals = /^(?:describe|it|test|suite|beforeAll|beforeEach|afterAll|afterEach|jest|cy|Cypress)$/;

/** What the directive at the top of a file says; in a package that draws nothing, `use client` means nothing. */
export function byDirective({ source }: FileContext, kind: PackageKind | undefined): WhereItRuns | undefined {
  const [first] = source.ast.body;
  const directive = first?.type === 'ExpressionStatement' ? first.directive : undefined;
  if (directive === 'use client' && kind?.kind !== 'server')
    return { where: 'browser', because: "it begins with 'use client'" };
  return directive === 'use server' ? { where: 'server', because: "it begins with 'use server'" } : undefined;
}

/** A file that imports what only tests use, or that calls what only runners of tests put there. */
export function asTest(file: FileContext): WhereItRuns | undefined {
  const runner = importedAtTop(file).find((one) => runsTests(one));
  if (runner !== undefined) return { where: 'tests', because: `it imports ${runner}` };
  const called = file.source.ast.body.flatMap((statement): readonly string[] => {
    if (statement.type !== 'ExpressionStatement') return [];
    const call = unwrap(statement.expression);
    if (call.type !== 'CallExpression' || call.arguments.length === 0) return [];
    let root = unwrap(call.callee);
    while (root.type === 'MemberExpression') root = unwrap(root.object);
    if (root.type !== 'Identifier' || !testGlobals.test(root.name)) return [];
    return isGlobal(file, root.name) ? [root.name] : [];
  });
  return called[0] === undefined ? undefined : { where: 'tests', because: `it calls ${called[0]} of a test runner` };
}

/** Whether anything in a file, at its top or not, imports what only tests use or calls what only their runners put there. */
export function callsTestRunner({ specifiers, resolver }: FileContext): boolean {
  return (
    specifiers.some((one) => runsTests(one)) ||
    resolver.scopes.globals.some(({ identifier }) => testGlobals.test(String(identifier.name)))
  );
}

function isGlobal({ resolver }: FileContext, name: string): boolean {
  return resolver.scopes.globals.some(({ identifier }) => identifier.name === name);
}

/** Modules that are loaded whenever the file is; a `require` within a function may be for one case only. */
function importedAtTop({ source }: FileContext): readonly string[] {
  return source.ast.body.flatMap((statement): readonly string[] => {
    if (statement.type === 'ImportDeclaration') return [statement.source.value];
    const values =
      statement.type === 'VariableDeclaration'
        ? statement.declarations.map(({ init }) => init)
        : statement.type === 'ExpressionStatement'
          ? [statement.expression]
          : [];
    return values.flatMap((value) => {
      let plain = value ? unwrap(value) : undefined;
      while (
        plain?.type === 'MemberExpression' ||
        (plain?.type === 'CallExpression' && plain.callee.type !== 'Identifier')
      )
        plain = unwrap(plain.type === 'MemberExpression' ? plain.object : plain.callee);
      if (plain?.type !== 'CallExpression' || plain.callee.type !== 'Identifier' || plain.callee.name !== 'require')
        return [];
      const [module] = plain.arguments;
      return module?.type === 'Literal' && typeof module.value === 'string' ? [module.value] : [];
    });
  });
}

/** Names by which frameworks with two sides tell a server's files from those of a page. */
const serverNames =
  /\.server\.[cm]?[jt]sx?$|(?:^|\/)(?:\+server|\+page\.server|\+layout\.server|hooks\.server|middleware)\.[cm]?[jt]s$|(?:^|\/)pages\/api\/|(?:^|\/)route\.[cm]?[jt]s$/;
const pageNames = /\.client\.[cm]?[jt]sx?$|(?:^|\/)(?:entry-client|hooks\.client|service-worker|sw)\.[cm]?[jt]sx?$/;
/** What is only there on a server. */
const serverGlobals = new Set(['Deno', 'Bun', '__dirname', '__filename']);

/** What a server alone gives: modules of Node.js, sockets, files. */
export function asServer(file: FileContext): WhereItRuns | undefined {
  const { specifiers, path } = file;
  const builtin = specifiers.find((one) => isBuiltin(one) && (one.startsWith('node:') || !isReplacedInPages(one)));
  if (builtin !== undefined) return { where: 'server', because: `it imports ${builtin}` };
  const server = specifiers.find((one) => serves(one));
  if (server !== undefined) return { where: 'server', because: `it imports ${server}` };
  if (serverNames.test(path)) return { where: 'server', because: 'its name says that it is of the server' };
  const [global] = file.resolver.scopes.globals.flatMap(({ identifier }) => {
    const name = String(identifier.name);
    return serverGlobals.has(name) ? [name] : [];
  });
  return global === undefined ? undefined : { where: 'server', because: `it uses ${global}` };
}

/** What works with a page, by what it uses and imports. @param isRendered the same code may also run on a server */
export function asPage(file: FileContext, isRendered: boolean): WhereItRuns | undefined {
  if (isPageFile(file)) return { where: 'browser', because: 'it works with the page' };
  if (pageNames.test(file.path)) return { where: 'browser', because: 'its name says that it is of the page' };
  if (/^react-dom\/client$/.test(file.specifiers.find((one) => one.startsWith('react-dom')) ?? ''))
    return { where: 'browser', because: 'it imports react-dom/client' };
  if (isRendered || file.specifiers.some((one) => rendersBothSides(one) || one === 'react-dom/server'))
    return undefined;
  const drawing = file.specifiers.find((one) => drawsPages(one));
  return drawing === undefined ? undefined : { where: 'browser', because: `it imports ${drawing}` };
}
