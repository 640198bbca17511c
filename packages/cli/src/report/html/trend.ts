import type { BestPracticeId, HistoryEntry, HistoryStanding } from '@faultline/catalog';
import type { ReportContext } from './context.js';
import { area, sparkline } from './sparkline.js';
import { html, type Content, type Markup } from './template.js';

/** Fewer runs than this are no trend. */
const fewest = 2;

/** The runs to show a trend of; none where there are too few. */
export function runsOf({ results }: ReportContext): readonly HistoryEntry[] {
  const { history = [] } = results;
  return history.length >= fewest ? history : [];
}

/** The violations of one best practice over the runs; nothing where it was not looked at twice. */
export function practiceTrend(id: BestPracticeId, runs: readonly HistoryEntry[]): Content {
  const values = runs.map(({ bestPractices }) => bestPractices[id]?.violation);
  const known = values.filter((value) => value !== undefined);
  return sparkline(values, `Violations of ${id}, run by run: ${known.join(', ')}`);
}

/** A run in figures over all best practices. */
interface Total {
  readonly run: HistoryEntry;
  readonly violation: number;
  readonly undetermined: number;
  readonly compliant: number;
  readonly judged: number;
  /** Whole percent of compliant places; 0 where nothing was judged. */
  readonly share: number;
  readonly atRisk: number;
}

function total(run: HistoryEntry): Total {
  const standings: readonly HistoryStanding[] = Object.values(run.bestPractices);
  const sum = (key: 'violation' | 'undetermined' | 'compliant' | 'suppressed') =>
    standings.reduce((all, standing) => all + standing[key], 0);
  const [violation, undetermined, compliant] = [sum('violation'), sum('undetermined'), sum('compliant')];
  const judged = violation + undetermined + compliant + sum('suppressed');
  const share = judged === 0 ? 0 : Math.floor((compliant / judged) * 100);
  const atRisk = standings.filter(({ status }) => status === 'at-risk').length;
  return { run, violation, undetermined, compliant, judged, share, atRisk };
}

const dayOf = ({ date }: HistoryEntry) => date.slice(0, 10);

/** A number with its sign, such as `+3`; `no change` for none. */
function signed(change: number, unit: string): string {
  if (change === 0) return 'no change';
  return `${change > 0 ? '+' : '−'}${Math.abs(change)}${unit}`;
}

interface Curve {
  readonly title: string;
  readonly kind: string;
  readonly unit: string;
  readonly top: number;
  readonly values: readonly number[];
}

function figure({ title, kind, unit, top, values }: Curve, runs: readonly HistoryEntry[]): Markup {
  const [first, last] = [runs[0], runs.at(-1)];
  const change = (values.at(-1) ?? 0) - (values[0] ?? 0);
  return html`<figure class="curve ${kind}">
    <figcaption>
      <span>${title}</span>
      <b>${values.at(-1)}${unit}</b>
      <span class="muted">${signed(change, unit)} since ${first && dayOf(first)}</span>
    </figcaption>
    <div class="plot">
      <span class="top">${top}${unit}</span>
      ${area(values, top, `${title}, run by run: ${values.join(', ')}`)}
    </div>
    <p class="span"><span>${first && dayOf(first)}</span> <span>${last && dayOf(last)}</span></p>
  </figure>`;
}

function row({ run, violation, undetermined, compliant, judged, atRisk }: Total): Markup {
  return html`<tr>
    <th scope="row">${run.date.slice(0, 16).replace('T', ' ')}</th>
    <td><code>${run.commit?.slice(0, 12)}</code></td>
    <td class="number">${violation}</td>
    <td class="number">${undetermined}</td>
    <td class="number">${compliant} of ${judged}</td>
    <td class="number">${atRisk}</td>
  </tr>`;
}

/** How the workload came to where it stands: two curves, and every run as a table. */
export function trend(context: ReportContext): Content {
  const runs = runsOf(context);
  if (runs.length === 0) return undefined;
  const totals = runs.map(total);
  const violations = totals.map(({ violation }) => violation);
  const shares = totals.map(({ share }) => share);
  return html`<section aria-labelledby="trend">
    <h2 id="trend">Trend</h2>
    <div class="curves">
      ${figure({ title: 'Violations', kind: 'violation', unit: '', top: Math.max(1, ...violations), values: violations }, runs)}
      ${figure({ title: 'Compliant places', kind: 'compliant', unit: ' %', top: 100, values: shares }, runs)}
    </div>
    <details>
      <summary>The ${runs.length} runs as a table</summary>
      <div class="wide">
        <table class="runs">
          <thead>
            <tr>
              <th scope="col">Run (UTC)</th>
              <th scope="col">Commit</th>
              <th scope="col" class="number">Violations</th>
              <th scope="col" class="number">Undetermined</th>
              <th scope="col" class="number">Compliant</th>
              <th scope="col" class="number">Best practices at risk</th>
            </tr>
          </thead>
          <tbody>
            ${[...totals].reverse().map(row)}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
}
