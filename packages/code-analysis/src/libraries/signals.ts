import type { Phase, TimeoutOption } from './types.js';

/** The argument of `AbortSignal.timeout`, measured on Node 20: every odd value throws, and 0 aborts at once. */
export const abortSignalTimeout: TimeoutOption = {
  path: '',
  takes: 'duration',
  unit: 'ms',
  covers: ['total'],
  fails: ['zero', 'null', 'false', 'NaN', 'Infinity', 'negative', 'string'],
};

/** An AbortSignal given with a call: a deadline over all of it. */
export const signal: TimeoutOption = { path: 'signal', takes: 'signal', at: 'call', covers: ['total'], off: ['null'] };

/** A request is not left waiting for its answer; what comes after the headers is another check's business. */
export const answered: readonly (readonly Phase[])[] = [['total'], ['response']];

/** Nothing of a request is left open but a body that comes byte by byte. */
export const answeredWhole: readonly (readonly Phase[])[] = [['total'], ['response', 'body']];
