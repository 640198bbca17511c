import { applyEdits, modify, parse, type ParseError } from 'jsonc-parser';
import { Node, Project, SyntaxKind, type ObjectLiteralExpression } from 'ts-morph';
import type { Answer } from './answers-schema.js';

/**
 * The text of a configuration with one more answer, and everything else as it was.
 * @param path tells the language: JSON, or a program that exports an object
 * @returns undefined where there is no object to write into, such as one that is imported or spread together
 */
export function withAnswerWritten(path: string, text: string, id: string, answer: Answer): string | undefined {
  return path.endsWith('.json') ? inJson(text, id, answer) : inProgram(text, id, answer);
}

function inJson(text: string, id: string, answer: Answer): string | undefined {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors);
  if (errors.length > 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const formattingOptions = { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length };
  return applyEdits(text, modify(text, ['answers', id], answer, { formattingOptions }));
}

function inProgram(text: string, id: string, answer: Answer): string | undefined {
  const source = new Project({ useInMemoryFileSystem: true }).createSourceFile('config.ts', text);
  const exported = source.getExportAssignment((each) => !each.isExportEquals())?.getExpression();
  const config = Node.isCallExpression(exported) ? exported.getArguments()[0] : exported;
  if (!Node.isObjectLiteralExpression(config)) return undefined;
  const answers = memberObject(config, 'answers') ?? addMember(config, 'answers', '{}');
  if (!answers) return undefined;
  const written = `{\n${Object.entries(answer)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${literal(value)},\n`)
    .join('')}}`;
  const old = answers.getProperty((each) => nameOf(each) === id);
  if (old) {
    if (!Node.isPropertyAssignment(old)) return undefined;
    old.setInitializer(written);
  } else {
    answers.addPropertyAssignment({ name: literal(id), initializer: written });
  }
  return source.getFullText();
}

/** A member that is written out as an object; undefined where there is none, and where it is something else. */
function memberObject(object: ObjectLiteralExpression, name: string): ObjectLiteralExpression | undefined {
  const member = object.getProperty((each) => nameOf(each) === name);
  return member?.asKind(SyntaxKind.PropertyAssignment)?.getInitializerIfKind(SyntaxKind.ObjectLiteralExpression);
}

function addMember(object: ObjectLiteralExpression, name: string, text: string): ObjectLiteralExpression | undefined {
  if (object.getProperty((each) => nameOf(each) === name)) return undefined;
  return object
    .addPropertyAssignment({ name, initializer: text })
    .getInitializerIfKind(SyntaxKind.ObjectLiteralExpression);
}

function nameOf(member: Node): string | undefined {
  const name =
    Node.isPropertyAssignment(member) || Node.isShorthandPropertyAssignment(member) ? member.getNameNode() : undefined;
  return Node.isStringLiteral(name) ? name.getLiteralValue() : name?.getText();
}

/** A text or a truth value as source text. */
const literal = (value: unknown): string =>
  typeof value === 'string'
    ? `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
    : String(value);
