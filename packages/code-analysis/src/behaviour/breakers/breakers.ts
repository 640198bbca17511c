import { breakerLibraries, breakerModules } from '../../libraries/breakers.js';
import { limits } from '../../syntax/limits.js';
import { ancestor, contains, isFunction, memberName, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import { catchesOf } from '../catches/catch-sites.js';
import { place, type FileContext } from '../context.js';
import { functionsIn } from '../handlers/functions.js';
import { handlersOf } from '../handlers/handlers.js';
import { moduleBehind } from '../handlers/registered.js';
import type { Found } from '../lazy.js';
import { writtenText } from '../mutations/objects.js';
import { textOf } from '../retries/regions.js';
import { handMadeBreakers, isBehindBreaker } from '../state/hand-made-breakers.js';
import { importsModule } from '../specifiers.js';
import { handWrittenBreakers } from './hand-written-breakers.js';
import type { DependencyCallFact, ProtectionFact } from './types.js';

/** Breakers, fallbacks and bulkheads that a file makes. */
export function protectionFacts({ file }: Found): readonly ProtectionFact[] {
  const byHand = [
    ...handWrittenBreakers(file).map(({ at }) => at),
    ...handMadeBreakers(file).map(({ holder }) => holder.declared),
  ];
  const made = byHand.map((at): ProtectionFact => ({ at: place(at), kind: 'breaker', by: 'by hand' }));
  return [...madeByLibraries(file), ...made].toSorted((a, b) => a.at.range[0] - b.at.range[0]);
}

/** What libraries of breakers make in a file. */
export function madeByLibraries(file: FileContext): readonly ProtectionFact[] {
  if (!importsModule(file, breakerModules)) return [];
  return file.calls.flatMap((call): readonly ProtectionFact[] => {
    const origin = file.origin(call.callee);
    const library = origin && breakerLibraries.find(({ module }) => module === origin.module);
    const name = origin?.path.join('.') ?? '';
    const kind = library && Object.hasOwn(library.exports, name) ? library.exports[name] : undefined;
    return library && kind ? [{ at: calleePlace(call, file.source.text), kind, by: library.module }] : [];
  });
}

/** Dependencies over the network that requests wait for, with what protects the requests. */
export function dependencyCalls({ file, sites }: Found): readonly DependencyCallFact[] {
  return sites.flatMap(({ call }): readonly DependencyCallFact[] => {
    const { node, library } = call;
    if (!/^(?:http|rpc|saas)$/.test(library.family) || isOnThisHost(file, node.arguments[0])) return [];
    const handler = handlersOf(file)
      .around(node)
      .find(({ source }) => source === 'http' || source === 'webhook');
    if (!handler) return [];
    const protection = protectionOf(file, node, handler.fn);
    const { text } = file.source;
    return [{ at: calleePlace(node, text), call: calleeText(node.callee, text), handler: handler.name, protection }];
  });
}

/** An agent or extension beside the process, which is up whenever the process is. */
function isOnThisHost(file: FileContext, address: Node | undefined): boolean {
  const written = address && writtenText(file, address);
  return /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|169\.254\.)/.test(written ?? '');
}

const policies = /breaker|circuit|polic|fallback|bulkhead|resilien|protect|guard/i;

function protectionOf(file: FileContext, node: Node, handler: Node): DependencyCallFact['protection'] {
  if (isRunByPolicy(file, node) || isBehindBreaker(file, node)) return 'breaker';
  if (goesOnWithout(file, node, handler)) return 'fallback';
  // A comment that speaks of a breaker protects nothing.
  const isNamed = (file.source.ast.tokens ?? []).some(({ value }) => policies.test(value));
  return isNamed ? 'elsewhere' : 'none';
}

/** True when a failure becomes a value: around the call, or around all calls of the function that makes it. */
function goesOnWithout(file: FileContext, node: Node, handler: Node, depth = 0): boolean {
  const isReplaced = catchesOf(file).some(({ tried, body, at }) => {
    const isInHandler = contains(handler, at);
    const fails = /\bthrow\b|\b[45]\d\d\b|reject|\bnext\(/.test(textOf(file, body));
    return contains(tried, node) && !fails && (isInHandler || /\breturn\b|=/.test(textOf(file, body)));
  });
  if (isReplaced || isSettled(node)) return true;
  const fn = ancestor(node, isFunction);
  if (!fn || fn === handler || depth >= limits.hops.breaker) return false;
  const callers = file.callersOf(fn);
  return callers.length > 0 && callers.every((call) => goesOnWithout(file, call, handler, depth + 1));
}

/** `new CircuitBreaker(load)`, `policy.execute(() => load())`. */
function isRunByPolicy(file: FileContext, node: Node): boolean {
  return file.calls.some((call) => {
    const origin = file.origin(call.callee)?.module;
    const owner = call.callee.type === 'MemberExpression' ? moduleBehind(file, call.callee.object) : undefined;
    if (!breakerModules.has(origin ?? '') && !breakerModules.has(owner ?? '')) return false;
    return call.arguments.some((argument) =>
      functionsIn(file, argument).some((fn) =>
        handlersOf(file)
          .graph.from(fn)
          .some((one) => contains(one, node)),
      ),
    );
  });
}

/** Within `Promise.allSettled`, by which a failure becomes a value. */
function isSettled(node: Node): boolean {
  for (let above = node.parent; above; above = above.parent) {
    if (above.type === 'CallExpression' && above.callee.type === 'MemberExpression')
      if (memberName(above.callee) === 'allSettled') return true;
    if (isFunction(above) && above.parent.type !== 'CallExpression') return false;
  }
  return false;
}
