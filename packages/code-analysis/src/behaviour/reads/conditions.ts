import type { ExportKey, Question } from '../../questions/question.js';
import { returnsOf } from '../../syntax/resolve.js';
import type { Terminal } from '../../syntax/terminal.js';
import { contains, isFunction, keyName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { analysisAlone } from '../analysis.js';
import type { Call, FileContext } from '../context.js';
import { exportedFunctions } from '../handlers/exported-functions.js';
import { textOf } from '../retries/regions.js';
import { conditionCall, type Judge } from './condition-calls.js';
import { enumMember, isConstant, isFixedList, isNow, shareOfValue } from './condition-values.js';
import { narrowest, selectionIn, widest, type Selection, type Share } from './shares.js';

const relations = /^(?:some|every|is|equals|\$eq)$/;
const all = /^(?:AND|\$and)$/;
const any = /^(?:OR|\$or)$/;
/** Comparisons that hold for ever more records; a search by a part of a text finds ever more of them. */
const comparing =
  /^(?:not|notIn|isNot|none|lte?|\$lte?|\$ne|\$nin|\$exists|mode|contains|startsWith|endsWith|search|\$regex|\$options)$/;
/** What is newer than a time, or above a value that is put in, does not grow with all that is stored. */
const since = /^(?:gte?|\$gte?)$/;
const lists = /^(?:in|\$in)$/;
const depth = 8;

/** Judges `where: { ... }` of a mapper, a filter of a collection, or `and(eq(...), ...)` of a query builder. */
export function selectionOf(file: FileContext, where: Node): Selection {
  return selectionIn(shareOf(file, where, 0));
}

function shareOf(file: FileContext, where: Node, level: number): Share {
  const judge: Judge = {
    of: (condition) => shareOf(file, condition, level + 1),
    value: (name, value) => ofValue(file, name, value, level),
  };
  if (level > depth) return 'part';
  const written = unwrap(where);
  const called = conditionCall(file, written, judge);
  if (called) return called;
  // `where: (orders, { eq }) => eq(orders.userId, id)`
  if (isFunction(written) && written.body.type !== 'BlockStatement') return shareOf(file, written.body, level + 1);
  if (written.type === 'CallExpression') return ofCall(file, written, level);
  if (mayBeFilled(file, written)) return 'part';
  const terminals = file.resolver.resolve(where);
  // `given ? { owner: given } : {}` has a way on which all is read.
  if (terminals.some((terminal) => isNothing(written, terminal))) return 'rest';
  return widest(terminals.map((terminal) => ofTerminal(file, terminal, judge, level)));
}

function ofTerminal(file: FileContext, terminal: Terminal, judge: Judge, level: number): Share {
  if (terminal.kind !== 'expression' || terminal.path.length > 0) return 'part';
  const object = unwrap(terminal.node);
  if (object.type === 'ArrayExpression') return widest(partsOf(object.elements, judge));
  if (object.type === 'CallExpression') return ofCall(file, object, level);
  if (object.type !== 'ObjectExpression') return 'part';
  return narrowest(object.properties.map((member) => ofMember(file, member, judge, level)));
}

/** An export that gives a condition, and whether it is given anything to make it of. */
interface Given extends ExportKey {
  readonly withNothing: boolean;
}

/** What the condition leaves that an exported function gives; undefined where it is no function. */
const shareOfExport: Question<Given, Share | undefined> = {
  name: 'what a condition of an export leaves',
  keyOf: ({ file, name, withNothing }) => `${file}\0${name}\0${withNothing}`,
  start: undefined,
  answer(engine, { file, name, withNothing }) {
    const given = analysisAlone(engine, file)?.file;
    given?.index();
    const fns = given ? exportedFunctions(given).filter((one) => one.name === name) : [];
    return given && fns.length > 0 ? widest(fns.map(({ fn }) => shareGiven(given, fn, withNothing, 0))) : undefined;
  },
};

/** What the condition leaves that a call gives: `where: { ...onlyPaying() }`. */
function ofCall(file: FileContext, { callee, arguments: given }: Call, level: number): Share {
  const withNothing = given.length === 0;
  const terminal = file.resolver.single(callee);
  if (terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node))
    return shareGiven(file, terminal.node, withNothing, level + 1);
  const target = terminal?.kind === 'module' ? file.fileOf(terminal.module) : undefined;
  if (terminal?.kind !== 'module' || target === undefined) return 'part';
  return file.ask(shareOfExport, { file: target, name: terminal.path.join('.') || 'default', withNothing }) ?? 'part';
}

/** A function that is given nothing, and looks at nothing that differs from request to request, always asks for the same share. */
function shareGiven(file: FileContext, fn: FunctionNode, withNothing: boolean, level: number): Share {
  const shares = returnsOf(fn).map((value) => shareOf(file, value, level));
  if (shares.length === 0 || fn.async) return 'part';
  const share = widest(shares);
  return share === 'part' && withNothing && !ambient.test(textOf(file, fn)) ? 'rest' : share;
}

/** What tells one request, user or tenant from another without being handed over. */
const ambient =
  /\bthis\b|getStore|cookies|headers|session|\bauth|current(?!Date|Time)|tenant|context|locals|scope|request/i;

const partsOf = (elements: readonly (Node | null)[], { of }: Judge): readonly Share[] =>
  elements.map((one) => (one ? of(one.type === 'SpreadElement' ? one.argument : one) : 'part'));

function ofMember(file: FileContext, member: Node, judge: Judge, level: number): Share {
  if (member.type === 'SpreadElement') return judge.of(member.argument);
  if (member.type !== 'Property') return 'part';
  const name = keyName(member);
  const value = unwrap(member.value);
  if (name === undefined) return 'part';
  if (name === 'NOT' || comparing.test(name)) return 'rest';
  if (since.test(name)) return value.type === 'Literal' || isNow(file, value) ? 'rest' : 'part';
  if (lists.test(name)) return isFixedList(file, value) ? 'rest' : 'part';
  if (all.test(name) && value.type === 'ArrayExpression') return narrowest(partsOf(value.elements, judge));
  if (any.test(name) || all.test(name) || relations.test(name)) return below(judge.of(member.value), level);
  return below(ofValue(file, name, member.value, level), level);
}

/** What is unique in a related table is shared by the records that refer to it. */
const below = (share: Share, level: number): Share => (share === 'one' && level > 0 ? 'owner' : share);

/** A variable that is used elsewhere as well, where members may be added to it; also what other code gives. */
function mayBeFilled(file: FileContext, plain: Node): boolean {
  if (plain.type !== 'Identifier') return plain.type === 'MemberExpression';
  const uses = file.resolver.scopes.variableOf(plain)?.references.filter((one) => one.isRead()) ?? [];
  return uses.length > 1;
}

/** `undefined` and `{}` where the condition is given; an object in a variable may be filled later. */
function isNothing(where: Node, terminal: Terminal): boolean {
  const { node } = terminal;
  // `let filter;` gets its value later.
  if (where.type === 'Identifier' && where.name !== 'undefined') return false;
  if (!node || !contains(where, node)) return false;
  if (terminal.kind === 'absent') return true;
  return terminal.kind === 'expression' && node.type === 'ObjectExpression' && node.properties.length === 0;
}

function ofValue(file: FileContext, name: string, value: Node, level: number): Share {
  const state = enumMember(value);
  if (state !== undefined) return shareOfValue(name, { kind: 'constant', text: state });
  return widest(
    file.resolver.resolve(value).map((terminal): Share => {
      if (terminal.kind === 'absent') return 'rest';
      if (terminal.kind === 'module')
        return isConstant(terminal.path)
          ? shareOfValue(name, { kind: 'constant', text: terminal.path.at(-1) ?? '' })
          : 'part';
      if (terminal.kind !== 'expression' || terminal.path.length > 0) return shareOfValue(name, { kind: 'given' });
      const plain = unwrap(terminal.node);
      if (plain.type === 'Literal') return shareOfValue(name, { kind: 'literal', value: plain.value });
      if (plain.type === 'ObjectExpression')
        return plain.properties.length > 0 ? shareOf(file, plain, level + 1) : 'rest';
      const compared = conditionCall(file, plain, { of: () => 'part', value: () => 'part' });
      if (compared) return compared;
      return shareOfValue(name, { kind: plain.type === 'CallExpression' ? 'computed' : 'given' });
    }),
  );
}

const parameter = /[:$@?]\w|\?(?=\s|$|\))|\$\d|¤|=\s*(?:['"]|\d)/;

/** Judges the text of a condition: one without a value that is put in compares columns, or leaves out what is deleted. */
export function selectionOfText(text: string): Selection {
  return parameter.test(text) || /\bin\s*\(|=\s*any\b|\bexists\b|\blike\b|\bbetween\b|>=?(?!\s*-?\d)/i.test(text)
    ? 'part'
    : 'rest';
}
