import { isFunction, mayBeMember, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import { place, type Construction, type FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { textOf } from '../retries/regions.js';
import { fanOutCalled, limitAt, limiterMade } from './limits.js';
import { loopSize, pushesTo, type Push } from './loops.js';
import { remoteCalls } from './remote.js';
import { sizeOf, sizesIn, type Sizes } from './size.js';
import type { FanOutFact, LimiterFact } from './types.js';
import { mayStartUnawaited, startedUnawaited, type Started } from './unawaited.js';
import { workOf, workOfRecords, type Work } from './work.js';

const mayFanOut =
  /Promise\s*\.\s*(all|allSettled|any)\b|mergeMap|flatMap|['"](p-(map|filter|all|settle)|async|bluebird)['"]/;

/** Who starts the work. */
type Starter = Pick<FanOutFact, 'at' | 'by'>;

/** Places where a file starts work for all elements of a list at once. */
export function fanOutFacts(found: Found): readonly FanOutFact[] {
  const { file, clients } = found;
  const isWaitedFor = mayFanOut.test(file.source.text);
  if (!isWaitedFor && !mayStartUnawaited(file)) return [];
  const sizes = sizesIn(file, clients, remoteCalls(found));
  const waitedFor = !isWaitedFor
    ? []
    : file.calls.flatMap((call) => {
        if (call.type !== 'CallExpression') return [];
        const gathered = gatheredBy(file, call);
        sizes.asked.length = 0;
        const starter = starterOf(file, call);
        if (gathered) return startedIn(sizes, gathered).flatMap((one) => factOf(sizes, starter, one, undefined) ?? []);
        return throughLibrary(sizes, call);
      });
  const unawaited = startedUnawaited(sizes).flatMap(({ at, by, ...one }) => {
    const fact = factOf(sizes, { at, by }, one, undefined);
    // What other code does may be anything, and nobody waits for it.
    return fact?.work === 'remote' ? [fact] : [];
  });
  return [...waitedFor, ...unawaited];
}

const starterOf = ({ source: { text } }: FileContext, call: Construction): Starter => ({
  at: calleePlace(call, text),
  by: calleeText(call.callee, text),
});

const gathering = new Set(['all', 'allSettled', 'any']);

/** The list of promises that a call waits for. */
function gatheredBy(file: FileContext, { callee, arguments: [list] }: Construction): Node | undefined {
  if (!mayBeMember(callee, gathering)) return undefined;
  const origin = file.origin(callee);
  const waits = origin?.module === 'global' && /^Promise\.(all|allSettled|any)$/.test(origin.path.join('.'));
  return waits ? list : undefined;
}

/** What was started for the promises in a list. */
function startedIn(sizes: Sizes, list: Node): readonly Started[] {
  const { resolver } = sizes.file;
  const plain = unwrap(list);
  if (plain.type === 'ArrayExpression')
    return plain.elements.flatMap((one) => (one?.type === 'SpreadElement' ? startedIn(sizes, one.argument) : []));
  const direct = mapped(sizes, plain);
  if (direct) return [direct];
  return resolver.resolve(plain).flatMap((terminal): readonly Started[] => {
    if (terminal.kind !== 'expression' || terminal.path.length > 0) return [];
    const value = unwrap(terminal.node);
    if (value.type === 'ArrayExpression' && value.elements.length === 0) return pushed(sizes, value);
    if (value.type === 'ArrayExpression') return startedIn(sizes, value);
    const one = mapped(sizes, value);
    return one ? [one] : [];
  });
}

/** `list.map(callback)`, with `filter` or `flat` behind it. */
function mapped(sizes: Sizes, node: Node): Started | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const [code] = node.arguments;
  const method = memberName(callee);
  const name = textOf(sizes.file, callee).replace(/\s+/g, '');
  if (name === 'Array.from' && node.arguments[0] && node.arguments[1])
    return { list: node.arguments[0], size: sizeOf(sizes, node), code: node.arguments[1] };
  if (method === 'map' || method === 'flatMap') {
    const [first, second] = node.arguments;
    // `_.map(list, callback)`
    if (first && second && !isFunction(first)) return { list: first, size: sizeOf(sizes, first), code: second };
    return code && { list: callee.object, size: sizeOf(sizes, node), code };
  }
  return method === 'filter' || method === 'flat' || method === 'concat'
    ? mapped(sizes, unwrap(callee.object))
    : undefined;
}

/** Promises that are pushed into a list, by a loop. A list whose length is looked at as it grows is emptied in between. */
function pushed(sizes: Sizes, list: Node): readonly Started[] {
  const isFlushed = pushesTo(sizes.file, list).some((push) => isLookedAt(sizes.file, push));
  return pushesTo(sizes.file, list).flatMap((push): readonly Started[] => {
    const size = isFlushed ? 'slice' : loopSize(sizes, push);
    return push.given.flatMap((code) =>
      code.type === 'SpreadElement' ? startedIn(sizes, code.argument) : [{ list: push.call, size, code }],
    );
  });
}

/** `if (pending.length >= 10)`, `pending.splice(0)`, `pending.length = 0`. */
function isLookedAt(file: FileContext, { call }: Push): boolean {
  const target = call.type === 'CallExpression' ? call.callee : call.left;
  const list = target.type === 'MemberExpression' ? target.object : undefined;
  const variable = list?.type === 'Identifier' ? file.resolver.scopes.variableOf(list) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => {
    const member = identifier.parent as Node | undefined;
    if (member?.type !== 'MemberExpression' || member.object !== identifier) return false;
    const name = memberName(member);
    if (name === 'splice' || name === 'shift') return true;
    const { parent } = member;
    const compares = parent.type === 'BinaryExpression' && !/^0$/.test(textOf(file, parent.right));
    const empties = parent.type === 'AssignmentExpression' && parent.left === member;
    return name === 'length' && ((compares && parent.operator !== '===') || empties);
  });
}

/** `pMap(list, work)`, `from(list).pipe(mergeMap(work))`. */
function throughLibrary(sizes: Sizes, call: Construction): readonly FanOutFact[] {
  const { file } = sizes;
  const called = fanOutCalled(file, call);
  const code = called && call.arguments[called.work];
  const list = called && (called.list === undefined ? streamed(file, call) : call.arguments[called.list]);
  if (!called || !code || !list) return [];
  const state = called.limit ? limitAt(file, call, called.limit) : 'absent';
  const limit = state === 'set' ? 'set' : state === 'unknown' ? 'elsewhere' : 'none';
  if (called.work === called.list) {
    return startedIn(sizes, list).flatMap((one) => factOf(sizes, starterOf(file, call), one, limit) ?? []);
  }
  const fact = factOf(sizes, starterOf(file, call), { list, size: sizeOf(sizes, list), code }, limit);
  return fact ? [fact] : [];
}

/** The list that an operator of a stream is given: `from(list).pipe(operator)`. */
function streamed(file: FileContext, operator: Construction): Node | undefined {
  const pipe = operator.parent;
  if (pipe.type !== 'CallExpression' || pipe.callee.type !== 'MemberExpression') return undefined;
  const source = file.resolver.single(pipe.callee.object);
  const made = source?.kind === 'expression' && source.node.type === 'CallExpression' ? source.node : undefined;
  const origin = made && file.origin(made.callee);
  return origin?.module === 'rxjs' && origin.path.at(-1) === 'from' ? made?.arguments[0] : undefined;
}

function factOf(
  { file, remote }: Sizes,
  starter: Starter,
  { list, size, code }: Started,
  limit: Work['limit'] | undefined,
): FanOutFact | undefined {
  // A list that is written out says so itself; one that a caller gives is judged where it is used.
  const isPlain = size === 'fixed' && limit === undefined && file.resolver.single(list)?.kind !== 'parameter';
  const seen = isPlain ? undefined : workOf(file, remote, code);
  const work = seen?.work === 'elsewhere' && size === 'read' ? workOfRecords(file, code, seen) : seen;
  if (!work) return undefined;
  const held = limit === undefined || limit === 'none' ? work.limit : limit;
  // As little as a call of which nothing is known: no work of another system, no list that grows, no limit.
  if (work.work === 'elsewhere' && size === 'unknown' && held === 'none') return undefined;
  const { call } = work;
  return {
    ...starter,
    list: shortened(textOf(file, list)),
    size,
    work: work.work,
    limit: held,
    ...(call && { call: calleeText(call, file.source.text), callAt: place(call) }),
    ...(work.elsewhere && { elsewhere: work.elsewhere }),
    ...(work.isShared && { isShared: true }),
  };
}

function shortened(text: string): string {
  const folded = text.replace(/\s+/g, ' ').trim();
  return folded.length > 60 ? `${folded.slice(0, 59)}…` : folded;
}

/** The limiters that a file makes. */
export function limiterFacts({ file }: Found): readonly LimiterFact[] {
  return file.calls.flatMap((call): readonly LimiterFact[] => {
    const made = limiterMade(file, call);
    if (!made) return [];
    const state = limitAt(file, call, made.limit);
    const byDefault = state === 'absent';
    const limit =
      state === 'infinite' || (byDefault && made.unlimitedByDefault)
        ? 'infinite'
        : state === 'unknown'
          ? 'unknown'
          : 'set';
    return [
      { at: calleePlace(call, file.source.text), name: calleeText(call.callee, file.source.text), limit, byDefault },
    ];
  });
}
