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

/** Template tag for HTML: whatever is put in is escaped unless it is markup itself. Attribute values need quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return raw(strings.reduce((text, string, index) => text + write(values[index - 1]) + string));
}

/** A link to a page on the web; anything but an https address becomes plain text, since results may be edited. */
export function link(url: string, text: Content): Markup {
  return /^https:\/\//i.test(url) ? html`<a href="${url}" rel="noreferrer">${text}</a>` : html`${text}`;
}
