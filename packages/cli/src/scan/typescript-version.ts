import { createRequire } from 'node:module';

/** The least version that `@typescript-eslint/parser` 8 works with (its peer dependency). */
const least = [4, 8] as const;

/**
 * What keeps the TypeScript that the parser finds from being used; undefined where nothing does.
 * An installation that ignores peer dependencies gives the parser the project's own, however old.
 * @param version for tests; default: that of the TypeScript beside the parser
 */
export function typescriptProblem(version = installed()): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return undefined;
  return `No source file was judged: the parser finds TypeScript ${version} and needs ${least.join('.')} or later; install a newer one, or install without ignoring peer dependencies.`;
}

function installed(): string {
  const parser = createRequire(import.meta.url).resolve('@typescript-eslint/parser');
  return (createRequire(parser)('typescript/package.json') as { version: string }).version;
}
