import type { TSESTree } from '@typescript-eslint/utils';
import { ancestor, isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Holder } from './holders.js';

/** What code does with a holder. */
export interface Use {
  /**
   * - `up`, `down`: a number is counted
   * - `assign`, `fill`: it is given another value; `fill` only where it has none
   * - `lookup`, `store`, `remove`: under a key
   * - `change`: something in a value that it holds
   * - `push`, `drain`, `clear`, `size`, `iterate`, `read`: the whole
   * - `escape`: other code has it, which may do anything
   */
  readonly kind:
    | 'up'
    | 'down'
    | 'assign'
    | 'fill'
    | 'lookup'
    | 'store'
    | 'remove'
    | 'change'
    | 'push'
    | 'drain'
    | 'clear'
    | 'size'
    | 'iterate'
    | 'read'
    | 'escape';
  /** The expression that does it: the call, the assignment, or the name. */
  readonly node: Node;
  readonly key?: Node;
  readonly value?: Node;
  /** The function around it; undefined where it runs when the file is loaded. */
  readonly fn: FunctionNode | undefined;
}

type Kind = Use['kind'];

const methods: ReadonlyMap<string, Kind> = new Map([
  ['get', 'lookup'],
  ['has', 'lookup'],
  ['includes', 'lookup'],
  ['indexOf', 'lookup'],
  ['hasOwnProperty', 'lookup'],
  ['set', 'store'],
  ['add', 'store'],
  ['delete', 'remove'],
  ['clear', 'clear'],
  ['push', 'push'],
  ['unshift', 'push'],
  ['shift', 'drain'],
  ['pop', 'drain'],
  ['splice', 'drain'],
  ['fill', 'change'],
]);
/** Calls that read the whole, or send it as an answer. */
const wholeReaders =
  /^(Object\.(keys|values|entries|freeze)|JSON\.stringify|Array\.(from|isArray)|Boolean|Number|String|.*\.(json|jsonp|send|end|reply|render))$/s;

/** Everything that the file does with a holder. */
export function usesOf(text: string, { sites, kind }: Holder): readonly Use[] {
  return sites.flatMap((site): readonly Use[] => {
    const use = useOf(text, outermost(site), kind);
    if (!use) return [];
    const fn = ancestor(site, isFunction);
    // `held[key] ??= value` looks and puts in at once.
    const isBoth =
      use.kind === 'store' && use.node.type === 'AssignmentExpression' && /^(\?\?|\|\|)=$/.test(use.node.operator);
    return isBoth
      ? [
          { ...use, kind: 'lookup', fn },
          { ...use, fn },
        ]
      : [{ ...use, fn }];
  });
}

type Plain = Omit<Use, 'fn'>;

/** The expression with what only the type checker or the reader sees around it. */
export function outermost(node: Node): Node {
  let outer = node;
  while (
    outer.parent?.type === 'TSNonNullExpression' ||
    outer.parent?.type === 'TSAsExpression' ||
    outer.parent?.type === 'ChainExpression'
  )
    outer = outer.parent;
  return outer;
}

function useOf(text: string, site: Node, kind: Holder['kind']): Plain | undefined {
  const { parent } = site;
  if (!parent || parent.type === 'TSTypeQuery' || parent.type === 'ExportSpecifier') return undefined;
  if (parent.type === 'UpdateExpression') return { kind: parent.operator === '++' ? 'up' : 'down', node: parent };
  if (parent.type === 'AssignmentExpression' && parent.left === site) return assignment(parent);
  if (parent.type === 'MemberExpression' && parent.object === site) return memberUse(parent, kind);
  if (parent.type === 'BinaryExpression' && parent.operator === 'in' && parent.right === site)
    return { kind: 'lookup', node: parent, key: parent.left };
  if (parent.type === 'ForOfStatement' || parent.type === 'ForInStatement' || parent.type === 'SpreadElement')
    return { kind: 'iterate', node: site };
  if (kind === 'value') return { kind: 'read', node: site };
  if (parent.type === 'CallExpression' && parent.callee !== site) {
    const callee = text.slice(...parent.callee.range);
    return { kind: wholeReaders.test(callee) ? 'iterate' : 'escape', node: site };
  }
  const isTested =
    parent.type === 'IfStatement' ||
    parent.type === 'UnaryExpression' ||
    parent.type === 'BinaryExpression' ||
    parent.type === 'LogicalExpression' ||
    parent.type === 'ConditionalExpression' ||
    parent.type === 'TemplateLiteral';
  return { kind: isTested ? 'read' : isAnswer(parent) ? 'iterate' : 'escape', node: site };
}

/** `return items` gives the whole, as a part of an answer. */
function isAnswer(parent: Node): boolean {
  return parent.type === 'Property' || parent.type === 'ReturnStatement' || parent.type === 'ArrowFunctionExpression';
}

function assignment(node: TSESTree.AssignmentExpression): Plain {
  const { operator, right } = node;
  if (operator === '+=' || operator === '-=') return { kind: operator === '+=' ? 'up' : 'down', node, value: right };
  return { kind: operator === '??=' || operator === '||=' ? 'fill' : 'assign', node, value: right };
}

function memberUse(member: TSESTree.MemberExpression, kind: Holder['kind']): Plain | undefined {
  const name = memberName(member);
  const outer = outermost(member);
  const { parent } = outer;
  if (kind === 'value') return { kind: 'read', node: member.object };
  if (name !== undefined && parent?.type === 'CallExpression' && parent.callee === outer) {
    const does = methods.get(name) ?? 'iterate';
    const [key, value] = parent.arguments;
    return { kind: does, node: parent, ...(key && { key }), ...(value && { value }) };
  }
  if (name === 'size' || name === 'length') return { kind: sizeUse(parent, outer), node: outer };
  // Members of an object by name are holders of their own.
  if (!member.computed && kind === 'object') return undefined;
  return keyedUse(member, outer);
}

/** `items.length = 0` empties it. */
function sizeUse(parent: Node | undefined, outer: Node): Kind {
  return parent?.type === 'AssignmentExpression' && parent.left === outer ? 'clear' : 'size';
}

/** `held[key]` and what is done with it. */
function keyedUse(member: TSESTree.MemberExpression, outer: Node): Plain {
  const key = member.property;
  const { parent } = outer;
  if (parent?.type === 'UnaryExpression' && parent.operator === 'delete') return { kind: 'remove', node: parent, key };
  if (parent?.type === 'UpdateExpression') return { kind: 'store', node: parent, key };
  if (parent?.type === 'AssignmentExpression' && parent.left === outer)
    return { kind: 'store', node: parent, key, value: parent.right };
  if (parent?.type === 'MemberExpression' && parent.object === outer) {
    const inner = outermost(parent);
    const above = inner.parent;
    const isWritten =
      (above?.type === 'AssignmentExpression' && above.left === inner) || above?.type === 'UpdateExpression';
    if (isWritten) return { kind: 'change', node: above, key };
  }
  return { kind: 'lookup', node: outer, key };
}
