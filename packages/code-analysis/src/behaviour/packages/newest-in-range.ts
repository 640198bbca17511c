import Range from 'semver/classes/range.js';
import valid from 'semver/functions/valid.js';

/** Stands for a part of a version that may be any number. */
const any = 999_999;

/**
 * A version as new as the newest that a range allows, which is what an installation takes: `2.999999.999999` for `^2.6.11`.
 * Undefined for a range without an upper end, a tag or an address: what is newest there is not known.
 */
export function newestIn(range: string): string | undefined {
  const exact = valid(range);
  if (exact !== null) return exact;
  const upper = boundsOf(range);
  if (!upper) return undefined;
  const [major = 0, minor = 0, patch = 0] = upper;
  if (patch > 0) return `${major}.${minor}.${patch - 1}`;
  if (minor > 0) return `${major}.${minor - 1}.${any}`;
  return major > 0 ? `${major - 1}.${any}.${any}` : undefined;
}

/** The version that the last alternative of a range stays below. */
function boundsOf(range: string): readonly [number, number, number] | undefined {
  try {
    const below = new Range(range).set.at(-1)?.find(({ operator }) => operator === '<');
    return below && [below.semver.major, below.semver.minor, below.semver.patch];
  } catch {
    return undefined;
  }
}
