import type { Comparison, GateResult, Results } from '@faultline/catalog';
import { changesText, comparisonCounts, incompleteBase, placeOfChange } from '../gate-text.js';
import type { ReportContext } from './context.js';
import { prose } from './finding.js';
import { icon } from './icons.js';
import { html, type Content } from './template.js';

const words: Readonly<Record<GateResult['status'], string>> = {
  passed: 'The gate passed',
  failed: 'The gate failed',
  incomplete: 'The gate cannot pass an incomplete scan',
};
const icons = { passed: 'check', failed: 'cross', incomplete: 'warning' } as const;

function comparison(compared: Comparison): Content {
  const { kind, name, commit } = compared;
  const incomplete = incompleteBase(compared);
  const source = { revision: 'the base revision', results: 'the results in', baseline: 'the baseline' }[kind];
  return html`<p>
      Compared with ${source}
      <code>${name}</code>${commit !== undefined && html` at <code>${commit.slice(0, 12)}</code>`}:
      ${comparisonCounts(compared)}.
    </p>
    ${incomplete !== undefined && html`<p>${prose(incomplete)}</p>`}`;
}

/** What the branch changes in the gate that judges it. */
function changes(gate: GateResult): Content {
  const text = changesText(gate);
  if (!text) return undefined;
  return html`<div class="changes">
    <h3>${text.title}</h3>
    <ul>
      ${text.changes.map((change) => {
        const place = placeOfChange(change);
        return html`<li>
          ${place !== undefined && html`<span class="place">${place}</span> `}${prose(change.message)}
        </li>`;
      })}
    </ul>
    ${text.note !== undefined && html`<p class="muted">${text.note}</p>`}
  </div>`;
}

/** From when on the gate was asked to fail; undefined where the results do not say. */
function thresholdText({ run, gate }: Results): string | undefined {
  if (run?.failOn === undefined) return undefined;
  if (run.failOn === 'never') return 'Nothing was asked to fail (--fail-on never): this says nothing of the workload.';
  const what = gate?.comparison ? 'new violations' : 'violations';
  return `Asked to fail on ${what} of severity ${run.failOn}${run.failOn === 'error' ? '' : ' and above'}, or beyond the limits of the configuration.`;
}

/** What the gate decided, and why. */
export function gate({ results }: ReportContext): Content {
  if (!results.gate) return undefined;
  const { status, failures, comparison: compared } = results.gate;
  const asked = thresholdText(results);
  return html`<section class="gate ${status}" aria-labelledby="gate">
    ${icon(icons[status])}
    <div>
      <h2 id="gate">${words[status]}</h2>
      ${asked !== undefined && html`<p class="muted">${asked}</p>`}
      ${
        failures.length > 0 &&
        html`<ul>
          ${failures.map(({ message }) => html`<li>${prose(message)}</li>`)}
        </ul>`
      }
      ${compared && comparison(compared)} ${changes(results.gate)}
    </div>
  </section>`;
}
