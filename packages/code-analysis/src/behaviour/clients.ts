import { isExportOf, type ClientLibrary, type Shape } from '../libraries/index.js';
import { limits } from '../syntax/limits.js';
import { typeName, type Frame, type Terminal } from '../syntax/terminal.js';
import { ancestor, contains, isClass, keyName, memberName, type Node } from '../syntax/tree.js';
import { insertionInto, optionArgument } from './arguments.js';
import { originOf, place, type Construction, type FileContext } from './context.js';
import { connectionOptions, connectionStrings, isExempt } from './connection.js';
import { defaultSources } from './defaults.js';
import { interceptorSources } from './interceptors.js';
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
  readonly shape: Pick<Shape, 'options' | 'url'>;
  readonly parent: Client | undefined;
}

/** A client that a receiver stands for: one of this file, or one that is made elsewhere. */
export type Receiver =
  | { readonly kind: 'client'; readonly client: Client }
  | { readonly kind: 'elsewhere'; readonly library: ClientLibrary; readonly module: string };

/** Finds clients and what stands for them. One for each file. */
export class Clients {
  readonly all: Client[] = [];
  readonly #byNode = new Map<Node, Client | undefined>();

  constructor(readonly file: FileContext) {}

  /** The client that a call or construction makes. */
  madeBy(node: Construction): Client | undefined {
    if (this.#byNode.has(node)) return this.#byNode.get(node);
    this.#byNode.set(node, undefined);
    const known = this.file.known(node);
    const found =
      known?.role === 'client' && !known.shape.injected
        ? { library: known.library, module: known.module, name: known.name, shape: known.shape, parent: undefined }
        : this.#derived(node);
    if (!found) return undefined;
    const client: Client = { id: this.all.length, node, ...found };
    this.all.push(client);
    this.#byNode.set(node, client);
    return client;
  }

  #derived(node: Construction): Omit<Client, 'id' | 'node'> | undefined {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const method = memberName(node.callee);
    if (method === undefined) return undefined;
    const receiver = this.receiver(node.callee.object);
    if (receiver?.kind !== 'client' || ancestry(receiver.client) >= limits.derivedClients) return undefined;
    const { library, module } = receiver.client;
    const shape = library.derive?.find((one) => one.name === method);
    return shape && { library, module, name: method, shape, parent: receiver.client };
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
    // A wrapper such as a tracer hands back the client that it is given.
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
  const opaque = optionArgument(file, client.node, client.shape.options) === 'opaque';
  if (!opaque || judged.bound.status === 'bounded') return judged;
  return {
    ...judged,
    bound: { ...judged.bound, status: 'undetermined', missing: 'the arguments are spread from a list' },
  };
}

/** The bound of a client, with what the uses of it in this file say. */
export function clientFact(
  clients: Clients,
  client: Client,
  bound: Bound,
  uses: readonly { readonly bound: Bound }[],
): ClientFact {
  const { file } = clients;
  const presigning = isPresigning(clients, client);
  const sources = clientSources(clients, client);
  const urls = connectionStrings(file, client.node, client.library, client.shape, sources);
  const exempt = isExempt(file, client.library, sources, urls);
  const escapes = doesEscape(file, client.node);
  let judged = bound;
  if (
    bound.status !== 'bounded' &&
    uses.length > 0 &&
    !escapes &&
    uses.every((use) => use.bound.status === 'bounded')
  ) {
    judged = { ...(uses[0] as { bound: Bound }).bound };
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
    use: presigning ? 'presigning' : exempt ? 'exempt' : 'calls',
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

/** The variable, member or property that holds the client, through wrappers around the construction. */
function holderOf(node: Node): Node | undefined {
  let value = node;
  for (let above = node.parent; above; value = above, above = above.parent) {
    const through =
      above.type === 'AwaitExpression' ||
      above.type === 'TSAsExpression' ||
      above.type === 'TSNonNullExpression' ||
      (above.type === 'CallExpression' && above.callee !== value) ||
      above.type === 'LogicalExpression' ||
      above.type === 'ConditionalExpression';
    if (through) continue;
    if (above.type === 'VariableDeclarator' && above.init === value) return above.id;
    if (above.type === 'AssignmentExpression' && above.right === value) return above.left;
    if (above.type === 'PropertyDefinition' && above.value === value) return above.key;
    return undefined;
  }
  return undefined;
}

/** True when code outside this file can get hold of the client, or when that cannot be told. */
function doesEscape(file: FileContext, node: Node): boolean {
  const holder = holderOf(node);
  if (holder?.type !== 'Identifier') return true;
  const variable = file.resolver.scopes.variableOf(holder);
  if (!variable || isExported(holder)) return true;
  return variable.references.some(({ identifier, init }) => {
    const parent = identifier.parent as Node | undefined;
    if (init) return false;
    return !(parent?.type === 'MemberExpression' && parent.object === identifier);
  });
}

function isExported(name: Node): boolean {
  const statement = name.parent?.parent?.parent;
  return statement?.type === 'ExportNamedDeclaration';
}

/** True when the client is used for nothing but local work such as presigning. */
function isPresigning(clients: Clients, client: Client): boolean {
  const { file } = clients;
  const users = client.library.localUses ?? [];
  const holder = holderOf(client.node);
  if (users.length === 0) return false;
  const isLocal = (call: Node | undefined): boolean => {
    if (call?.type !== 'CallExpression') return false;
    const origin = originOf(file.resolver.single(call.callee));
    return origin !== undefined && users.some((user) => isExportOf(user, origin.module, origin.path.join('.')));
  };
  if (isLocal(client.node.parent)) return true;
  const members = holder && privateUses(file, holder);
  if (members) return members.length > 0 && members.every((member) => isLocal(member.parent));
  const variable = holder?.type === 'Identifier' ? file.resolver.scopes.variableOf(holder) : undefined;
  if (!variable || !holder || isExported(holder)) return false;
  const reads = variable.references.filter((reference) => reference.isRead());
  return reads.length > 0 && reads.every(({ identifier }) => isLocal(identifier.parent as Node | undefined));
}

/** Where a class reads the private member that a name in it stands for; undefined for what other code can get at. */
function privateUses(file: FileContext, holder: Node): readonly Node[] | undefined {
  const owner = ancestor(holder, isClass);
  const name = holder.type === 'MemberExpression' ? memberName(holder) : privateName(holder.parent);
  if (!owner || name === undefined) return undefined;
  if (!owner.body.body.some((element) => privateName(element) === name)) return undefined;
  return file
    .nodes('MemberExpression')
    .filter((member) => member.object.type === 'ThisExpression' && memberName(member) === name)
    .filter((member) => contains(owner, member) && !isWritten(member));
}

/** The name of a private property of a class, `#name` with its sign. */
function privateName(element: Node | undefined): string | undefined {
  if (element?.type !== 'PropertyDefinition') return undefined;
  const isPrivate = element.accessibility === 'private' || element.key.type === 'PrivateIdentifier';
  return isPrivate ? keyName(element) : undefined;
}

const isWritten = (member: Node) => member.parent?.type === 'AssignmentExpression' && member.parent.left === member;
