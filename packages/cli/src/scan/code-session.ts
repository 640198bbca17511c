import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckMetadata } from '@faultline/catalog';
import { largeFile, tryReadText } from '@faultline/catalog/files';
import { askedOf, forgetDisk, hangsOn, type Asked } from '@faultline/code-analysis';
import { FileMemory, fileState } from '../files/file-memory.js';
import { packageFolder, version } from '../version.js';
import { sourceProject, type ProjectScope, type SourceProject } from '../workload/source-project.js';
import type { FileReading } from './engine-judge.js';
import type { FilePlan } from './file-plan.js';
import { digestOf, ReadingStore, sourceLimits } from './reading-store.js';
import { surroundingFiles } from './surroundings.js';

interface Kept {
  /** Size and time of change of the file when it was judged. */
  readonly state: string;
  readonly plan: string;
  readonly asked: readonly Asked[];
  readonly reading: FileReading;
}

/**
 * What is known of a project from one scan to the next of the same process, so that a scan judges again what a change
 * touched: files that changed, and those of which an answer hung on them. It may begin with what another process has kept.
 */
export class CodeSession {
  /** What was read off files without judging them. */
  readonly memory = new FileMemory();
  readonly #kept = new Map<string, Kept>();
  #project: SourceProject | undefined;
  #scope = '';
  #states = new Map<string, string>();
  #store: ReadingStore | undefined;

  /** @param keeps whether what is found is kept for other processes, in the cache folder of the user */
  constructor(private readonly keeps = false) {}

  /** The project as it stands now. Where anything but the text of files has changed, all of it is known anew. */
  projectFor(scope: ProjectScope): SourceProject {
    const states = new Map(scope.files.map((file) => [file, fileState(file)]));
    const key = JSON.stringify([
      scope.root,
      scope.repository,
      scope.files,
      scope.settings,
      surroundingFiles(scope.files, scope.repository).map(fileState),
    ]);
    if (this.#project && key === this.#scope) {
      const changed = scope.files.filter((file) => states.get(file) !== this.#states.get(file));
      if (changed.length > 0) {
        this.#project.engine.changed(changed);
        this.#openStore(scope);
      }
    } else {
      forgetDisk();
      this.#kept.clear();
      this.#openStore(scope);
      this.#project = sourceProject(scope);
      this.#scope = key;
    }
    this.#states = states;
    return this.#project;
  }

  #openStore(scope: ProjectScope): void {
    if (this.keeps) this.#store = new ReadingStore(digestOfScope(scope), scope.files, sourceLimits(scope.root));
  }

  /** True for a file that was judged before and has not changed since; what others say of it may have. */
  isUnchanged(file: string): boolean {
    const state = this.#states.get(file);
    if (state === undefined) return false;
    const kept = this.#kept.get(file);
    return kept ? kept.state === state : (this.#store?.has(file) ?? false);
  }

  /** What was found of a file before, where that still holds. */
  reading(file: string, plan: FilePlan, metadata: ReadonlyMap<string, CheckMetadata>): FileReading | undefined {
    if (!this.#project || !this.isUnchanged(file)) return undefined;
    const kept = this.#kept.get(file);
    if (!kept) return this.#store?.get(file, keyOf(plan), metadata);
    return kept.plan === keyOf(plan) && this.#project.engine.stillAnswers(kept.asked) ? kept.reading : undefined;
  }

  /** Keeps what the engine has just found of a file. What went wrong is tried again. */
  keep(file: string, plan: FilePlan, reading: FileReading): void {
    const engine = this.#project?.engine;
    const state = this.#states.get(file);
    const asked = engine && askedOf(engine, file);
    this.#kept.delete(file);
    if (state === undefined || !asked || reading.errors.length > 0) return;
    this.#kept.set(file, { state, plan: keyOf(plan), asked, reading });
    this.#store?.keep(file, keyOf(plan), reading, hangsOn(engine, asked));
  }

  /** Keeps what is to be kept for other processes. */
  save(): void {
    this.#store?.save();
  }
}

/** Everything of a plan that decides what is found. */
function keyOf({ namespace, rules, isOfProject, settings, hearsComments }: FilePlan): string {
  return JSON.stringify([namespace, [...rules], isOfProject, settings, hearsComments]);
}

/** What all readings hang on beside texts, by its contents. */
function digestOfScope({ root, repository, files, settings }: ProjectScope): string {
  const around = surroundingFiles(files, repository).flatMap((path) => {
    const text = tryReadText(path, { maxBytes: largeFile });
    return text === undefined ? [] : [[path, digestOf(text)]];
  });
  return digestOf(JSON.stringify([version, builtAt(), root, repository, files, settings, around]));
}

/** States of our own programs: what an earlier build found is found anew. */
function builtAt(): readonly string[] {
  const own = fileURLToPath(packageFolder);
  return [
    join(own, 'dist'),
    join(own, '../code-analysis/dist'),
    join(own, 'node_modules/@faultline/code-analysis/dist'),
  ].flatMap((folder) => (existsSync(folder) ? readdirSync(folder).map((name) => fileState(join(folder, name))) : []));
}
