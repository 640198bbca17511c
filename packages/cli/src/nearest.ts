import { closestMatch } from 'leven';

/** A hint that names the most similar of the known names, or nothing when none is similar. */
export function didYouMean(name: string, known: readonly string[]): string {
  const best = closestMatch(name, known, { maxDistance: Math.max(2, Math.floor(name.length / 2)) });
  return best === undefined ? '' : ` Did you mean '${best}'?`;
}
