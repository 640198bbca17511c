import { isExpectedSkip, type Results, type Skipped, type SkippedKind } from '@faultline/catalog';

/** What each kind is called behind a number. */
const labels: Readonly<Record<SkippedKind | 'other', string>> = {
  test: 'of tests',
  generated: 'generated',
  declaration: 'of types only',
  installed: 'of installed packages',
  link: 'symbolic links',
  excluded: 'excluded by the configuration',
  'ignored-by-eslint': 'ignored by ESLint',
  'ignored-by-git': 'ignored by Git',
  'not-enabled': 'without rules in ESLint',
  'no-parser': 'without a parser',
  unreadable: 'unreadable',
  outside: 'outside of the scanned folder',
  'not-run': 'not run',
  missing: 'missing',
  unchanged: 'unchanged',
  unsupported: 'not supported',
  other: 'for other reasons',
};

/** Numbers by kind, the largest first: `3 ignored by ESLint, 1 unreadable`; of one kind the kind alone. */
export function skippedByKind(skipped: readonly Skipped[]): string {
  const numbers = new Map<SkippedKind | 'other', number>();
  for (const { kind = 'other' } of skipped) numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
  const [only] = numbers.size === 1 ? numbers.keys() : [];
  if (only) return labels[only];
  return [...numbers]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, number]) => `${number} ${labels[kind]}`)
    .join(', ');
}

/** What was skipped and is worth counting: somebody might take it for judged. */
export function countedSkips({ scope }: Pick<Results, 'scope'>): Skipped[] {
  return scope.skipped.filter((one) => !isExpectedSkip(one) && one.kind !== 'unchanged');
}

/** Skipped paths that share a reason. */
export interface SkippedGroup {
  readonly reason: string;
  readonly paths: readonly string[];
  /** Whether nobody would look for them in the results. */
  readonly isExpected: boolean;
}

/** Puts together what has one reason; what nobody would look for comes last. */
export function skippedByReason(skipped: readonly Skipped[]): SkippedGroup[] {
  const groups = new Map<string, { reason: string; paths: string[]; isExpected: boolean }>();
  for (const one of skipped) {
    const { reason, path } = one;
    const group = groups.get(reason);
    if (group) group.paths.push(path);
    else groups.set(reason, { reason, paths: [path], isExpected: isExpectedSkip(one) });
  }
  return [...groups.values()].sort((a, b) => Number(a.isExpected) - Number(b.isExpected));
}
