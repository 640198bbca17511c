import { z } from 'zod';
import { fixValueNames, fixValues, type FixValueName } from '../repair/values.js';

const number = (name: FixValueName): z.ZodOptional<z.ZodNumber> =>
  z.number().int().min(fixValues[name].least).max(fixValues[name].most).describe(fixValues[name].question).optional();

/** Numbers that repairs write, by name. */
export const fixSchema = z.strictObject(
  Object.fromEntries(fixValueNames.map((name) => [name, number(name)])) as Record<
    FixValueName,
    z.ZodOptional<z.ZodNumber>
  >,
);
