import satisfies from 'semver/functions/satisfies.js';

/** Whether an installed version lies in a semver range; a pre-release counts as what it comes before. */
export const isInRange = (version: string, range: string): boolean =>
  satisfies(version, range, { includePrerelease: true });
