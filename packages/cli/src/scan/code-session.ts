import { dirname, join } from 'node:path';
import { askedOf, forgetDisk, type Asked } from '@faultline/code-analysis';
import { FileMemory, fileState } from '../files/file-memory.js';
import { isInside } from '../paths.js';
import { sourceProject, type ProjectScope, type SourceProject } from '../workload/source-project.js';
import type { FileReading } from './engine-judge.js';
import type { FilePlan } from './file-plan.js';

/** Files beside code on which verdicts hang: what is installed, where imports lead, which code runs in a browser. */
const configurations = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'jsconfig.json', 'index.html', 'public/index.html'],
  ...['eslint-suppressions.json', 'node_modules/.package-lock.json', 'node_modules/.modules.yaml'],
];

interface Kept {
  /** Size and time of change of the file when it was judged. */
  readonly state: string;
  readonly plan: string;
  readonly asked: readonly Asked[];
  readonly reading: FileReading;
}

/**
 * What is known of a project from one scan to the next of the same process, so that a scan judges again what a change
 * touched: files that changed, and those of which an answer hung on them.
 */
export class CodeSession {
  /** What was read off files without judging them. */
  readonly memory = new FileMemory();
  readonly #kept = new Map<string, Kept>();
  #project: SourceProject | undefined;
  #scope = '';
  #states = new Map<string, string>();

  /** The project as it stands now. Where anything but the text of files has changed, all of it is known anew. */
  projectFor(scope: ProjectScope): SourceProject {
    const states = new Map(scope.files.map((file) => [file, fileState(file)]));
    const key = JSON.stringify([scope.root, scope.repository, scope.files, scope.settings, surroundings(scope)]);
    if (this.#project && key === this.#scope) {
      const changed = scope.files.filter((file) => states.get(file) !== this.#states.get(file));
      if (changed.length > 0) this.#project.engine.changed(changed);
    } else {
      forgetDisk();
      this.#kept.clear();
      this.#project = sourceProject(scope);
      this.#scope = key;
    }
    this.#states = states;
    return this.#project;
  }

  /** True for a file that was judged before and has not changed since; what others say of it may have. */
  isUnchanged(file: string): boolean {
    const state = this.#states.get(file);
    return state !== undefined && this.#kept.get(file)?.state === state;
  }

  /** What was found of a file before, where that still holds. */
  reading(file: string, plan: FilePlan): FileReading | undefined {
    const kept = this.isUnchanged(file) ? this.#kept.get(file) : undefined;
    if (!kept || !this.#project || kept.plan !== keyOf(plan)) return undefined;
    return this.#project.engine.stillAnswers(kept.asked) ? kept.reading : undefined;
  }

  /** Keeps what the engine has just found of a file. What went wrong is tried again. */
  keep(file: string, plan: FilePlan, reading: FileReading): void {
    const state = this.#states.get(file);
    const asked = this.#project && askedOf(this.#project.engine, file);
    if (state === undefined || !asked || reading.errors.length > 0) this.#kept.delete(file);
    else this.#kept.set(file, { state, plan: keyOf(plan), asked, reading });
  }
}

/** Everything of a plan that decides what is found. */
function keyOf({ namespace, rules, isOfProject, settings, hearsComments }: FilePlan): string {
  return JSON.stringify([namespace, [...rules], isOfProject, settings, hearsComments]);
}

/** What stands around the files, from their folders up to the repository. */
function surroundings({ files, repository }: ProjectScope): readonly string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); isInside(repository, folder) && !folders.has(folder); folder = dirname(folder)) {
      folders.add(folder);
    }
  }
  return [...folders].flatMap((folder) => configurations.map((name) => fileState(join(folder, name))));
}
