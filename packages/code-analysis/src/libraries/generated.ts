import { asFetch, byItself, neverEnds } from './by-default.js';
import { limitInAll, limitOfHeaders } from './limits.js';
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

/**
 * Clients that Stainless generates. The timer of an attempt is cleared when the headers arrive, and an attempt that timed
 * out is repeated twice (client.js: fetchWithTimeout, makeRequest).
 */
export const stainless = {
  family: 'saas',
  calls: [],
  methods: [{ name: '**', options: [2, 1, 0] }],
  derive: [{ name: 'withOptions', options: 0 }],
  handsOver: ['fetch'],
  judgedAt: 'client',
  options: [limitOfHeaders('timeout'), signal],
  enough: answered,
  complete: answeredWhole,
  repair: 'timeout: 10_000',
} as const satisfies Partial<ClientLibrary>;

/** What a client of Stainless does with nothing set. */
export const stainlessDefault = (seconds: number) =>
  byItself({ connect: seconds, response: seconds, body: 300 }, { attempts: 3 });

/** Clients that Speakeasy generates: a signal over the whole call, made only where a timeout is set (lib/sdks.js). */
export const speakeasy = {
  family: 'saas',
  calls: [],
  methods: [{ name: '**', options: [2, 1, 0] }],
  handsOver: ['httpClient'],
  judgedAt: 'client',
  options: [
    limitInAll('timeoutMs', { off: ['zero', 'null', 'negative'] }),
    { ...signal, path: 'fetchOptions.signal' },
    { ...signal, path: 'signal' },
  ],
  enough: answered,
  complete: answeredWhole,
  byDefault: asFetch,
  repair: 'timeoutMs: 10_000',
} as const satisfies Partial<ClientLibrary>;

/** Clients of services without any option: each of their methods calls over the network. */
export const withoutLimit = {
  family: 'saas',
  calls: [],
  methods: [{ name: '**', options: [] }],
  judgedAt: 'call',
  options: [],
  enough: [],
} as const satisfies Partial<ClientLibrary>;

/** Clients over axios, whose timeout is one of silence. */
export const overAxios = {
  family: 'saas',
  calls: [],
  methods: [{ name: '**', options: [] }],
  judgedAt: 'client',
  enough: answered,
  complete: answeredWhole,
  byDefault: neverEnds,
} as const satisfies Partial<ClientLibrary>;
