import { bestPractice, type BestPracticeResult } from '@faultline/catalog';
import { standingLabels, standingOf, type Standing } from '../summary.js';
import { hasSection } from './best-practice.js';
import type { ReportContext } from './context.js';
import { coverage, standingBadge } from './status.js';
import { html, type Content, type Markup } from './template.js';

/** A number with its word, which only the narrow layout shows; an empty cell for none. */
function cell(number: number, kind: string, unit = kind): Markup {
  return number === 0
    ? html`<td role="cell" class="number none"></td>`
    : html`<td role="cell" class="number ${kind}">${number}<span class="unit"> ${unit}</span></td>`;
}

function row(practice: BestPracticeResult, context: ReportContext): Markup {
  const standing = standingOf(context.results, practice);
  const { violation, undetermined, suppressed } = practice.counts;
  const name = html`<span class="name"
    ><span class="id">${practice.id}</span> <span class="title">${practice.title}</span></span
  >`;
  const linked = hasSection(practice) ? html`<a href="#${practice.id}">${name}</a>` : name;
  return html`<tr role="row" class="${standing}">
    <th role="rowheader" scope="row">${linked}</th>
    <td role="cell" class="risk">${bestPractice(practice.id).risk}</td>
    <td role="cell" class="standing">${standingBadge(standing)}</td>
    <td role="cell" class="covered">${coverage(practice.counts)}</td>
    ${cell(violation, 'violation', violation === 1 ? 'violation' : 'violations')}${cell(undetermined, 'undetermined')}${cell(suppressed, 'suppressed')}
  </tr>`;
}

/** What the less obvious standings mean. */
const meanings: Readonly<Partial<Record<Standing, string>>> = {
  'not-checked': 'no check that ran looks at it.',
  'not-applicable': 'the checks found no place that it applies to.',
  undetermined: 'nothing was found at fault, and something could not be decided.',
  attested: 'people answered for it.',
};

/** Explains the standings that occur. */
function notes({ results }: ReportContext): Content {
  const standings = new Set(results.bestPractices.map((practice) => standingOf(results, practice)));
  const known = [...standings].flatMap((standing) => {
    const meaning = meanings[standing];
    return meaning ? [html`<p><b>${standingLabels[standing]}:</b> ${meaning}</p>`] : [];
  });
  return known.length > 0 && html`<div class="notes">${known}</div>`;
}

/** The eleven best practices with where they stand. The roles keep it a table where a narrow page lays it out as cards. */
export function matrix(context: ReportContext): Markup {
  const heading = (text: string, kind = '') => html`<th role="columnheader" scope="col" class="${kind}">${text}</th>`;
  return html`<section aria-labelledby="matrix">
    <div class="heading">
      <h2 id="matrix">Best practices</h2>
      <button type="button" data-unfold aria-pressed="false" hidden>Unfold everything</button>
    </div>
    <table class="matrix" role="table" aria-labelledby="matrix">
      <thead role="rowgroup">
        <tr role="row">
          ${heading('Best practice')}${heading('Risk', 'risk')}${heading('Status')}${heading('Compliant')}
          ${heading('Violations', 'number')}${heading('Undetermined', 'number')}${heading('Suppressed', 'number')}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${context.results.bestPractices.map((practice) => row(practice, context))}
      </tbody>
    </table>
    ${notes(context)}
  </section>`;
}
