import type { OddValue, Phase, TimeoutOption } from './types.js';

const falsy: readonly OddValue[] = ['zero', 'null', 'false', 'NaN'];

/** A query ends; connecting is another matter. */
export const queried: readonly (readonly Phase[])[] = [['total'], ['response']];
export const connectedAndQueried: readonly (readonly Phase[])[] = [['total'], ['connect', 'response']];

export const connectTimeoutOfLibpq = 'that is the name in libpq; pg calls it connectionTimeoutMillis';

/** Options of `pg` under a prefix; libraries above it pass them on. */
export function pgOptions(prefix: string): readonly TimeoutOption[] {
  return [
    {
      path: `${prefix}query_timeout`,
      takes: 'duration',
      unit: 'ms',
      covers: ['response'],
      off: falsy,
      urlParameter: 'query_timeout',
    },
    {
      path: `${prefix}statement_timeout`,
      takes: 'duration',
      unit: 'ms',
      covers: ['response'],
      off: falsy,
      keptByServer: true,
      urlParameter: 'statement_timeout',
    },
    {
      path: `${prefix}connectionTimeoutMillis`,
      at: 'client',
      takes: 'duration',
      unit: 'ms',
      covers: ['pool', 'connect'],
      off: ['zero', 'null', 'NaN', 'negative'],
      fails: ['Infinity'],
    },
  ];
}
