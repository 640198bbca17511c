import type { Carrier } from '../libraries/index.js';
import { limits } from '../syntax/limits.js';
import type { Frame, Terminal } from '../syntax/terminal.js';
import { memberName, unwrap, type Node } from '../syntax/tree.js';
import type { Construction, FileContext } from './context.js';
import type { OptionSource } from './options.js';

/**
 * Where the options of a request stand that is given to a call in place of an address: those of `new Request(url, init)`,
 * which `clone()` and `new Request(request, init)` keep. A request that comes from elsewhere may hold all of them.
 */
export function requestSources(
  file: FileContext,
  call: Construction,
  carrier: Carrier,
  request: Node,
  frame: Frame | undefined,
  depth: number = limits.hops.request,
): readonly OptionSource[] {
  if (depth === 0) return [];
  return file.resolver.resolve(request, [], frame).flatMap((terminal): readonly OptionSource[] => {
    const next = (node: Node) =>
      requestSources(file, call, carrier, node, terminal.kind === 'expression' ? terminal.frame : frame, depth - 1);
    if (terminal.kind === 'expression' && terminal.path.length === 0) {
      const { node } = terminal;
      if (node.type === 'NewExpression' && file.origin(node.callee)?.path.at(-1) === carrier.export) {
        const options = node.arguments[typeof carrier.options === 'number' ? carrier.options : 1];
        const own = options ? [{ node: options, level: 'call', frame: terminal.frame, call } as const] : [];
        return [...own, ...(node.arguments[0] ? next(node.arguments[0]) : [])];
      }
      const cloned = receiverOfClone(node);
      if (cloned) return next(cloned);
    }
    return mayBeRequest(file, terminal, request) ? [{ node: request, level: 'call', frame, call }] : [];
  });
}

function receiverOfClone(node: Node): Node | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  return memberName(node.callee) === 'clone' ? node.callee.object : undefined;
}

const requestNames = /^(?:req|request|raw)$|Request$/;

/** True for a value of which a type, or where none is written its use or name, says that it can be a request. */
function mayBeRequest(file: FileContext, terminal: Terminal, node: Node): boolean {
  if (terminal.kind === 'parameter') {
    const { annotation, path, fn, node: use } = terminal;
    if (annotation) {
      if (/Request/.test(file.source.text.slice(...annotation.range))) return true;
      if (path.length === 0) return false;
    }
    return requestNames.test(path.at(-1) ?? nameOf(use)) || (fn !== undefined && isUsedAsRequest(file, use));
  }
  if (terminal.kind === 'absent') return false;
  const written = unwrap(node);
  if (written.type === 'CallExpression')
    return requestNames.test(nameOf(written.callee)) || Boolean(receiverOfClone(written));
  return terminal.kind !== 'expression' && requestNames.test(nameOf(written));
}

function nameOf(node: Node): string {
  if (node.type === 'MemberExpression') return memberName(node) ?? '';
  return node.type === 'Identifier' ? node.name : '';
}

/** True for a name of which other code takes what only a request has. */
function isUsedAsRequest(file: FileContext, node: Node): boolean {
  const variable = node.type === 'Identifier' ? file.resolver.scopes.variableOf(node) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => {
    const member = identifier.parent as Node | undefined;
    if (member?.type !== 'MemberExpression' || member.object !== identifier) return false;
    return /^(?:headers|clone|signal|bodyUsed)$/.test(memberName(member) ?? '');
  });
}
