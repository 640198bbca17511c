import { html as escape } from '../escape.js';

/** Text that is HTML already. Only this module makes it, so everything else is escaped. */
class Markup {
  constructor(readonly text: string) {}
}
export type { Markup };

/** What a template takes: text and numbers are escaped, markup is not, lists are joined, nothing is left out. */
export type Content = Markup | string | number | undefined | false | readonly Content[];

/** Marks text as HTML that needs no escaping. For our own constants only, never for text from the scanned project. */
export function raw(text: string): Markup {
  return new Markup(text);
}

function write(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (content === undefined || content === false) return '';
  if (typeof content === 'object') return content.map(write).join('');
  return escape(String(content));
}

const compact = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The fixed parts of a template without the indentation of our source, which would be a third of a long page. */
function withoutIndentation(strings: TemplateStringsArray): readonly string[] {
  const known = compact.get(strings);
  if (known) return known;
  const made = strings.map((string) => string.replace(/\n\s+/g, '\n'));
  compact.set(strings, made);
  return made;
}

/** Template tag for HTML: whatever is put in is escaped unless it is markup itself. Attribute values need quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return raw(withoutIndentation(strings).reduce((text, string, index) => text + write(values[index - 1]) + string));
}

/** A link to a page on the web; anything but an https address becomes plain text, since results may be edited. */
export function link(url: string, text: Content): Markup {
  return /^https:\/\//i.test(url) ? html`<a href="${url}" rel="noreferrer">${text}</a>` : html`${text}`;
}
