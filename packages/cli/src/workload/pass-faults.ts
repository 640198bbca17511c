import type { ScanError } from '@faultline/catalog';
import { firstLine } from '../errors.js';
import { display } from '../paths.js';

/** Keeps faults in what is found of one file from the rest of a pass over the project. */
export class PassFaults {
  readonly errors: ScanError[] = [];

  constructor(private readonly root: string) {}

  /** What the work gives; undefined, and an error that names the file, where it throws. */
  guard<T>(file: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      const path = display(this.root, file);
      const what = firstLine(error).replace(/\.$/, '');
      const message = `What ${path} means for other files could not be found because of a fault in Faultline (${what}); please report it.`;
      this.errors.push({ kind: 'internal', path, message });
      return undefined;
    }
  }
}

/** The errors, each once: a file that is judged twice may fail twice. */
export function withoutRepeats(errors: readonly ScanError[]): ScanError[] {
  return [...new Map(errors.map((error) => [`${error.path}\0${error.message}`, error])).values()];
}
