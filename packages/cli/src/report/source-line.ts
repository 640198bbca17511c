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

/** A line of source beside a place. */
export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
  /** Whether the place is on it. */
  readonly isAt: boolean;
}

/** Lines of a place itself that are shown. */
const mostAt = 3;

/** The lines at and around a verdict in a source file, without the indentation that they share; undefined where it cannot be read. */
export function sourceExcerpt({ location }: Verdict, options: RenderOptions): readonly ExcerptLine[] | undefined {
  const lines = location && options.readSource?.(location.file)?.split(/\r\n|\n|\r/);
  if (!lines || lines[location.line - 1] === undefined) return undefined;
  const { line, endLine = line } = location;
  const last = Math.min(endLine, line + mostAt - 1);
  // Five lines at most.
  const around = last === line ? 2 : 1;
  const shown = lines.slice(Math.max(0, line - 1 - around), last + around).map((text, index) => ({
    number: Math.max(1, line - around) + index,
    text: text.replaceAll('\t', '  ').trimEnd(),
  }));
  const indents = shown.filter(({ text }) => text !== '').map(({ text }) => text.search(/\S/));
  const indent = Math.min(...indents);
  return shown.map(({ number, text }) => ({
    number,
    text: text.slice(indent),
    isAt: number >= line && number <= last,
  }));
}

/** The source that a verdict is about: what the check quoted, else the line that it points at; not escaped. */
export function snippetOf(verdict: Verdict, options: RenderOptions): string | undefined {
  const { location, snippet } = verdict;
  const text = snippet ?? (location && sourceLine(location.file, location.line, options));
  return text?.trim() ? shorten(text.trim(), longest) : undefined;
}
