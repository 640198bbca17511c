import { standingOf, type Engine, type FileStanding } from '@faultline/code-analysis';
import type { CheckRun } from '../check.js';
import type { BaseRevision } from '../revision/base-revision.js';
import { sourceProject } from '../workload/source-project.js';

/** What tells how files are looked at in a branch and in its base. */
interface Sides {
  readonly base: BaseRevision;
  readonly run: CheckRun;
  /** Settings of the checks of code that both are judged by. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** How files are looked at in a branch and in its base. Nothing is parsed before somebody asks. */
export class Standings {
  readonly #base: BaseRevision;
  readonly #engines: { readonly now: () => Engine; readonly before: () => Engine };

  constructor({ base, run: { root, code }, settings }: Sides) {
    this.#base = base;
    const { top, folder, there } = base;
    const known = code.filter((path) => base.hadFile(path)).map(there);
    this.#engines = {
      now: lazily(() => sourceProject({ root, repository: top, files: code, settings }).engine),
      before: lazily(() => sourceProject({ root: there(root), repository: folder, files: known, settings }).engine),
    };
  }

  /** Undefined for what cannot be read or parsed here. @param path absolute, in the present work tree */
  now(path: string): FileStanding | undefined {
    return standingOf(this.#engines.now(), path);
  }

  /** The same of what the base has at that path. */
  before(path: string): FileStanding | undefined {
    return this.#base.hadFile(path) ? standingOf(this.#engines.before(), this.#base.there(path)) : undefined;
  }
}

function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
