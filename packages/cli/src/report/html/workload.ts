import type { Unlinked, Verdict } from '@faultline/catalog';
import { placeOf } from '../place.js';
import { count, withStatus } from '../summary.js';
import { nameOfUnlinked } from '../unlinked.js';
import type { ReportContext } from './context.js';
import { prose } from './finding.js';
import { html, type Content, type Markup } from './template.js';

/** What the two layers say only together: findings that do not apply, and functions whose code was not found. */
export function workload({ results }: ReportContext): Content {
  const withdrawn = withStatus(results, 'withdrawn');
  const unlinked = results.dependencies.unlinked;
  if (withdrawn.length === 0 && unlinked.length === 0) return undefined;
  return html`<section aria-labelledby="workload">
    <h2 id="workload">Code and infrastructure together</h2>
    ${
      withdrawn.length > 0 &&
      html`<details>
        <summary>
          ${count(withdrawn.length, 'finding')} withdrawn, since the other layer shows that it does not apply
        </summary>
        <ul>
          ${withdrawn.map(withdrawnItem)}
        </ul>
      </details>`
    }
    ${
      unlinked.length > 0 &&
      html`<details>
        <summary>${count(unlinked.length, 'function')} without code in view: nothing is said of both together</summary>
        <ul>
          ${unlinked.map(unlinkedItem)}
        </ul>
      </details>`
    }
  </section>`;
}

function withdrawnItem(verdict: Verdict): Markup {
  const { file, line } = placeOf(verdict);
  const where = `${file ?? 'the workload'}${line === undefined ? '' : `:${line}`}`;
  return html`<li>
    <code>${verdict.check}</code> at <span class="place">${where}</span>: ${prose(verdict.withdrawal?.reason ?? '')}
  </li>`;
}

function unlinkedItem(one: Unlinked): Markup {
  return html`<li><span class="place">${nameOfUnlinked(one)}</span>: ${prose(one.reason)}</li>`;
}
