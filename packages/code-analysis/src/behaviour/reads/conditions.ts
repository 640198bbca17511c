import type { Terminal } from '../../syntax/terminal.js';
import { contains, keyName, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/**
 * What a condition leaves of a table.
 * - `one`: it names the records by what is unique
 * - `part`: it compares with a value, so that it cannot be told how many there are
 * - `rest`: flags, states, old times and what is left out: it leaves ever more as the table grows
 */
export type Selection = 'one' | 'part' | 'rest';

const unique = /^(?:id|_id|uuid|uid|pk|slug|email|key|token|hash|sha\d*|username|address)$|Token$/;
/** A flag that few records have at a time. */
const rare = /default|primary|main|admin|owner|system|global|current|latest|builtin|root|role/i;
const relations = /^(?:some|every|is|AND)$/;
const comparing = /^(?:not|notIn|isNot|none|lte?|\$lte?|\$ne|\$nin|\$exists|mode)$/;
/** What is newer than a time, or above a value that is put in, does not grow with all that is stored. */
const since = /^(?:gte?|\$gte?)$/;
const comparingCalls = /^(?:LessThan|LessThanOrEqual|Not|IsNull|isNull|isNotNull|lt|lte|ne)$/;
const depth = 8;

/** Judges `where: { ... }` of a mapper, or a filter of a collection. */
export function selectionOf(file: FileContext, where: Node, level = 0): Selection {
  if (level > depth) return 'part';
  if (mayBeFilled(file, where)) return 'part';
  const terminals = file.resolver.resolve(where);
  // `given ? { owner: given } : {}` has a way on which all is read.
  if (level === 0 && terminals.some((terminal) => isNothing(where, terminal))) return 'rest';
  return widest(
    terminals.map((terminal) => {
      if (isNothing(where, terminal)) return 'rest';
      if (terminal.kind !== 'expression' || terminal.path.length > 0) return 'part';
      const object = unwrap(terminal.node);
      if (object.type === 'ArrayExpression')
        return widest(object.elements.map((one) => (one ? selectionOf(file, one, level + 1) : 'part')));
      return object.type === 'ObjectExpression' ? narrowest(object.properties.map(ofMember)) : 'part';
    }),
  );

  function ofMember(member: Node): Selection {
    if (member.type === 'SpreadElement') return selectionOf(file, member.argument, level + 1);
    if (member.type !== 'Property') return 'part';
    const name = keyName(member);
    if (name === undefined) return 'part';
    if (name === 'NOT' || comparing.test(name)) return 'rest';
    if (since.test(name)) return unwrap(member.value).type === 'Literal' ? 'rest' : 'part';
    // Any of several.
    if (name === 'OR' || name === '$or' || relations.test(name)) return selectionOf(file, member.value, level + 1);
    const found = ofValue(file, name, member.value, level);
    return found === 'one' && level > 0 ? 'part' : found;
  }
}

/** A variable that is used elsewhere as well, where members may be added to it; also what other code gives. */
function mayBeFilled(file: FileContext, where: Node): boolean {
  const plain = unwrap(where);
  if (plain.type !== 'Identifier') return plain.type === 'MemberExpression' || plain.type === 'CallExpression';
  const uses = file.resolver.scopes.variableOf(plain)?.references.filter((one) => one.isRead()) ?? [];
  return uses.length > 1;
}

/** `undefined` and `{}` where the condition is given; an object in a variable may be filled later. */
function isNothing(where: Node, terminal: Terminal): boolean {
  const { node } = terminal;
  if (!node || !contains(where, node)) return false;
  if (terminal.kind === 'absent') return true;
  return terminal.kind === 'expression' && node.type === 'ObjectExpression' && node.properties.length === 0;
}

function ofValue(file: FileContext, name: string, value: Node, level: number): Selection {
  const found = file.resolver.resolve(value).map((terminal): Selection => {
    if (terminal.kind === 'absent') return 'rest';
    if (terminal.kind === 'module') return isConstant(terminal.path) && !rare.test(name) ? 'rest' : 'part';
    if (terminal.kind !== 'expression' || terminal.path.length > 0) return unique.test(name) ? 'one' : 'part';
    const plain = unwrap(terminal.node);
    if (plain.type === 'Literal') return rare.test(name) || unique.test(name) ? 'part' : 'rest';
    if (plain.type === 'ObjectExpression')
      return plain.properties.length > 0 ? selectionOf(file, plain, level + 1) : 'rest';
    if (plain.type === 'CallExpression' && plain.callee.type === 'Identifier' && comparingCalls.test(plain.callee.name))
      return 'rest';
    return unique.test(name) && plain.type !== 'CallExpression' ? 'one' : 'part';
  });
  return isEnumMember(value) && !rare.test(name) ? 'rest' : widest(found);
}

/** `Status.Open`, `STATUS_OPEN`. */
function isEnumMember(value: Node): boolean {
  const plain = unwrap(value);
  if (plain.type === 'Identifier') return isConstant([plain.name]);
  const owner = plain.type === 'MemberExpression' && memberName(plain) !== undefined ? unwrap(plain.object) : undefined;
  return owner?.type === 'Identifier' && /^[A-Z]/.test(owner.name);
}

const isConstant = (path: readonly string[]) =>
  /^[A-Z][A-Z0-9_]+$/.test(path.at(-1) ?? '') || (path.length > 1 && /^[A-Z]/.test(path.at(-2) ?? ''));

/** Of the members of one condition, all of which must hold. */
function narrowest(all: readonly Selection[]): Selection {
  return (['one', 'part'] as const).find((one) => all.includes(one)) ?? 'rest';
}

/** Of the values that a condition may have. What may be left out bounds nothing, unless it then says something else. */
function widest(all: readonly Selection[]): Selection {
  if (all.includes('part')) return 'part';
  return all.includes('rest') || all.length === 0 ? 'rest' : 'one';
}

const parameter = /[:$@?]\w|\?(?=\s|$|\))|\$\d|¤|=\s*(?:['"]|\d)/;

/** Judges the text of a condition: one without a value that is put in compares columns, or leaves out what is deleted. */
export function selectionOfText(text: string): Selection {
  return parameter.test(text) || /\bin\s*\(|=\s*any\b|\bexists\b|\blike\b|\bbetween\b|>=?(?!\s*-?\d)/i.test(text)
    ? 'part'
    : 'rest';
}
