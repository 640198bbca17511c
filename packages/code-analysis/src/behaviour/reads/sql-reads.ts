import { ancestor, isFunction, memberName, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { statements, type Statement } from '../mutations/sql.js';
import { isScript } from '../retries/purpose.js';
import { selectionOfText } from './conditions.js';
import { wantsOneRow } from './list-use.js';
import type { WholeFact } from './types.js';

const begins = /^\s*select\s[\s\S]*\sfrom\s/i;
const runners = /^(\$?query\w*|\$queryRaw\w*|execute|raw|all|any|many|manyOrNone|unsafe|sql)$/;
const limited = /\blimit\b|\bfetch\s+(first|next)\b|\btop\s*\(?\s*\d|\brownum\b|\boffset\b/i;
const counted =
  /^\s*select\s+(distinct\s+)?(count|sum|min|max|avg|exists|bool_\w+|coalesce\s*\(\s*(sum|max|min|count))\s*\(/i;
const catalogs = /\bfrom\s+["`]?(information_schema|pg_\w+|sqlite_master|sys|dual|generate_series|unnest|json_\w+)\b/i;

/** Tables that statements of SQL read as a whole. */
export function sqlReads(file: FileContext): readonly WholeFact[] {
  if (!/\bselect\s/i.test(file.source.text)) return [];
  return statements(file, begins).flatMap((statement): readonly WholeFact[] => {
    const { text, at } = statement;
    if (!runsIt(statement) || counted.test(text) || isAggregate(text) || catalogs.test(text)) return [];
    if (isFragment(statement)) return [];
    // A table of one row, such as that of a state.
    if (wantsOneRow(file, statement.node)) return [];
    const table = /\sfrom\s+([\w."`¤]+)/i.exec(text)?.[1] ?? '';
    const operation = `SELECT ... FROM ${table.replace(/["`]/g, '').replace(/¤\d*/, '...')}`;
    return [{ kind: 'whole', at, operation, script: isScript(file), bound: boundOf(text) }];
  });
}

function boundOf(text: string): WholeFact['bound'] {
  if (limited.test(text)) return 'limit';
  const [, where] = /\bwhere\b([\s\S]*)$/i.exec(text) ?? [];
  if (where !== undefined) return selectionOfText(where) === 'part' || text.includes('¤') ? 'condition' : 'rest';
  if (/\b(having|join)\b/i.test(text)) return 'condition';
  return text.includes('¤') ? 'unknown' : 'none';
}

/** A part of another statement: sql`WITH orders AS (${isOpen ? sql`SELECT ...` : sql`SELECT ...`}) ...`. */
function isFragment({ node }: Statement): boolean {
  const isOuter = (above: Node | null | undefined): above is Node =>
    above?.type === 'TaggedTemplateExpression' || isFunction(above);
  return ancestor(node, isOuter)?.type === 'TaggedTemplateExpression';
}

/** `SELECT UNIX_TIMESTAMP(MAX(added)) FROM stats`: one row, whatever the table holds. */
function isAggregate(text: string): boolean {
  const [, columns = ''] = /^\s*select\s([\s\S]*?)\sfrom\s/i.exec(text) ?? [];
  return /\b(?:count|sum|min|max|avg)\s*\(/i.test(columns) && !/\bgroup\s+by\b|\bover\s*\(/i.test(text);
}

/** True for calls and tags that give a statement to a database. */
function runsIt({ node }: Statement): boolean {
  const callee =
    node.type === 'TaggedTemplateExpression' ? node.tag : node.type === 'CallExpression' ? node.callee : undefined;
  return callee !== undefined && runners.test(nameOf(callee));
}

function nameOf(callee: Node): string {
  if (callee.type === 'MemberExpression') return memberName(callee) ?? '';
  if (callee.type === 'TSInstantiationExpression') return nameOf(callee.expression);
  return callee.type === 'Identifier' ? callee.name : '';
}
