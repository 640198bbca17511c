import type { ClientLibrary } from '../libraries/index.js';
import { valueOf } from '../syntax/static-value.js';
import { ancestor, contains, isClass, keyName, memberName, type Node } from '../syntax/tree.js';
import { boundsAround } from './around.js';
import { originOf, place, type Call, type Construction, type FileContext } from './context.js';
import { functionOf } from './timeouts/promise-way.js';
import type { OptionFact } from './types.js';

const closing = /^(?:terminate|close|destroy|end)$/;

/**
 * What ends the opening of a connection from outside of its options: a timer whose callback closes it, a wait for its
 * opening that is raced with a timer or has a signal.
 */
export function openingLimits(
  file: FileContext,
  node: Construction,
  { enough }: Pick<ClientLibrary, 'enough'>,
): readonly OptionFact[] {
  if (!enough.some((phases) => phases.length === 1 && phases[0] === 'connect')) return [];
  const names = namesOf(node);
  if (names.length === 0) return [];
  return file.calls.flatMap((call): OptionFact[] => {
    if (call.type !== 'CallExpression') return [];
    if (isTimer(file, call)) return closes(file, call, names) ? [limitBy(file, call)] : [];
    const [given] = call.arguments;
    if (!given || !isOneOf(file, given, names)) return [];
    const hasSignal = call.arguments.some((one) => one.type === 'ObjectExpression' && holdsSignal(one));
    return hasSignal ? [limit(call, 'signal')] : boundsAround(file, call).filter(({ state }) => state === 'set');
  });
}

function limit(call: Call, path: string): OptionFact {
  return { path, state: 'set', level: 'around', covers: ['connect'], at: place(call) };
}

function limitBy(file: FileContext, timer: Call): OptionFact {
  const length = timer.arguments[1] && file.resolver.single(timer.arguments[1]);
  const value = length && valueOf(file.resolver, length);
  const ms = value?.kind === 'known' && typeof value.value === 'number' ? value.value : undefined;
  return { ...limit(timer, 'setTimeout'), ...(ms !== undefined && { ms }) };
}

function isTimer(file: FileContext, { callee }: Call): boolean {
  return originOf(file.resolver.single(callee))?.path.at(-1) === 'setTimeout';
}

function closes(file: FileContext, timer: Call, names: readonly Node[]): boolean {
  const fn = functionOf(file, timer.arguments[0]);
  if (!fn) return false;
  return file.nodes('MemberExpression').some((member) => {
    if (!contains(fn.body, member) || !closing.test(memberName(member) ?? '')) return false;
    return member.parent.type === 'CallExpression' && isOneOf(file, member.object, names);
  });
}

function holdsSignal({ properties }: Extract<Node, { type: 'ObjectExpression' }>): boolean {
  return properties.some((one) => one.type === 'Property' && keyName(one) === 'signal');
}

/** The variable or class member that takes what is made. */
function namesOf(node: Node): readonly Node[] {
  const { parent } = node;
  if (parent?.type === 'VariableDeclarator' && parent.init === node) return [parent.id];
  if (parent?.type === 'AssignmentExpression' && parent.right === node) {
    const outer = parent.parent.type === 'VariableDeclarator' ? [parent.parent.id] : [];
    return [parent.left, ...outer];
  }
  return parent?.type === 'PropertyDefinition' ? [parent] : [];
}

function isOneOf(file: FileContext, node: Node, names: readonly Node[]): boolean {
  return names.some((name) => {
    if (name.type === 'Identifier' && node.type === 'Identifier') {
      const variable = file.resolver.scopes.variableOf(name);
      return variable !== undefined && file.resolver.scopes.variableOf(node) === variable;
    }
    if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return false;
    const own =
      name.type === 'MemberExpression'
        ? memberName(name)
        : name.type === 'PropertyDefinition'
          ? keyName(name)
          : undefined;
    return own !== undefined && own === memberName(node) && ancestor(name, isClass) === ancestor(node, isClass);
  });
}
