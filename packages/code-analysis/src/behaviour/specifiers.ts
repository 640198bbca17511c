import type { Source } from '../syntax/source.js';
import type { FileContext } from './context.js';

const loaded = /\b(?:require|import)\s*\(\s*['"`]([^'"`\n]+)['"`]/g;

/** The modules that a file names in its imports of all forms, as they are written there. */
export function specifiersOf({ ast, text }: Source): readonly string[] {
  const found: string[] = [];
  for (const statement of ast.body) {
    if (statement.type === 'ImportDeclaration') found.push(statement.source.value);
    if (
      statement.type === 'TSImportEqualsDeclaration' &&
      statement.moduleReference.type === 'TSExternalModuleReference'
    ) {
      const { expression } = statement.moduleReference;
      if (expression.type === 'Literal') found.push(String(expression.value));
    }
  }
  for (const match of text.matchAll(loaded)) if (match[1] !== undefined) found.push(match[1]);
  return found;
}

/** True where a file imports one of the modules, or a part of it, so that all others cost nothing. */
export function importsModule({ specifiers }: FileContext, modules: Iterable<string>): boolean {
  if (specifiers.length === 0) return false;
  for (const module of modules) if (specifiers.some((specifier) => specifier.includes(module))) return true;
  return false;
}
