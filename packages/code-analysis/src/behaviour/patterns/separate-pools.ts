import { functionAround } from '../../syntax/tree.js';
import { calleePlace } from '../callee.js';
import type { Construction, FileContext } from '../context.js';
import { limitAt } from '../fan-out/limits.js';
import type { PatternFact } from './types.js';

interface Pool {
  readonly modules: readonly string[];
  readonly exports: readonly string[];
  /** Option with the most connections. */
  readonly limit: string;
}

/** Sources: pg 8.22 and mysql2 3.22 (types), mariadb 3.5 (types), Node.js 24 `http.Agent`, undici 8 `Pool` and `Agent`. */
const pools: readonly Pool[] = [
  { modules: ['pg', 'pg-pool'], exports: ['Pool', 'default', 'default.Pool', ''], limit: 'max' },
  {
    modules: ['mysql', 'mysql2', 'mysql2/promise', 'mariadb'],
    exports: ['createPool', 'default.createPool'],
    limit: 'connectionLimit',
  },
  {
    modules: ['http', 'https', 'node:http', 'node:https'],
    exports: ['Agent', 'default.Agent'],
    limit: 'maxSockets',
  },
  { modules: ['undici'], exports: ['Pool', 'Agent'], limit: 'connections' },
];

/** Several pools of one kind, each with its own limit: what waits in one takes no connection of the others. */
export function separatePools(file: FileContext): readonly PatternFact[] {
  const near = file.near(pools);
  return near.flatMap((pool): readonly PatternFact[] => {
    const made = file.calls.filter((call) => isMade(file, call, pool));
    const [first] = made;
    if (!first || made.length < 2) return [];
    const by = file.origin(first.callee)?.module ?? '';
    const at = calleePlace(first, file.source.text);
    const message = `${made.length} pools of ${by} have a limit of their own each, so that what waits in one takes nothing of the others.`;
    return [{ pattern: 'bulkhead', at, within: at, by, message, lacks: [] }];
  });
}

function isMade(file: FileContext, call: Construction, { modules, exports, limit }: Pool): boolean {
  if (functionAround(call)) return false;
  const origin = file.origin(call.callee);
  if (!origin || !modules.includes(origin.module) || !exports.includes(origin.path.join('.'))) return false;
  return call.arguments.some((_, argument) => limitAt(file, call, { argument, members: [limit] }) === 'set');
}
