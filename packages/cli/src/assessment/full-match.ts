import { runInNewContext } from 'node:vm';

/** Milliseconds after which a pattern is given up, and most characters of a text: a ticket has a dozen. */
const PATIENCE = 250;
const MOST_LENGTH = 200;

const endless = new Set<string>();
const answers = new Map<string, boolean>();

/**
 * Whether a whole text matches a regular expression of the configuration. Some patterns take for ever to find that a text does not match:
 * such a one matches nothing from then on.
 */
export function matchesWhole(pattern: string, text: string): boolean {
  if (text.length > MOST_LENGTH || endless.has(pattern)) return false;
  const key = `${pattern}\0${text}`;
  let answer = answers.get(key);
  if (answer === undefined) answers.set(key, (answer = test(pattern, text)));
  return answer;
}

function test(pattern: string, text: string): boolean {
  try {
    // Its names are values in there, never code; a pattern in this thread could not be stopped.
    return Boolean(
      runInNewContext('new RegExp(`^(?:${pattern})$`).test(text)', { pattern, text }, { timeout: PATIENCE }),
    );
  } catch {
    endless.add(pattern);
    return false;
  }
}
