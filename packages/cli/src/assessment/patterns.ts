import type { BestPracticeId, BestPracticeResult, PatternEvidence } from '@faultline/catalog';
import { compareText } from './verdicts.js';

/** A pattern as one place shows it. */
export interface SeenPattern extends PatternEvidence {
  /** One of several parts, which are a pattern only together, in whatever files. */
  readonly part?: string;
  /** First and last line of all code that is part of it. */
  readonly within?: readonly [number, number];
}

/** Number of parts of patterns that have some. */
const mostParts = 2;
/** Most places of one pattern: of a large workload the first are enough to look at. */
const mostPlaces = 50;

/**
 * The patterns as they stand in the results: what is said of several places is said once, parts count where all are there,
 * and the order is that of the best practices that the run looked at, and of places.
 */
export function arrangePatterns(
  seen: readonly SeenPattern[],
  practices: readonly BestPracticeResult[],
): readonly PatternEvidence[] {
  const rank = (id: BestPracticeId): number => practices.findIndex((practice) => practice.id === id);
  const groups = new Map<string, SeenPattern[]>();
  for (const one of seen.filter(({ bestPractice }) => rank(bestPractice) >= 0)) {
    const key = JSON.stringify([one.pattern, one.layer, one.by, one.message, one.lacks]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .filter(isWhole)
    .flatMap(joined)
    .sort(
      (a, b) =>
        rank(a.bestPractice) - rank(b.bestPractice) ||
        compareText(a.pattern, b.pattern) ||
        compareText(orderOf(a.places[0]), orderOf(b.places[0])) ||
        compareText(a.message, b.message),
    );
}

function isWhole(group: readonly SeenPattern[]): boolean {
  const parts = new Set(group.map(({ part }) => part));
  return parts.has(undefined) || parts.size === mostParts;
}

function joined([first, ...others]: readonly SeenPattern[]): readonly PatternEvidence[] {
  if (!first) return [];
  const all = [first, ...others].flatMap(({ places }) => places);
  const unique = new Map(all.map((place) => [JSON.stringify(place), place]));
  const places = [...unique.values()].sort((a, b) => compareText(orderOf(a), orderOf(b)));
  const { pattern, bestPractice, layer, by, message, lacks } = first;
  return [
    {
      pattern,
      bestPractice,
      layer,
      by,
      message,
      lacks,
      places: (others.length > 0 ? places : all).slice(0, mostPlaces),
    },
  ];
}

function orderOf(place: PatternEvidence['places'][number] | undefined): string {
  const file = place?.location?.file ?? place?.resource?.template ?? '';
  const line = String(place?.location?.line ?? 0).padStart(7, '0');
  return `${file} ${line} ${place?.resource?.logicalId ?? ''}`;
}
