import type { Severity } from '@faultline/catalog';
import { z } from 'zod';
import { globSchema } from './globs.js';

/** Severity of single checks, or `off`. */
const levels = z.record(z.string(), z.union([z.enum(['error', 'warning', 'note']), z.literal('off')]));

/** Severities of single checks; or a list of files with checks of one's own, which may hold such severities as well. */
export const checksSchema = z.union([levels, z.array(z.union([globSchema, levels]))]);

/** What a configuration says of checks. */
export type ChecksKey = z.infer<typeof checksSchema> | undefined;

/** The severity of each check that the configuration speaks of, or `off`; what stands later wins. */
export function levelsIn(checks: ChecksKey): Readonly<Record<string, Severity | 'off'>> {
  const all = Array.isArray(checks) ? checks.filter((one) => typeof one !== 'string') : [checks ?? {}];
  return Object.assign({}, ...all) as Readonly<Record<string, Severity | 'off'>>;
}

/** Globs of the files with checks of one's own, relative to the configuration. */
export function ownCheckGlobs(checks: ChecksKey): readonly string[] {
  return Array.isArray(checks) ? checks.filter((one) => typeof one === 'string') : [];
}
