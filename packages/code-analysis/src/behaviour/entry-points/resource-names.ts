import { valueOf } from '../../syntax/static-value.js';
import { isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import { targetOf } from '../handlers/targets.js';
import { isReader, isWholeEnvironment, returnedBy } from './environment-exports.js';
import { givenToConstructor, readSetting, settingsOf } from './given-names.js';
import type { ResourceName } from './types.js';

/**
 * A variable of the environment, a text, an export of another file, or a parameter; undefined where it may be more than
 * one of them.
 */
export function nameAt(file: FileContext, node: Node, path: readonly string[] = []): ResourceName | undefined {
  const found = new Map<string, ResourceName>();
  for (const terminal of file.resolver.resolve(node, path)) {
    const value = valueOf(file.resolver, terminal);
    const target = targetOf(file, terminal);
    // What stands behind `??` is a default for tests as a rule.
    if (value.kind === 'env') return { environment: value.name };
    const given = givenToConstructor(file, terminal);
    if (given) return nameAt(file, given);
    if (target) found.set(`${target.module} ${target.path.join('.')}`, { imported: target });
    else if (value.kind === 'known' && typeof value.value === 'string' && value.value !== '')
      found.set(value.value, { text: value.value });
    else if (terminal.kind === 'parameter' && terminal.fn) {
      const { fn, index } = terminal;
      found.set('', { parameter: { fn: place(fn), index, path: terminal.path } });
    } else if (terminal.kind !== 'absent' && !(value.kind === 'known')) return undefined;
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/** What is read where it is written, also by way of a constant: `read('TABLE')`, `settings.get('table')`, `env.TABLE`. */
export function nameWritten(file: FileContext, node: Node | undefined): ResourceName | undefined {
  const written = node && madeOf(file, node);
  return readBy(file, written) ?? validated(file, written);
}

/** The expression that a constant is made of; any other expression as it is. */
function madeOf(file: FileContext, node: Node): Node {
  const plain = unwrap(node);
  if (plain.type !== 'Identifier') return plain;
  const [definition] = file.resolver.scopes.variableOf(plain)?.defs ?? [];
  const holder = definition?.node as Node | undefined;
  return holder?.type === 'VariableDeclarator' && holder.init ? unwrap(holder.init) : plain;
}

function readBy(file: FileContext, node: Node | undefined): ResourceName | undefined {
  if (node?.type !== 'CallExpression') return undefined;
  const setting = settingNamed(file, node);
  if (setting) return setting;
  const [name] = node.arguments;
  if (!name) return answerOf(file, node.callee);
  if (name.type !== 'Literal' || typeof name.value !== 'string') return undefined;
  const fn = file.resolver.single(node.callee);
  if (fn?.kind === 'expression' && isFunction(fn.node))
    return isReader(file, fn.node) ? { environment: name.value } : undefined;
  return ofImported(file, node.callee, `(${name.value})`);
}

/** `config.get('table')`, where the configuration says which variable that is, here or in another file. */
function settingNamed(file: FileContext, node: Node): ResourceName | undefined {
  const read = readSetting(node);
  if (!read) return undefined;
  const own = settingsOf(file, read.of);
  if (Object.hasOwn(own, read.name)) return { environment: own[read.name] as string };
  const terminal = file.resolver.single(read.of);
  const target = terminal && targetOf(file, terminal);
  return target && { imported: { module: target.module, path: [...target.path, `get(${read.name})`] } };
}

/** `table()`, where the function gives back a variable of the environment, here or in another file. */
function answerOf(file: FileContext, callee: Node): ResourceName | undefined {
  const own = returnedBy(file, callee);
  return own === undefined ? ofImported(file, callee, '()') : { environment: own };
}

/** What a call of a function of another file gives, under the name of its export with what it is called with. */
function ofImported(file: FileContext, callee: Node, called: string): ResourceName | undefined {
  const terminal = file.resolver.single(callee);
  const target = terminal && targetOf(file, terminal);
  if (!target) return undefined;
  return { imported: { module: target.module, path: [...target.path.slice(0, -1), `${target.path.at(-1)}${called}`] } };
}

/** `env.TABLE` of `const env = schema.parse(process.env)`: what is validated keeps its names. */
function validated(file: FileContext, node: Node | undefined): ResourceName | undefined {
  if (node?.type !== 'MemberExpression') return undefined;
  const name = memberName(node);
  return name !== undefined && variableName.test(name) && isWholeEnvironment(file, node.object)
    ? { environment: name }
    : undefined;
}

const variableName = /^[A-Z][A-Z\d_]*$/;
