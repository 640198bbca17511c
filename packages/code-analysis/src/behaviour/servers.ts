import type { TSESTree } from '@typescript-eslint/utils';
import { serverFor, serverLibraries, type ServerLibrary } from '../libraries/index.js';
import { typeName, type Terminal } from '../syntax/terminal.js';
import { memberName, type Node } from '../syntax/tree.js';
import { originOf, type FileContext } from './context.js';

/** A server, or the Node server under a framework. */
export interface Server {
  readonly library: ServerLibrary;
  /** The expression that makes it, or its declaration where it is handed in; two uses of one server have the same. */
  readonly made: Node;
}

const modules = new Set(serverLibraries.flatMap((library) => library.modules.map(withoutScheme)));

const socketModules = new Set(['net', 'tls']);

/** True for modules that make servers or sockets. */
export function isServerModule(specifier: string): boolean {
  return modules.has(withoutScheme(specifier)) || isSocketModule(specifier);
}

/** True for modules that make plain sockets. */
export function isSocketModule(specifier: string): boolean {
  return socketModules.has(withoutScheme(specifier));
}

/** The server that an expression stands for. */
export function serverOf(file: FileContext, node: Node, followed: ReadonlySet<Node> = new Set()): Server | undefined {
  const terminal = file.resolver.single(node);
  if (terminal?.kind === 'parameter' && terminal.path.length === 0) return handedIn(file, terminal);
  if (terminal?.kind !== 'expression' || terminal.path.length > 1) return undefined;
  const { node: made, path } = terminal;
  if (made.type !== 'CallExpression' && made.type !== 'NewExpression') return undefined;
  const [member] = path;
  const server = serverMadeBy(file, made);
  if (server) return member === undefined || server.library.underlying?.includes(member) ? server : undefined;
  // `app.listen(80)` and `createServer().listen(80)` give the Node server.
  if (member !== undefined || made.callee.type !== 'MemberExpression') return undefined;
  // `server = server.listen(80)` comes back to itself.
  if (followed.has(made)) return undefined;
  const outer = serverOf(file, made.callee.object, new Set([...followed, made]));
  const givesServer = outer?.library.underlying ?? ['listen'];
  return outer && givesServer.includes(memberName(made.callee) ?? '') ? outer : undefined;
}

/** The server that a call or construction makes by itself. */
export function serverMadeBy(
  file: FileContext,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): Server | undefined {
  const origin = file.origin(call.callee);
  const library = origin && serverFor(origin.module, origin.path.join('.'));
  const construct = call.type === 'NewExpression';
  const fits = library?.servers.some((shape) => Boolean(shape.construct) === construct);
  return library && fits ? { library, made: call } : undefined;
}

/** A server that is a parameter or a class member, known by its written type: `server: http.Server`. */
function handedIn(file: FileContext, terminal: Extract<Terminal, { kind: 'parameter' }>): Server | undefined {
  const path: string[] = [];
  let root = typeName(terminal.annotation);
  for (; root?.type === 'TSQualifiedName'; root = root.left) path.unshift(root.right.name);
  const origin = root?.type === 'Identifier' ? originOf(file.resolver.single(root, path)) : undefined;
  const library = origin && serverFor(origin.module, origin.path.join('.'));
  return library && { library, made: terminal.node };
}

function withoutScheme(specifier: string): string {
  return specifier.replace(/^node:/, '');
}
