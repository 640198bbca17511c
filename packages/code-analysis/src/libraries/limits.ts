import type { ClientLibrary, Phase, TimeoutOption } from './types.js';

type More = Partial<Omit<TimeoutOption, 'path' | 'takes' | 'covers'>>;

/** A limit in milliseconds. */
export function limit(path: string, covers: readonly Phase[], more: More = {}): TimeoutOption {
  return { path, takes: 'duration', unit: 'ms', covers, ...more };
}

/** A limit over the whole call. */
export function limitInAll(path: string, more: More = {}): TimeoutOption {
  return limit(path, ['total'], more);
}

/** A limit that is over when the headers arrive. */
export function limitOfHeaders(path: string, more: More = {}): TimeoutOption {
  return limit(path, ['connect', 'response'], more);
}

/** A limit on silence: it starts anew with every piece of the answer. */
export function limitOfSilence(path: string, more: More = {}): TimeoutOption {
  return limit(path, ['connect', 'response', 'body'], more);
}

/** A repair for calls that no option ends. */
export function race(call: string): string {
  return `Promise.race([${call}, timer])`;
}

/** Where something was read or measured, in a project on GitHub. */
export function foundIn(repository: string, version: string, evidence: string): ClientLibrary['source'] {
  return { version, url: `https://github.com/${repository}`, evidence };
}
