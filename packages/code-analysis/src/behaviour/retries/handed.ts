import type { Variable } from '../../syntax/scopes.js';
import { keyName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { isStepOf, partsOf, placeOf, type Place } from './places.js';
import { within } from './regions.js';
import type { Handed } from './tests.js';

/** How each parameter of a function is handed on where the function calls itself. */
export function handedOn(file: FileContext, fn: FunctionNode, call: Call): ReadonlyMap<Place, Handed> {
  const found = new Map<Place, Handed>();
  if (call.arguments.some(({ type }) => type === 'SpreadElement')) return found;
  for (const [i, parameter] of fn.params.entries()) handOn(file, parameter, call.arguments[i], found);
  return found;
}

function handOn(file: FileContext, parameter: Node, argument: Node | undefined, found: Map<Place, Handed>): void {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (target.type === 'ObjectPattern') {
    for (const property of target.properties) {
      if (property.type !== 'Property') continue;
      handOn(file, property.value, argument && memberOf(argument, keyName(property)), found);
    }
    return;
  }
  const variable = target.type === 'Identifier' ? file.resolver.scopes.variableOf(target) : undefined;
  if (!variable) return;
  found.set(variable, handedAs(file, variable, argument));
  if (argument && unwrap(argument).type === 'ObjectExpression') handMembers(file, variable, argument, found);
}

/** The value of a member of an object that is written out; undefined where it is left out or spread. */
function memberOf(argument: Node, name: string | undefined): Node | undefined {
  const object = unwrap(argument);
  if (object.type !== 'ObjectExpression') return argument;
  const property = object.properties.find((one) => one.type === 'Property' && keyName(one) === name);
  if (property?.type === 'Property') return property.value;
  const spread = object.properties.find((one) => one.type === 'SpreadElement');
  return spread ? object : undefined;
}

/** `load({ ...options, attempt: options.attempt + 1 })`. */
function handMembers(file: FileContext, variable: Variable, argument: Node, found: Map<Place, Handed>): void {
  const object = unwrap(argument);
  if (object.type !== 'ObjectExpression') return;
  for (const property of object.properties) {
    const name = property.type === 'Property' ? keyName(property) : undefined;
    if (property.type !== 'Property' || name === undefined) continue;
    const place = `${variable.name}.${name}`;
    const isStepped = isStepOf(file, property.value, place) || isCounted(file, property.value, place);
    found.set(place, { kind: isStepped ? 'step' : 'unknown' });
    if (isStepped) found.set(variable, { kind: 'same' });
  }
}

/** `(options.attempt ?? 0) + 1`. */
function isCounted(file: FileContext, value: Node, place: string): boolean {
  const node = unwrap(value);
  return node.type === 'BinaryExpression' && partsOf(file, node, undefined).places.has(place);
}

function handedAs(file: FileContext, variable: Variable, argument: Node | undefined): Handed {
  if (!argument) return { kind: 'default' };
  const value = unwrap(argument);
  if (isStepOf(file, value, variable)) return { kind: 'step' };
  if (placeOf(file, value) === variable) return { kind: 'same' };
  if (value.type === 'Literal') return { kind: 'value', value };
  if (value.type === 'Identifier' || value.type === 'MemberExpression') return { kind: 'value', value };
  if (value.type === 'ObjectExpression') {
    const isOwn = within(file, 'Identifier', value).some((name) => file.resolver.scopes.variableOf(name) === variable);
    return { kind: isOwn ? 'same' : 'unknown' };
  }
  return { kind: 'unknown' };
}
