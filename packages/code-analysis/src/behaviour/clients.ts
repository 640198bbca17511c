import { isExportOf, type ClientLibrary, type Derivation, type Shape } from '../libraries/index.js';
import { limits } from '../syntax/limits.js';
import { valueOf } from '../syntax/static-value.js';
import { typeName, type Frame, type Terminal } from '../syntax/terminal.js';
import { memberName, type Node } from '../syntax/tree.js';
import { insertionInto, optionArgument } from './arguments.js';
import { originOf, place, type Construction, type FileContext } from './context.js';
import { connectionOptions, connectionStrings, isExempt, isWhole } from './connection.js';
import { defaultSources } from './defaults.js';
import { interceptorSources } from './interceptors.js';
import { holderOf, isExported, isUsedLocally, memberUses, methodsCalledOn } from './local-uses.js';
import { judge, type Judged, type OptionSource } from './options.js';
import { openingLimits } from './own-timers.js';
import { transportLimits } from './transports.js';
import type { Bound, ClientFact } from './types.js';

/** A client made in this file. */
export interface Client {
  readonly id: number;
  readonly node: Construction;
  readonly library: ClientLibrary;
  readonly module: string;
  readonly name: string;
  readonly shape: Pick<Shape, 'options' | 'url' | 'factory'> & Pick<Derivation, 'part'>;
  readonly parent: Client | undefined;
  /** It is derived from more clients than are followed, so that options may stand in one that is not looked at. */
  readonly isCutOff?: boolean;
}

/** A client before it is numbered. */
type Made = Omit<Client, 'id' | 'node' | 'shape'> & { readonly shape: Client['shape'] & Pick<Shape, 'over'> };

/** A client that a receiver stands for: one of this file, or one that is made elsewhere. */
export type Receiver =
  | { readonly kind: 'client'; readonly client: Client }
  | { readonly kind: 'elsewhere'; readonly library: ClientLibrary; readonly module: string };

/** Finds clients and what stands for them. One for each file. */
export class Clients {
  readonly all: Client[] = [];
  readonly #byNode = new Map<Node, Client | undefined>();
  /** Calls whose arguments are looked at: `a = wrap(b)` and `b = wrap(a)` come back to themselves. */
  readonly #unwrapping = new Set<Node>();

  constructor(readonly file: FileContext) {}

  /** The client that a call or construction makes. */
  madeBy(node: Construction): Client | undefined {
    if (this.#byNode.has(node)) return this.#byNode.get(node);
    this.#byNode.set(node, undefined);
    const known = this.file.known(node);
    const found: Made | undefined =
      known?.role === 'client' && !known.shape.injected
        ? { library: known.library, module: known.module, name: known.name, shape: known.shape, parent: undefined }
        : this.#derived(node);
    if (!found || isOver(this.file, node, found.shape)) return undefined;
    const client: Client = { id: this.all.length, node, ...found, library: libraryUnder(this.file, node, found) };
    this.all.push(client);
    this.#byNode.set(node, client);
    return client;
  }

  #derived(node: Construction): Made | undefined {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const method = memberName(node.callee);
    if (method === undefined) return undefined;
    const receiver = this.receiver(node.callee.object);
    if (receiver?.kind !== 'client') return undefined;
    const { library, module } = receiver.client;
    const isCutOff = receiver.client.isCutOff === true || ancestry(receiver.client) >= limits.derivedClients;
    const shape = library.derive?.find((one) => one.name === method);
    return (
      shape && {
        library,
        module,
        name: method,
        shape,
        ...(isCutOff ? { parent: undefined, isCutOff } : { parent: receiver.client }),
      }
    );
  }

  /** The client that an expression stands for; the first of several. */
  receiver(node: Node, frame?: Frame): Receiver | undefined {
    for (const terminal of this.file.resolver.resolve(node, [], frame)) {
      const found = this.#ofTerminal(terminal);
      if (found) return found;
    }
    return undefined;
  }

  #ofTerminal(terminal: Terminal): Receiver | undefined {
    if (terminal.kind === 'parameter' && terminal.path.length === 0) return this.#ofType(terminal);
    if (terminal.kind !== 'expression' || terminal.path.length > 0) return undefined;
    const { node, frame } = terminal;
    if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return undefined;
    const client = this.madeBy(node);
    if (client) return { kind: 'client', client };
    if (this.#unwrapping.has(node)) return undefined;
    this.#unwrapping.add(node);
    try {
      return this.#wrapped(node, frame);
    } finally {
      this.#unwrapping.delete(node);
    }
  }

  /** A wrapper such as a tracer hands back the client that it is given. */
  #wrapped(node: Construction, frame: Frame | undefined): Receiver | undefined {
    for (const argument of node.arguments) {
      if (argument.type === 'SpreadElement') continue;
      const inner = this.file.resolver.single(argument, [], frame);
      if (inner?.kind !== 'expression' || inner.path.length > 0) continue;
      if (inner.node.type === 'NewExpression' || this.#isWrapper(node)) return this.#ofTerminal(inner);
    }
    return undefined;
  }

  #isWrapper(node: Construction): boolean {
    const origin = originOf(this.file.resolver.single(node.callee));
    const libraries = origin ? this.file.lookup.librariesOf('@aws-sdk/client-s3') : [];
    return libraries.some((library) =>
      library.wrappers?.some((one) => origin && isExportOf(one, origin.module, origin.path.join('.'))),
    );
  }

  #ofType({ annotation }: Extract<Terminal, { kind: 'parameter' }>): Receiver | undefined {
    const name = typeName(annotation);
    const identifier =
      name?.type === 'Identifier'
        ? name
        : name?.type === 'TSQualifiedName' && name.left.type === 'Identifier'
          ? name.left
          : undefined;
    if (!name || !identifier) return undefined;
    const origin = originOf(this.file.resolver.single(identifier));
    if (!origin || origin.module === 'global') return undefined;
    const path = name.type === 'TSQualifiedName' ? [...origin.path, name.right.name] : origin.path;
    const version = this.file.version(origin.module);
    const match = this.file.lookup.libraryFor(origin.module, path.join('.'), version);
    if (match?.role === 'client') return { kind: 'elsewhere', library: match.library, module: origin.module };
    const instance = /^(AxiosInstance|AxiosStatic|Got|KyInstance|HttpClient)$/.test(path.at(-1) ?? '')
      ? this.file.lookup.librariesOf(origin.module, version)[0]
      : undefined;
    return instance && { kind: 'elsewhere', library: instance, module: origin.module };
  }
}

/** The client that is judged for a client: itself, or the one that it is a part of. */
export function judgedFor(client: Client): Client {
  return client.shape.part && client.parent ? judgedFor(client.parent) : client;
}

/** True where the client goes over a client of another library, or over one that comes from elsewhere. */
function isOver(file: FileContext, node: Construction, { over }: Pick<Shape, 'over'>): boolean {
  const argument = over === undefined ? undefined : node.arguments[over];
  if (!argument) return false;
  return file.resolver.resolve(argument).some((terminal) => {
    if (terminal.kind === 'global') return terminal.path[0] !== 'process';
    if (terminal.kind !== 'expression' || terminal.path.length > 0) return terminal.kind !== 'absent';
    const { type } = terminal.node;
    if (type !== 'ObjectExpression') return type === 'NewExpression' || type === 'CallExpression';
    return file.resolver.resolve(terminal.node, ['client']).some(({ written }) => written !== undefined);
  });
}

/** The entry of a library under the options that change what the rest of it means. */
function libraryUnder(
  file: FileContext,
  node: Construction,
  { library, shape }: Pick<Client, 'library' | 'shape'>,
): ClientLibrary {
  const options = library.cases ? optionArgument(file, node, shape.options) : 'none';
  if (typeof options === 'string') return library;
  const found = library.cases?.find(({ path, values }) =>
    file.resolver.resolve(options, path.split('.')).some((terminal) => {
      const value = valueOf(file.resolver, terminal);
      return value.kind === 'known' && values.includes(String(value.value));
    }),
  );
  return found ? { ...library, ...found.entry } : library;
}

/** Number of clients that a client was derived from, one after the other. */
function ancestry({ parent }: Client): number {
  let count = 0;
  for (let one = parent; one; one = one.parent) count += 1;
  return count;
}

/** The sources of options of a client: its own, those of the client that it was derived from, defaults of the module. */
export function clientSources(clients: Clients, client: Client, frame?: Frame): readonly OptionSource[] {
  const sources: OptionSource[] = [];
  for (let one: Client | undefined = client; one; one = one.parent) {
    const argument = optionArgument(clients.file, one.node, one.shape.options);
    if (typeof argument !== 'string') sources.push({ node: argument, level: 'client', frame });
    if (one.isCutOff && one.node.callee.type === 'MemberExpression')
      sources.push({ node: one.node.callee.object, level: 'client', frame });
    sources.push(...interceptorSources(clients, one), ...defaultSources(clients, one));
  }
  return sources;
}

/** @param frame a call of the function that makes the client */
export function judgeClient(clients: Clients, client: Client, frame?: Frame): Judged {
  const { file } = clients;
  const sources = clientSources(clients, client, frame);
  const urls = connectionStrings(file, client.node, client.library, client.shape, sources);
  const around = [
    ...connectionOptions(client.library, urls),
    ...transportLimits(clients, client, sources),
    ...openingLimits(file, client.node, client.library),
  ];
  const judged = judge(file, client.library, sources, around);
  if (judged.bound.status === 'bounded') return judged;
  const isSpread = optionArgument(file, client.node, client.shape.options) === 'opaque';
  const missing = isSpread ? 'the arguments are spread from a list' : whereItIsSet(client.library, urls);
  return missing === undefined ? judged : { ...judged, bound: { ...judged.bound, status: 'undetermined', missing } };
}

/** What keeps the limits where code does not show them. */
function whereItIsSet({ setOutside }: ClientLibrary, urls: readonly string[]): string | undefined {
  return urls.some(isWhole) ? undefined : setOutside;
}

/** The bound of a client, with what the uses of it in this file say. */
export function clientFact(
  clients: Clients,
  client: Client,
  bound: Bound,
  uses: readonly { readonly bound: Bound }[],
): ClientFact {
  const { file } = clients;
  const sources = clientSources(clients, client);
  const urls = connectionStrings(file, client.node, client.library, client.shape, sources);
  const exempt = isExempt(file, client.library, sources, urls, () => methodsCalledOn(file, client));
  const reach = reachOf(file, client);
  const escapes = reach !== 'file';
  const isBoundedHere = uses.length > 0 && uses.every((use) => use.bound.status === 'bounded');
  let judged = bound;
  if (bound.status !== 'bounded' && isBoundedHere && !escapes) {
    judged = { ...(uses[0] as { bound: Bound }).bound };
  } else if (bound.status === 'unbounded' && isBoundedHere && reach === 'member') {
    const missing = 'each call in this file has a limit, and other files may make some without one';
    judged = { ...bound, status: 'undetermined', missing };
  } else if (bound.status === 'partly' && escapes && client.library.family !== 'aws-sdk') {
    judged = {
      ...bound,
      status: 'undetermined',
      missing: 'the client is used in other files, which may bound each operation',
    };
  }
  judged = withUses(client.library, judged, uses, escapes);
  const insertion = insertionInto(file, client.node, client.shape.options);
  return {
    id: client.id,
    at: place(client.node),
    callee: { range: [client.node.range[0], client.node.callee.range[1]] },
    library: file.reference(client),
    name: file.source.text.slice(...client.node.callee.range).slice(0, 80),
    judgedAt: client.library.judgedAt,
    bound: judged,
    use: client.shape.factory === true || isUsedLocally(file, client) ? 'local' : exempt ? 'exempt' : 'calls',
    ...(insertion && { insertion }),
  };
}

/** What a client leaves open may be closed at each call, here or in files that get hold of it. */
function withUses(
  { family }: ClientLibrary,
  { open, ...bound }: Bound,
  uses: readonly { readonly bound: Bound }[],
  escapes: boolean,
): Bound {
  if (!open) return bound;
  const closed = uses.length > 0 && uses.every((use) => use.bound.status === 'bounded' && !use.bound.open);
  if (closed && !escapes) return bound;
  const ofOperations = open.phases.some((phase) => phase !== 'connect' && phase !== 'pool');
  const unseen = escapes && ofOperations && !open.keptByServer && family !== 'aws-sdk';
  const missing = 'the client is used in other files, which may bound each operation';
  return { ...bound, open: unseen ? { missing, ...open } : open };
}

/**
 * Which code can get hold of a client: that of this file, that of whoever has the object whose public member it is, or
 * any code, as far as can be told.
 */
function reachOf(file: FileContext, { node, library }: Client): 'file' | 'member' | 'any' {
  const holder = holderOf(node);
  if (!holder) return 'any';
  const isHandedOn = (use: Node): boolean => {
    const { parent } = use;
    if (parent?.type === 'TaggedTemplateExpression') return parent.tag !== use;
    if (parent?.type !== 'MemberExpression' || parent.object !== use) return true;
    // `const get = client.get;` is called where nobody sees the client.
    const isCalled = parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
    return !isCalled && library.methods?.some(({ name }) => name === memberName(parent)) === true;
  };
  const members = memberUses(file, holder);
  if (members) return members.uses.some(isHandedOn) ? 'any' : members.isPrivate ? 'file' : 'member';
  const variable = holder.type === 'Identifier' ? file.resolver.scopes.variableOf(holder) : undefined;
  if (!variable || isExported(holder)) return 'any';
  const uses = variable.references.flatMap(({ identifier, init }) => (init ? [] : [identifier as Node]));
  return uses.some(isHandedOn) ? 'any' : 'file';
}
