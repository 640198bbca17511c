/** Minutes of the units of `rate(...)`. */
const UNITS: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1_440 };
const DAY = 1_440;

/** The times of a day at which a schedule runs, and what it is. */
export type Rhythm =
  | { readonly kind: 'once' }
  /** Shortest time between two runs, in seconds. For `cron(...)` that runs on some days only, a day. */
  | { readonly kind: 'repeated'; readonly seconds: number };

/** Reads `rate(5 minutes)`, `cron(0 3 * * ? *)` or `at(2030-01-01T00:00:00)`; undefined when it is none of them. */
export function rhythmOf(expression: string): Rhythm | undefined {
  if (/^\s*at\(/.test(expression)) return { kind: 'once' };
  const rate = /^\s*rate\(\s*(\d{1,9})\s+(minute|hour|day)s?\s*\)\s*$/.exec(expression);
  if (rate) return repeated(Number(rate[1]) * (UNITS[rate[2] as string] as number));
  const cron = /^\s*cron\(\s*(\S{1,200})\s+(\S{1,200})\s+\S+\s+\S+\s+\S+(?:\s+\S+)?\s*\)\s*$/.exec(expression);
  if (!cron) return undefined;
  const minutes = valuesOf(cron[1] as string, 60);
  const hours = valuesOf(cron[2] as string, 24);
  if (!minutes || !hours) return undefined;
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  const gaps = times.map((time, index) => (times[index + 1] ?? (times[0] as number) + DAY) - time);
  return repeated(Math.min(...gaps));
}

const repeated = (minutes: number): Rhythm => ({ kind: 'repeated', seconds: minutes * 60 });

/** The values of a field of a cron expression (`*`, `5`, `1-5`, lists of these, and steps such as `0/15`), in order; below `end`. */
function valuesOf(field: string, end: number): readonly number[] | undefined {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part);
    if (!match) return undefined;
    const step = Number(match[3] ?? 1);
    const first = Number(match[1] ?? 0);
    const last =
      match[2] !== undefined ? Number(match[2]) : match[1] === undefined || match[3] !== undefined ? end - 1 : first;
    if (step === 0 || first >= end || last >= end || last < first) return undefined;
    for (let value = first; value <= last; value += step) found.add(value);
  }
  return [...found].sort((left, right) => left - right);
}
