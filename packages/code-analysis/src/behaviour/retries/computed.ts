import type { TSESTree } from '@typescript-eslint/utils';
import { ancestor, contains, isFunction, keyName, unwrap, type Node } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import { counterNames, growthOf, type Growth } from './growth.js';
import type { FoundRetry } from './loops.js';
import { readReturned } from './delay.js';
import { functionName, isScript, purposeOf } from './purpose.js';
import { textOf, within } from './regions.js';
import type { RetryDelay, RetryFact } from './types.js';

const strategies = /^(?:retryStrategy|retry_strategy|reconnectStrategy|clusterRetryStrategy|sentinelRetryStrategy)$/;
const randomness = /Math\.random|\.random\(|randomInt|randomBetween|randomize|jitter/i;
/** Starting processes and threads of one's own again disturbs nobody else. */
const processes = /spawn|restart|fork/i;
const delayNames = /delay|back_?off|wait|sleep|pause|interval/i;

/** Functions that drivers ask for the pause before they connect again. */
export function strategyRetries(file: FileContext): readonly FoundRetry[] {
  return file.nodes('Property').flatMap((property) => {
    const name = keyName(property) ?? '';
    if (!strategies.test(name) || property.parent.type !== 'ObjectExpression') return [];
    const terminal = isFunction(property.value) ? property.value : undefined;
    const given = terminal ?? resolvedFunction(file, property.value);
    if (!given) return [];
    const delay = readReturned(file, given);
    if (delay.kind !== 'growing') return [];
    return [
      {
        tried: property.key,
        fact: factOf(file, property, 'strategy', `\`${name}\``, { ...delay, at: place(property.key) }),
      },
    ];
  });
}

function resolvedFunction(file: FileContext, value: Node) {
  const terminal = file.resolver.single(value);
  return terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node)
    ? terminal.node
    : undefined;
}

/** Delays that grow by a power of the number of the attempt, computed for a retry that is not in view. */
export function computedDelays(file: FileContext, known: readonly FoundRetry[]): readonly FoundRetry[] {
  const found = new Map<Node, FoundRetry>();
  for (const power of powersOf(file)) {
    const owner = holderOf(file, power.node);
    if (!owner || found.has(owner.scope)) continue;
    if (isJudged(file, owner.scope, known) || !mentionsCounter(file, power.exponent)) continue;
    if (isMadeRandomByCaller(file, owner.scope) || processes.test(functionName(owner.scope))) continue;
    const delay = delayIn(file, owner.scope, power.node);
    if (delay.kind !== 'growing') continue;
    const at = place(owner.at);
    found.set(owner.scope, {
      tried: power.node,
      fact: factOf(file, power.node, 'computed', 'This delay', { ...delay, at }),
    });
  }
  return [...found.values()];
}

/** True when a retry in view was judged by this delay: it stands in the function, or calls it for its pause. */
function isJudged(file: FileContext, scope: Node, known: readonly FoundRetry[]): boolean {
  const uses = isFunction(scope) ? [scope, ...file.callersOf(scope)] : [scope];
  return known.some(({ fact: { delay } }) => {
    if (!delay?.at || delay.kind !== 'growing') return false;
    const { range } = delay.at;
    const [own, ...calls] = uses;
    if (own && own.range[0] <= range[0] && range[1] <= own.range[1]) return true;
    return calls.some((call) => range[0] <= call.range[0] && call.range[1] <= range[1]);
  });
}

function powersOf(file: FileContext): readonly { readonly node: Node; readonly exponent: Node }[] {
  const operators = file.nodes('BinaryExpression').filter(({ operator }) => operator === '**' || operator === '<<');
  const calls = file.nodes('CallExpression').filter((call) => textOf(file, call.callee) === 'Math.pow');
  return [
    ...operators.map((node) => ({ node, exponent: node.right as Node })),
    ...calls.flatMap((node) => (node.arguments[1] ? [{ node, exponent: node.arguments[1] }] : [])),
  ];
}

function mentionsCounter(file: FileContext, exponent: Node): boolean {
  const names = [exponent, ...within(file, 'Identifier', exponent)].flatMap((node) =>
    node.type === 'Identifier' ? [node.name] : [],
  );
  return names.some((name) => counterNames.test(name) && /retr|attempt|tries|try|times|count|failures/i.test(name));
}

/** The variable or function that a power belongs to, if its name says that it is a pause. */
function holderOf(file: FileContext, node: Node): { readonly at: Node; readonly scope: Node } | undefined {
  const scope = ancestor(node, isFunction);
  const declarator = ancestor(node, (one): one is TSESTree.VariableDeclarator => one?.type === 'VariableDeclarator');
  const assignment = ancestor(
    node,
    (one): one is TSESTree.AssignmentExpression => one?.type === 'AssignmentExpression',
  );
  if (!scope) return undefined;
  if (declarator && contains(scope, declarator) && delayNames.test(textOf(file, declarator.id)))
    return { at: declarator, scope };
  if (assignment && contains(scope, assignment) && delayNames.test(textOf(file, assignment.left)))
    return { at: assignment, scope };
  return delayNames.test(functionName(scope)) ? { at: node, scope } : undefined;
}

/** The power with all that the function around it makes of it. */
function delayIn(file: FileContext, scope: Node, power: Node): RetryDelay {
  if (randomness.test(textOf(file, scope))) return readAll(file, scope, power);
  const growth = growthOf(file, power);
  return {
    kind: 'growing',
    growth: 'exponential',
    jitter: 'absent',
    capped: growth.capped || /Math\.min/.test(textOf(file, scope)),
  };
}

/** Where randomness has a part in it, what the function returns decides. */
function readAll(file: FileContext, scope: Node, power: Node): RetryDelay {
  const fn = isFunction(scope) ? scope : undefined;
  const returned = fn && readReturned(file, fn);
  if (returned && returned.kind === 'growing' && returned.jitter !== 'absent') return returned;
  const outer = unwrap(outermost(power));
  const growth: Growth = growthOf(file, outer, new Map());
  return {
    kind: 'growing',
    growth: 'exponential',
    jitter: growth.clamped ? 'clamped' : 'present',
    capped: growth.capped,
  };
}

/** True when a caller in this file makes the delay random. */
function isMadeRandomByCaller(file: FileContext, scope: Node): boolean {
  if (!isFunction(scope)) return false;
  return file.callersOf(scope).some((call) => randomness.test(textOf(file, ancestor(call, isFunction) ?? call.parent)));
}

function outermost(node: Node): Node {
  let outer = node;
  while (outer.parent && /Expression$/.test(outer.parent.type) && !isFunction(outer.parent)) outer = outer.parent;
  return outer;
}

function factOf(file: FileContext, node: Node, form: RetryFact['form'], label: string, delay: RetryDelay): RetryFact {
  return {
    at: delay.at ?? place(node),
    form,
    label,
    purpose: purposeOf(file, node) === 'waiting' ? 'waiting' : 'retry',
    script: isScript(file),
    delay,
    inner: [],
  };
}
