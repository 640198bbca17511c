import type { ClientLibrary, Waits } from './types.js';

/** Longest time in seconds that a call may take by itself before somebody has to set a limit. */
const patience = 120;

/**
 * What a client does when nothing is set, told from how long one attempt waits.
 * @param repeated attempts in all after an attempt that timed out, and the pauses between them in seconds
 */
export function byItself(
  waits: Waits,
  repeated: { readonly attempts: number; readonly pauses?: number } = { attempts: 1 },
): ClientLibrary['byDefault'] {
  const one = waits.total ?? longest(waits.connect, waits.response);
  if (one === 'ever') return { bounded: false, says: 'never ends', waits };
  const { attempts, pauses = 0 } = repeated;
  const bounded = one * attempts + pauses <= patience;
  const each = attempts > 1 ? ` in each of its ${attempts} attempts` : '';
  const between = pauses >= 10 ? `, with pauses of ${inWords(pauses)} in all` : '';
  const body = bounded && waits.body === 'ever' ? ', and hangs when a body stops in the middle' : '';
  return { bounded, says: `${bounded ? 'ends after' : 'waits up to'} ${inWords(one)}${each}${between}${body}`, waits };
}

function longest(...waits: readonly (number | 'ever' | undefined)[]): number | 'ever' {
  return waits.includes('ever') ? 'ever' : Math.max(...waits.map((wait) => Number(wait ?? 0)));
}

/** `80 seconds`, `5 minutes`, `1 hour`. */
function inWords(seconds: number): string {
  if (seconds > 90 && seconds % 60 === 0) return `${seconds / 60} minutes`;
  if (seconds > 600) return `${Math.round(seconds / 60)} minutes`;
  return seconds === 1 ? 'a second' : `${seconds} seconds`;
}

/** `fetch` of Node: 5 minutes for the headers and as long again for every gap in the body. */
export const asFetch = {
  bounded: false,
  says: 'waits up to 5 minutes for the headers and as long again for every gap in the body, as fetch below it does',
  waits: { connect: 10, response: 300, body: 300 },
} satisfies ClientLibrary['byDefault'];

/** No limit in any phase. */
export const neverEnds = byItself({ connect: 'ever', response: 'ever', body: 'ever' });
