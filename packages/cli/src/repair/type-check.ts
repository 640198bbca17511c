import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ts, Project } from 'ts-morph';
import { isInside } from '../paths.js';

/**
 * Finds out whether new text of files brings new complaints of the TypeScript compiler, by the nearest `tsconfig.json`.
 * Complaints that were there before do not count, so a project with missing packages can be repaired as well.
 */
export class TypeCheck {
  readonly #projects = new Map<string, Project | undefined>();
  readonly #before = new Map<string, ReadonlyMap<string, number>>();

  /** @param limit folder above which no configuration is looked for; absolute */
  constructor(private readonly limit: string) {}

  /**
   * The first complaint about the new text that the old one did not get; undefined where there is none, and in files that
   * no configuration speaks of.
   * @param file absolute path
   */
  newComplaint(file: string, before: string, after: string): string | undefined {
    const project = this.#projectOf(file);
    if (!project) return undefined;
    const source = project.getSourceFile(file) ?? project.createSourceFile(file, before, { overwrite: true });
    const known = this.#before.get(file) ?? counted(complaints(source.replaceWithText(before) && source));
    this.#before.set(file, known);
    source.replaceWithText(after);
    const found = complaints(source);
    const [added] = [...counted(found)].find(([head, count]) => count > (known.get(head) ?? 0)) ?? [];
    source.replaceWithText(before);
    return found.find(({ head }) => head === added)?.text;
  }

  #projectOf(file: string): Project | undefined {
    const config = nearestConfig(dirname(file), this.limit);
    if (config === undefined) return undefined;
    if (!this.#projects.has(config)) this.#projects.set(config, projectOf(config));
    const project = this.#projects.get(config);
    const takesJavaScript = project?.getCompilerOptions().checkJs === true;
    return /\.[cm]?jsx?$/.test(file) && !takesJavaScript ? undefined : project;
  }
}

function projectOf(tsConfigFilePath: string): Project | undefined {
  try {
    return new Project({ tsConfigFilePath, skipAddingFilesFromTsConfig: true, compilerOptions: { noEmit: true } });
  } catch {
    // A configuration that cannot be read says nothing of types.
    return undefined;
  }
}

function nearestConfig(folder: string, limit: string): string | undefined {
  for (let here = folder; isInside(limit, here); here = dirname(here)) {
    const config = join(here, 'tsconfig.json');
    if (existsSync(config)) return config;
    if (here === dirname(here)) return undefined;
  }
  return undefined;
}

interface Complaint {
  /** Code and first sentence, by which complaints are told apart: what follows tells how the compiler came to a file, and changes as it reads more of them. */
  readonly head: string;
  readonly text: string;
}

function complaints(source: ReturnType<Project['createSourceFile']>): Complaint[] {
  return source.getPreEmitDiagnostics().map((diagnostic) => {
    const { messageText, code } = diagnostic.compilerObject;
    const head = typeof messageText === 'string' ? messageText : messageText.messageText;
    return { head: `TS${code}: ${head}`, text: `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}` };
  });
}

function counted(found: readonly Complaint[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { head } of found) counts.set(head, (counts.get(head) ?? 0) + 1);
  return counts;
}
