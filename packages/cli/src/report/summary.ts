import type {
  BestPracticeResult,
  BestPracticeStatus,
  Results,
  Severity,
  Verdict,
  VerdictCounts,
  VerdictStatus,
} from '@faultline/catalog';
import { countedSkips, skippedByKind } from '../skipped.js';

/** Where a best practice stands, told apart further than the status does: no check at all is not "not applicable". */
export type Standing = BestPracticeStatus | 'not-checked';

/** The words for each standing. */
export const standingLabels: Readonly<Record<Standing, string>> = {
  met: 'Met',
  'at-risk': 'At risk',
  undetermined: 'Undetermined',
  'not-applicable': 'Not applicable',
  attested: 'Attested',
  'not-checked': 'Not checked',
};

/** Where a best practice stands; `not-checked` when no check that ran looks at it and nobody attested it. */
export function standingOf(results: Results, practice: BestPracticeResult): Standing {
  if (practice.status !== 'not-applicable') return practice.status;
  return results.checks.some((check) => check.bestPractice === practice.id) ? 'not-applicable' : 'not-checked';
}

/** How many places follow a best practice, of all places that it applies to. */
export interface Coverage {
  readonly compliant: number;
  readonly total: number;
}

/** The coverage that these counts amount to; places that could not be decided or were accepted count as not covered. */
export function coverageOf(counts: VerdictCounts): Coverage {
  return {
    compliant: counts.compliant,
    total: counts.violation + counts.compliant + counts.undetermined + counts.suppressed,
  };
}

/** Coverage in words such as `37 of 41`; empty when there is no place to judge. */
export function coverageText(counts: VerdictCounts): string {
  const { compliant, total } = coverageOf(counts);
  return total === 0 ? '' : `${compliant} of ${total}`;
}

/** The verdicts of one status. */
export function withStatus(results: Results, status: VerdictStatus): Verdict[] {
  return results.verdicts.filter((verdict) => verdict.status === status);
}

const severityRanks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Orders verdicts by severity, the gravest first. */
export function bySeverity(a: Verdict, b: Verdict): number {
  return severityRanks[a.severity] - severityRanks[b.severity];
}

/** A count with its noun, such as `1 file` and `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Words joined as in a sentence: `a, b and c`. */
function enumerate(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** True where there is nothing to rest a verdict on, so that to find no violation means nothing. */
export function judgedNothing({ scope, errors }: Pick<Results, 'scope' | 'errors'>): boolean {
  return (scope.codeFiles === 0 && scope.templates.length === 0) || errors.some(({ kind }) => kind === 'empty');
}

/** One line on the verdicts, such as `3 violations (2 errors and 1 warning), 1 undetermined`. */
export function headline(results: Results): string {
  const violations = withStatus(results, 'violation');
  const grades = (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, number: violations.filter((verdict) => verdict.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => count(number, severity));
  const suppressed = withStatus(results, 'suppressed').length;
  return [
    violations.length === 0
      ? judgedNothing(results)
        ? 'Nothing was judged'
        : 'No violations'
      : `${count(violations.length, 'violation')} (${enumerate(grades)})`,
    `${withStatus(results, 'undetermined').length} undetermined`,
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ].join(', ');
}

/** How many paths were skipped that somebody might take for judged, and why; empty where there are none. */
export function skippedText(results: Results): string {
  const counted = countedSkips(results);
  return counted.length === 0 ? '' : `${counted.length} skipped (${skippedByKind(counted)})`;
}

/** What was looked at, such as `120 code files and 2 templates; 3 skipped (3 ignored by ESLint)`. */
export function scopeText(results: Results): string {
  const { codeFiles, templates, skipped, shard } = results.scope;
  const looked = enumerate([count(codeFiles, 'code file'), count(templates.length, 'template')]);
  const isPart = skipped.some(({ kind }) => kind === 'unchanged');
  const part = shard ? `part ${shard.index} of ${shard.count}` : '';
  return [looked, part, skippedText(results), isPart ? 'what did not change was left out' : '']
    .filter(Boolean)
    .join('; ');
}

/** How many best practices have each standing, in words: `2 at risk, 1 met`. Standings that none has are left out. */
export function standingsText(results: Results): string {
  const standings = results.bestPractices.map((practice) => standingOf(results, practice));
  const order: Standing[] = ['at-risk', 'undetermined', 'met', 'attested', 'not-applicable', 'not-checked'];
  return order
    .map((standing) => ({ standing, number: standings.filter((other) => other === standing).length }))
    .filter(({ number }) => number > 0)
    .map(({ standing, number }) => `${number} ${standingLabels[standing].toLowerCase()}`)
    .join(', ');
}
