import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isSource } from '../scan/file-kinds.js';

/** How long nothing must change before it is judged: editors and tools write files in several steps. Milliseconds. */
const calm = 150;
/** Files beside code and templates that decide what is judged, and how. */
const settings =
  /^(?:faultline\.config\.|eslint\.config\.|eslint-suppressions\.json$|package\.json$|[tj]sconfig.*\.json$|cdk\.json$|faultline-baseline|\.gitignore$)/;

/**
 * Waits for changes of files in folders, one folder after the other and none below: those below have to be named, so that
 * nothing is spent on what is installed, and a disk that cannot be watched as a whole can be.
 */
export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #changed = new Set<string>();
  #wake: (() => void) | undefined;

  /** @param ignored absolute paths of files that are written by us */
  constructor(private readonly ignored: ReadonlySet<string>) {}

  /**
   * Watches the folders of files, and no others any longer.
   * @param paths absolute paths of files and folders
   * @returns the number of folders
   */
  follow(paths: Iterable<string>): number {
    const folders = new Set([...paths].map((path) => dirname(path)));
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#open(folder);
    return this.#watchers.size;
  }

  /** The files that changed since the last call, once no more do. @throws the reason of the signal */
  async changes(signal: AbortSignal): Promise<readonly string[]> {
    while (this.#changed.size === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      signal.throwIfAborted();
    }
    for (let count = -1; count !== this.#changed.size; await wait(calm, undefined, { signal }))
      count = this.#changed.size;
    const changed = [...this.#changed].sort();
    this.#changed.clear();
    return changed;
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #open(folder: string): void {
    try {
      const watcher = watch(folder, (_, name) => {
        if (name !== null) this.#note(join(folder, name));
      });
      watcher.on('error', () => this.#close(folder));
      this.#watchers.set(folder, watcher);
    } catch {
      // A folder that went away in between is told of by the one above it.
    }
  }

  #close(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #note(path: string): void {
    if (this.ignored.has(path) || !mayMatter(path)) return;
    this.#changed.add(path);
    this.#wake?.();
  }
}

/** True for a source, a template or what configures their checks, and for what may be a new folder. */
function mayMatter(path: string): boolean {
  const name = basename(path);
  return isSource(path) || settings.test(name) || !name.includes('.');
}
