import type { Verdict } from '@faultline/catalog';
import type { RenderOptions } from './format.js';

/** The longest piece of source that a report shows; a minified file would fill pages. */
const longest = 200;

/** Shortens text to at most `length` characters, with an ellipsis for what was cut. */
export function shorten(text: string, length: number, ellipsis = '…'): string {
  const characters = Array.from(text);
  return characters.length <= length
    ? text
    : characters.slice(0, Math.max(0, length - ellipsis.length)).join('') + ellipsis;
}

/** A line of a source file, without its line end; undefined when the file cannot be read or is shorter. */
export function sourceLine(file: string, line: number, options: RenderOptions): string | undefined {
  return options.readSource?.(file)?.split(/\r\n|\n|\r/)[line - 1];
}

/** The source that a verdict is about: what the check quoted, else the line that it points at; not escaped. */
export function snippetOf(verdict: Verdict, options: RenderOptions): string | undefined {
  const { location, snippet } = verdict;
  const text = snippet ?? (location && sourceLine(location.file, location.line, options));
  return text?.trim() ? shorten(text.trim(), longest) : undefined;
}
