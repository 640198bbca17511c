import ts from 'typescript';
import { bindingsOf, type Bindings } from './module-bindings.js';

/** What became of a configuration: its new text, or why it stays as it is. */
export type EslintEdit =
  | { readonly kind: 'edited'; readonly text: string }
  /** Faultline is in it, or in another configuration that it takes over. */
  | { readonly kind: 'present' }
  /** Its shape is not one that can be edited safely. */
  | { readonly kind: 'unknown' };

/** Text to put in at an offset. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

const plugin = 'eslint-plugin-faultline';
const typescriptPackage = 'typescript-eslint';

/** What the text of a configuration is told of. */
export interface EntryOptions {
  /** Tells TypeScript from JavaScript. */
  readonly fileName: string;
  /** Whether TypeScript has to be given a parser, since no entry of the configuration speaks of it. */
  readonly needsParser: boolean;
}

/** What stands in the list of configurations. Tests are left out, as `faultline check` does. */
export function entryText(name: string): string {
  return `{ ...${name}.configs.recommended, ignores: ['**/*.{test,spec}.*'] }`;
}

/** The entry that gives TypeScript its parser. */
export function parserText(name: string): string {
  return `{ files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: ${name}.parser } }`;
}

/** A whole configuration, for a project that has none. */
export function newEslintConfig({ needsParser }: Pick<EntryOptions, 'needsParser'>): string {
  const loads = [
    `import faultline from '${plugin}';`,
    ...(needsParser ? [`import tseslint from '${typescriptPackage}';`] : []),
  ];
  const entries = [...(needsParser ? [parserText('tseslint')] : []), entryText('faultline')];
  return `${loads.join('\n')}\n\nexport default [\n${entries.map((entry) => `  ${entry},\n`).join('')}];\n`;
}

/** Adds the plugin to the text of a flat configuration and changes nothing else in it. */
export function addToEslintConfig(text: string, { fileName, needsParser }: EntryOptions): EslintEdit {
  const isTypeScript = /\.[cm]?ts$/.test(fileName);
  const source = ts.createSourceFile(
    fileName,
    text,
    ts.ScriptTarget.Latest,
    true,
    isTypeScript ? ts.ScriptKind.TS : ts.ScriptKind.JS,
  );
  const bindings = bindingsOf(source);
  if (bindings.modules.some((name) => name === plugin || /^\..*\beslint\.config\b/.test(name))) {
    return { kind: 'present' };
  }
  const exported = exportedExpression(source);
  if (!exported) return { kind: 'unknown' };
  const name = /\bfaultline\b/.test(text) ? 'faultlinePlugin' : 'faultline';
  const style = styleOf(source, bindings);
  const parser = needsParser ? parserName(text, bindings) : undefined;
  const entries = [...(parser ? [parserText(parser.name)] : []), entryText(name)].map((one) => quoted(one, style));
  const inserted = entryInsertions(exported.expression, bindings, { text, entries, style });
  if (!inserted) return { kind: 'unknown' };
  const load = (binding: string, module: string): string =>
    exported.isModule
      ? quoted(`import ${binding} from '${module}'${style.semicolon}`, style)
      : quoted(`const ${binding} = require('${module}')${style.semicolon}`, style);
  const loads = [load(name, plugin), ...(parser && !parser.isLoaded ? [load(parser.name, typescriptPackage)] : [])];
  const loading = loadInsertion(bindings, source, loads.join(style.newline), style);
  return { kind: 'edited', text: insert(text, [loading, ...inserted]) };
}

/** The name that typescript-eslint has in the file, or is to get. */
function parserName(text: string, { defaults }: Bindings): { readonly name: string; readonly isLoaded: boolean } {
  const known = defaults.get(typescriptPackage);
  if (known !== undefined) return { name: known, isLoaded: true };
  return { name: /\btseslint\b/.test(text) ? 'typescriptEslint' : 'tseslint', isLoaded: false };
}

/** How the file is written. */
interface Style {
  readonly quote: string;
  readonly semicolon: string;
  readonly newline: string;
}

function styleOf(source: ts.SourceFile, { last }: Bindings): Style {
  const { text } = source;
  const sample = last?.getText(source) ?? source.statements.at(-1)?.getText(source) ?? ';';
  const quote = /(['"])[^'"]*\1/.exec(last ? sample : text)?.[1] ?? "'";
  return { quote, semicolon: sample.endsWith(';') ? ';' : '', newline: text.includes('\r\n') ? '\r\n' : '\n' };
}

function quoted(text: string, { quote }: Style): string {
  return text.replaceAll("'", quote);
}

/** What the file exports, and whether it is an ES module; undefined unless there is exactly one export of it all. */
function exportedExpression(source: ts.SourceFile): { expression: ts.Expression; isModule: boolean } | undefined {
  const found = source.statements.flatMap((statement) => {
    if (ts.isExportAssignment(statement)) return { expression: statement.expression, isModule: true };
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return [];
    const { left, operatorToken, right } = statement.expression;
    const isExport = operatorToken.kind === ts.SyntaxKind.EqualsToken && left.getText(source) === 'module.exports';
    return isExport ? { expression: right, isModule: false } : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Where and how the entry is put in; undefined where that cannot be told from the shape. */
function entryInsertions(
  expression: ts.Expression,
  bindings: Bindings,
  about: { readonly text: string; readonly entries: readonly string[]; readonly style: Style },
): Insertion[] | undefined {
  const value = bindings.resolve(expression);
  if (ts.isArrayLiteralExpression(value)) return appendTo(value.elements, value.getStart() + 1, about);
  if (ts.isObjectLiteralExpression(value)) {
    return [
      { at: value.getStart(), text: '[' },
      { at: value.end, text: `, ${about.entries.join(', ')}]` },
    ];
  }
  if (!ts.isCallExpression(value) || !bindings.joinsConfigs(value)) return undefined;
  const [only, ...others] = value.arguments;
  const list = only && others.length === 0 ? bindings.resolve(only) : undefined;
  if (list && ts.isArrayLiteralExpression(list)) return appendTo(list.elements, list.getStart() + 1, about);
  return only ? appendTo(value.arguments, only.getFullStart(), about) : undefined;
}

/** Appends to a list in brackets, on a line of its own where the list has its items on lines. */
function appendTo(
  items: ts.NodeArray<ts.Expression>,
  start: number,
  { text, entries, style }: { readonly text: string; readonly entries: readonly string[]; readonly style: Style },
): Insertion[] {
  const last = items.at(-1);
  if (!last) return [{ at: start, text: entries.join(', ') }];
  const comma = items.hasTrailingComma ? text.indexOf(',', last.end) + 1 : last.end;
  const first = items[0] ?? last;
  const hasLines = /\n/.test(text.slice(start, first.getStart()));
  if (!hasLines) {
    return [{ at: comma, text: items.hasTrailingComma ? ` ${entries.join(', ')},` : `, ${entries.join(', ')}` }];
  }
  const lineStart = text.lastIndexOf('\n', first.getStart()) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const after = ts.getTrailingCommentRanges(text, comma)?.at(-1)?.end ?? comma;
  const lines = entries.map((entry) => style.newline + indent + entry).join(',') + (items.hasTrailingComma ? ',' : '');
  return items.hasTrailingComma
    ? [{ at: after, text: lines }]
    : [
        { at: comma, text: ',' },
        { at: after, text: lines },
      ];
}

/** Puts the import behind the last one, or before the first statement with what belongs to it. */
function loadInsertion({ last }: Bindings, source: ts.SourceFile, load: string, { newline }: Style): Insertion {
  if (last) return { at: last.end, text: newline + load };
  const { text } = source;
  const heads = ts
    .getLeadingCommentRanges(text, 0)
    ?.filter(({ kind }) => kind === ts.SyntaxKind.SingleLineCommentTrivia);
  const head = heads?.at(-1)?.end ?? ts.getShebang(text)?.length;
  return head === undefined ? { at: 0, text: load + newline + newline } : { at: head, text: newline + load };
}

/** Insertions at one place come in the order of the list. */
function insert(text: string, insertions: readonly Insertion[]): string {
  const sorted = [...insertions].sort((a, b) => a.at - b.at);
  let done = 0;
  let result = '';
  for (const { at, text: added } of sorted) {
    result += text.slice(done, at) + added;
    done = at;
  }
  return result + text.slice(done);
}
