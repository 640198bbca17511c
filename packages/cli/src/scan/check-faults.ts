import type { ScanError } from '@faultline/catalog';

/** A fault of our own that cost a check its verdicts in a file. */
export interface CheckFault {
  /** Name of the check. */
  readonly faultOf: string;
  /** What was thrown, in one line. */
  readonly thrown: string;
}

/** One error for each thing that was thrown in a file, with all checks that it hit. */
export function faultErrors(file: string, faults: readonly CheckFault[]): ScanError[] {
  const kinds = [...new Set(faults.map(({ thrown }) => thrown))];
  return kinds.map((kind) => {
    const hit = faults.filter(({ thrown }) => thrown === kind).map(({ faultOf }) => faultOf);
    const what = kind.replace(/\.$/, '');
    return {
      kind: 'internal',
      path: file,
      message: `${file} could not be judged by ${listed(hit)} because of a fault in Faultline (${what}); please report it.`,
    };
  });
}

/** One error for each check of one's own that threw in a file. */
export function ownFaultErrors(file: string, faults: readonly CheckFault[]): ScanError[] {
  return faults.map(({ faultOf, thrown }) => ({
    kind: 'configuration',
    path: file,
    message: `The own check ${faultOf} threw in ${file} (${thrown.replace(/\.$/, '')}), so it says nothing of it. Repair the check.`,
  }));
}

function listed(names: readonly string[]): string {
  const sorted = names.toSorted();
  const last = sorted.pop() ?? '';
  return sorted.length === 0 ? last : `${sorted.join(', ')} and ${last}`;
}
