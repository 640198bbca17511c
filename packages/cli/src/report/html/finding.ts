import type { Related, Verdict } from '@faultline/catalog';
import { spans, splitMessage } from '../message.js';
import { placeText, resourceName } from '../place.js';
import { shorten, snippetOf } from '../source-line.js';
import type { ReportContext } from './context.js';
import { severityBadge } from './status.js';
import { html, type Markup } from './template.js';

/** The longest text that is shown whole; names may be of any length. */
const longest = 1000;

/** A message with its code set as code. */
export function prose(message: string): Markup {
  return html`${spans(shorten(message, longest)).map(({ text, code }) => (code ? html`<code>${text}</code>` : text))}`;
}

/** Where a verdict is: the file and line, and the resource where there is one. */
export function place(verdict: Verdict): Markup {
  const { resource, location } = verdict;
  const file = html`<span class="place">${shorten(placeText(verdict), longest)}</span>`;
  if (!resource) return file;
  const template = location && resource.template !== location.file ? html` in ${resource.template}` : undefined;
  return html`${file}
    <span class="resource">${resourceName(resource)} <span class="type">${resource.type}</span>${template}</span>`;
}

function relatedItem({ message, location, resource }: Related): Markup {
  const where = location ? `${location.file}:${location.line}:${location.column}` : resource && resourceName(resource);
  return html`<li>${prose(message)}${where && html` <span class="place">${where}</span>`}</li>`;
}

/** A violation: where, what and so what, the source, and the repair. */
export function finding(verdict: Verdict, context: ReportContext): Markup {
  const { fault, repair } = splitMessage(verdict.message);
  const snippet = snippetOf(verdict, context.options);
  const id = context.anchorOf(verdict);
  const { related = [] } = verdict;
  return html`<li class="finding ${verdict.severity}" id="${id}">
    <p class="where">
      ${severityBadge(verdict.severity)} ${place(verdict)}
      <a class="anchor" href="#${id}" aria-label="Link to this finding">#</a>
    </p>
    <p>${prose(fault)}</p>
    ${snippet && html`<pre><code>${snippet}</code></pre>`} ${repair && html`<p class="repair">${prose(repair)}</p>`}
    ${
      related.length > 0 &&
      html`<ul class="related">
        ${related.map(relatedItem)}
      </ul>`
    }
  </li>`;
}
