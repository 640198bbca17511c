import type { TSESTree } from '@typescript-eslint/utils';
import { limits } from '../../syntax/limits.js';
import { classMember } from '../../syntax/class-members.js';
import { contains, isClass, isFunction, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Construction, FileContext } from '../context.js';
import { insideOf } from '../retries/regions.js';

/**
 * The functions of this file that run when a value is called: the function itself, and those inside wrappers such as
 * `middy(fn).use(...)` or `trace({...})(fn)`.
 */
export function functionsIn(file: FileContext, value: Node, depth = 0): readonly FunctionNode[] {
  if (depth > limits.hops.handler || value.type === 'SpreadElement') return [];
  const found = new Set<FunctionNode>();
  for (const terminal of file.resolver.resolve(value)) {
    if (terminal.kind !== 'expression') continue;
    const { node, path } = terminal;
    if (path.length === 0 && isFunction(node)) found.add(node);
    else if (path.length === 0 && node.type === 'CallExpression')
      for (const fn of wrappedBy(file, node, depth)) found.add(fn);
    else if (path.length === 1) {
      const method = methodOf(file, node, path[0] as string);
      if (method) found.add(method);
    }
  }
  const plain = unwrap(value);
  if (plain.type === 'CallExpression') for (const fn of wrappedBy(file, plain, depth)) found.add(fn);
  return [...found];
}

function wrappedBy(file: FileContext, call: TSESTree.CallExpression, depth: number): readonly FunctionNode[] {
  const { callee } = call;
  const bound = callee.type === 'MemberExpression' ? functionsIn(file, callee.object, depth + 1) : [];
  const given = call.arguments.flatMap((argument) =>
    mayBeCode(argument) ? functionsIn(file, argument, depth + 1) : [],
  );
  return [...bound, ...given];
}

function mayBeCode(node: Node): boolean {
  return node.type !== 'Literal' && node.type !== 'ObjectExpression' && node.type !== 'TemplateLiteral';
}

/** The method of an instance that is made in this file, or of a class itself: `new Service().run`, `Service.run`. */
function methodOf(file: FileContext, node: Node, name: string): FunctionNode | undefined {
  if (isClass(node)) return classMember(node, name).method;
  if (node.type !== 'NewExpression') return undefined;
  const made = file.resolver.single(node.callee);
  return made?.kind === 'expression' && isClass(made.node) ? classMember(made.node, name).method : undefined;
}

/** Which functions of a file run on behalf of others. One for each file. */
export class CallGraph {
  readonly #called = new Map<Construction, readonly FunctionNode[]>();

  constructor(readonly file: FileContext) {}

  /** Functions that a function calls or passes on, transitively; itself first. */
  from(fn: FunctionNode): readonly FunctionNode[] {
    const reached = new Set<FunctionNode>([fn]);
    for (const one of reached) {
      for (const call of insideOf(this.file.calls, one)) {
        for (const next of this.calledBy(call)) if (!contains(one, next)) reached.add(next);
      }
    }
    return [...reached];
  }

  /** The functions of this file that a call runs: its callee, and functions that it is given by name. */
  calledBy(call: Construction): readonly FunctionNode[] {
    let called = this.#called.get(call);
    if (!called) this.#called.set(call, (called = [...this.callees(call), ...this.#passedTo(call)]));
    return called;
  }

  /** The functions of this file that a call runs by its callee. */
  callees(call: Construction): readonly FunctionNode[] {
    return this.file.resolver.resolve(call.callee).flatMap((terminal): readonly FunctionNode[] => {
      if (terminal.kind !== 'expression') return [];
      const { node, path } = terminal;
      if (path.length === 0 && isFunction(node)) return [node];
      const method = path.length === 1 ? methodOf(this.file, node, path[0] as string) : undefined;
      return method ? [method] : [];
    });
  }

  #passedTo(call: Construction): readonly FunctionNode[] {
    return call.arguments.flatMap((argument) => {
      const isName =
        argument.type === 'Identifier' ||
        (argument.type === 'MemberExpression' &&
          (argument.object.type === 'ThisExpression' || argument.object.type === 'Identifier'));
      if (!isName) return [];
      const given = this.file.resolver.single(argument);
      if (given?.kind !== 'expression') return [];
      if (given.path.length === 0) return isFunction(given.node) ? [given.node] : [];
      // `each(records, Service.handle)`
      const method =
        isClass(given.node) && given.path.length === 1
          ? methodOf(this.file, given.node, given.path[0] as string)
          : undefined;
      return method ? [method] : [];
    });
  }
}
