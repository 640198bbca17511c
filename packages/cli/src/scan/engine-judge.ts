import { patterns as patternInfo, readJustification, type CheckMetadata, type ScanError } from '@faultline/catalog';
import {
  codeChecks,
  judgeFile,
  type ConfiguredCheck,
  type Engine,
  type JudgedFile,
  type SeenPattern as CodePattern,
} from '@faultline/code-analysis';
import { firstLine } from '../errors.js';
import type { SeenPattern } from '../assessment/patterns.js';
import { faultErrors, type CheckFault } from './check-faults.js';
import type { CodeFinding } from './code-finding.js';
import { DisableComments } from './disable-comments.js';
import type { FilePlan } from './file-plan.js';
import type { UnusedSuppression } from './outcome.js';

/** What was found in one file. */
export interface FileReading {
  readonly findings: readonly CodeFinding[];
  /** What kept the file, or some checks in it, from being judged. */
  readonly errors: readonly ScanError[];
  readonly unused: readonly UnusedSuppression[];
  readonly patterns: readonly SeenPattern[];
  /** Why nothing is said of it, of a file of tests: goes on after "because". */
  readonly ofTests?: string | undefined;
}

const checksByName = new Map(codeChecks.map((check) => [check.meta.name, check]));

/**
 * Judges a file without ESLint, with the knowledge of the whole project.
 * @param path absolute
 * @param file path to show
 * @returns undefined where our parser refuses the file
 */
export function judgeByEngine(
  engine: Engine,
  path: string,
  file: string,
  plan: FilePlan,
  metadata: ReadonlyMap<string, CheckMetadata>,
): FileReading | undefined {
  const judged = judgeFile(engine, path, configured(plan), plan.settings);
  return judged && readingOf(judged, { file, plan, metadata, errorsOf: faultErrors });
}

/** How what was judged is read. */
interface ReadingContext {
  /** Path to show. */
  readonly file: string;
  readonly plan: FilePlan;
  readonly metadata: ReadonlyMap<string, CheckMetadata>;
  /** What is said of checks that failed. */
  readonly errorsOf: (file: string, faults: readonly CheckFault[]) => ScanError[];
}

/** What was judged, with what comments suppress of it. */
export function readingOf(judged: JudgedFile, { file, plan, metadata, errorsOf }: ReadingContext): FileReading {
  const { source, sites, failed, patterns, ofTests } = judged;
  const errors = errorsOf(
    file,
    failed.map(({ check, thrown }) => ({ faultOf: check, thrown: inOneLine(thrown) })),
  );
  if (!source) return { findings: [], errors, unused: [], patterns: [] };
  const { namespace } = plan;
  const comments = plan.hearsComments ? DisableComments.of(source, namespace) : undefined;
  const findings = sites.flatMap(({ check: name, verdict, start, end, suggestions }): CodeFinding[] => {
    const check = metadata.get(name);
    if (!check) return [];
    const suppressions = comments?.suppressionsOf(
      { rule: `${namespace}/${name}`, at: start },
      verdict.status === 'violation',
    );
    return [
      {
        check,
        level: plan.rules.get(name)?.level ?? 1,
        verdict,
        range: { ...start, endLine: end.line, endColumn: end.column },
        suggestion: suggestions[0]?.edits.map(({ range: [from, to], text }) => ({ start: from, end: to, text })),
        suppressions: suppressions ?? [],
      },
    ];
  });
  const doubtful = new Set([
    ...findings.filter(({ verdict }) => verdict.status === 'undetermined').map(({ check }) => check.name),
    ...failed.map(({ check }) => check),
  ]);
  const unused = (comments?.unused ?? []).flatMap(({ rule, justification, at }): UnusedSuppression[] => {
    const check = rule.slice(namespace.length + 1);
    // A check that cannot decide about a place may need the comment.
    if (!plan.rules.has(check) || doubtful.has(check)) return [];
    const suppression = { kind: 'directive' as const, ...readJustification(justification) };
    return [{ check, suppression, location: { file, ...at } }];
  });
  return { findings, errors, unused, patterns: patterns.map((pattern) => evidenceOf(pattern, file)), ofTests };
}

function evidenceOf({ start, end, within: [from, to], ...seen }: CodePattern, file: string): SeenPattern {
  const { bestPractice, title } = patternInfo[seen.pattern];
  const location = { file, ...start, endLine: end.line, endColumn: end.column };
  const places = [{ layer: 'code' as const, message: title, location }];
  return { ...seen, bestPractice, layer: 'code', places, within: [from, to] };
}

function configured({ rules }: FilePlan): ConfiguredCheck[] {
  return [...rules].flatMap(([name, { options }]) => {
    const check = checksByName.get(name);
    return check ? [{ check, options }] : [];
  });
}

function inOneLine(thrown: unknown): string {
  return thrown instanceof Error ? firstLine(`${thrown.name}: ${thrown.message}`) : firstLine(thrown);
}
