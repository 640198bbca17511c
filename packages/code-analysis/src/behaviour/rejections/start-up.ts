import { functionAround, isFunction, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { functionName } from '../retries/purpose.js';
import { exportedEntries } from '../handlers/exported-functions.js';
import { givenAway } from './takers.js';

/** When code runs: while the process starts, in which a failure may well end it, or while it ends. */
export type Phase = 'start' | 'named-start' | 'work';

const names =
  /^(?:_|#)?(?:main|start|boot|bootstrap|init|setup|listen|migrate|seed|shut_?down|stop|close|dispose|destroy|tear_?down|clean_?up|disconnect|onModuleInit|onModuleDestroy|onApplication|register|load|connect|launch)/i;

/** When the code at a place runs, as far as this file and the handlers that reach it show. */
export function phaseOf(file: FileContext, node: Node, seen: ReadonlySet<Node> = new Set()): Phase {
  const fn = functionAround(node);
  if (!fn) return 'start';
  if (seen.has(fn)) return 'start';
  const handlers = handlersOf(file);
  if (handlers.around(node).length > 0) return 'work';
  const deeper = new Set([...seen, fn]);
  const giver = giverOf(fn);
  if (giver) {
    const taken = givenAway(file, giver).find(({ value }) => value === fn);
    return taken && !taken.isAtStart ? 'work' : phaseOf(file, giver, deeper);
  }
  if (handlers.callersOf(node).length > 0) return 'work';
  const callers = isExported(file, fn) ? [] : file.callersOf(fn);
  const phases = callers.map((call) => phaseOf(file, call, deeper));
  if (phases.length > 0 && phases.every((one) => one === 'start')) return 'start';
  if (phases.includes('work')) return 'work';
  return phases.length > 0 || names.test(functionName(fn)) ? 'named-start' : 'work';
}

/** The call that a function is an argument of, or that calls it where it stands. */
function giverOf(fn: FunctionNode): Parameters<typeof givenAway>[1] | undefined {
  const { parent } = fn;
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return undefined;
  return parent;
}

function isExported(file: FileContext, fn: FunctionNode): boolean {
  const exported = file.once(isExported, () => new Set<Node>(exportedEntries(file).map((one) => one.fn)));
  return exported.has(fn) && isFunction(fn);
}
