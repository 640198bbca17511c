import type { Source } from '@faultline/code-analysis';

/** Makes a parser of source files by their absolute path and text, which needs no project; undefined for what it refuses. */
export async function sourceParser(): Promise<(file: string, text: string) => Source | undefined> {
  const { parseForESLint } = await import('@typescript-eslint/parser');
  return (file, text) => {
    try {
      const { ast, scopeManager, visitorKeys } = parseForESLint(text, {
        filePath: file,
        range: true,
        loc: true,
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
