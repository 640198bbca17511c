import { nestingOf } from './nesting.js';

/** Levels within one another that parsers and checks take on the stack that Node gives a thread. */
const usual = 1_000;
/** Levels that they take on a stack of `deepStack`; a parser that is no JavaScript, which nothing stops at its end, fewer. */
const deepest = { any: 50_000, native: 20_000 };

/** Stack of a thread for code that is nested more deeply. Only what is used of it takes memory. Megabytes. */
export const deepStack = 256;

/** True for what parsers, ESLint and our checks say when the stack is used up. */
export function isStackOverflow(message: string): boolean {
  return /Maximum call stack size exceeded|Not enough stack space/.test(message);
}

/**
 * True for a text that is worth a thread with a large stack from the start. Without one, most parsers throw; but one that
 * is no JavaScript, and an engine that comes to the end of the stack inside of a regular expression, end the whole process.
 */
export function isDeep(text: string): boolean {
  return levelsOf(text) > usual;
}

/** True for a text that no stack of ours is large enough for. */
export function isTooDeep(text: string): boolean {
  return levelsOf(text) > deepest.any;
}

/** True for a text that a parser which is no JavaScript takes on the stack of this thread. */
export function suitsNativeParser(text: string, hasDeepStack: boolean): boolean {
  return levelsOf(text) <= (hasDeepStack ? deepest.native : usual);
}

/** Why a text that is too deep is not judged, as the end of a sentence about it. */
export const tooDeep = 'is nested too deeply to be parsed; split what is nested in it or exclude the file';

let latest = { text: '', levels: 0 };

/** Whoever asks about a text usually asks again. */
function levelsOf(text: string): number {
  if (latest.text !== text) latest = { text, levels: nestingOf(text) };
  return latest.levels;
}
