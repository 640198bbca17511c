import { dirname, join } from 'node:path';
import type { Linter } from 'eslint';
import { installedEslint, parserName } from '../scan/eslint-parts.js';
import type { Project } from './project.js';

/** Files that a configuration which gives TypeScript a parser gives it to. */
const samples = ['index.ts', 'src/index.ts', 'src/app/main.ts', 'lib/index.ts', 'test/index.ts'];

/**
 * The ESLint configurations of a TypeScript project that leave TypeScript to the parser of plain JavaScript. Loads them,
 * which runs them, as ESLint does; one that cannot be loaded is taken for right.
 * @returns paths as in the project
 */
export async function withoutTypescriptParser(project: Project): Promise<ReadonlySet<string>> {
  const lacking = new Set<string>();
  if (!project.typescript) return lacking;
  for (const path of project.eslintConfigs) {
    if (await lacksParser(join(project.folder, path))) lacking.add(path);
  }
  return lacking;
}

async function lacksParser(configFile: string): Promise<boolean> {
  const Eslint = (await installedEslint(configFile)) ?? (await import('eslint')).ESLint;
  const folder = dirname(configFile);
  try {
    const eslint = new Eslint({
      cwd: folder,
      overrideConfigFile: configFile,
      // Gives every file a configuration, so that one that no entry speaks of has the usual parser.
      overrideConfig: [{ files: [(() => true) as unknown as string] }],
    });
    for (const sample of samples) {
      const config = (await eslint.calculateConfigForFile(join(folder, sample))) as Linter.Config | undefined;
      if (config && parserName(config) !== 'espree') return false;
    }
    return true;
  } catch {
    return false;
  }
}
