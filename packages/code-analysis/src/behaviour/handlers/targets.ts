import { typeName, type Terminal } from '../../syntax/terminal.js';
import type { FileContext } from '../context.js';

/** A value of another file. */
export interface Target {
  readonly module: string;
  readonly path: readonly string[];
}

/** The export of another file that a value is: an import, or a method of an instance of an imported class. */
export function targetOf(file: FileContext, terminal: Terminal): Target | undefined {
  if (terminal.kind === 'module') return local(file, terminal.module, terminal.path);
  const owner = ownerOf(file, terminal);
  return owner?.kind === 'module' && 'path' in terminal
    ? local(file, owner.module, [...(owner.path.length > 0 ? owner.path : ['default']), ...terminal.path])
    : undefined;
}

/** The class of a value that was made here, or was handed in with its type written. */
function ownerOf(file: FileContext, terminal: Terminal): Terminal | undefined {
  if (terminal.kind === 'expression' && terminal.node.type === 'NewExpression' && terminal.path.length < 2)
    return file.resolver.single(terminal.node.callee);
  if (terminal.kind !== 'parameter' || terminal.path.length !== 1) return undefined;
  const name = typeName(terminal.annotation);
  return name?.type === 'Identifier' ? file.resolver.single(name) : undefined;
}

function local(file: FileContext, module: string, path: readonly string[]): Target | undefined {
  if (module === 'global' || module.startsWith('node:') || file.lookup.librariesOf(module).length > 0) return undefined;
  // A module in CommonJS is its default export.
  return { module, path: path.length > 0 ? path : ['default'] };
}
