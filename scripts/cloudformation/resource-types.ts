import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A CloudFormation type as the CDK has it. */
export interface ResourceType {
  /** `AWS::Lambda::Function`. */
  readonly name: string;
  /** Documentation by property: `Timeout` of the resource itself, `DurableConfig.ExecutionTimeout` of a structure in it. */
  readonly properties: ReadonlyMap<string, string>;
}

/**
 * The types of some services, read from the declarations that the CDK generates from CloudFormation's own registry.
 * @param library the unpacked package `aws-cdk-lib`
 * @param services as the CDK names its modules: `lambda`, `eventsv2`; those that the package lacks have no types
 */
export function readResourceTypes(library: string, services: readonly string[]): ResourceType[] {
  return services.flatMap((service) => {
    const folder = join(library, `aws-${service}`, 'lib');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith('.generated.d.ts'))
      .flatMap((file) => {
        const script = join(folder, file.replace(/\.d\.ts$/, '.js'));
        return typesIn(
          readFileSync(join(folder, file), 'utf8'),
          existsSync(script) ? readFileSync(script, 'utf8') : '',
        );
      });
  });
}

/** The types that one generated module declares. Its script has the names as CloudFormation writes them, the declarations have the texts. */
export function typesIn(declarations: string, script: string): ResourceType[] {
  const source = ts.createSourceFile('module.d.ts', declarations, ts.ScriptTarget.Latest, true);
  const properties = new Map<string, Map<string, string>>();
  const typeOf = new Map<string, string>();
  for (const statement of source.statements) {
    const type = ts.isClassDeclaration(statement) && resourceTypeOf(statement);
    if (!type || !statement.name) continue;
    typeOf.set(statement.name.text, type);
    properties.set(type, new Map());
  }
  const spelling = spellings(script);
  for (const { owner, structure, members } of structures(source)) {
    const names = spelling.get(`${owner}${structure}`);
    for (const member of members) {
      if (!member.name || !ts.isIdentifier(member.name)) continue;
      const name = names?.get(member.name.text) ?? capital(member.name.text);
      const path = structure === 'Props' ? name : `${structure.replace(/Property$/, '')}.${name}`;
      properties.get(typeOf.get(owner) ?? '')?.set(path, textOf(member));
    }
  }
  return [...properties].map(([name, known]) => ({ name, properties: known }));
}

interface Structure {
  /** The class of the resource. */
  readonly owner: string;
  /** `Props`, or the name of a structure such as `DurableConfigProperty`. */
  readonly structure: string;
  readonly members: readonly ts.TypeElement[];
}

function* structures(source: ts.SourceFile): Generator<Structure> {
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text.endsWith('Props'))
      yield {
        owner: statement.name.text.slice(0, -'Props'.length),
        structure: 'Props',
        members: [...statement.members],
      };
    if (!ts.isModuleDeclaration(statement) || !statement.body || !ts.isModuleBlock(statement.body)) continue;
    for (const inner of statement.body.statements)
      if (ts.isInterfaceDeclaration(inner))
        yield { owner: statement.name.text, structure: inner.name.text, members: [...inner.members] };
  }
}

function resourceTypeOf(declaration: ts.ClassDeclaration): string | undefined {
  const tag = ts.getJSDocTags(declaration).find(({ tagName }) => tagName.text === 'cloudformationResource');
  return ts.getTextOfJSDocComment(tag?.comment)?.trim();
}

function textOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return comments
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The CDK's name of each property against CloudFormation's, by class and structure: `CfnFunctionDurableConfigProperty`. */
function spellings(script: string): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const part of script.split('function convert').slice(1)) {
    const owner = /^(\w+)ToCloudFormation\(properties\)/.exec(part)?.[1];
    if (owner === undefined) continue;
    const pairs = part.matchAll(/[{,]"?([\w.-]+)"?:[^{}]*?\(properties\.(\w+)\)/g);
    found.set(owner, new Map([...pairs].map(([, name, property]) => [property as string, name as string])));
  }
  return found;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
