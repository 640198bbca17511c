/**
 * Makes untrusted text safe for each place that shows it. Names, paths, messages and snippets of the scanned project
 * all pass through here: they may carry terminal commands, markup, or characters that reorder or hide what is read.
 * @module
 */

/** Control, format (bidi, zero-width, tags), separator and blank letters, lone surrogates, and two non-characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\uFFFE\uFFFF]/gu;

const shortForms: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Replaces characters that act instead of being seen by a visible form such as `\u{1B}`; those in `keep` stay. */
function visible(text: string, keep = ''): string {
  return text.replace(invisible, (character) => {
    if (keep.includes(character)) return character;
    return shortForms[character] ?? `\\u{${character.codePointAt(0)?.toString(16).toUpperCase()}}`;
  });
}

/** One line of text for a terminal. */
export function terminal(text: string): string {
  return visible(text);
}

/** Lines of text for a terminal, with their tabs. */
export function terminalLines(text: string): string {
  return visible(text, '\n\t');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text or a quoted attribute value of an HTML page; line ends and tabs stay. */
export function html(text: string): string {
  return visible(text, '\n\t').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Text or a quoted attribute value of an XML 1.0 document, which cannot hold most control characters at all. */
export function xml(text: string): string {
  return html(text);
}

/** What GitHub reads as formatting, the scheme or host of a link, a mention, or the number of an issue (the empty match). */
const active = /[\\`*_[\]|~$&<>]|:(?=\/\/)|(?<=\bwww)\.|[@#](?=\w)|(?<=\bGH-)(?=\d)/gi;

/**
 * Running text of GitHub-flavoured Markdown, also inside a table cell. Nothing in it becomes formatting, HTML, a link,
 * a mention of a person or a reference to an issue.
 */
export function markdown(text: string): string {
  return visible(text).replace(active, (found) => {
    if (found === ':' || found === '.') return `&#${found.charCodeAt(0)};`;
    if (found === '' || found === '@' || found === '#') return `${found}&#8203;`;
    return entities[found] ?? `\\${found}`;
  });
}

/** JSON that is safe to print: characters that act on a terminal are written as `\uXXXX`, which reads back the same. */
export function json(value: unknown, indent = 2): string {
  const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, undefined, indent).replace(invisible, (character) =>
    character === '\n' ? character : character.split('').map(escapeUnit).join(''),
  );
}
