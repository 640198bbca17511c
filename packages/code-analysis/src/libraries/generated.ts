import { byItself } from './by-default.js';
import { limitOfHeaders } from './limits.js';
import { answered, answeredWhole, signal } from './signals.js';
import type { ClientLibrary } from './types.js';

/**
 * Clients that Fern generates. Their timeout is cleared when the headers arrive (core/fetcher/makeRequest.js), so a body
 * that stops hangs until fetch gives up; an attempt that timed out is not repeated (core/fetcher/requestWithRetries.js).
 */
export const fern = {
  family: 'saas',
  calls: [],
  methods: [{ name: '**', options: [2, 1, 0] }],
  handsOver: ['fetch', 'fetcher'],
  judgedAt: 'client',
  options: [limitOfHeaders('timeoutInSeconds', { unit: 's' }), { ...signal, path: 'abortSignal' }],
  enough: answered,
  complete: answeredWhole,
  repair: 'timeoutInSeconds: 10',
} as const satisfies Partial<ClientLibrary>;

/** What a client of Fern does with nothing set. */
export const fernDefault = (seconds: number) => byItself({ connect: seconds, response: seconds, body: 300 });
