import type { Verdict } from '@faultline/catalog';
import { shorten, snippetOf, sourceExcerpt } from '../source-line.js';
import type { ReportContext } from './context.js';
import { html, type Content } from './template.js';

/** The longest line of source that is shown whole. */
const longest = 160;

/** The lines of source around a place, with their numbers; where they cannot be read, what the check quoted. */
export function excerpt(verdict: Verdict, { options }: ReportContext): Content {
  const lines = sourceExcerpt(verdict, options);
  if (!lines) {
    const snippet = snippetOf(verdict, options);
    return snippet && html`<pre>${snippet}</pre>`;
  }
  return html`<pre class="excerpt"><code>${lines.map(
    ({ number, text, isAt }) =>
      html`<span class="${isAt ? 'at' : 'around'}"
        ><span class="line">${number}</span> ${shorten(text, longest)}
      </span>`,
  )}</code></pre>`;
}
