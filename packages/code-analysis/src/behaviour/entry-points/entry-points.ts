import type { FunctionNode } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import { exportedEntries, exportedNodes } from '../handlers/exported-functions.js';
import { handlersOf } from '../handlers/handlers.js';
import { aliasesOf, starsOf } from '../handlers/passages.js';
import { targetOf } from '../handlers/targets.js';
import { insideOf } from '../retries/regions.js';
import { environmentExports } from './environment-exports.js';
import type { EntryPointFacts, ForeignCall } from './types.js';

/** The exports that a platform can start by their name, and what each of them runs in this file and in others. */
export function entryPointFacts(file: FileContext): EntryPointFacts {
  file.index();
  const { graph } = handlersOf(file);
  const own = exportedEntries(file).map(({ name, fn }) => {
    const reached = graph.from(fn);
    return { name, at: place(fn), reaches: reached.map(place), calls: foreignCalls(file, reached) };
  });
  const aliases = aliasesOf(file);
  const named = new Set([...own.map(({ name }) => name), ...Object.keys(aliases)]);
  const opaque = exportedNodes(file)
    .filter(({ name }) => !named.has(name))
    .map(({ name, value }) => ({ name, at: place(value) }));
  return { own, aliases, stars: starsOf(file), opaque, environment: environmentExports(file) };
}

/** Calls of imported functions, and imported functions that are passed on. */
function foreignCalls(file: FileContext, reached: readonly FunctionNode[]): readonly ForeignCall[] {
  const calls = new Set(reached.flatMap((fn) => insideOf(file.calls, fn)));
  return [...calls].flatMap((call) => {
    const given = call.arguments.filter(({ type }) => type === 'Identifier' || type === 'MemberExpression');
    return [call.callee, ...given].flatMap((node) =>
      file.resolver.resolve(node).flatMap((terminal): ForeignCall[] => {
        const target = targetOf(file, terminal);
        return target ? [{ ...target, at: place(call) }] : [];
      }),
    );
  });
}
