import { markdown as escape } from './escape.js';
import { spans } from './message.js';

/** Code inside running text; written as HTML because a code span cannot be escaped inside a table. */
export function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}

/** A message, with its code set as code. */
export function prose(message: string): string {
  return spans(message)
    .map((span) => (span.code ? code(span.text) : escape(span.text)))
    .join('');
}

/** How much may be written, and how it is counted: in characters or in bytes. */
export interface Room {
  readonly most: number;
  readonly sizeOf: (text: string) => number;
}

/**
 * The items that fit, whole, with a line end each; one that is too long by itself does not push out those after it.
 * Nothing is ever cut in the middle of a table, a list item or a tag.
 */
export function fitting<T extends { readonly text: string }>(items: readonly T[], { most, sizeOf }: Room): T[] {
  let left = most;
  return items.filter(({ text }) => {
    const size = sizeOf(text) + 1;
    const fits = size <= left;
    if (fits) left -= size;
    return fits;
  });
}
