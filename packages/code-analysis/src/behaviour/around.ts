import type { ClientLibrary } from '../libraries/index.js';
import { valueOf } from '../syntax/static-value.js';
import { contains, isFunction, memberName, type Node } from '../syntax/tree.js';
import { originOf, type Construction, type FileContext } from './context.js';
import { usesAfter } from './timeouts/answer-uses.js';
import { settlesInTime } from './timeouts/timed-promise.js';
import type { OptionFact } from './types.js';

/** Exports that end what they are given after a time: `pTimeout(promise, ...)`, `new CircuitBreaker(fn, ...)`. */
const limiters: Readonly<Record<string, readonly string[]>> = {
  'p-timeout': ['', 'pTimeout'],
  'promise-timeout': ['timeout'],
  'promise.race-timeout': [''],
  opossum: ['', 'CircuitBreaker'],
  '@nestjs/common': [],
  rxjs: ['timeout', 'timeoutWith'],
  'rxjs/operators': ['timeout', 'timeoutWith'],
  effect: ['Effect.timeout', 'Effect.timeoutFail'],
  bluebird: ['timeout'],
};

const timeNames = /time_?(out|limit)|deadline/i;

/** What bounds a call from outside: a race with a timer, a limiter, a policy. */
export function boundsAround(
  file: FileContext,
  node: Node,
  { bodyComesLater = false }: Pick<ClientLibrary, 'bodyComesLater'> = {},
): readonly OptionFact[] {
  const uses = usesAfter(file, node, bodyComesLater);
  return limitsAround(file, node).map(({ fact, limited }) =>
    uses.every(({ at, later }) => !later && contains(limited, at))
      ? fact
      : { ...fact, covers: ['connect', 'response'] },
  );
}

/** A limit and the code that it ends: what is done with the answer after it is not limited. */
interface Limit {
  readonly fact: OptionFact;
  readonly limited: Node;
}

function limitsAround(file: FileContext, node: Node): readonly Limit[] {
  const found: Limit[] = [];
  let inner = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'CallExpression' || outer.type === 'NewExpression') {
      const state = outer.callee === inner ? chainedLimit(file, outer) : limitOf(file, outer, inner);
      if (state) found.push({ fact: around(file, outer, state), limited: outer });
    } else if (outer.type === 'VariableDeclarator' && outer.id.type === 'Identifier') {
      found.push(...heldLimits(file, outer.id, isFunction(inner)).map((fact) => ({ fact, limited: inner })));
      if (!isFunction(inner)) break;
    } else if (outer.type === 'FunctionDeclaration' && outer.id) {
      found.push(...heldLimits(file, outer.id, true).map((fact) => ({ fact, limited: outer })));
      break;
    } else if (outer.type === 'MethodDefinition' || outer.type === 'Program') break;
  }
  return found;
}

/** What the client itself puts around its calls: `client.withDeadline(5_000, () => client.start())`. */
export function limitsByClient(file: FileContext, node: Node, methods: readonly string[] = []): readonly OptionFact[] {
  const found: OptionFact[] = [];
  for (let outer = methods.length > 0 ? node.parent : undefined; outer; outer = outer.parent) {
    if (outer.type === 'CallExpression' && outer !== node && methods.includes(calleeName(outer)))
      found.push(around(file, outer, 'set'));
  }
  return found;
}

function around(file: FileContext, node: Construction, state: 'set' | 'opaque'): OptionFact {
  const name = file.source.text
    .slice(...node.callee.range)
    .replace(/\s+/g, ' ')
    .slice(0, 60);
  return {
    path: name,
    state,
    level: 'around',
    covers: ['total'],
    ...(state === 'opaque' && { why: `\`${name}\` comes from elsewhere` }),
  };
}

/** Limits around the uses of a promise or function that a variable holds. */
function heldLimits(file: FileContext, name: Node, isCode: boolean): OptionFact[] {
  const variable = name.type === 'Identifier' ? file.resolver.scopes.variableOf(name) : undefined;
  return (variable?.references ?? []).flatMap((reference) => {
    const use = reference.identifier as Node;
    let argument = use;
    while (argument.parent?.type === 'ArrayExpression' || argument.parent?.type === 'AwaitExpression')
      argument = argument.parent;
    const call = argument.parent;
    if ((call?.type !== 'CallExpression' && call?.type !== 'NewExpression') || call.callee === argument) return [];
    const state = isCode && !isLimiterForCode(file, call) ? undefined : limitOf(file, call, argument);
    return state ? [around(file, call, state)] : [];
  });
}

function isLimiterForCode(file: FileContext, call: Construction): boolean {
  return call.type === 'NewExpression' || originOf(file.resolver.single(call.callee)) !== undefined;
}

function limitOf(file: FileContext, call: Construction, inner: Node): 'set' | 'opaque' | undefined {
  const callee = file.resolver.single(call.callee);
  const origin = originOf(callee);
  const name = calleeName(call);
  if (origin?.module === 'global') {
    const path = origin.path.join('.');
    if (path === 'Promise') return settlesInTime(file, inner);
    return path === 'Promise.race' && racesTimer(file, call, inner) ? 'set' : undefined;
  }
  if (origin) {
    const path = origin.path.filter((part) => part !== 'default').join('.');
    if (limiters[origin.module]?.includes(path)) return isSwitchedOff(file, call) ? undefined : 'set';
    return timeNames.test(name) ? 'opaque' : undefined;
  }
  if (name === 'execute' && call.callee.type === 'MemberExpression') return policyLimit(file, call.callee.object);
  if (!timeNames.test(name)) return undefined;
  if (callee?.kind !== 'expression') return 'opaque';
  return isFunction(callee.node) && /Promise\.race|setTimeout|abort/i.test(file.source.text.slice(...callee.node.range))
    ? 'set'
    : 'opaque';
}

/** `request.pipe(timeout(5000))`, `promise.timeout(5000)`. */
function chainedLimit(file: FileContext, call: Construction): 'set' | undefined {
  if (calleeName(call) !== 'pipe') return undefined;
  const limits = call.arguments.some((argument) => {
    const origin = argument.type === 'CallExpression' ? originOf(file.resolver.single(argument.callee)) : undefined;
    return origin !== undefined && limiters[origin.module]?.includes(origin.path.join('.'));
  });
  return limits ? 'set' : undefined;
}

/** A policy of cockatiel, alone or wrapped around others. */
function policyLimit(file: FileContext, policy: Node): 'set' | 'opaque' | undefined {
  const terminal = file.resolver.single(policy);
  if (terminal?.kind === 'module' || terminal?.kind === 'parameter')
    return timeNames.test(file.source.text.slice(...policy.range)) ? 'opaque' : undefined;
  if (terminal?.kind !== 'expression' || terminal.node.type !== 'CallExpression') return undefined;
  const origin = originOf(file.resolver.single(terminal.node.callee));
  if (origin?.module !== 'cockatiel') return undefined;
  const name = origin.path.at(-1);
  if (name === 'timeout') return 'set';
  if (name !== 'wrap') return undefined;
  return terminal.node.arguments.map((argument) => policyLimit(file, argument)).find((state) => state !== undefined);
}

function racesTimer(file: FileContext, call: Construction, inner: Node): boolean {
  const [list] = call.arguments;
  const elements = list?.type === 'ArrayExpression' ? list.elements : [];
  return elements.some((element) => {
    if (
      !element ||
      element === inner ||
      (inner.range[0] <= element.range[0] && element.range[1] <= inner.range[1] && inner !== list)
    )
      return false;
    return isTimer(file, element);
  });
}

function isTimer(file: FileContext, node: Node): boolean {
  if (/setTimeout|timeout|deadline|timer|delay|sleep/i.test(file.source.text.slice(...node.range))) return true;
  const terminal = file.resolver.single(node);
  return terminal?.kind === 'expression' && /setTimeout/.test(file.source.text.slice(...terminal.node.range));
}

/** `new CircuitBreaker(fn, { timeout: false })`. */
function isSwitchedOff(file: FileContext, call: Construction): boolean {
  const [, options] = call.arguments;
  if (!options) return false;
  return file.resolver.resolve(options, ['timeout']).some((terminal) => {
    const value = valueOf(file.resolver, terminal);
    return value.kind === 'known' && (value.value === false || value.value === 0);
  });
}

function calleeName({ callee }: Construction): string {
  if (callee.type === 'MemberExpression') return memberName(callee) ?? '';
  return callee.type === 'Identifier' ? callee.name : '';
}
