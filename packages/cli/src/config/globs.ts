import { z } from 'zod';

/** Most `*` in one part of a path, and most `**` in one glob: each one more multiplies the ways to match. */
const MOST_STARS = 3;
const MOST_GLOBSTARS = 4;
const MOST_LENGTH = 1_000;

/** A group that repeats: `(a+)+`, `{a,b}*`, `+(a|b)`. It may take for ever to find that a path does not match. */
const REPEATED_GROUP = /[)}\]][+*?{]|[+*]\(/;

/** Whether it is surely found out soon if a path matches a glob, whatever the path. */
export function isBoundedGlob(glob: string): boolean {
  if (glob.length > MOST_LENGTH || REPEATED_GROUP.test(glob)) return false;
  const parts = glob.split('/');
  if (parts.filter((part) => part.includes('**')).length > MOST_GLOBSTARS) return false;
  return parts.every((part) => part === '**' || part.split('*').length - 1 <= MOST_STARS);
}

/** A glob in a configuration, which may come from a branch that nobody has looked at. */
export const globSchema = z
  .string()
  .min(1)
  .refine(isBoundedGlob, {
    message: `a glob with at most ${MOST_STARS} '*' in one part of a path, at most ${MOST_GLOBSTARS} '**', and no group that repeats`,
  });
