import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** CPU milliseconds after which an input counts as slow. */
const SLOW = 5_000;
/** Inputs whose text is kept, for people to look at. */
const MOST_KEPT = 20;

/** Paths of the regular files in folders whose names fit, sorted, so that each run sees the same. */
export function filesIn(folders: readonly string[], fits: (name: string) => boolean): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => fits(name) && !/(?:^|\/)(?:node_modules|\.git)\//.test(name))
        .map((name) => join(folder, name)),
    )
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)
    .sort();
}

export const read = (path: string): string => readFileSync(path, 'utf8');

/** Counts what comes of many inputs: how many were judged, what threw, and what took longest. */
export class Trial {
  #inputs = 0;
  #judged = 0;
  #slow = 0;
  #slowest = { ms: 0, name: '' };
  readonly #faults = new Map<string, number>();
  #kept = 0;

  /** @param folder where the inputs that threw or were slow are written to */
  constructor(private readonly folder: string) {}

  /** Judges one input. `judge` says whether it could be read, and what was thrown. */
  run(name: string, text: string, judge: () => { readonly isRead: boolean; readonly faults: readonly string[] }): void {
    const before = process.cpuUsage();
    const { isRead, faults } = judge();
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1e3;
    this.#inputs++;
    if (isRead) this.#judged++;
    if (ms > SLOW) this.#slow++;
    if (ms > this.#slowest.ms) this.#slowest = { ms, name };
    for (const fault of faults) this.#faults.set(fault, (this.#faults.get(fault) ?? 0) + 1);
    if ((faults.length > 0 || ms > SLOW) && this.#kept < MOST_KEPT) this.#keep(name, text);
    if (this.#inputs % 1_000 === 0) console.error(`${this.#inputs}: ${this.summary()}`);
  }

  #keep(name: string, text: string): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, `${this.#kept++}-${name.replace(/[^\w.-]/g, '-').slice(-80)}`), text);
  }

  summary(): string {
    const thrown = [...this.#faults.values()].reduce((sum, count) => sum + count, 0);
    return `${this.#inputs} inputs, ${this.#judged} judged, ${thrown} exceptions, ${this.#slow} over 5 s, slowest ${this.#slowest.ms.toFixed(0)} ms (${this.#slowest.name})`;
  }

  /** Prints the summary, and each fault with how often it came. */
  print(): void {
    console.log(this.summary());
    for (const [fault, count] of this.#faults)
      console.log(`${count} times: ${fault.split('\n').slice(0, 4).join('\n')}`);
    if (this.#faults.size > 0 || this.#slow > 0) process.exitCode = 1;
  }
}
