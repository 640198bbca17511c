import type { ClientLibrary } from '../libraries/index.js';
import { memberName, type Node } from '../syntax/tree.js';
import type { Call, FileContext } from './context.js';
import type { Listens, OptionSource } from './options.js';

/** A method called on what a call returns, in the same expression or on the variable that holds it. */
export interface ChainedCall {
  readonly name: string;
  readonly node: Call;
}

/** All methods called on what a call returns. */
export function chainOf(file: FileContext, node: Node): readonly ChainedCall[] {
  const chained: ChainedCall[] = [];
  let value = node;
  for (let next = methodCallOn(value); next; next = methodCallOn(value)) {
    chained.push(next);
    value = next.node;
  }
  while (value.parent?.type === 'AwaitExpression' || value.parent?.type === 'TSAsExpression') value = value.parent;
  const declarator = value.parent;
  const target =
    declarator?.type === 'VariableDeclarator'
      ? declarator.id
      : declarator?.type === 'AssignmentExpression'
        ? declarator.left
        : undefined;
  const variable = target?.type === 'Identifier' ? file.resolver.scopes.variableOf(target) : undefined;
  for (const { identifier } of variable?.references ?? []) {
    for (let next = methodCallOn(identifier as Node); next; next = methodCallOn(next.node)) chained.push(next);
  }
  return chained;
}

function methodCallOn(node: Node): ChainedCall | undefined {
  const member = node.parent;
  if (member?.type !== 'MemberExpression' || member.object !== node) return undefined;
  const call = member.parent;
  const name = memberName(member);
  return call?.type === 'CallExpression' && call.callee === member && name !== undefined
    ? { name, node: call }
    : undefined;
}

/** Options given in chained methods: `.timeout(2000)`. */
export function chainSources(library: ClientLibrary, chained: readonly ChainedCall[]): OptionSource[] {
  return chained.flatMap(({ name, node }) => {
    const method = library.chain?.find((one) => one.name === name);
    const argument = method && node.arguments[method.options];
    return argument ? [{ node: argument, level: 'call', chain: true } as const] : [];
  });
}

const adders = new Set(['on', 'once', 'addListener']);

/** Looks for the listener that an option needs: on the returned object, or as the callback beside the option. */
export function listenerTest(file: FileContext, chained: readonly ChainedCall[]): Listens {
  return (need, source) => {
    const ends = (listener: Node | undefined) => {
      if (!listener) return false;
      const resolved = file.resolver.single(listener);
      const body = resolved?.kind === 'expression' ? resolved.node : listener;
      const text = file.source.text.slice(...body.range);
      return need.calls.some((name) => new RegExp(`\\.${name}\\b`).test(text));
    };
    const beside =
      source.chain && source.node.parent?.type === 'CallExpression' ? source.node.parent.arguments[1] : undefined;
    if (ends(beside)) return true;
    return chained.some(({ name, node }) => {
      const [event, listener] = node.arguments;
      return adders.has(name) && event?.type === 'Literal' && event.value === need.event && ends(listener);
    });
  };
}
