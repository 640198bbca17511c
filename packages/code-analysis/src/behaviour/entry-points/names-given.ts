import { targetOf } from '../handlers/targets.js';
import { isFunction, keyName, unwrap, type Node } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import { nameAt, nameWritten } from './resource-names.js';
import type { NamesGiven, ResourceName } from './types.js';

/**
 * The names of resources that calls hand on to functions of this project: `send(body, process.env.QUEUE)`. A function that
 * works on what it is given works on these.
 */
export function namesGiven(file: FileContext): readonly NamesGiven[] {
  file.index();
  return file.calls.flatMap((call): NamesGiven[] => {
    if (call.arguments.length === 0) return [];
    const names = Object.fromEntries(call.arguments.flatMap((given, index) => namesIn(file, given, String(index))));
    if (Object.keys(names).length === 0) return [];
    const terminal = file.resolver.single(call.callee);
    if (!terminal) return [];
    if (terminal.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node))
      return [{ at: place(call), to: place(terminal.node), names }];
    const target = targetOf(file, terminal);
    return target ? [{ at: place(call), to: target, names }] : [];
  });
}

/** The name that an argument is, or those of the members of an object that is written out. */
function namesIn(file: FileContext, given: Node, key: string): readonly (readonly [string, ResourceName])[] {
  const plain = unwrap(given);
  if (plain.type === 'SpreadElement' || isFunction(plain)) return [];
  if (plain.type === 'ObjectExpression')
    return plain.properties.flatMap((property) => {
      const member = property.type === 'Property' ? keyName(property) : undefined;
      const name = property.type === 'Property' && member !== undefined ? nameOf(file, property.value) : undefined;
      return name ? [[`${key}.${member}`, name] as const] : [];
    });
  const name = nameOf(file, plain);
  return name ? [[key, name]] : [];
}

const nameOf = (file: FileContext, node: Node): ResourceName | undefined =>
  nameAt(file, node) ?? nameWritten(file, node);
