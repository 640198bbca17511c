import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { jsonSchema } from '../../packages/cli/src/config/json-schema.js';

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  description?: string;
}

const folder = fileURLToPath(new URL('../../packages/cli/src/config/', import.meta.url));

/** The comments on the keys of each object that the sources of the configuration describe, by the names of all its keys. */
function comments(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const file of readdirSync(folder).filter((name) => /schema\.ts$/.test(name))) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isObjectLiteralExpression(node)) {
        const texts = node.properties.flatMap((property): [string, string][] =>
          property.name ? [[property.name.getText(source), textOf(property)]] : [],
        );
        found.set(keyOf(texts.map(([name]) => name)), new Map(texts.filter(([, text]) => text !== '')));
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

function textOf(property: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(property).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replace(/\s+/g, ' ');
}

const keyOf = (names: readonly string[]): string => names.toSorted().join(' ');

/** The JSON Schema of `faultline.config.*`: what the command line accepts, with what the sources say of each key. */
export function configurationSchema(): string {
  const all = comments();
  const described = (schema: unknown): unknown => {
    if (Array.isArray(schema)) return schema.map(described);
    if (typeof schema !== 'object' || schema === null) return schema;
    const { properties } = schema as JsonSchema;
    const texts = properties && all.get(keyOf(Object.keys(properties)));
    const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
      if (key !== 'properties' || !texts) return [key, described(value)];
      const members = Object.entries(value as Record<string, JsonSchema>).map(([name, member]): [string, unknown] => {
        const text = texts.get(name);
        return [name, { ...(text !== undefined && { description: text }), ...(described(member) as object) }];
      });
      return [key, Object.fromEntries(members)];
    });
    return Object.fromEntries(entries);
  };
  const { $schema, ...rest } = described(jsonSchema()) as Record<string, unknown>;
  return `${JSON.stringify({ $schema, title: 'Configuration of Faultline', ...rest }, undefined, 2)}\n`;
}
