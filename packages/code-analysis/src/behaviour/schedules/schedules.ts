import { clocks, fullHourNames } from '../../libraries/clocks.js';
import { valueOf } from '../../syntax/static-value.js';
import { contains, type FunctionNode, type Node } from '../../syntax/tree.js';
import { originOf, place, type Call, type Construction, type FileContext } from '../context.js';
import { functionsIn } from '../handlers/functions.js';
import { handlersOf } from '../handlers/handlers.js';
import { moduleBehind } from '../handlers/registered.js';
import type { Found } from '../lazy.js';
import { writtenText } from '../mutations/objects.js';
import { codeText } from '../code-text.js';
import { isScript } from '../retries/purpose.js';
import type { ScheduleFact } from './types.js';

/** Clocks and timers that start work in every instance of a service. */
export function scheduleFacts(found: Found): readonly ScheduleFact[] {
  const { file } = found;
  const near = clocks.filter(({ module }) => file.specifiers.includes(module));
  if (near.length === 0 && !file.source.text.includes('setInterval')) return [];
  return file.calls.flatMap((call) => cronOf(found, call, near) ?? intervalOf(found, call) ?? []);
}

function cronOf(found: Found, call: Construction, near: typeof clocks): ScheduleFact | undefined {
  const { file } = found;
  const clock = near.find(({ module, name }) => isClock(file, call, module, name));
  if (!clock) return undefined;
  const expression = expressionOf(file, call, clock.members ?? ['rule', 'cronTime', 'pattern']);
  if (!expression) return undefined;
  const work = [...workOf(file, call), ...decorated(call)];
  const source = file.source.text;
  const isRandom = spreads.test(source.slice(...expression.range));
  const written = writtenText(file, expression);
  const named = originOf(file.resolver.single(expression))?.path.at(-1);
  const timing = written === undefined ? (named === undefined ? 'configured' : timingOfName(named)) : timingOf(written);
  return {
    at: place(expression),
    form: 'cron',
    text: written ?? named ?? '',
    timing,
    spread: isRandom ? 'random' : spreadOf(file, work),
    remote: remoteOf(found, work),
    aside: isScript(file),
  };
}

function isClock(file: FileContext, call: Construction, module: string, name: string): boolean {
  const origin = file.origin(call.callee);
  if (origin?.module === module) return origin.path.at(-1) === name;
  const { callee } = call;
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === name &&
    moduleBehind(file, callee.object) === module
  );
}

/** The argument that looks like an expression; a name may stand before it. */
function expressionOf(file: FileContext, call: Construction, members: readonly string[]): Node | undefined {
  const given = call.arguments.filter((argument) => argument.type !== 'SpreadElement');
  const looks = given.find((argument) => isExpression(writtenText(file, argument)));
  if (looks) return looks;
  const [first] = given;
  if (first?.type !== 'ObjectExpression') return functionsIn(file, first ?? call.callee).length > 0 ? undefined : first;
  return first.properties.flatMap((one) =>
    one.type === 'Property' && one.key.type === 'Identifier' && members.includes(one.key.name) ? [one.value] : [],
  )[0];
}

const isExpression = (text: string | undefined) =>
  text !== undefined && /^(@\w+|[\d*?/,LW#A-Za-z-]+(\s+[\d*?/,LW#A-Za-z-]+){4,6})$/.test(text.trim());

/** The method that a decorator stands at. */
function decorated(call: Construction): readonly FunctionNode[] {
  const method = call.parent.type === 'Decorator' ? call.parent.parent : undefined;
  return method?.type === 'MethodDefinition' && method.value.type === 'FunctionExpression' ? [method.value] : [];
}

/** Whether an expression hits the full hour, or each fifth, tenth or later minute from there. */
function timingOf(text: string): ScheduleFact['timing'] {
  const plain = text.trim();
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(plain)) return 'full-hour';
  const fields = plain.split(/\s+/);
  const minute = fields.length > 5 ? fields[1] : fields[0];
  if (minute === undefined || fields.length < 5) return 'configured';
  const isFull = minute.split(',').some((part) => {
    const step = /^(?:\*|0|0-59)\/(\d+)$/.exec(part)?.[1];
    return /^0+$/.test(part) || (step !== undefined && Number(step) >= 5);
  });
  return isFull ? 'full-hour' : 'off-hour';
}

function timingOfName(name: string): ScheduleFact['timing'] {
  if (fullHourNames.test(name)) return 'full-hour';
  return /^EVERY_/.test(name) ? 'off-hour' : 'configured';
}

/** `setInterval(poll, 60_000)`. */
function intervalOf(found: Found, call: Construction): ScheduleFact | undefined {
  const { file } = found;
  if (call.type !== 'CallExpression' || !isSetInterval(file, call)) return undefined;
  const [, duration] = call.arguments;
  if (!duration) return undefined;
  const terminal = file.resolver.single(duration);
  const value = terminal && valueOf(file.resolver, terminal);
  const work = workOf(file, call);
  const text = file.source.text.slice(...duration.range);
  const isRandom =
    spreads.test(text) ||
    (terminal?.kind === 'expression' && spreads.test(file.source.text.slice(...terminal.node.range)));
  return {
    at: place(duration),
    form: 'interval',
    text,
    timing: value?.kind === 'known' ? 'fixed' : 'configured',
    spread: isRandom ? 'random' : spreadOf(file, work),
    remote: remoteOf(found, work),
    // A timer of one request starts when that request comes.
    aside: isScript(file) || handlersOf(file).around(call).length > 0,
  };
}

function isSetInterval(file: FileContext, call: Call): boolean {
  const origin = file.origin(call.callee);
  return origin?.module === 'global' && origin.path.join('.') === 'setInterval';
}

const spreads = /Math\.random|randomInt|random\(|jitter/i;
const locks = /\b\w*(lock|leader|mutex|semaphore|isPrimary|isMaster)\w*\s*(\(|\))|\bNX\b|setnx/i;

/** The functions that a call is given, and those that they call. */
function workOf(file: FileContext, call: Construction): readonly FunctionNode[] {
  const given = call.arguments.flatMap((argument) => functionsIn(file, argument));
  return given.flatMap((fn) => handlersOf(file).graph.from(fn));
}

function spreadOf(file: FileContext, work: readonly FunctionNode[]): ScheduleFact['spread'] {
  const texts = work.map((fn) => codeText(file, fn));
  if (texts.some((text) => spreads.test(text))) return 'random';
  return texts.some((text) => locks.test(text)) ? 'lock' : 'none';
}

/** Calls that ask another service; connections that are kept alive do not count. */
function remoteOf({ file, sites }: Found, work: readonly FunctionNode[]): ScheduleFact['remote'] {
  if (work.length === 0) return 'unknown';
  const inside = (node: Node) => work.some((fn) => contains(fn, node));
  const isAsking = sites.some(({ call }) => /^(http|aws-sdk)$/.test(call.library.family) && inside(call.node));
  if (isAsking) return 'yes';
  const leaves = file.calls.some((call) => {
    if (!inside(call)) return false;
    const module = originOf(file.resolver.single(call.callee))?.module;
    return module !== undefined && /^[.~@#/]/.test(module);
  });
  return leaves ? 'unknown' : 'no';
}
