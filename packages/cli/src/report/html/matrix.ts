import { bestPractice, type BestPracticeResult } from '@faultline/catalog';
import { standingOf } from '../summary.js';
import { hasSection } from './best-practice.js';
import type { ReportContext } from './context.js';
import { coverage, standingBadge } from './status.js';
import { html, type Markup } from './template.js';

/** A number with its word, which the narrow layout shows; an empty cell for none. */
function cell(number: number, kind: string): Markup {
  return number === 0
    ? html`<td role="cell" class="number none"></td>`
    : html`<td role="cell" class="number ${kind}">${number}<span class="unit"> ${kind}</span></td>`;
}

function row(practice: BestPracticeResult, context: ReportContext): Markup {
  const standing = standingOf(context.results, practice);
  const { violation, undetermined, suppressed } = practice.counts;
  const name = html`<span class="id">${practice.id}</span> <span class="title">${practice.title}</span>`;
  const linked = hasSection(practice) ? html`<a href="#${practice.id}">${name}</a>` : name;
  return html`<tr role="row" class="${standing}">
    <th role="rowheader" scope="row">${linked}</th>
    <td role="cell" class="risk">${bestPractice(practice.id).risk}</td>
    <td role="cell" class="standing">${standingBadge(standing)}</td>
    <td role="cell" class="covered">${coverage(practice.counts)}</td>
    ${cell(violation, 'violation')}${cell(undetermined, 'undetermined')}${cell(suppressed, 'suppressed')}
  </tr>`;
}

/** The eleven best practices with where they stand. The roles keep it a table where a narrow page lays it out as cards. */
export function matrix(context: ReportContext): Markup {
  const heading = (text: string, kind = '') => html`<th role="columnheader" scope="col" class="${kind}">${text}</th>`;
  return html`<section aria-labelledby="matrix">
    <h2 id="matrix">Best practices</h2>
    <table class="matrix" role="table" aria-labelledby="matrix">
      <thead role="rowgroup">
        <tr role="row">
          ${heading('Best practice')}${heading('Risk if missing', 'risk')}${heading('Status')}${heading('Compliant places')}
          ${heading('Violations', 'number')}${heading('Undetermined', 'number')}${heading('Suppressed', 'number')}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${context.results.bestPractices.map((practice) => row(practice, context))}
      </tbody>
    </table>
  </section>`;
}
