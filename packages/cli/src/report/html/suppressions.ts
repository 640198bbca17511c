import type { Suppression, Verdict } from '@faultline/catalog';
import { splitMessage } from '../message.js';
import { byPlace } from '../place.js';
import { withStatus } from '../summary.js';
import type { ReportContext } from './context.js';
import { place, prose } from './finding.js';
import { html, type Content, type Markup } from './template.js';

const kinds: Readonly<Record<Suppression['kind'], string>> = {
  directive: 'comment in the code',
  acknowledgement: 'acknowledgement in the CDK app',
  metadata: 'metadata of the template',
  central: 'configuration',
};

/** Whether the last day has passed on the day of the report; unknown without a date. */
function hasExpired({ until }: Suppression, date: string | undefined): boolean {
  return until !== undefined && date !== undefined && until < date.slice(0, 10);
}

function item(verdict: Verdict, context: ReportContext): Markup {
  const { suppression } = verdict;
  const expired = suppression && hasExpired(suppression, context.results.date);
  const facts: Content[] = [
    suppression && html`<li>${kinds[suppression.kind]}</li>`,
    suppression?.ticket && html`<li><span class="key">ticket</span> ${suppression.ticket}</li>`,
    suppression?.until
      ? html`<li class="${expired ? 'expired' : ''}">
          <span class="key">${expired ? 'expired' : 'until'}</span> ${suppression.until}
        </li>`
      : html`<li>without an end</li>`,
  ];
  return html`<li id="${context.anchorOf(verdict)}">
    <div>
      <p>${place(verdict)}</p>
      <p><code>${verdict.check}</code></p>
    </div>
    <div>
      <p>${suppression?.reason ?? html`<em>No reason given</em>`}</p>
      <p class="muted">${prose(splitMessage(verdict.message).fault)}</p>
      <ul class="facts">
        ${facts}
      </ul>
    </div>
  </li>`;
}

/** The register of accepted violations: who can be asked is found in the history of the file. */
export function suppressions(context: ReportContext): Content {
  const accepted = withStatus(context.results, 'suppressed').sort(byPlace);
  if (accepted.length === 0) return undefined;
  return html`<section aria-labelledby="suppressions">
    <h2 id="suppressions">Suppressed violations</h2>
    <p class="muted">Accepted by the people who own the code or the template, with the reason that they gave.</p>
    <ul class="sites pairs register">
      ${accepted.map((verdict) => item(verdict, context))}
    </ul>
  </section>`;
}
