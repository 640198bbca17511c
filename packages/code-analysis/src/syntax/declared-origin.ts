import { belowRoot, type Resolver } from './resolve.js';
import { memberName, unwrap, type Node } from './tree.js';

/** Module and dotted path of an import; the module is `global` for what no declaration of the file answers. */
export interface Origin {
  readonly module: string;
  readonly path: readonly string[];
}

/**
 * Where a name, or a chain of members behind one, comes from, as far as a look at its declaration tells: `none` when it
 * comes from this file, and undefined when values have to be followed. Most callees are answered so.
 */
export function declaredOrigin(resolver: Resolver, node: Node): Origin | 'none' | undefined {
  const path: string[] = [];
  let root = unwrap(node);
  while (root.type === 'MemberExpression') {
    const name = memberName(root);
    if (name === undefined) return 'none';
    path.push(name);
    root = unwrap(root.object);
  }
  if (root.type !== 'Identifier') return undefined;
  path.reverse();
  const variable = resolver.scopes.variableOf(root);
  if (!variable)
    return root.name === 'undefined' ? 'none' : { module: 'global', path: belowRoot([root.name, ...path]) };
  const definition = resolver.definition(variable);
  switch (definition.kind) {
    case 'module':
      return { module: definition.module, path: [...definition.path, ...path] };
    case 'code':
    case 'unknown':
      return 'none';
    case 'parameter':
      return path.length === 0 && !definition.fallback ? 'none' : undefined;
    case 'values':
      return undefined;
  }
}
