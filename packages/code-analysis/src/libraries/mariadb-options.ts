import { limit } from './limits.js';
import type { TimeoutOption } from './types.js';

/** Options of a pool or connection of `mariadb`; libraries above it pass them on. */
export const mariadbOptions: readonly TimeoutOption[] = [
  limit('queryTimeout', ['response'], { at: 'client', keptByServer: true, urlParameter: 'queryTimeout' }),
  limit('socketTimeout', ['response'], {
    at: 'client',
    off: ['zero', 'null', 'NaN', 'negative'],
    urlParameter: 'socketTimeout',
  }),
  // A pool goes on connecting until its own `acquireTimeout`, 10 seconds by default.
  limit('connectTimeout', ['connect'], { at: 'client', reconnects: true }),
];
