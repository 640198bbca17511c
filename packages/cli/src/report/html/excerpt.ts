import type { Verdict } from '@faultline/catalog';
import { shorten, snippetOf, sourceExcerpt } from '../source-line.js';
import type { ReportContext } from './context.js';
import { html, type Content } from './template.js';

/** Templates lose the white space of our own source, and what is put into them keeps it. */
const newline = '\n';

/** The longest line of source that is shown whole. */
const longest = 160;

/** The lines of source around a place, with their numbers; where they cannot be read, what the check quoted. */
export function excerpt(verdict: Verdict, { options }: ReportContext): Content {
  const lines = sourceExcerpt(verdict, options);
  if (!lines) {
    const snippet = snippetOf(verdict, options);
    return snippet && html`<pre>${snippet}</pre>`;
  }
  const width = String(lines.at(-1)?.number ?? 0).length;
  // One element for what is marked: a page has many lines, and whoever looks at each element of it takes longer.
  return html`<pre class="excerpt">
${lines.map(({ number, text, isAt }) => {
      const line = `${String(number).padStart(width)}  ${shorten(text, longest)}`;
      return isAt ? html`<mark>${line}</mark>${newline}` : html`${line}${newline}`;
    })}</pre>`;
}
