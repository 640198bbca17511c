import { createRequire } from 'node:module';
import type * as TypescriptEslintParser from '@typescript-eslint/parser';
import type { Source } from '@faultline/code-analysis';
import type { ParseSource } from './source-parser.js';

/** The parser of typescript-eslint, which is loaded when a file needs it: with it comes TypeScript, which takes a second. */
export function typescriptParser(): ParseSource {
  const require = createRequire(import.meta.url);
  return (file, text) => {
    const { parseForESLint } = require('@typescript-eslint/parser') as typeof TypescriptEslintParser;
    try {
      const { ast, scopeManager, visitorKeys } = parseForESLint(text, {
        filePath: file,
        range: true,
        sourceType: 'module',
        jsDocParsingMode: 'none',
        warnOnUnsupportedTypeScriptVersion: false,
        ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(file) },
      });
      return { ast, scopeManager, visitorKeys, text } as Source;
    } catch {
      return undefined;
    }
  };
}
