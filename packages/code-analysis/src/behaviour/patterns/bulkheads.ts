import { ancestor, contains, functionAround, isClass, type Node } from '../../syntax/tree.js';
import { madeByLibraries } from '../breakers/breakers.js';
import { calleePlace } from '../callee.js';
import type { Construction, FileContext } from '../context.js';
import { limitAt, limiterMade, limiterUsed } from '../fan-out/limits.js';
import { remoteCalls } from '../fan-out/remote.js';
import { functionsIn } from '../handlers/functions.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import { separatePools } from './separate-pools.js';
import type { PatternFact } from './types.js';

const seen =
  'At most so many calls of one kind run at once, so that a slow dependency cannot use up what all others need.';

/** What keeps one kind of work from using up what all kinds need. */
export function bulkheads(found: Found): readonly PatternFact[] {
  const { file } = found;
  const made = madeByLibraries(file).filter(({ kind }) => kind === 'bulkhead');
  const limiters = file.calls.filter((call) => isKept(call) && limitsOneKind(found, call));
  return [
    ...made.map(({ at, by }) => fact(at, by)),
    ...limiters.map((call) => {
      const by = file.origin(call.callee)?.module ?? 'by hand';
      return fact(calleePlace(call, file.source.text), by);
    }),
    ...separatePools(file),
  ];
}

const fact = (at: PatternFact['at'], by: string): PatternFact => ({
  pattern: 'bulkhead',
  at,
  within: at,
  by,
  message: seen,
  lacks: [],
});

/** Made once for the process, or for an object that lives on: one that is made for a list limits that list only. */
function isKept(call: Construction): boolean {
  const fn = functionAround(call);
  if (!fn) return true;
  const owner = ancestor(fn, isClass);
  const isConstructor = owner?.body.body.some(
    (member) => member.type === 'MethodDefinition' && member.kind === 'constructor' && contains(member, call),
  );
  const { parent } = call;
  return isConstructor === true && parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression';
}

/** Limiters of rates and locks divide nothing. */
const dividing = /^(?:p-limit|p-queue|fastq|async|bottleneck|throat|async-sema|async-mutex|better-queue)$/;

function limitsOneKind(found: Found, call: Construction): boolean {
  const { file } = found;
  const limiter = limiterMade(file, call);
  const origin = limiter && file.origin(call.callee);
  if (!limiter || !origin || !dividing.test(origin.module) || /Mutex|RateLimit/.test(origin.path.join('.')))
    return false;
  if (limitAt(file, call, limiter.limit) !== 'set' || isRateOnly(file, call)) return false;
  const remote = remoteCalls(found);
  return file.calls.some((use) => limiterUsed(file, use.callee) === call && doesRemoteWork(file, use, remote));
}

/** `new Bottleneck({ minTime: 200 })` spreads calls and lets all of them run. */
function isRateOnly(file: FileContext, call: Construction): boolean {
  const [options] = call.arguments;
  if (!options || options.type === 'SpreadElement' || options.type !== 'ObjectExpression') return false;
  return ['concurrency', 'maxConcurrent'].every((name) => file.resolver.single(options, [name])?.kind === 'absent');
}

function doesRemoteWork(file: FileContext, use: Construction, remote: ReadonlyMap<Node, unknown>): boolean {
  const { graph } = handlersOf(file);
  const work = use.arguments.flatMap((given) => functionsIn(file, given)).flatMap((fn) => graph.from(fn));
  return [...remote.keys()].some((node) => work.some((fn) => contains(fn, node)));
}
