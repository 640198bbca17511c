import type {
  BestPracticeId,
  CheckMetadata,
  DependencyInventory,
  Results,
  ScanError,
  Severity,
  Shard,
  Skipped,
  Verdict,
} from '@faultline/catalog';
import { fixedDate } from '../dates.js';
import { version } from '../version.js';
import type { Attestation } from '../attestation/questions.js';
import { assessMaturity } from './maturity.js';
import { rollUp, type PackageFolder } from './packages.js';
import { arrangePatterns, type SeenPattern } from './patterns.js';
import { assessBestPractices } from './status.js';
import { compareText, finishVerdicts, type DraftVerdict } from './verdicts.js';

/** Everything that a scan brought in. */
export interface Findings {
  readonly drafts: readonly DraftVerdict[];
  /** Least severity of the verdicts to keep. */
  readonly severity?: Severity | undefined;
  /** Metadata of the checks that ran. */
  readonly checks: readonly CheckMetadata[];
  readonly errors: readonly ScanError[];
  readonly skipped: readonly Skipped[];
  readonly codeFiles: number;
  readonly templates: readonly string[];
  /** The packages that the files are of. */
  readonly packages?: readonly PackageFolder[] | undefined;
  /** Which part of a scan it is, where it is one. */
  readonly shard?: Shard | undefined;
  /** Best practices that the run was limited to. */
  readonly bestPractices?: ReadonlySet<BestPracticeId> | undefined;
  /** What the workload is made of; nothing where infrastructure was not looked at. */
  readonly dependencies?: DependencyInventory | undefined;
  /** Patterns that were seen. */
  readonly patterns?: readonly SeenPattern[] | undefined;
  /** What people answered. */
  readonly attestation?: Attestation | undefined;
}

const ranks: Record<Severity, number> = { error: 3, warning: 2, note: 1 };

/** Those that differ, in the order in which they first come. */
export function unique<T>(items: readonly T[]): T[] {
  const seen = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...seen.values()];
}

/** Gives checks and verdicts the severities that the configuration sets. */
export function withSeverities<T extends { readonly severity: Severity }>(
  items: readonly T[],
  name: (item: T) => string,
  severities: ReadonlyMap<string, Severity>,
): T[] {
  return items.map((item) => ({ ...item, severity: severities.get(name(item)) ?? item.severity }));
}

/** Leaves out verdicts that matter less than asked for. */
function atLeast(verdicts: readonly Verdict[], severity: Severity): Verdict[] {
  return verdicts.filter((verdict) => ranks[verdict.severity] >= ranks[severity]);
}

/** Puts the results file together; equal findings give equal bytes, in whatever order they came in. */
export function assembleResults(findings: Findings): Results {
  // Identities come first: they must not depend on what is left out.
  const verdicts = atLeast(finishVerdicts(findings.drafts), findings.severity ?? 'note');
  const checks = [...findings.checks].sort((a, b) => compareText(a.name, b.name));
  const complete = findings.errors.length === 0;
  const { attestation } = findings;
  const practices = assessBestPractices(verdicts, checks, { complete, selected: findings.bestPractices, attestation });
  const packages = rollUp(findings.packages ?? [], verdicts);
  const date = fixedDate();
  const byPath = <T extends { readonly path?: string }>(a: T, b: T): number => compareText(a.path ?? '', b.path ?? '');
  return {
    schemaVersion: 1,
    tool: { name: 'faultline', version },
    complete,
    ...(date && { date: date.toISOString() }),
    scope: {
      root: '.',
      codeFiles: findings.codeFiles,
      templates: [...new Set(findings.templates)].sort(),
      skipped: unique(findings.skipped).sort(byPath),
      ...(findings.shard && { shard: findings.shard }),
    },
    verdicts,
    bestPractices: practices,
    ...(packages && { packages }),
    maturity: assessMaturity({ verdicts, practices, complete, attestation }),
    checks,
    dependencies: findings.dependencies ?? { nodes: [], edges: [], unlinked: [] },
    patterns: arrangePatterns(findings.patterns ?? [], practices),
    errors: unique(findings.errors).sort(byPath),
  };
}
