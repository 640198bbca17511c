/** Brackets within one another that every parser takes on the stack that Node gives a thread. */
const usual = 200;

/** Stack of a thread for code that is nested more deeply. Only what is used of it takes memory. Megabytes. */
export const deepStack = 256;

/** True for what parsers, ESLint and our checks say when the stack is used up. */
export function isStackOverflow(message: string): boolean {
  return /Maximum call stack size exceeded|Not enough stack space/.test(message);
}

/**
 * True for a text that is worth a thread with a large stack from the start. Without one, most parsers throw; but an
 * engine that comes to the end of the stack inside of a regular expression ends the whole process.
 */
export function isDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // ( [ { and ) ] }, wherever they stand: texts and comments hardly ever hold as many.
    if (code === 40 || code === 91 || code === 123) {
      depth += 1;
      if (depth > usual) return true;
    } else if (code === 41 || code === 93 || code === 125) depth = Math.max(0, depth - 1);
  }
  return false;
}
