/**
 * The project around a file, for hosts that have one file at a time: `eslint-plugin-faultline` judges with it what an
 * editor shows as the command line does.
 * @module
 */
import { statSync } from 'node:fs';
import type { Engine, EngineFor, Settings } from '@faultline/code-analysis';
import { isInside } from './paths.js';
import { isCode } from './scan/file-kinds.js';
import { collectInputs } from './scan/inputs.js';
import { repositoryOf } from './scan/listing.js';
import { sourceProject } from './workload/source-project.js';

/** How long what was read counts without another look at the disk. Milliseconds. */
const fresh = 2_000;

/**
 * Opens a project. Files are read when they are asked for, and read again after they have changed.
 * @param folder absolute
 */
export function openProject(folder: string, settings: Settings): EngineFor {
  const project = new OpenedProject(folder, settings);
  return (file, text) => project.engineFor(file, text);
}

class OpenedProject {
  /** What an editor holds of the file in work, where that is not on the disk: of all others what is saved counts. */
  readonly #unsaved = new Map<string, string>();
  /** When the files that were read had last changed. */
  readonly #read = new Map<string, number | undefined>();
  #engine: Engine | undefined;
  #files: ReadonlySet<string> = new Set();
  #lookedAt = 0;
  #listedAt = 0;

  constructor(
    private readonly folder: string,
    private readonly settings: Settings,
  ) {}

  engineFor(file: string, text: string): Engine {
    const now = Date.now();
    const isNew = isInside(this.folder, file) && isCode(file) && !this.#files.has(file);
    if (!this.#engine || (isNew && now - this.#listedAt > fresh)) this.#open(now);
    const engine = this.#engine as Engine;
    const changed = now - this.#lookedAt > fresh ? this.#changedOnDisk(now) : [];
    for (const other of [...this.#unsaved.keys()].filter((path) => path !== file)) {
      this.#unsaved.delete(other);
      changed.push(other);
    }
    if (engine.project.text(file) !== text) {
      this.#unsaved.set(file, text);
      changed.push(file);
    }
    if (changed.length > 0) engine.changed(changed);
    return engine;
  }

  #open(now: number): void {
    const { folder, settings } = this;
    const { code } = collectInputs([{ path: folder, isFolder: true, isNamed: false }], { config: {}, folder });
    const files = code.map(({ path }) => path);
    this.#files = new Set(files);
    this.#listedAt = now;
    this.#read.clear();
    const { tests, clients, browser, maxTimeout, instances, exposure } = settings;
    const texts = {
      get: (path: string): string | undefined => {
        if (!this.#read.has(path)) this.#read.set(path, changeOf(path));
        return this.#unsaved.get(path);
      },
    };
    const { engine } = sourceProject({
      root: folder,
      repository: repositoryOf(folder) ?? folder,
      files,
      settings: { tests, clients, browser, maxTimeout, instances, exposure },
      hasDeepStack: false,
      texts,
    });
    this.#engine = engine;
  }

  /** Files that were read and are not what they were; what an editor held of them counts no more. */
  #changedOnDisk(now: number): string[] {
    this.#lookedAt = now;
    const changed = [...this.#read].filter(([path, change]) => changeOf(path) !== change).map(([path]) => path);
    for (const path of changed) {
      this.#read.set(path, changeOf(path));
      this.#unsaved.delete(path);
    }
    return changed;
  }
}

/** When a file last changed; undefined where it is not there. */
function changeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
