import { unwrap, type Node } from '../../syntax/tree.js';
import { calleePlace } from '../callee.js';
import { place, type FileContext } from '../context.js';
import { textOf } from '../retries/regions.js';
import { isMetric } from './aws.js';
import type { Guards } from './guards.js';
import { keyFact, keyOf } from './keys.js';
import type { CreateFact, MutationFact, UpdateFact } from './types.js';

/** A statement of SQL that is written out: what is put into a template stands as `¤` and its number. */
export interface Statement {
  readonly text: string;
  readonly parts: readonly Node[];
  /** The list of values for its placeholders. */
  readonly values: Node | undefined;
  readonly node: Node;
  readonly at: MutationFact['at'];
}

const mayHoldChanges = /\binsert\s+(?:or\s+\w+\s+|ignore\s+)?into\s|\bupdate\s+\S+\s+(?:as\s+)?(?:\w+\s+)?set\s/i;
const changes = /^\s*(insert\s+(or\s+\w+\s+|ignore\s+)?into|update\s)/i;

/** Mutations by statements of SQL. */
export function sqlMutations(file: FileContext, guards: Guards): readonly MutationFact[] {
  if (!mayHoldChanges.test(file.source.text)) return [];
  return statements(file, changes).flatMap((statement): readonly MutationFact[] => {
    const made = insertOf(file, statement) ?? updateOf(statement);
    return made ? [{ ...made, guard: guards.of(statement.node) }] : [];
  });
}

/** Statements of pg-promise 12 that are made once, `typescript/pg-promise.d.ts`: `new pgp.PreparedStatement({ name, text })`. */
const prepared = /(?:^|\.)(?:PreparedStatement|ParameterizedQuery)$/;

/** Statements that are given to a call or a tag, by how they begin. */
export function statements(file: FileContext, begins: RegExp): readonly Statement[] {
  const called = file.calls.flatMap((call) => {
    const [first, second] = call.arguments;
    const written = first && writtenStatement(file, first, begins);
    return written ? [{ ...written, values: second, node: call, at: calleePlace(call, file.source.text) }] : [];
  });
  const tagged = file.nodes('TaggedTemplateExpression').flatMap((node) => {
    const written = writtenStatement(file, node.quasi, begins);
    return written ? [{ ...written, values: undefined, node, at: place(node.tag) }] : [];
  });
  return [...called, ...tagged];
}

function writtenStatement(
  file: FileContext,
  node: Node,
  begins: RegExp,
): Pick<Statement, 'text' | 'parts'> | undefined {
  if (!mayBeText(node)) return undefined;
  const terminal = file.resolver.single(node);
  if (terminal?.kind !== 'expression' || terminal.path.length > 0) return undefined;
  const value = unwrap(terminal.node);
  if (value.type === 'Literal' && typeof value.value === 'string')
    return begins.test(value.value) ? { text: value.value, parts: [] } : undefined;
  if (value.type === 'ObjectExpression') {
    const text = ['text', 'sql']
      .map((name) => file.resolver.single(value, [name]))
      .find((one) => one?.kind === 'expression');
    return text?.kind === 'expression' && text.node !== value ? writtenStatement(file, text.node, begins) : undefined;
  }
  if (value.type === 'NewExpression') {
    const [given] = value.arguments;
    return given && prepared.test(textOf(file, value.callee)) ? writtenStatement(file, given, begins) : undefined;
  }
  if (value.type !== 'TemplateLiteral') return undefined;
  const text = value.quasis
    .map((quasi, i) => quasi.value.raw + (i < value.expressions.length ? `¤${i} ` : ''))
    .join('');
  return begins.test(text) ? { text, parts: value.expressions } : undefined;
}

/** What is no text for sure need not be followed. */
function mayBeText({ type }: Node): boolean {
  return (
    type !== 'ArrowFunctionExpression' &&
    type !== 'FunctionExpression' &&
    type !== 'ArrayExpression' &&
    type !== 'ThisExpression'
  );
}

const insert = /^\s*insert\s+(?:or\s+\w+\s+|ignore\s+)?into\s+([\w."`¤]+)\s*\(([^)]*)\)\s*values\s*\(/i;

function insertOf(file: FileContext, statement: Statement): CreateFact | undefined {
  const { text, at } = statement;
  const match = insert.exec(text);
  if (!match) return undefined;
  const isConditional =
    /on\s+(conflict|duplicate)|insert\s+(or\s+(ignore|replace)|ignore)|not\s+exists|merge\s+into/i.test(text);
  const columns = (match[2] ?? '').split(',').map((name) => name.trim().replace(/["`]/g, ''));
  const given = valuesIn(text.slice(match[0].length));
  const members = columns.flatMap((name, i) => {
    const value = nodeOf(file, statement, given, i);
    return value ? [{ name, value }] : [];
  });
  const own = columns.findIndex(
    (name, i) => /^(id|uuid|pk)$/i.test(name) && /uuid\s*\(|random\s*\(/i.test(given[i] ?? ''),
  );
  const key =
    own >= 0
      ? ({ name: columns[own] ?? '', state: 'fresh', text: (given[own] ?? '').trim() } as const)
      : members.length > 0
        ? keyOf(file, members)
        : keyFact(file, '', { kind: 'unknown' });
  const table = (match[1] ?? '').replace(/["`¤]/g, '');
  return {
    effect: 'create',
    at,
    operation: `INSERT INTO ${table}`,
    key,
    condition: isConditional ? 'present' : 'none',
    guard: 'none',
  };
}

/** The values of the first row, split at the commas outside of brackets. */
function valuesIn(text: string): readonly string[] {
  const values: string[] = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === ')' && depth === 0) break;
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign === ',' && depth === 0) values.push('');
    else values[values.length - 1] += sign;
  }
  return values;
}

/** The code that gives a value: a part of the template, or the element of the list for `$1` and `?`. */
function nodeOf(file: FileContext, statement: Statement, given: readonly string[], index: number): Node | undefined {
  const text = (given[index] ?? '').trim();
  const part = /^'?¤(\d+)\s*'?$/.exec(text);
  if (part) return statement.parts[Number(part[1])];
  const numbered = /^\$(\d+)$/.exec(text);
  const position = numbered
    ? Number(numbered[1]) - 1
    : text === '?'
      ? given.slice(0, index).filter((one) => one.trim() === '?').length
      : -1;
  const list = statement.values && file.resolver.single(statement.values);
  if (position < 0 || list?.kind !== 'expression' || list.node.type !== 'ArrayExpression') return undefined;
  const element = list.node.elements[position];
  return element && element.type !== 'SpreadElement' ? element : undefined;
}

function updateOf({ text, at }: Statement): UpdateFact | undefined {
  const match = /^\s*update\s+([\w."`]+)[\s\S]*?\bset\b([\s\S]*?)(\bwhere\b[\s\S]*)?$/i.exec(text);
  const grows =
    /(?:^|[\s,("`.])(\w+)["`]?\s*=\s*(?:\w+\.|coalesce\s*\(\s*)?["`]?\1\b["`]?(?:\s*,\s*0\s*\))?\s*[+-]/i.exec(
      match?.[2] ?? '',
    );
  if (!match || !grows) return undefined;
  const where = match[3] ?? '';
  const name = grows[1] ?? '';
  return {
    effect: 'update',
    at,
    operation: `UPDATE ${(match[1] ?? '').replace(/["`]/g, '')}`,
    growth: `${name} = ${name} ${/-\s*$/.test(grows[0]) ? '-' : '+'} ...`,
    condition: /not\s+exists|version|is\s+null|processed|status|<>|!=/i.test(where)
      ? 'present'
      : /\band\b/i.test(where)
        ? 'unknown'
        : 'none',
    guard: 'none',
    forMetrics: isMetric(`${name} ${match[1] ?? ''}`) || /version/i.test(name),
  };
}
