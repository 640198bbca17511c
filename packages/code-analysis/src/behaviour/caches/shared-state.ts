import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** Name of a variable of the module or a member of `this`, which outlive one call; undefined for all others. */
export function sharedName(file: FileContext, target: Node): string | undefined {
  const plain = unwrap(target);
  if (plain.type === 'MemberExpression') {
    const name = memberName(plain);
    if (plain.object.type === 'ThisExpression') return name === undefined ? undefined : `this.${name}`;
    const owner = sharedName(file, plain.object);
    return owner === undefined ? undefined : `${owner}.${name ?? ''}`;
  }
  if (plain.type !== 'Identifier') return undefined;
  const scope = file.resolver.scopes.variableOf(plain)?.scope.type as string | undefined;
  return scope === 'module' || scope === 'global' ? plain.name : undefined;
}
