import { ancestor, contains, isClass, isFunction, keyName, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { Terminal } from '../../syntax/terminal.js';
import type { FileContext } from '../context.js';

/** The key of the only table of a batch: `RequestItems: { [table]: [...] }`. */
export function requestedTable(file: FileContext, input: Node): Node | undefined {
  const terminal = file.resolver.single(input, ['RequestItems']);
  const object = terminal?.kind === 'expression' && terminal.path.length === 0 ? unwrap(terminal.node) : undefined;
  if (object?.type !== 'ObjectExpression') return undefined;
  const [only, ...others] = object.properties;
  return only?.type === 'Property' && others.length === 0 && (only.computed || only.key.type === 'Literal')
    ? only.key
    : undefined;
}

/**
 * What is given for a parameter of a constructor, where the class is made in this file only: `new Orders(process.env.TABLE)`.
 * A class that other files may make can be given something else there.
 */
export function givenToConstructor(file: FileContext, terminal: Terminal): Node | undefined {
  if (terminal.kind !== 'parameter' || terminal.path.length > 0) return undefined;
  const fn = terminal.fn ?? ancestor(terminal.node, isFunction);
  const method = fn?.parent;
  const owner =
    method?.type === 'MethodDefinition' && method.kind === 'constructor' ? ancestor(method, isClass) : undefined;
  if (!fn || !owner || owner.type !== 'ClassDeclaration' || /^Export/.test(owner.parent.type)) return undefined;
  const index = fn.params.findIndex((one) => contains(one, terminal.node));
  const made = file
    .nodes('NewExpression')
    .filter(({ callee }) => callee.type === 'Identifier' && file.resolver.single(callee)?.node === owner);
  const [first, ...others] = made;
  return others.length === 0 ? first?.arguments[index < 0 ? terminal.index : index] : undefined;
}

/** The member of a configuration that `config.get('table')` takes, and the object that it takes it of. */
export function readSetting(node: Node): { readonly of: Node; readonly name: string } | undefined {
  const call = unwrap(node);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const [given] = call.arguments;
  const isRead = memberName(call.callee) === 'get' && call.arguments.length === 1;
  return isRead && given?.type === 'Literal' && typeof given.value === 'string'
    ? { of: call.callee.object, name: given.value }
    : undefined;
}

/**
 * The variables behind the settings of a configuration, by name, as convict 6.2 declares them: `convict({ table: { env: 'TABLE' } })`.
 */
export function settingsOf(file: FileContext, value: Node): Readonly<Record<string, string>> {
  let made = unwrap(value);
  const terminal = file.resolver.single(made);
  if (terminal?.kind === 'expression' && terminal.path.length === 0) made = unwrap(terminal.node);
  // `convict({...}).validate()`
  while (made.type === 'CallExpression' && made.callee.type === 'MemberExpression') made = unwrap(made.callee.object);
  if (made.type !== 'CallExpression' || file.origin(made.callee)?.module !== 'convict') return {};
  const [schema] = made.arguments;
  if (schema?.type !== 'ObjectExpression') return {};
  return Object.fromEntries(
    schema.properties.flatMap((property): readonly (readonly [string, string])[] => {
      const name = property.type === 'Property' ? keyName(property) : undefined;
      const env = property.type === 'Property' ? file.resolver.single(property.value, ['env']) : undefined;
      const variable = env?.kind === 'expression' && env.node.type === 'Literal' ? env.node.value : undefined;
      return name !== undefined && typeof variable === 'string' ? [[name, variable]] : [];
    }),
  );
}
