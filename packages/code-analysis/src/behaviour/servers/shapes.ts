import { memberName } from '../../syntax/tree.js';
import type { Construction, FileContext } from '../context.js';

/** Code that makes something that serves requests, as tables describe it. */
export interface ServingShape {
  /** Dotted path from the module; `default` for the default export, `*` at the end for any name that starts so. */
  readonly export: string;
  readonly construct?: true;
  /** It is handed to `register` of a server. */
  readonly registered?: true;
}

/** Module and export that a call makes or registers something of; undefined for all other calls. */
export function servingExport(
  file: FileContext,
  node: Construction,
  isKnown: (module: string) => boolean,
): { readonly module: string; readonly accepts: (shape: ServingShape) => boolean } | undefined {
  const registered = node.callee.type === 'MemberExpression' && memberName(node.callee) === 'register';
  const made = registered ? node.arguments[0] : node.callee;
  const origin = made && made.type !== 'SpreadElement' ? file.origin(made) : undefined;
  if (!origin || !isKnown(origin.module)) return undefined;
  const { module, path } = origin;
  // A module in CommonJS is its default export.
  const name = (path[0] === 'default' ? path.slice(1) : path).join('.');
  const construct = node.type === 'NewExpression';
  return {
    module,
    accepts: (shape) =>
      Boolean(shape.construct) === construct && Boolean(shape.registered) === registered && matches(shape.export, name),
  };
}

function matches(pattern: string, name: string): boolean {
  if (pattern === 'default') return name === '';
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
