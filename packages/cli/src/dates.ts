/**
 * The moment that the run counts as now: `SOURCE_DATE_EPOCH` (seconds) where it is set, so that the same input gives
 * the same output, else the clock.
 */
export function now(environment: NodeJS.ProcessEnv = process.env): Date {
  return fixedDate(environment) ?? new Date();
}

/** The date of `SOURCE_DATE_EPOCH`; undefined where it is not set or not a number of seconds. */
export function fixedDate(environment: NodeJS.ProcessEnv = process.env): Date | undefined {
  const epoch = environment['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || !/^\d+$/.test(epoch)) return undefined;
  const date = new Date(Number(epoch) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The day of a date in UTC, `YYYY-MM-DD`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
