import babel from '@babel/eslint-parser';
import * as typescript from '@typescript-eslint/parser';
import { analyze as analyzeScopes } from 'eslint-scope';
import { KEYS } from 'eslint-visitor-keys';
import * as espree from 'espree';
import ts from 'typescript';
import type { Source } from '../syntax/source.js';

/** The parsers under which checks are tested: that of typescript-eslint, and for plain JavaScript ESLint's own and Babel's. */
export const parserNames = ['typescript', 'espree', 'babel'] as const;
export type ParserName = (typeof parserNames)[number];

const parsers: Record<ParserName, (text: string, filename: string) => Source> = {
  typescript(text, filename) {
    const { ast, scopeManager, visitorKeys } = typescript.parseForESLint(text, {
      filePath: filename,
      sourceType: sourceType(filename),
      ecmaFeatures: { jsx: filename.endsWith('x') },
      range: true,
      tokens: true,
      comment: true,
    });
    return { ast, scopeManager, text, visitorKeys } as unknown as Source;
  },
  espree(text, filename) {
    const ecmaVersion = espree.latestEcmaVersion;
    const options = { ecmaVersion, sourceType: sourceType(filename), ecmaFeatures: { jsx: filename.endsWith('x') } };
    const ast: unknown = espree.parse(text, { ...options, range: true, loc: true, tokens: true, comment: true });
    const scopeManager = analyzeScopes(ast as never, { ...options, childVisitorKeys: KEYS, fallback: 'iteration' });
    return { ast, scopeManager, text, visitorKeys: KEYS } as unknown as Source;
  },
  babel(text, filename) {
    const babelOptions = {
      babelrc: false,
      configFile: false,
      // Decorators come with nearly every configuration of Babel that classes are written for.
      parserOpts: { plugins: ['decorators-legacy', ...(filename.endsWith('x') ? ['jsx'] : [])] },
    };
    const options = { filePath: filename, sourceType: sourceType(filename), requireConfigFile: false, babelOptions };
    const { ast, scopeManager, visitorKeys } = babel.parseForESLint(text, options);
    return { ast, scopeManager, text, visitorKeys } as unknown as Source;
  },
};

function sourceType(filename: string): 'commonjs' | 'module' {
  return /\.c[jt]s$/.test(filename) ? 'commonjs' : 'module';
}

/**
 * Parses a text.
 * @param filename decides on JSX and module kind as ESLint does
 * @throws what the parser throws on a text that it cannot read
 */
export function parse(parser: ParserName, text: string, filename: string): Source {
  return parsers[parser](text, filename);
}

/** A text of TypeScript as plain JavaScript: classes, decorators and new syntax stay. */
export function withoutTypes(text: string, filename = 'file.ts'): string {
  const compilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    jsx: ts.JsxEmit.Preserve,
    verbatimModuleSyntax: true,
  };
  return ts.transpileModule(text, { fileName: filename, compilerOptions }).outputText;
}
