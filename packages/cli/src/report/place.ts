import type { Related, ResourceReference, ScanError, Verdict } from '@faultline/catalog';

/** Where a verdict is shown: the line of source where that is known, else the template. */
export interface Place {
  /** Relative to the scanned root; undefined for a verdict about the workload as a whole. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The place of a verdict. */
export function placeOf(verdict: Pick<Verdict, 'location' | 'resource'>): Place {
  if (verdict.location) {
    const { file, line, column } = verdict.location;
    return { file, line, column };
  }
  return verdict.resource ? { file: verdict.resource.template } : {};
}

/** The place as `file:line:column`, which terminals and editors open; not escaped. */
export function placeText(verdict: Pick<Verdict, 'location' | 'resource'>): string {
  const { file, line, column } = placeOf(verdict);
  return [file ?? 'the workload', line, column].filter((part) => part !== undefined).join(':');
}

/** What people call a resource: its construct path, else its logical id; not escaped. */
export function resourceName(resource: ResourceReference): string {
  return resource.constructPath ?? resource.logicalId;
}

/** The other places of a verdict: those that have a part in it or their fault from it, and the other copies of its construct. */
export function otherPlaces({ related = [], copies = [], effects = [] }: Verdict): readonly Related[] {
  const others = copies.slice(1).map(({ resource, message }): Related => ({
    message: message ?? `The same construct in ${resource.template}`,
    resource,
  }));
  const throughIt = effects.map(({ location }): Related => ({ message: 'This goes through it', location }));
  return [...related, ...throughIt, ...others];
}

/** Orders by UTF-16 code units: the same on every machine, unlike the order of a locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Orders verdicts by file, line, column and check. */
export function byPlace(a: Verdict, b: Verdict): number {
  const first = placeOf(a);
  const second = placeOf(b);
  return (
    compareText(first.file ?? '', second.file ?? '') ||
    (first.line ?? 0) - (second.line ?? 0) ||
    (first.column ?? 0) - (second.column ?? 0) ||
    compareText(a.check, b.check) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** Puts items into groups by key; groups come in the order in which their keys first appear. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** The place of an error as `file:line:column`, unless its message names it; not escaped. */
export function errorPlace({ message, path, line, column }: ScanError): string | undefined {
  if (path === undefined || message.includes(path)) return undefined;
  return [path, line, column].filter((part) => part !== undefined).join(':');
}
