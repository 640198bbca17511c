import type { ClientLibrary, Method, Shape } from '../libraries/index.js';
import type { Frame } from '../syntax/terminal.js';
import { isFunction, memberName, unwrap, type Node } from '../syntax/tree.js';
import { valueOf } from '../syntax/static-value.js';
import { optionArgument } from './arguments.js';
import { boundsAround, limitsByClient } from './around.js';
import { runsInBrowser } from './where-it-runs/page-code.js';
import { chainOf, chainSources, listenerTest } from './chain.js';
import { clientSources, type Client, type Clients } from './clients.js';
import { defaultSources } from './defaults.js';
import { interceptorSources } from './interceptors.js';
import { judge, type Judged, type OptionSource } from './options.js';
import { transportLimits } from './transports.js';
import type { Call, Construction, KnownExport } from './context.js';
import { isMethod } from './local-uses.js';
import { furtherPath } from './imported-wrappers.js';
import { hasPlainHttpModule } from './nest-http.js';
import { requestSources } from './requests.js';

/** A call over the network, before it is judged. */
export interface OutboundCall {
  readonly node: Construction;
  readonly library: ClientLibrary;
  readonly module: string;
  readonly options: Shape['options'];
  readonly client: Client | undefined;
  /** The client is made in another file or by a framework. */
  readonly elsewhere: boolean;
  /** It goes through a function of another file. */
  readonly wrapper?: KnownExport['wrapper'];
}

/** Methods that clients have beside those that make calls. */
export const notCalls =
  /^(on|once|off|destroy|close|end|quit|disconnect|use|extend|create|defaults|emit|pipe|then|catch|bind|plugin|\w*[lL]istener\w*)$/;

/** The same of a part of a client, where `create` and `close` stand for what the service is asked for: `charges.create`. */
const notCallsOfPart = /^(on|once|off|emit|pipe|then|catch|bind|\w*[lL]istener\w*)$/;

/** The outbound call that a call expression is; undefined for all others. */
export function outboundCall(clients: Clients, node: Construction): OutboundCall | undefined {
  const { file } = clients;
  const known = file.known(node);
  if (known?.role === 'call') {
    if (runsInBrowser(file, node)) return undefined;
    // A wrapper, of this project or a user's own, may put the host before the path that it is given.
    const isWrapper = known.wrapper !== undefined || known.library.addsHost === true;
    if (!isWrapper && isLocalAddress(clients, node)) return undefined;
    return {
      node,
      library: known.library,
      module: known.module,
      options: known.shape.options,
      client: undefined,
      elsewhere: known.injected === true,
      ...(known.wrapper && { wrapper: known.wrapper }),
    };
  }
  return known || node.type !== 'CallExpression' ? undefined : throughClient(clients, node);
}

function throughClient(clients: Clients, node: Call): OutboundCall | undefined {
  const names: string[] = [];
  for (let object = unwrap(node.callee); ;) {
    if (names.length > 0 || object.type === 'Identifier') {
      const receiver = clients.receiver(object);
      if (receiver) {
        const library = receiver.kind === 'client' ? receiver.client.library : receiver.library;
        const module = receiver.kind === 'client' ? receiver.client.module : receiver.module;
        const method = methodOf(library, names.join('.'));
        if (!method || (method.takesCallback && !endsInCallback(clients, node))) return undefined;
        const client = receiver.kind === 'client' ? receiver.client : undefined;
        return { node, library, module, options: method.options, client, elsewhere: !client };
      }
    }
    if (object.type !== 'MemberExpression') return undefined;
    const name = memberName(object);
    if (name === undefined) return undefined;
    names.unshift(name);
    object = unwrap(object.object);
  }
}

/** True for a call whose last argument is a function. */
function endsInCallback({ file }: Clients, { arguments: given }: Call): boolean {
  const last = given.at(-1);
  if (!last || last.type === 'SpreadElement') return false;
  return file.resolver
    .resolve(last)
    .some((one) => one.kind === 'expression' && !one.path.length && isFunction(one.node));
}

function methodOf(library: ClientLibrary, name: string): Omit<Method, 'name'> | undefined {
  if (name === '') return library.calls.find((shape) => shape.export === 'default');
  const exact = library.methods?.find((method) => method.name === name);
  if (exact) return exact;
  if (library.localMethods?.some((pattern) => isMethod(pattern, name))) return undefined;
  if (library.derive?.some((method) => method.name === name)) return undefined;
  const isDeep = name.includes('.');
  if ((isDeep ? notCallsOfPart : notCalls).test(name.slice(name.lastIndexOf('.') + 1))) return undefined;
  return library.methods?.find((method) => method.name === '**' || (!isDeep && method.name === '*'));
}

/** True for an address without a host, or one that names no remote: `/api/x`, `data:`, `file:`, `blob:`. */
function isLocalAddress(clients: Clients, { arguments: [address] }: Construction): boolean {
  if (!address || address.type === 'SpreadElement') return false;
  const { resolver } = clients.file;
  const terminals = resolver.resolve(address);
  return (
    terminals.length > 0 &&
    terminals.every((terminal) => {
      if (terminal.kind === 'expression' && isBesideModule(clients, terminal.node)) return true;
      if (terminal.kind === 'expression' && terminal.node.type === 'TemplateLiteral' && terminal.node.quasis[0]) {
        return isLocalText(terminal.node.quasis[0].value.raw);
      }
      if (
        terminal.kind === 'expression' &&
        terminal.node.type === 'BinaryExpression' &&
        terminal.node.left.type === 'Literal'
      ) {
        return isLocalText(String(terminal.node.left.value));
      }
      const value = valueOf(resolver, terminal);
      return value.kind === 'known' && typeof value.value === 'string' && isLocalText(value.value);
    })
  );
}

/** `new URL('./font.ttf', import.meta.url)`: a file that lies beside the module. */
function isBesideModule({ file }: Clients, node: Node): boolean {
  if (node.type !== 'NewExpression' || node.arguments.length !== 2) return false;
  const base = node.arguments[1];
  const isOfModule =
    base?.type === 'MemberExpression' && base.object.type === 'MetaProperty' && memberName(base) === 'url';
  const origin = isOfModule ? file.origin(node.callee) : undefined;
  return origin?.path.join('.') === 'URL';
}

const isLocalText = (text: string) => /^(\/(?!\/)|\.\.?\/|data:|file:|blob:)/i.test(text);

/** Judges a call under the arguments of its callers, or as it stands. */
export function judgeCall(clients: Clients, call: OutboundCall, frame?: Frame): Judged {
  const { file } = clients;
  const { node, library, client, elsewhere } = call;
  const chained = chainOf(file, node);
  const argument = optionArgument(file, node, call.options, frame);
  const sources: OptionSource[] = [
    ...(typeof argument === 'string' ? [] : [{ node: argument, level: 'call', frame, call: node } as const]),
    ...furtherSources(call, frame),
    ...carriedSources(clients, call, frame),
    ...chainSources(library, chained),
    ...(client
      ? clientSources(clients, client)
      : [...interceptorSources(clients, { module: call.module }), ...defaultSources(clients, call)]),
  ];
  const around = [
    ...boundsAround(file, node, library),
    ...limitsByClient(file, node, library.limiters),
    ...transportLimits(clients, { library }, sources),
  ];
  const judged = placed(judge(file, library, sources, around, listenerTest(file, chained)), call);
  if (judged.bound.status === 'bounded' || judged.bound.status === 'undetermined') return judged;
  const missing =
    argument === 'opaque'
      ? 'the arguments are spread from a list'
      : elsewhere && !isPlainService(clients, call)
        ? client === undefined && library.clients.length === 0
          ? '`fetch` is handed in, and may have a limit of its own'
          : 'the client is made in another file'
        : call.wrapper?.fact.kind === 'wrapper' && call.wrapper.fact.status === 'undetermined'
          ? `what \`${library.label}\` does without a timeout cannot be told`
          : undefined;
  return missing === undefined ? judged : { ...judged, bound: { ...judged.bound, status: 'undetermined', missing } };
}

/** True for Nest's service where the module that injects it gives it no options, and nothing here does. */
function isPlainService({ file }: Clients, { module }: OutboundCall): boolean {
  if (module !== '@nestjs/axios' || /axiosRef\s*\.\s*defaults/.test(file.source.text)) return false;
  return hasPlainHttpModule(file.filename) === true;
}

/** Bounds that a function of another file takes as further arguments: `load(url, init, timeoutMs)`. */
function furtherSources({ node, wrapper }: OutboundCall, frame: Frame | undefined): OptionSource[] {
  return (wrapper?.further ?? []).flatMap((index) => {
    const argument = node.arguments[index];
    return argument ? [{ node: argument, level: 'call', frame, call: node, path: furtherPath(index) } as const] : [];
  });
}

/** Adds where the function of another file stands. */
function placed(judged: Judged, { wrapper }: OutboundCall): Judged {
  const at = wrapper?.fact.at;
  if (!at) return judged;
  return { ...judged, bound: { ...judged.bound, elsewhere: [at, ...(judged.bound.elsewhere ?? [])] } };
}

/** Options in an object that stands as another argument: `fetch(new Request(url, { signal }))`. */
function carriedSources({ file }: Clients, { node, library }: OutboundCall, frame: Frame | undefined): OptionSource[] {
  return (library.carriers ?? []).flatMap((carrier) => {
    const argument = carrier.argument === undefined ? undefined : node.arguments[carrier.argument];
    return argument ? requestSources(file, node, carrier, argument, frame) : [];
  });
}
