import type { TSESTree } from '@typescript-eslint/utils';
import { ancestor, isClass, isFunction, keyName, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import { isDevelopment } from '../servers/development.js';
import { leverName, stops } from './names.js';
import type { LeverFact } from './types.js';

/** What a file must hold to be looked at. */
const words = /ENABLE|DISABLE|KILL_?SWITCH|FEATURE|\bFF_|MAINTENANCE|READ_?ONLY_MODE/;
const parsers =
  /^(?:Boolean|yn|parse|(?:to|is|as|get|parse|str(?:ing)?To)_?(?:Bool(?:ean)?|True|Truthy|Enabled|Flag))$/i;
const configFile = /(?:\.config|rc)\.[cm]?[jt]s$/;
const infrastructure = /^(?:aws-cdk-lib|@aws-cdk\/|constructs$|@pulumi\/|cdktf|sst(?:$|\/)|@serverless\/)/;

/** The operational switches that a file reads from its environment or holds as constants. */
export function leverFacts(file: FileContext): readonly LeverFact[] {
  if (!words.test(file.source.text) || isDevelopment(file) || configFile.test(file.filename)) return [];
  if (importsInfrastructure(file)) return [];
  return [...environmentLevers(file), ...constantLevers(file)];
}

function importsInfrastructure({ source }: FileContext): boolean {
  return source.ast.body.some(
    (statement) => statement.type === 'ImportDeclaration' && infrastructure.test(statement.source.value),
  );
}

function environmentLevers(file: FileContext): readonly LeverFact[] {
  const reads = [
    ...file.nodes('MemberExpression').filter((node) => isEnvironment(node.object)),
    ...file.nodes('VariableDeclarator').flatMap(destructured),
  ];
  const facts = reads.flatMap((node) => environmentLever(file, node) ?? []);
  const parsed = file
    .nodes('MemberExpression')
    .filter((node) => isParsedEnvironment(file, node))
    .flatMap((node) => environmentLever(file, node, isHeld(node)) ?? []);
  // What a function reads of it was settled before as well, and where is another file's affair.
  return [...facts, ...parsed.filter(({ when, use }) => when === 'load' && use !== 'unknown')];
}

function environmentLever(
  file: FileContext,
  node: TSESTree.MemberExpression | TSESTree.Property,
  isBoolean = false,
): LeverFact | undefined {
  const name = node.type === 'MemberExpression' ? memberName(node) : keyName(node);
  const says = name === undefined ? undefined : leverName(name);
  if (name === undefined || says === undefined || isWrite(node)) return undefined;
  const holder = node.type === 'Property' ? node.value : isBoolean ? node : asBoolean(node);
  if (!holder) return undefined;
  return { at: place(node), name, source: 'env', explicit: says === 'explicit', ...whenRead(file, node, holder) };
}

/** The value of a variable as it is: it was made true or false where it was read. */
function isHeld(node: Node): boolean {
  return node.parent?.type === 'VariableDeclarator' && node.parent.init === node;
}

/** `env.SEARCH_ENABLED`, of a file that reads and checks the environment once. */
function isParsedEnvironment(file: FileContext, { object, computed, property }: TSESTree.MemberExpression): boolean {
  if (computed || object.type !== 'Identifier' || !/^(?:env|environment|serverEnv)$/i.test(object.name)) return false;
  if (property.type !== 'Identifier' || !/^[A-Z][A-Z0-9_]+$/.test(property.name)) return false;
  const module = file.origin(object)?.module ?? '';
  return /^[.~#@]/.test(module) && /(?:^|\/)env(?:ironment)?(?:[./-]|$)/i.test(module);
}

/** `const { ENABLE_X } = process.env`. */
function destructured({ id, init }: TSESTree.VariableDeclarator): readonly TSESTree.Property[] {
  if (id.type !== 'ObjectPattern' || !init || !isEnvironment(init)) return [];
  return id.properties.filter((property): property is TSESTree.Property => property.type === 'Property');
}

function isEnvironment(node: Node): boolean {
  const value = unwrap(node);
  return (
    value.type === 'MemberExpression' &&
    value.object.type === 'Identifier' &&
    value.object.name === 'process' &&
    memberName(value) === 'env'
  );
}

function isWrite({ parent }: Node): boolean {
  return (
    (parent?.type === 'UnaryExpression' && parent.operator === 'delete') || parent?.type === 'AssignmentExpression'
  );
}

/** The outermost expression by which a text becomes true or false; undefined where it is taken for something else. */
function asBoolean(read: Node): Node | undefined {
  let node = read;
  let converted = false;
  for (let outer = node.parent; outer; node = outer, outer = node.parent) {
    if (outer.type === 'BinaryExpression' && /^[!=]==?$/.test(outer.operator)) converted = true;
    else if (outer.type === 'UnaryExpression' && outer.operator === '!') converted = true;
    else if (outer.type === 'CallExpression' && outer.callee !== node && isParser(outer.callee)) converted = true;
    else if (isTest(node)) return node;
    else if (outer.type === 'CallExpression' && outer.callee === node) continue;
    else if (outer.type === 'MemberExpression' && outer.object === node && !converted) continue;
    else if (outer.type !== 'LogicalExpression' && outer.type !== 'ChainExpression' && !outer.type.startsWith('TS'))
      return converted ? node : undefined;
  }
  return undefined;
}

function isParser(callee: Node): boolean {
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : '';
  return name !== undefined && parsers.test(name);
}

/** True for what a branch hangs on. */
function isTest(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') return parent.test === node;
  if (parent?.type === 'UnaryExpression') return parent.operator === '!' && isTest(parent);
  if (parent?.type !== 'LogicalExpression') return false;
  return parent.left === node || isTest(parent);
}

/** When a read happens, and who decides by it. */
function whenRead(file: FileContext, read: Node, holder: Node): Pick<LeverFact, 'when' | 'use'> {
  const fn = ancestor(read, isFunction);
  if (fn) {
    const method = fn.parent;
    if (method.type !== 'MethodDefinition' || method.kind !== 'constructor') return { when: 'call', use: 'decides' };
    const owner = ancestor(method, isClass);
    const shared = file.nodes('NewExpression').some((made) => {
      const owned = file.resolver.single(made.callee);
      return owned?.kind === 'expression' && owned.node === owner && !ancestor(made, isFunction);
    });
    return { when: 'load', use: shared && !isTest(holder) ? 'decides' : 'unknown' };
  }
  return { when: 'load', use: setsUp(holder) ? 'unknown' : useOf(file, holder) };
}

/** `const mailer = MAILER_ENABLED ? new Mailer() : undefined`: what a program is made of, which no operator turns. */
function setsUp(holder: Node): boolean {
  const { parent } = holder;
  const parts =
    parent?.type === 'ConditionalExpression' && parent.test === holder
      ? [parent.consequent, parent.alternate]
      : parent?.type === 'LogicalExpression' && parent.left === holder
        ? [parent.right]
        : [];
  return parts.some((part) => /^(New|Call|Await)Expression$/.test(unwrap(part).type));
}

/** What becomes of a value of the module. */
function useOf(file: FileContext, value: Node): LeverFact['use'] {
  const names: string[] = [];
  for (let node = value; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'VariableDeclarator') {
      const id = parent.id.type === 'ObjectPattern' ? value : parent.id;
      return id.type === 'Identifier' ? useOfVariable(file, id, names, parent) : 'unknown';
    }
    if (parent.type === 'ExportDefaultDeclaration') return 'exported';
    if (parent.type === 'PropertyDefinition') return parent.static ? 'exported' : 'unknown';
    if (parent.type === 'Property' && parent.value === node && parent.parent.type === 'ObjectExpression')
      names.unshift(keyName(parent) ?? '');
    else if (parent.type === 'CallExpression' && !isFreeze(parent)) return 'unknown';
    else if (parent.type.endsWith('Statement')) return 'unknown';
  }
  return 'unknown';
}

function isFreeze({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && memberName(callee) === 'freeze';
}

function useOfVariable(
  file: FileContext,
  id: TSESTree.Identifier,
  path: readonly string[],
  declarator: TSESTree.VariableDeclarator,
): LeverFact['use'] {
  const references = file.resolver.scopes.variableOf(id)?.references ?? [];
  const decides = references.some(({ identifier }) => {
    let node = identifier as Node;
    for (const name of path) {
      const { parent } = node;
      if (parent?.type !== 'MemberExpression' || parent.object !== node || memberName(parent) !== name) return false;
      node = parent;
    }
    return ancestor(node, isFunction) !== undefined && isTest(compared(node));
  });
  if (decides) return 'decides';
  const isExported =
    declarator.parent.parent.type === 'ExportNamedDeclaration' ||
    references.some(({ identifier }) => {
      const { parent } = identifier as Node;
      return parent?.type === 'ExportSpecifier' || parent?.type === 'ExportDefaultDeclaration';
    });
  return isExported ? 'exported' : 'unknown';
}

/** `ENABLE_X === 'true'` for `ENABLE_X`. */
function compared(node: Node): Node {
  const { parent } = node;
  return parent?.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator) ? parent : node;
}

/** `const DISABLE_CHECKOUT = false;` that a function decides by. */
function constantLevers(file: FileContext): readonly LeverFact[] {
  return file.nodes('VariableDeclarator').flatMap((declarator): readonly LeverFact[] => {
    const { id, init, parent } = declarator;
    if (parent.kind !== 'const' || id.type !== 'Identifier' || init?.type !== 'Literal') return [];
    if (typeof init.value !== 'boolean' || !/^[A-Z][A-Z0-9_]+$/.test(id.name) || ancestor(declarator, isFunction))
      return [];
    const says = leverName(id.name);
    if (says === undefined) return [];
    const use = useOfVariable(file, id, [], declarator);
    return [{ at: place(id), name: id.name, source: 'constant', when: 'load', use, explicit: stops.test(id.name) }];
  });
}
