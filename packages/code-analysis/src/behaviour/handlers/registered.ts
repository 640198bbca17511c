import { consumers, routeModules, type Consumer, type HandlerSource } from '../../libraries/handlers.js';
import { limits } from '../../syntax/limits.js';
import { keyName, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Construction, FileContext } from '../context.js';
import { importsModule } from '../specifiers.js';
import { functionsIn } from './functions.js';
import { isRouterType, writtenTypes } from './written-types.js';

/** A function that is handed to a framework or library, which calls it later. */
export interface Registration<Fn = FunctionNode> {
  readonly fn: Fn;
  readonly name: string;
  readonly source: HandlerSource;
  readonly batch?: boolean;
  /** That the receiver takes routes is told by its name only. */
  readonly byName?: boolean;
}

/** Finds the functions that a value stands for. */
type Find<Fn> = (value: Node) => readonly Fn[];

const methods = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'all', 'head', 'options', 'use', 'on']);
const routerNames = /^(app|api|server|fastify|routes?|hono)$|router$/i;
/** Functions that a call registers; empty for all other calls. */
export function registrations(file: FileContext, call: Construction): readonly Registration[] {
  const found = registered(file, call, (value) => functionsIn(file, value));
  const routed = found.filter(({ fn, byName }) => !byName || fn.params.length > 0);
  return found.length > 0 ? routed : consumedByShape(file, call);
}

/** The same for functions of another kind, such as imported ones. */
export function registered<Fn>(file: FileContext, call: Construction, find: Find<Fn>): readonly Registration<Fn>[] {
  return [
    ...routes(file, call, find),
    ...routeObjects(file, call, find),
    ...procedures(call, find),
    ...consumed(file, call, find),
  ];
}

/** `app.post('/orders', check, handler)`, `router.use(handler)`, `app.route('/orders').get(handler)`. */
function routes<Fn>(file: FileContext, call: Construction, find: Find<Fn>): readonly Registration<Fn>[] {
  if (call.callee.type !== 'MemberExpression') return [];
  const method = memberName(call.callee);
  if (method === undefined || !methods.has(method)) return [];
  const path = call.arguments[0];
  const isPath = path?.type === 'Literal' && typeof path.value === 'string' && /^[/*]/.test(path.value);
  const known = isRouter(file, call.callee.object);
  if (!known && !(isPath && looksLikeRouter(file, call.callee.object))) return [];
  const found = call.arguments.flatMap((argument) => (argument === path && isPath ? [] : find(argument)));
  const name = `${method.toUpperCase()} ${isPath ? String(path.value) : ''}`.trim();
  return found.map((fn) => ({ fn, name, source: 'http', byName: !known }));
}

function isRouter(file: FileContext, receiver: Node): boolean {
  for (const terminal of file.resolver.resolve(receiver)) {
    if (terminal.kind === 'parameter' && isRouterType(writtenTypes(file, terminal.annotation))) return true;
    if (terminal.kind === 'expression' && routeModules.has(moduleBehind(file, terminal.node) ?? '')) return true;
  }
  return false;
}

/** A router by its name, where it is a parameter or comes from another file. */
function looksLikeRouter(file: FileContext, receiver: Node): boolean {
  const name =
    receiver.type === 'Identifier' ? receiver.name : receiver.type === 'MemberExpression' ? memberName(receiver) : '';
  if (name === undefined || !routerNames.test(name)) return false;
  return file.resolver
    .resolve(receiver)
    .some(({ kind, ...rest }) => kind === 'parameter' || (kind === 'module' && 'module' in rest && isOwn(rest.module)));
}

const isOwn = (module: string) => /^[.~#@]\/|^\.\.?\/|^[.~#]/.test(module);

/** The library that a value comes from: that of the import whose export, or method of an export, made it. */
export function moduleBehind(file: FileContext, node: Node, depth = 0): string | undefined {
  if (depth > limits.hops.router) return undefined;
  for (const terminal of file.resolver.resolve(node)) {
    if (terminal.kind === 'module') return terminal.module;
    if (terminal.kind === 'parameter') {
      const [type] = writtenTypes(file, terminal.annotation);
      if (type && type.module !== '' && type.module !== 'global') return type.module;
    }
    if (terminal.kind !== 'expression') continue;
    const made = terminal.node;
    if (made.type !== 'CallExpression' && made.type !== 'NewExpression') continue;
    const from = made.callee.type === 'MemberExpression' ? made.callee.object : made.callee;
    const module = moduleBehind(file, from, depth + 1);
    if (module !== undefined) return module;
  }
  return undefined;
}

/** `server.route({ method, path, handler })`. */
function routeObjects<Fn>(file: FileContext, call: Construction, find: Find<Fn>): readonly Registration<Fn>[] {
  const [route] = call.arguments;
  if (call.callee.type !== 'MemberExpression' || memberName(call.callee) !== 'route') return [];
  const objects = route?.type === 'ArrayExpression' ? route.elements : [route];
  return objects.flatMap((object) => {
    if (object?.type !== 'ObjectExpression') return [];
    const names = object.properties.flatMap((one) => (one.type === 'Property' ? (keyName(one) ?? []) : []));
    if (!names.includes('method') || !(names.includes('path') || names.includes('url'))) return [];
    return memberFunctions(file, object, ['handler'], find).map(({ fn }) => ({
      fn,
      name: 'route',
      source: 'http' as const,
    }));
  });
}

/** `publicProcedure.input(...).mutation(handler)`. */
function procedures<Fn>(call: Construction, find: Find<Fn>): readonly Registration<Fn>[] {
  if (call.callee.type !== 'MemberExpression') return [];
  const method = memberName(call.callee);
  if (method !== 'mutation' && method !== 'query') return [];
  let root: Node = call.callee.object;
  for (;;) {
    if (root.type === 'CallExpression') root = root.callee;
    else if (root.type === 'MemberExpression' && !/procedure$/i.test(memberName(root) ?? '')) root = root.object;
    else break;
  }
  const name = root.type === 'Identifier' ? root.name : root.type === 'MemberExpression' ? memberName(root) : undefined;
  if (!/procedure$/i.test(name ?? '')) return [];
  return call.arguments.flatMap((argument) =>
    find(argument).map((fn) => ({ fn, name: method, source: 'http' as const })),
  );
}

/** The consumers of libraries that a file imports; a cheap test before each call is followed. */
function consumersNear(file: FileContext): readonly Consumer[] {
  return file.once(consumers, () => consumers.filter(({ module }) => importsModule(file, [module])));
}

/** Functions given to a queue, a broker or a timer. */
function consumed<Fn>(file: FileContext, call: Construction, find: Find<Fn>): readonly Registration<Fn>[] {
  const { callee } = call;
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  const near = consumersNear(file);
  const origin = near.length > 0 ? file.origin(callee) : undefined;
  for (const one of near) {
    const isExport =
      one.method === undefined &&
      origin?.module === one.module &&
      (origin.path.at(-1) === one.export || origin.path.join('.') === one.export);
    const isMethod =
      one.method !== undefined &&
      one.method === method &&
      callee.type === 'MemberExpression' &&
      moduleBehind(file, callee.object) === one.module &&
      (one.event === undefined || isText(call.arguments[0], one.event));
    if (isExport || isMethod) return givenTo(file, call, one, find);
  }
  return [];
}

const isText = (node: Node | undefined, text: string) => node?.type === 'Literal' && node.value === text;

function givenTo<Fn>(
  file: FileContext,
  call: Construction,
  { members, named, source, batches }: Consumer,
  find: Find<Fn>,
): readonly Registration<Fn>[] {
  if (!members) {
    return call.arguments.flatMap((argument) => find(argument).map((fn) => ({ fn, name: '', source })));
  }
  return call.arguments.flatMap((argument) =>
    memberFunctions(file, argument, members, find, named).map(({ fn, member }) => ({
      fn,
      name: member,
      source,
      batch: batches?.includes(member) === true,
    })),
  );
}

/** Where the library cannot be told: `queue.process(async (job) => ...)`, `consumer.run({ eachMessage })`. */
function consumedByShape(file: FileContext, call: Construction): readonly Registration[] {
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (method === 'run')
    return call.arguments.flatMap((argument) =>
      memberFunctions(file, argument, ['eachMessage', 'eachBatch'], (value) => functionsIn(file, value)).map(
        ({ fn, member }) => ({
          fn,
          name: member,
          source: 'kafka' as const,
          batch: member === 'eachBatch',
        }),
      ),
    );
  if (isSubscription(call))
    return call.arguments.flatMap((argument) =>
      functionsIn(file, argument)
        .filter(({ async, params }) => async && params.length > 0)
        .map((fn) => ({ fn, name: '', source: 'message' as const })),
    );
  const isWorker = call.type === 'NewExpression' && call.callee.type === 'Identifier' && call.callee.name === 'Worker';
  if (method !== 'process' && !isWorker) return [];
  return call.arguments.flatMap((argument) =>
    functionsIn(file, argument)
      .filter(({ params: [first] }) => first?.type === 'Identifier' && first.name === 'job')
      .map((fn) => ({ fn, name: '', source: 'job' as const })),
  );
}

const receivers = /(?:^|[_.])(?:consumers?|rabbit(?:mq)?|kafka|amqp|pubsub|nats|sqs|broker|message_?bus|queues?)$/i;

/** `Consumer.createHandler(topic, config, onMessage)`, `rabbit.consume('orders', onMessage)` of a project's own client. */
function isSubscription({ callee }: Construction): boolean {
  if (
    callee.type !== 'MemberExpression' ||
    !/^(?:createHandler|consume|subscribe|onMessage)$/.test(memberName(callee) ?? '')
  )
    return false;
  const { object } = callee;
  const name =
    object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' ? memberName(object) : '';
  return receivers.test((name ?? '').replaceAll(/([a-z])([A-Z])/g, '$1_$2'));
}

function memberFunctions<Fn>(
  file: FileContext,
  value: Node,
  members: readonly string[] | undefined,
  find: Find<Fn>,
  named: readonly string[] = [],
): readonly { readonly fn: Fn; readonly member: string }[] {
  const terminal = file.resolver.single(value);
  const object = terminal?.kind === 'expression' ? terminal.node : undefined;
  if (object?.type !== 'ObjectExpression') return [];
  return object.properties.flatMap((property) => {
    const member = property.type === 'Property' ? keyName(property) : undefined;
    if (property.type !== 'Property' || member === undefined || members?.includes(member) === false) return [];
    if (named.includes(member)) return memberFunctions(file, property.value, undefined, find);
    return find(property.value).map((fn) => ({ fn, member }));
  });
}
