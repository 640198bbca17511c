import { patternLibraries } from '../../libraries/patterns.js';
import { decoratorsOf, isClass, isFunction, type Node } from '../../syntax/tree.js';
import { place } from '../context.js';
import type { Found } from '../lazy.js';
import type { PatternFact } from './types.js';

/** Patterns that a library makes by itself, in a call, a construction or a decorator. */
export function libraryPatterns({ file }: Found): readonly PatternFact[] {
  const near = file.near(patternLibraries);
  if (near.length === 0) return [];
  return file.calls.flatMap((call): readonly PatternFact[] => {
    const origin = file.origin(call.callee);
    const name = origin?.path.join('.') ?? '';
    const entry =
      origin && near.find(({ modules, exports }) => modules.includes(origin.module) && exports.includes(name));
    if (!entry) return [];
    const { pattern, part, makes } = entry;
    const by = origin.module;
    const at = place(decorated(call) ?? call.callee);
    return [
      { pattern, at, within: at, by, message: `${by} ${makes}.`, lacks: [], ...(part !== undefined && { part }) },
    ];
  });
}

/** The name of what a decorator stands before. */
function decorated(call: Node): Node | undefined {
  const { parent } = call;
  if (parent?.type !== 'Decorator') return undefined;
  const owner = parent.parent;
  if (isClass(owner) && decoratorsOf(owner).includes(parent)) return owner.id ?? undefined;
  return owner && !isFunction(owner) && 'key' in owner ? (owner.key as Node) : undefined;
}
