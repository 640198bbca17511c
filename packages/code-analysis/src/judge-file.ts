import { analysisOf, analyzeSource, forgetAnalysis } from './behaviour/analysis.js';
import type { Analysis } from './behaviour/collect.js';
import { describedVerdict, type CodeVerdict } from './checks/described-verdict.js';
import type { PatternFact } from './behaviour/patterns/types.js';
import type { CodeCheck, Suggestion } from './checks/define-check.js';
import type { Engine } from './questions/engine.js';
import type { Settings } from './settings.js';
import { positionAt, type Position, type Range, type Source } from './syntax/source.js';

/** A check as it is to run on a file. */
export interface ConfiguredCheck {
  readonly check: CodeCheck;
  /** As in a configuration of ESLint, behind the level. */
  readonly options: readonly unknown[];
}

/** What one check says of one place. */
export interface JudgedSite {
  /** Name of the check. */
  readonly check: string;
  readonly verdict: CodeVerdict;
  readonly start: Position;
  readonly end: Position;
  readonly suggestions: readonly Suggestion[];
}

/** A check that failed on the file, so that nothing is known of what it would say. */
export interface FailedCheck {
  readonly check: string;
  readonly thrown: unknown;
}

/** A pattern that the code of a file uses, and where. */
export interface SeenPattern extends Omit<PatternFact, 'at' | 'within'> {
  readonly start: Position;
  readonly end: Position;
  /** First and last line of all code that is part of it. */
  readonly within: readonly [number, number];
}

/** A file with what all checks say of it. */
export interface JudgedFile {
  /** Undefined where nothing could be found of it. */
  readonly source: Source | undefined;
  readonly sites: readonly JudgedSite[];
  readonly failed: readonly FailedCheck[];
  readonly patterns: readonly SeenPattern[];
  /** Why nothing is said of it, of a file of tests: goes on after "because". */
  readonly ofTests?: string | undefined;
}

/**
 * Judges a file of a project. What was found of it when other files asked is used again.
 * @param file absolute path
 * @param settings where they differ from those of the project
 * @returns undefined for a file that cannot be read or parsed
 */
export function judgeFile(
  engine: Engine,
  file: string,
  checks: readonly ConfiguredCheck[],
  settings = engine.project.settings,
): JudgedFile | undefined {
  let analysis: Analysis | undefined;
  try {
    analysis = found(engine, file, settings);
  } catch (thrown) {
    forgetAnalysis(engine, file);
    return {
      source: undefined,
      sites: [],
      failed: checks.map(({ check }) => ({ check: check.meta.name, thrown })),
      patterns: [],
    };
  }
  if (!analysis) return undefined;
  const { source } = analysis.file;
  const sites: JudgedSite[] = [];
  const failed: FailedCheck[] = [];
  for (const { check, options } of checks) {
    try {
      // What was forgotten is found again for the next check.
      analysis ??= found(engine, file, settings);
      if (analysis) sites.push(...judged(check, options, analysis, settings, file));
    } catch (thrown) {
      failed.push({ check: check.meta.name, thrown });
      // Some of it may be half done.
      forgetAnalysis(engine, file);
      analysis = undefined;
    }
  }
  const patterns = analysis ? patternsIn(analysis) : [];
  return { source, sites, failed, patterns, ofTests: analysis && ofTests(analysis, settings) };
}

function ofTests({ facts }: Analysis, { tests }: Settings): string | undefined {
  return facts.where.where === 'tests' && !tests ? facts.where.because : undefined;
}

function patternsIn({ file: { source }, facts: { patterns } }: Analysis): readonly SeenPattern[] {
  return patterns.map(({ at, within, ...pattern }) => ({
    ...pattern,
    within: [positionAt(source, within.range[0]).line, positionAt(source, within.range[1]).line],
    start: positionAt(source, at.range[0]),
    end: positionAt(source, at.range[1]),
  }));
}

function found(engine: Engine, file: string, settings: Settings): Analysis | undefined {
  if (settings === engine.project.settings) return analysisOf(engine, file);
  const source = engine.project.source(file);
  return source && analyzeSource(engine, source, settings, file);
}

function judged(
  check: CodeCheck,
  options: readonly unknown[],
  { file: { source }, facts }: Analysis,
  settings: Settings,
  filename: string,
): JudgedSite[] {
  const given = options.length > 0 ? options : (check.defaultOptions ?? []);
  return Array.from(check.judge(facts, { settings, options: given, filename, source }), (verdict) => {
    const [start, end]: Range = verdict.at.range;
    return {
      check: check.meta.name,
      verdict: describedVerdict(source, verdict),
      start: positionAt(source, start),
      end: positionAt(source, end),
      suggestions: verdict.suggestions ?? [],
    };
  });
}
