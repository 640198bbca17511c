import { bestPractice, type BestPracticeResult, type HistoryEntry } from '@faultline/catalog';
import { answeredText } from '../people.js';
import { standingLabels, standingOf, type Standing } from '../summary.js';
import { hasSection } from './best-practice.js';
import type { ReportContext } from './context.js';
import { coverage, standingBadge } from './status.js';
import { html, type Content, type Markup } from './template.js';
import { practiceTrend, runsOf } from './trend.js';

/** A number with its word, which only the narrow layout shows; an empty cell for none. */
function cell(number: number, kind: string, unit = kind, more?: Content): Markup {
  return number === 0
    ? html`<td role="cell" class="number none"></td>`
    : html`<td role="cell" class="number ${kind}">${number}<span class="unit"> ${unit}</span>${more}</td>`;
}

/** Columns that only some results fill. */
interface Columns {
  readonly undetermined: boolean;
  readonly suppressed: boolean;
  readonly questions: boolean;
  /** Runs to draw the trend of. */
  readonly runs: readonly HistoryEntry[];
}

function row(practice: BestPracticeResult, columns: Columns, context: ReportContext): Markup {
  const standing = standingOf(context.results, practice);
  const { violation, undetermined, suppressed } = practice.counts;
  const fresh = context.results.verdicts.filter(
    ({ bestPractice: id, status, baseline }) => id === practice.id && status === 'violation' && baseline === 'new',
  ).length;
  const { questions, runs } = columns;
  const answered = answeredText(practice.questions);
  const name = html`<span class="name"
    ><span class="id">${practice.id}</span> <span class="title">${practice.title}</span></span
  >`;
  const linked = hasSection(practice, context) ? html`<a href="#${practice.id}">${name}</a>` : name;
  return html`<tr role="row" class="${standing}">
    <th role="rowheader" scope="row">${linked}</th>
    <td role="cell" class="risk">${bestPractice(practice.id).risk}</td>
    <td role="cell" class="standing">${standingBadge(standing)}</td>
    <td role="cell" class="covered">${coverage(practice.counts)}</td>
    ${cell(violation, 'violation', violation === 1 ? 'violation' : 'violations', fresh > 0 && html` <span class="fresh">${fresh} new</span>`)}
    ${columns.undetermined && cell(undetermined, 'undetermined')}${columns.suppressed && cell(suppressed, 'suppressed')}
    ${questions && html`<td role="cell" class="number answers">${answered}${answered !== '' && html`<span class="unit"> answered</span>`}</td>`}
    ${runs.length > 0 && html`<td role="cell" class="trend">${practiceTrend(practice.id, runs)}</td>`}
  </tr>`;
}

/** What the less obvious standings mean. */
const meanings: Readonly<Partial<Record<Standing, string>>> = {
  'not-checked': 'no check that ran looks at it.',
  'not-applicable': 'the checks found no place that it applies to.',
  undetermined: 'nothing was found at fault, and something could not be decided or waits for an answer.',
  attested: 'people answered for it, and nothing speaks against it.',
};

/** Explains the standings that occur. */
function notes({ results }: ReportContext): Content {
  const standings = new Set(results.bestPractices.map((practice) => standingOf(results, practice)));
  const known = [...standings].flatMap((standing) => {
    const meaning = meanings[standing];
    return meaning ? [html`<p><b>${standingLabels[standing]}:</b> ${meaning}</p>`] : [];
  });
  const asked = results.bestPractices.some(({ questions }) => questions.length > 0);
  const answers = html`<p>
    <b>Answered:</b> questions that only people can answer. Answers stand under <code>answers</code> in the
    configuration, by the name of the question.
  </p>`;
  return (known.length > 0 || asked) && html`<div class="notes">${known}${asked && answers}</div>`;
}

/** The eleven best practices with where they stand. The roles keep it a table where a narrow page lays it out as cards. */
export function matrix(context: ReportContext): Markup {
  const heading = (text: string, kind = '') => html`<th role="columnheader" scope="col" class="${kind}">${text}</th>`;
  const { bestPractices: practices } = context.results;
  const columns: Columns = {
    undetermined: practices.some(({ counts }) => counts.undetermined > 0),
    suppressed: practices.some(({ counts }) => counts.suppressed > 0),
    questions: practices.some(({ questions }) => questions.length > 0),
    runs: runsOf(context),
  };
  return html`<section aria-labelledby="matrix">
    <div class="heading">
      <h2 id="matrix">Best practices</h2>
      <button type="button" data-unfold aria-pressed="false" hidden>Unfold everything</button>
    </div>
    <table class="matrix" role="table" aria-labelledby="matrix">
      <thead role="rowgroup">
        <tr role="row">
          ${heading('Best practice')}${heading('Risk', 'risk')}${heading('Status')}${heading('Compliant')}
          ${heading('Violations', 'number')}${columns.undetermined && heading('Undetermined', 'number')}${columns.suppressed && heading('Suppressed', 'number')}
          ${columns.questions && heading('Answered', 'number')}${columns.runs.length > 0 && heading('Trend', 'trend')}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${practices.map((practice) => row(practice, columns, context))}
      </tbody>
    </table>
    ${notes(context)}
  </section>`;
}
