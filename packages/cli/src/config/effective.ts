import { defaultMaxDays } from '../assessment/suppression-policy.js';
import type { Config } from './schema.js';

/** A value that counts, and where it comes from. */
export interface EffectiveValue {
  /** Path of keys, such as `suppressions.expired`. */
  readonly key: string;
  readonly value: unknown;
  /** Name of the file, the flag as written, or `default`. */
  readonly origin: string;
}

/** Values by path of keys, where they come from one place. */
interface Layer {
  readonly origin: string;
  readonly values: ReadonlyMap<string, unknown>;
}

/** Values that a command line sets: the flag as it is written, and what it sets. */
export type FlagValues = Readonly<Record<string, Config>>;

function defaults(formats: readonly string[]): Config {
  return {
    include: ['**'],
    exclude: [],
    tests: false,
    allowEmpty: false,
    preset: 'recommended',
    failOn: 'error',
    failOnGateChanges: false,
    formats: [...formats],
    suppressions: {
      requireReason: false,
      requireExpiry: false,
      maxDays: defaultMaxDays,
      requireTicket: false,
      expired: 'error',
      unused: 'warning',
    },
  };
}

/** Takes objects apart; lists and empty objects are values. */
function leaves(value: unknown, path: readonly string[] = []): [string, unknown][] {
  const isNode = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  if (!isNode) return path.length === 0 ? [] : [[path.join('.'), value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/**
 * Every value that counts, sorted by key: flags win over the file, and the file over the defaults.
 * @param file name of the configuration for people
 * @param formats those of a run that asks for none
 */
export function effectiveValues(
  { config, file }: { readonly config: Config; readonly file: string },
  flags: FlagValues,
  formats: readonly string[],
): EffectiveValue[] {
  const own = leaves(config).filter(([key]) => key !== '$schema');
  const layers: Layer[] = [
    ...Object.entries(flags).map(([origin, values]) => ({ origin, values: new Map(leaves(values)) })),
    { origin: file, values: new Map(own) },
    { origin: 'default', values: new Map(leaves(defaults(formats))) },
  ];
  const keys = [...new Set(layers.flatMap(({ values }) => [...values.keys()]))].sort();
  return keys.map((key) => {
    const layer = layers.find(({ values }) => values.has(key));
    return { key, value: layer?.values.get(key), origin: layer?.origin ?? 'default' };
  });
}
