import { z } from 'zod';

const number = z.number().int().min(0);

/** How many violations may stand: of those that `failOn` counts, or of each severity. */
const limit = z.union([
  number,
  z.strictObject({ error: number.optional(), warning: number.optional(), note: number.optional() }),
]);

const limits = z.strictObject({
  /** Violations that what the run is compared with does not have. */
  new: limit.optional(),
  /** All open violations. */
  total: limit.optional(),
  /** Least share of compliant places among all that were judged, from 0 to 1. */
  minCoverage: z.number().min(0).max(1).optional(),
});

/**
 * Limits by the name of a check, the id of a best practice, a pattern such as `REL04-*`, or `*` for all the rest; the
 * most specific one counts. `report` never fails the gate.
 */
export const gateSchema = z.record(z.string(), z.union([z.literal('report'), limits]));

/** Limits of the gate by what they are set for. */
export type GateLimits = z.infer<typeof gateSchema>;

/** How many violations may stand. */
export type Limit = z.infer<typeof limit>;
