import { LIMITS } from '../limits.js';
import type { JsonObject } from './document.js';

export const TOO_DEEP = 'The template is nested too deeply to be read.';

/** Whether a mapping or list nests deeper than any real template; `depth` is the number of containers around it. */
export function nestsTooDeep(container: object, depth = 1): boolean {
  if (depth > LIMITS.nesting) return true;
  const members = container as JsonObject;
  // Every value of a template comes by here, so no list of them is made.
  for (const key in members) {
    const value = members[key];
    if (typeof value === 'object' && value !== null && nestsTooDeep(value, depth + 1)) return true;
  }
  return false;
}

/**
 * Whether a YAML text nests deeper than any real template: by indentation, by `- - -` on one line, or by a run of brackets.
 * Text inside unquoted scalars counts too, which can only make the answer stricter.
 */
export function yamlTooDeep(text: string): boolean {
  const indents: number[] = [];
  let brackets = 0;
  let lineStart = 0;
  while (lineStart < text.length) {
    let end = text.indexOf('\n', lineStart);
    if (end < 0) end = text.length;
    let first = lineStart;
    let markers = 0;
    for (; first < end; first++) {
      const code = text.charCodeAt(first);
      if (code === 0x2d || code === 0x3f) markers++;
      else if (code !== 0x20) break;
    }
    if (first < end && text.charCodeAt(first) !== 0x23) {
      const indent = first - lineStart;
      while (indents.length > 0 && (indents[indents.length - 1] as number) >= indent) indents.pop();
      indents.push(indent);
      if (indents.length + markers > LIMITS.nesting) return true;
    }
    brackets = openBrackets(text, first, end, brackets);
    if (brackets > LIMITS.nesting) return true;
    lineStart = end + 1;
  }
  return false;
}

/** Brackets open at the end of a line, or as soon as there are too many; quoted text on the line does not count. */
function openBrackets(text: string, start: number, end: number, openBefore: number): number {
  let open = openBefore;
  let quote = 0;
  let previous = 0x20;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (quote !== 0) {
      if (code === 0x5c && quote === 0x22) index++;
      else if (code === quote) quote = 0;
    } else if ((code === 0x22 || code === 0x27) && ' \t[{,:'.includes(String.fromCharCode(previous))) quote = code;
    else if (code === 0x7b || code === 0x5b) {
      if (++open > LIMITS.nesting) return open;
    } else if ((code === 0x7d || code === 0x5d) && open > 0) open--;
    previous = code;
  }
  return open;
}
