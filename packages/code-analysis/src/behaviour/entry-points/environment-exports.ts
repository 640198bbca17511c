import { returnsOf } from '../../syntax/resolve.js';
import { valuesOf } from '../../syntax/static-value.js';
import { isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { exportedNodes } from '../handlers/exported-functions.js';
import { within } from '../retries/regions.js';
import { settingsOf } from './given-names.js';

/**
 * Exports that are variables of the environment, by name of the export: `table`, `config.queue` of an object,
 * `config.get(table)` of a configuration, `table()` of a function that gives one back, `read(*)` of a function that gives
 * back the one that it is asked for, and `env.*` of the environment as a whole; the value of the last two is `*`.
 */
export function environmentExports(file: FileContext): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  if (!file.source.text.includes('env')) return found;
  for (const { name, value } of exportedNodes(file)) {
    const env = variableIn(file, value);
    if (env !== undefined) found[name] = env;
    else if (isWholeEnvironment(file, value)) found[`${name}.*`] = '*';
    for (const [setting, variable] of Object.entries(settingsOf(file, value)))
      found[`${name}.get(${setting})`] = variable;
    const returned = returnedBy(file, value);
    if (returned !== undefined) found[`${name}()`] = returned;
    const made = file.resolver.single(value);
    if (made?.kind !== 'expression' || made.path.length > 0) continue;
    if (isFunction(made.node) && isReader(file, made.node)) found[`${name}(*)`] = '*';
    if (made.node.type !== 'ObjectExpression') continue;
    for (const property of made.node.properties) {
      if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
      const member = variableIn(file, property.value);
      if (member !== undefined) found[`${name}.${property.key.name}`] = member;
    }
  }
  return found;
}

/** The environment as a whole, or what a validation makes of it: `z.object({ … }).parse(process.env)`, `cleanEnv(process.env, …)`. */
export function isWholeEnvironment(file: FileContext, node: Node): boolean {
  const terminal = file.resolver.single(node);
  if (terminal?.kind === 'global') return terminal.path.join('.') === 'process.env';
  // `safeParse` keeps it under `data`.
  if (terminal?.kind !== 'expression' || terminal.path.some((part) => part !== 'data')) return false;
  const call = terminal.node;
  if (call.type !== 'CallExpression') return false;
  return call.arguments.some((given) => given.type !== 'SpreadElement' && isEnvironment(unwrap(given)));
}

const isEnvironment = (node: Node): boolean =>
  node.type === 'MemberExpression' &&
  node.object.type === 'Identifier' &&
  node.object.name === 'process' &&
  memberName(node) === 'env';

/** Whether a function takes its first parameter from the environment: `(name) => process.env[name]`. */
export function isReader(file: FileContext, fn: FunctionNode): boolean {
  const [parameter] = fn.params;
  if (parameter?.type !== 'Identifier') return false;
  return within(file, 'MemberExpression', fn).some(
    ({ object, property, computed }) =>
      computed && property.type === 'Identifier' && property.name === parameter.name && isEnvironment(object),
  );
}

/** The variable that a function gives back: `export const table = () => process.env.TABLE ?? ''`. */
export function returnedBy(file: FileContext, value: Node): string | undefined {
  const terminal = file.resolver.single(value);
  if (terminal?.kind !== 'expression' || terminal.path.length > 0 || !isFunction(terminal.node)) return undefined;
  const fn = terminal.node;
  const returned = fn.body?.type === 'BlockStatement' ? returnsOf(fn) : fn.body ? [fn.body] : [];
  const names = new Set(returned.map((one) => variableIn(file, one)));
  return names.size === 1 ? [...names][0] : undefined;
}

function variableIn(file: FileContext, value: Node): string | undefined {
  return valuesOf(file.resolver, value).find((one) => one.kind === 'env')?.name;
}
