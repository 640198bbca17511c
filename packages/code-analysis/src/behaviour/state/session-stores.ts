import { localSessionStores, sessionMiddlewares, type SessionMiddleware } from '../../libraries/session-stores.js';
import type { Terminal } from '../../syntax/terminal.js';
import { memberName, type Node } from '../../syntax/tree.js';
import { place, type Construction, type FileContext } from '../context.js';
import type { SessionStoreFact } from './types.js';

/** Where the session libraries of a file keep the sessions. */
export function sessionStores(file: FileContext): readonly SessionStoreFact[] {
  if (!/session/i.test(file.source.text)) return [];
  const found = file.calls.flatMap((call) => {
    const use = middlewareOf(file, call);
    return use ? [{ label: use.middleware.label, fact: storeFact(file, use) }] : [];
  });
  // One of them may be for development, and which one is used is decided when the code runs.
  return found.map(({ label, fact }) => {
    const hasOther = found.some((other) => other.label === label && other.fact.keeps === 'given');
    return hasOther && fact.keeps === 'memory' ? { ...fact, keeps: 'sometimes' } : fact;
  });
}

interface Use {
  readonly middleware: SessionMiddleware;
  readonly at: Node;
  readonly options: Node | undefined;
}

function middlewareOf(file: FileContext, call: Construction): Use | undefined {
  const [first, second] = call.arguments;
  const isRegistering = call.callee.type === 'MemberExpression' && memberName(call.callee) === 'register';
  const plugin = isRegistering && first ? entryFor(file, first) : undefined;
  if (first && plugin?.registered) return { middleware: plugin, at: first, options: second };
  const middleware = call.type === 'CallExpression' ? entryFor(file, call.callee) : undefined;
  return middleware && !middleware.registered ? { middleware, at: call.callee, options: first } : undefined;
}

function entryFor(file: FileContext, node: Node): SessionMiddleware | undefined {
  const origin = file.origin(node);
  if (!origin) return undefined;
  const name = origin.path.join('.');
  return sessionMiddlewares.find(({ modules, exports }) => modules.includes(origin.module) && exports.includes(name));
}

function storeFact(file: FileContext, { middleware, at, options }: Use): SessionStoreFact {
  const { label, store, keeps } = middleware;
  const fact = { at: place(at), label, ...(store !== undefined && { option: store }) };
  if (store === undefined || !options) return { ...fact, keeps };
  if (options.type === 'SpreadElement') return { ...fact, keeps: 'opaque', why: 'the arguments are spread' };
  const places = file.resolver.resolve(options, [store]).map((value) => placeOf(file, value));
  const opaque = places.find((one) => one.keeps === 'opaque');
  if (opaque) return { ...fact, ...opaque };
  const kinds = new Set(places.map((one) => one.keeps));
  return { ...fact, keeps: kinds.size === 1 ? (places[0]?.keeps ?? keeps) : 'sometimes' };
}

function placeOf(file: FileContext, value: Terminal): Pick<SessionStoreFact, 'keeps' | 'why'> {
  if (value.kind === 'absent') return { keeps: 'memory' };
  if (value.kind === 'module') return { keeps: 'opaque', why: `the store comes from ${value.module}` };
  if (value.kind === 'parameter') return { keeps: 'opaque', why: 'the store is a parameter' };
  if (value.kind === 'unknown') return { keeps: 'opaque', why: value.reason };
  if (value.kind === 'global' || value.path.length > 0) return { keeps: 'opaque', why: 'the store is computed' };
  return { keeps: madeBy(file, value.node) ?? 'given' };
}

/** Where a store that is made here keeps sessions; undefined for those that are shared, as far as is known. */
function madeBy(file: FileContext, node: Node): 'memory' | 'disk' | undefined {
  if (node.type === 'Literal' && node.value === null) return 'memory';
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return undefined;
  // `new (createMemoryStore(session))({...})`: the class is made by a function that is given the middleware.
  const made = file.resolver.single(node.callee);
  const isMade = made?.kind === 'expression' && made.path.length === 0 && made.node.type === 'CallExpression';
  const origin = file.origin(isMade ? made.node.callee : node.callee);
  const name = origin?.path.join('.') ?? '';
  return localSessionStores.find(({ module, exports }) => module === origin?.module && exports.includes(name))?.keeps;
}
