import { z } from 'zod';
import { globSchema } from './globs.js';

const level = z.enum(['error', 'warning', 'off']);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2027-01-31');

/** What suppressions of every kind must have. One that lacks it does not hold, and fails the gate. */
export const suppressionRulesSchema = z.strictObject({
  /** A reason in words. */
  requireReason: z.boolean().optional(),
  /** A last day. */
  requireExpiry: z.boolean().optional(),
  /** How far ahead the last day may lie, in days; as a number it needs one. Default: 366, for those that have one. */
  maxDays: z.union([z.number().int().min(1), z.literal('unlimited')]).optional(),
  /** A ticket; as text, the regular expression that the whole ticket must match. */
  requireTicket: z.union([z.boolean(), z.string().refine(isPattern, { message: 'a regular expression' })]).optional(),
  /** What one means for the gate whose last day is over; default: `error`. */
  expired: level.optional(),
  /** What one means for the gate that suppresses nothing; default: `warning`. */
  unused: level.optional(),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Suppressions that are kept in the configuration. */
export const suppressSchema = z.array(
  z
    .strictObject({
      /** Name of a check, or id of a best practice. */
      check: z.string().min(1),
      /** Glob of files or templates, relative to the configuration. */
      file: globSchema.optional(),
      /** Glob of construct paths or logical ids; what lies under it is meant too. */
      path: globSchema.optional(),
      reason: z.string().optional(),
      /** Last day on which it holds. */
      until: day.optional(),
      ticket: z.string().optional(),
      /** Who answers for it. */
      owner: z.string().optional(),
    })
    .refine((entry) => entry.file !== undefined || entry.path !== undefined, {
      message: "an object with 'file' or 'path'",
    }),
);

/** What suppressions must have. */
export type SuppressionRules = z.infer<typeof suppressionRulesSchema>;

/** A suppression that is kept in the configuration. */
export type CentralSuppression = z.infer<typeof suppressSchema>[number];
