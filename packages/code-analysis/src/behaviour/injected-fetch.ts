import { memberName, unwrap, type Node } from '../syntax/tree.js';
import type { Construction, FileContext, KnownExport } from './context.js';

const names = /^_?(?:fetch|fetchImpl|fetchFn|customFetch)$/;
const types =
  /^(?:typeof\s+(?:globalThis\.|global\.|window\.)?fetch|Fetch(?:Like|Fn|Function|Impl|Implementation|API)?)$/;

/** True for a file that may call a `fetch` which is handed to it. */
export function mayInjectFetch(file: FileContext): boolean {
  const { text } = file.source;
  // A plain search is many times quicker than one for the beginnings of words.
  return file.once(mayInjectFetch, () => text.includes('etch') && /\b_?fetch(?:Impl|Fn)?\(|\bcustomFetch\(/.test(text));
}

/**
 * A call of a `fetch` that is handed in: a parameter or a class member that is declared only, by its type or, where none
 * is written, by its name. What is handed in may have a limit of its own.
 */
export function injectedFetch(file: FileContext, node: Construction): KnownExport | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = unwrap(node.callee);
  const name = calledName(callee);
  if (name === undefined || !mayInjectFetch(file)) return undefined;
  const terminals = file.resolver.resolve(callee);
  const isInjected = terminals.every((one) => {
    if (one.kind !== 'parameter' || one.path.length > (callee.type === 'Identifier' ? 1 : 0)) return false;
    const type = one.annotation && file.source.text.slice(...one.annotation.range).trim();
    return type === undefined || one.path.length > 0 ? names.test(name) : types.test(type);
  });
  const match = isInjected ? file.lookup.libraryFor('global', 'fetch', undefined) : undefined;
  return match && { ...match, module: 'global', name: 'fetch', injected: true };
}

/** `fetch(...)` and `this.fetch(...)`; the method of another object is no `fetch`. */
function calledName(callee: Node): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  const isOwn = callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression';
  return isOwn ? memberName(callee)?.replace(/^#/, '') : undefined;
}
