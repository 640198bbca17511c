import { configurationLibraries, configurationOperations } from '../../libraries/configuration.js';
import { valueOf } from '../../syntax/static-value.js';
import type { Frame, Terminal } from '../../syntax/terminal.js';
import { ancestor, contains, isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import { awsOperations, type AwsOperation } from '../aws/operations.js';
import { calleePlace, calleeText } from '../callee.js';
import { catchesOf } from '../catches/catch-sites.js';
import { reactionOf } from '../catches/quiet.js';
import type { Construction, FileContext } from '../context.js';
import { handlersOf, type Handler } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import { isScript } from '../retries/purpose.js';
import { textOf, within } from '../retries/regions.js';
import { sharedName } from './shared-state.js';
import type { ConfigFetchFact } from './types.js';

const perRequest = /^(?:http|webhook|sqs|sns|eventbridge|kinesis|dynamodb-stream|s3|kafka|records|job|message)$/;
const words = /Parameter|Secret|onfiguration|@middy\/|appconfig/i;
const memos = /memo|cache|once|singleton|lru|ttl/i;

/** Where a file fetches configuration and secrets. */
export function configFetches({ file, clients }: Found): readonly ConfigFetchFact[] {
  if (!words.test(file.source.text) || isScript(file)) return [];
  const operations = awsOperations(file, clients);
  // A file that writes the values as well serves to look after them.
  const looksAfter = operations.some(
    ({ service, name }) => service in configurationOperations && /^(?:Put|Update|Create|Rotate)/.test(name),
  );
  const fetched = looksAfter ? [] : operations.flatMap((operation) => ofOperation(file, operation) ?? []);
  return [...fetched, ...byLibrary(file)].toSorted((a, b) => a.at.range[0] - b.at.range[0]);
}

function ofOperation(file: FileContext, operation: AwsOperation): ConfigFetchFact | undefined {
  const path = configurationOperations[operation.service]?.[operation.name];
  const send = operation.sends[0];
  if (!path || !send || !operation.input) return undefined;
  const at = calleePlace(send, file.source.text);
  const name = operation.name;
  const fn = ancestor(send, isFunction);
  if (!fn) return { at, operation: name, state: 'cached' };
  const handlers = handlersOf(file).around(send);
  const chain = chainOf(file, fn);
  if (chain.some((one) => keeps(file, one, send)) || isMemoized(file, chain))
    return { at, operation: name, state: 'cached' };
  if (hasDefault(file, send)) return { at, operation: name, state: 'default' };
  const handler = handlers.find(({ source }) => perRequest.test(source));
  if (!handler) return unseen(at, name, handlers);
  const isFixed = isConstant(file, operation.input, path, fn);
  if (!isFixed) return undefined;
  return { at, operation: name, state: 'per-request', handler: handler.name };
}

function unseen(
  at: ConfigFetchFact['at'],
  operation: string,
  handlers: readonly Handler[],
): ConfigFetchFact | undefined {
  if (handlers.some(({ source }) => source !== 'unknown')) return undefined;
  const why =
    handlers.length > 0
      ? 'what starts the handler is not known'
      : 'other files decide how often the function is called';
  return { at, operation, state: 'unknown', why };
}

/** The function, those around it, and those of this file that call it. */
function chainOf(file: FileContext, fn: FunctionNode): readonly FunctionNode[] {
  const found = new Set<FunctionNode>([fn]);
  for (const one of found) {
    const outer = ancestor(one, isFunction);
    if (outer) found.add(outer);
    for (const call of file.callersOf(one)) {
      const caller = ancestor(call, isFunction);
      if (caller) found.add(caller);
    }
  }
  return [...found];
}

/** True when a function puts something where it outlives the call, and so may put the fetched value there. */
function keeps(file: FileContext, fn: FunctionNode, send: Node): boolean {
  const isKept = (target: Node) => sharedName(file, target) !== undefined;
  return (
    within(file, 'AssignmentExpression', fn).some(({ left, right }) => {
      const isEnvironment = /process\.env/.test(textOf(file, left));
      return (isKept(left) || isEnvironment) && !contains(left, send) && right.type !== 'Literal';
    }) ||
    within(file, 'CallExpression', fn).some(
      ({ callee }) =>
        callee.type === 'MemberExpression' &&
        /^(?:set|put|add|push|wrap|fetch|getOrSet|remember)$/.test(memberName(callee) ?? '') &&
        (isKept(callee.object) || memos.test(textOf(file, callee.object))),
    )
  );
}

/** True for functions that are given to `memoize` and the like, or are named so. */
function isMemoized(file: FileContext, chain: readonly FunctionNode[]): boolean {
  return chain.some(({ parent, id }) => {
    if (parent?.type === 'CallExpression') return memos.test(textOf(file, parent.callee));
    return id !== null && memos.test(id.name);
  });
}

/** True when a failure leads to another value, and not to a failure of the whole. */
function hasDefault(file: FileContext, send: Node): boolean {
  return catchesOf(file).some(
    ({ tried, body }) => contains(tried, send) && !/\bthrow\b/.test(textOf(file, body)) && hasValue(file, body),
  );
}

function hasValue(file: FileContext, body: Node): boolean {
  if (reactionOf(file, body) === 'quiet') return true;
  return !/\b(?:statusCode|status|fail\w*|error|json|send)\b\s*[:(]/i.test(textOf(file, body));
}

/** True when what is fetched is the same for each request: a literal, an environment variable, a constant. */
function isConstant(file: FileContext, input: Node, path: readonly string[], fn: FunctionNode): boolean {
  const frames: readonly (Frame | undefined)[] =
    file.callersOf(fn).length > 0
      ? file.callersOf(fn).map((call) => ({ fn, args: call.arguments, outer: undefined }))
      : [undefined];
  return frames.every((frame) =>
    file.resolver.resolve(input, path, frame).every((terminal) => isFixedValue(file, terminal)),
  );
}

function isFixedValue(file: FileContext, terminal: Terminal): boolean {
  if (terminal.kind === 'global' || terminal.kind === 'module') return true;
  if (terminal.kind === 'absent') return false;
  if (terminal.kind !== 'expression' || terminal.path.length > 0) return false;
  if (valueOf(file.resolver, terminal).kind !== 'unknown') return true;
  const { node, frame } = terminal;
  const parts =
    node.type === 'TemplateLiteral'
      ? node.expressions
      : node.type === 'ArrayExpression'
        ? node.elements
        : node.type === 'BinaryExpression'
          ? [node.left, node.right]
          : undefined;
  return (
    parts?.every(
      (part) => part !== null && file.resolver.resolve(part, [], frame).every((one) => isFixedValue(file, one)),
    ) ?? false
  );
}

function byLibrary(file: FileContext): readonly ConfigFetchFact[] {
  const near = configurationLibraries.filter(({ module }) => file.specifiers.some((one) => module.test(one)));
  if (near.length === 0) return [];
  return file.calls.flatMap((call): readonly ConfigFetchFact[] => {
    const module = file.origin(call.callee)?.module;
    const library = module === undefined ? undefined : near.find((one) => one.module.test(module));
    if (!library || call.type !== 'CallExpression') return [];
    const isOff = call.arguments.some((argument) => switchesOff(file, call, argument, library.off));
    const at = calleePlace(call, file.source.text);
    const operation = calleeText(call.callee, file.source.text);
    const handler = handlersOf(file).all.find(
      (one) => perRequest.test(one.source) && (contains(one.fn, call) || one.reaches.some((fn) => contains(fn, call))),
    );
    if (!isOff) return [{ at, operation, state: 'cached' }];
    return handler
      ? [{ at, operation, state: 'per-request', handler: handler.name }]
      : [{ at, operation, state: 'unknown', why: 'what starts the handler is not known' }];
  });
}

function switchesOff(
  file: FileContext,
  call: Construction,
  argument: Node,
  off: readonly (readonly [string, boolean | number])[],
): boolean {
  return off.some(([option, value]) =>
    file.resolver.resolve(argument, [option]).some((terminal) => {
      const found = terminal.kind === 'absent' ? undefined : valueOf(file.resolver, terminal);
      return (
        found?.kind === 'known' && found.value === value && terminal.written !== undefined && contains(call, argument)
      );
    }),
  );
}
