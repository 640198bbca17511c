import { Node, Project, SyntaxKind, type NewExpression, type ObjectLiteralExpression, type SourceFile } from 'ts-morph';
import { constructRepairs, type ConstructProp, type ConstructValue } from './construct-repairs.js';
import type { TextEdit } from './edits.js';
import type { RepairSite } from './repair-site.js';

/** A fault of a construct, at the line of the CDK app that makes it. */
export interface ConstructFault extends RepairSite {
  readonly check: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Edits that give the construct what it lacks.
 * @returns undefined where no repair fits: another class, props that are made elsewhere, a prop that is there already
 * @throws {ValueMissing}
 */
export function repairConstruct(path: string, text: string, fault: ConstructFault): TextEdit[] | undefined {
  const repairs = constructRepairs[fault.check] ?? [];
  const source = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } }).createSourceFile(
    /\.[cm]?jsx?$/.test(path) ? 'app.js' : 'app.ts',
    text,
  );
  const made = constructionsAt(source, fault);
  for (const { classes, props } of repairs) {
    const fitting = made.filter((each) => classes.test(className(each)));
    const [construction] = fitting;
    if (!construction || fitting.length > 1) continue;
    const wanted = props(fault);
    return wanted && addProps(source, construction, wanted);
  }
  return undefined;
}

const className = (construction: NewExpression): string => construction.getExpression().getText().replace(/^.*\./s, '');

/** What is made at the very place, else what is made on its line, which a source of events is. */
function constructionsAt(source: SourceFile, { line, column }: ConstructFault): NewExpression[] {
  const all = source
    .getDescendantsOfKind(SyntaxKind.NewExpression)
    .filter((each) => each.getStartLineNumber() <= line && line <= each.getEndLineNumber());
  const exact = all.filter((each) => {
    const at = source.getLineAndColumnAtPos(each.getStart());
    return at.line === line && at.column === column;
  });
  if (exact.length > 0 && constructArguments(exact[0] as NewExpression) !== undefined) return exact;
  return all.filter((each) => each.getStartLineNumber() === line);
}

/** Where the props of a construct stand among its arguments: behind scope and id, or behind the source of events. */
function constructArguments(construction: NewExpression): { readonly before: number } | undefined {
  if (/EventSource$/.test(className(construction))) return { before: 1 };
  return construction.getArguments().length >= 2 ? { before: 2 } : undefined;
}

function addProps(
  source: SourceFile,
  construction: NewExpression,
  wanted: readonly ConstructProp[],
): TextEdit[] | undefined {
  const place = constructArguments(construction);
  const given = construction.getArguments();
  if (!place || given.length < place.before) return undefined;
  const imports: TextEdit[] = [];
  const written = wanted.map(({ name, value }) => {
    const text = valueText(source, construction, value, imports);
    return text === undefined ? undefined : `${name}: ${text}`;
  });
  if (written.includes(undefined)) return undefined;
  const props = given[place.before];
  if (!props) {
    const last = given.at(-1);
    if (!last) return undefined;
    return [...imports, insertion(last.getEnd(), `, { ${written.join(', ')} }`)];
  }
  if (!Node.isObjectLiteralExpression(props)) return undefined;
  // A spread may hold the prop, and what is written behind it would win over it unseen.
  if (wanted.some(({ name }) => props.getProperty(name)) || props.getProperties().some(Node.isSpreadAssignment))
    return undefined;
  return [...imports, addToObject(props, written as string[])];
}

function addToObject(props: ObjectLiteralExpression, written: readonly string[]): TextEdit {
  const last = props.getProperties().at(-1);
  if (!last) return { start: props.getStart(), end: props.getEnd(), text: `{ ${written.join(', ')} }` };
  const isOnOneLine = props.getStartLineNumber() === props.getEndLineNumber();
  if (isOnOneLine) return insertion(last.getEnd(), `, ${written.join(', ')}`);
  const text = props.getSourceFile().getFullText();
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', last.getStart() - 1) + 1))?.[0] ?? '';
  const lines = written.map((line) => `${eol}${indent}${line},`).join('');
  const comma = last.getNextSiblingIfKind(SyntaxKind.CommaToken);
  if (!comma) return insertion(last.getEnd(), `,${lines}`);
  const comment = /^[ \t]*\/\/[^\r\n]*/.exec(text.slice(comma.getEnd()))?.[0].length ?? 0;
  return insertion(comma.getEnd() + comment, lines);
}

const insertion = (at: number, text: string): TextEdit => ({ start: at, end: at, text });

function valueText(
  source: SourceFile,
  construction: NewExpression,
  value: ConstructValue,
  imports: TextEdit[],
): string | undefined {
  if (typeof value !== 'string') {
    const name = nameOfDuration(source, imports);
    return name && `${name}.${value.duration}(${value.amount})`;
  }
  if (!value.includes('$')) return value;
  const [scope, id] = construction.getArguments();
  if (!scope || !Node.isStringLiteral(id)) return undefined;
  const quote = id.getText().charAt(0);
  const isFifo = construction.getArguments()[2]?.getText().includes('fifo') ?? false;
  return value
    .replace('$class', () => construction.getExpression().getText())
    .replace('$scope', () => scope.getText())
    .replace('$id', () => `${quote}${id.getLiteralValue()}DeadLetters${quote}${isFifo ? ', { fifo: true }' : ''}`);
}

const library = 'aws-cdk-lib';

/** By which name the file knows `Duration`; where it does not, an import is added to one from the same module. */
function nameOfDuration(source: SourceFile, imports: TextEdit[]): string | undefined {
  const declarations = source.getImportDeclarations().filter((each) => each.getModuleSpecifierValue() === library);
  const named = declarations.flatMap((each) => each.getNamedImports());
  const known = named.find((each) => each.getName() === 'Duration');
  if (known) return known.getAliasNode()?.getText() ?? 'Duration';
  const [namespace] = declarations.flatMap((each) => each.getNamespaceImport() ?? []);
  if (namespace) return `${namespace.getText()}.Duration`;
  const taken = source.getDescendantsOfKind(SyntaxKind.Identifier).some((each) => each.getText() === 'Duration');
  if (taken) return undefined;
  const lastNamed = named.at(-1);
  if (lastNamed) {
    imports.push(insertion(lastNamed.getEnd(), ', Duration'));
    return 'Duration';
  }
  const first = source.getImportDeclarations()[0];
  if (!first) return nameByRequire(source);
  const quote = first.getModuleSpecifier().getText().charAt(0);
  const eol = source.getFullText().includes('\r\n') ? '\r\n' : '\n';
  imports.push(insertion(first.getStart(), `import { Duration } from ${quote}${library}${quote};${eol}`));
  return 'Duration';
}

/** `const cdk = require('aws-cdk-lib')` */
function nameByRequire(source: SourceFile): string | undefined {
  const call = source
    .getDescendantsOfKind(SyntaxKind.VariableDeclaration)
    .find((each) => new RegExp(`^require\\(['"]${library}['"]\\)$`).test(each.getInitializer()?.getText() ?? ''));
  const name = call?.getNameNode();
  if (!name) return undefined;
  if (Node.isIdentifier(name)) return `${name.getText()}.Duration`;
  return Node.isObjectBindingPattern(name) && name.getElements().some((each) => each.getText() === 'Duration')
    ? 'Duration'
    : undefined;
}
