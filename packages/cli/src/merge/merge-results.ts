import { posix } from 'node:path';
import type { OpenQuestion, Results, Verdict } from '@faultline/catalog';
import { unique } from '../assessment/assemble.js';
import { assessMaturity } from '../assessment/maturity.js';
import { rollUp, type PackageFolder } from '../assessment/packages.js';
import { arrangePatterns } from '../assessment/patterns.js';
import { assessBestPractices } from '../assessment/status.js';
import { compareText, homeOf } from '../assessment/verdicts.js';
import type { Attestation } from '../attestation/questions.js';
import type { Answers } from '../config/answers-schema.js';
import { rebased } from './rebase.js';

/**
 * Joins results of parts of one workload: of shards, or of packages that were scanned each for itself, whose paths are
 * then seen from the folder that holds them all. What hangs on the whole is found anew: the standing of best practices,
 * maturity and packages. Comparisons, gates and histories of the parts say nothing of it, and are left out.
 * @param attestation what people answered beside what the results have
 */
export function mergeResults(parts: readonly Results[], attestation: Attestation): Results {
  const all = withOneRoot(parts);
  const [first] = all;
  if (!first) throw new TypeError('There is nothing to merge.');
  const verdicts = unique(all.flatMap((one) => one.verdicts.map(withoutAge))).sort(byPlace);
  const checks = [...new Map(all.flatMap((one) => one.checks.map((check) => [check.name, check]))).values()].sort(
    (a, b) => compareText(a.name, b.name),
  );
  const errors = unique(all.flatMap((one) => one.errors));
  const complete = all.every((one) => one.complete);
  const answers = { ...answersIn(all), ...attestation.answers };
  const given = { answers, today: attestation.today };
  const selected = new Set<string>(all.flatMap((one) => one.bestPractices.map(({ id }) => id)));
  const practices = assessBestPractices(verdicts, checks, { complete, selected, attestation: given });
  const packages = rollUp(packagesOf(all), verdicts);
  const problems = unique(all.flatMap((one) => one.suppressionProblems ?? []));
  const byPath = <T extends { readonly path?: string }>(a: T, b: T): number => compareText(a.path ?? '', b.path ?? '');
  return {
    schemaVersion: 1,
    tool: first.tool,
    complete,
    ...(first.date !== undefined && { date: first.date }),
    scope: {
      root: '.',
      codeFiles: all.reduce((sum, one) => sum + one.scope.codeFiles, 0),
      templates: [...new Set(all.flatMap((one) => one.scope.templates))].sort(),
      skipped: unique(all.flatMap((one) => one.scope.skipped)).sort(byPath),
    },
    verdicts,
    bestPractices: practices,
    ...(packages && { packages }),
    maturity: assessMaturity({ verdicts, practices, complete, attestation: given }),
    checks,
    dependencies: {
      nodes: unique(all.flatMap((one) => one.dependencies.nodes)),
      edges: unique(all.flatMap((one) => one.dependencies.edges)),
      unlinked: unique(all.flatMap((one) => one.dependencies.unlinked)),
    },
    patterns: arrangePatterns(
      all.flatMap((one) => one.patterns ?? []),
      practices,
    ),
    errors: errors.sort(byPath),
    ...(problems.length > 0 && { suppressionProblems: problems }),
  };
}

/** The folder, from the root of the repository, that all results are relative to once they are merged. */
export function commonFolder(parts: readonly Results[]): string {
  const [first = '.', ...others] = parts.map(({ run }) => run?.folder ?? '.');
  const segments = first.split('/');
  while (segments.length > 0 && !others.every((way) => isWithin(segments.join('/'), way))) segments.pop();
  return segments.join('/') || '.';
}

function isWithin(folder: string, way: string): boolean {
  return folder === '.' || way === folder || way.startsWith(`${folder}/`);
}

function withOneRoot(parts: readonly Results[]): Results[] {
  const home = commonFolder(parts);
  return parts.map((one) => rebased(one, posix.relative(home, one.run?.folder ?? '.') || '.'));
}

function withoutAge(verdict: Verdict): Verdict {
  const plain: Verdict & { baseline?: Verdict['baseline'] } = { ...verdict };
  delete plain.baseline;
  return plain;
}

/** As the results of a single scan are sorted. */
function byPlace(a: Verdict, b: Verdict): number {
  const file = ({ location, resource }: Verdict) => location?.file ?? resource?.template ?? '';
  return (
    compareText(file(a), file(b)) ||
    (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
    (a.location?.column ?? 0) - (b.location?.column ?? 0) ||
    compareText(homeOf(a), homeOf(b)) ||
    compareText(a.resource?.logicalId ?? '', b.resource?.logicalId ?? '') ||
    compareText(a.check, b.check) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** The packages of all parts; results of a single package are one themselves. */
function packagesOf(all: readonly Results[]): PackageFolder[] {
  const home = commonFolder(all);
  const folders = new Map<string, PackageFolder>();
  for (const { packages, run } of all) {
    const own = run && { name: run.project, folder: posix.relative(home, run.folder) || '.' };
    for (const one of packages ?? (own ? [own] : [])) folders.set(one.folder, one);
  }
  return [...folders.values()].sort((a, b) => compareText(a.folder, b.folder));
}

/** What people answered, as the results have it. */
function answersIn(all: readonly Results[]): Answers {
  const questions = all.flatMap(({ bestPractices: practices, maturity = [] }): OpenQuestion[] => [
    ...practices.flatMap((practice) => practice.questions),
    ...maturity.flatMap(({ criteria }) => criteria.flatMap(({ question }) => question ?? [])),
  ]);
  return Object.fromEntries(
    questions.flatMap(({ id, answer, owner = '', date = '', reviewBy = '', satisfied }) =>
      answer === null ? [] : [[id, { answer, owner, date, reviewBy, ...(satisfied !== undefined && { satisfied }) }]],
    ),
  );
}
