import { positionAt } from '../../syntax/source.js';
import { contains, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Construction, FileContext } from '../context.js';
import { Guards } from '../mutations/guards.js';
import type { Guard } from '../mutations/types.js';
import { exportedEntries, exportedNodes } from './exported-functions.js';
import { handlersOf, hostOf, type Handler } from './handlers.js';
import { registered } from './registered.js';
import { targetOf, type Target } from './targets.js';
import type { CallerFact, Passage, PassageFacts } from './types.js';

/** A function of this file that something outside starts, with what runs on its behalf. */
interface Start {
  readonly fn: FunctionNode;
  readonly reaches: readonly FunctionNode[];
}

/** What the code of a file runs in other files, for its handlers and for those who call its exports. */
export function passageFacts(file: FileContext): PassageFacts {
  file.index();
  return { passages: [...calls(file), ...routed(file)], aliases: aliasesOf(file), stars: starsOf(file) };
}

/** Calls of imported functions, and imported functions that are passed on, inside handlers and exports. */
function calls(file: FileContext): readonly Passage[] {
  const { graph, all } = handlersOf(file);
  const exported = exportedEntries(file).map((entry) => ({ ...entry, reaches: graph.from(entry.fn) }));
  if (all.length === 0 && exported.length === 0) return [];
  const guards = new Guards(file);
  return file.calls.flatMap((call): readonly Passage[] => {
    const targets = targetsOf(file, call);
    if (targets.length === 0) return [];
    const runs = ({ reaches }: Start) => reaches.some((fn) => contains(fn, call));
    const guarded = ({ reaches }: Start) => guards.within(call, reaches);
    const handlers = all.filter(runs).map((handler) => callerFact(file, handler, guarded(handler)));
    const exports = exported.filter(runs).map((entry) => ({ name: entry.name, guard: guarded(entry) }));
    if (handlers.length === 0 && exports.length === 0) return [];
    return targets.map((target) => ({ ...target, handlers, exports }));
  });
}

function callerFact(file: FileContext, { fn, name, source, host }: Handler, guard: Guard): CallerFact {
  return { at: positionAt(file.source, fn.range[0]), name, source, host, guard };
}

/** `router.post('/orders', create)` with an imported `create`. */
function routed(file: FileContext): readonly Passage[] {
  const find = (value: Node): readonly Target[] =>
    value.type === 'SpreadElement' ? [] : file.resolver.resolve(value).flatMap((one) => targetOf(file, one) ?? []);
  return file.calls.flatMap((call) =>
    registered(file, call, find).map(({ fn: target, name, source }): Passage => {
      const host = hostOf(source, 'registration');
      const handler: CallerFact = { at: positionAt(file.source, call.range[0]), name, source, host, guard: 'none' };
      return { ...target, handlers: [handler], exports: [] };
    }),
  );
}

function targetsOf(file: FileContext, call: Construction): readonly Target[] {
  const given = call.arguments.filter(({ type }) => type === 'Identifier' || type === 'MemberExpression');
  return [call.callee, ...given].flatMap((node) =>
    file.resolver.resolve(node).flatMap((terminal) => targetOf(file, terminal) ?? []),
  );
}

/** Exports that are those of other files, or instances of their classes. */
export function aliasesOf(file: FileContext): PassageFacts['aliases'] {
  const aliases: Record<string, Target> = {};
  for (const { name, value } of exportedNodes(file)) {
    const terminal = file.resolver.single(value);
    const target = terminal && targetOf(file, terminal);
    if (target) aliases[name] = target;
  }
  for (const statement of file.source.ast.body) {
    if (statement.type === 'ExportAllDeclaration' && statement.exported)
      aliases[nameOf(statement.exported)] = { module: statement.source.value, path: [] };
    if (statement.type !== 'ExportNamedDeclaration' || !statement.source) continue;
    for (const { local: from, exported } of statement.specifiers)
      aliases[nameOf(exported)] = { module: statement.source.value, path: [nameOf(from)] };
  }
  return aliases;
}

/** Modules of `export * from`. */
export function starsOf(file: FileContext): readonly string[] {
  return file.source.ast.body.flatMap((statement) =>
    statement.type === 'ExportAllDeclaration' && !statement.exported ? [statement.source.value] : [],
  );
}

function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : '';
}
