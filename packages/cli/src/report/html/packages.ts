import type { PackageResult } from '@faultline/catalog';
import { byViolations } from '../packages.js';
import { coverageText } from '../summary.js';
import type { ReportContext } from './context.js';
import { html, type Content, type Markup } from './template.js';

/** Packages that stand in the open; the others are folded away. */
const mostOpen = 10;

/** What each package of a monorepo has, the worst first. */
export function packages({ results }: ReportContext): Content {
  const all = byViolations(results.packages ?? []);
  if (all.length === 0) return undefined;
  const rest = all.slice(mostOpen);
  return html`<section aria-labelledby="packages">
    <h2 id="packages">Packages</h2>
    ${table(all.slice(0, mostOpen))}
    ${
      rest.length > 0 &&
      html`<details>
        <summary>${rest.length} more</summary>
        ${table(rest)}
      </details>`
    }
  </section>`;
}

function table(rows: readonly PackageResult[]): Markup {
  return html`<table class="packages">
    <thead>
      <tr>
        <th scope="col">Package</th>
        <th scope="col">Folder</th>
        <th scope="col">Errors</th>
        <th scope="col">Warnings</th>
        <th scope="col">Notes</th>
        <th scope="col">Compliant</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, folder, violations, counts }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td class="place">${folder}</td>
            ${[violations.error, violations.warning, violations.note].map(
              (number) => html`<td class="number">${number > 0 && number}</td>`,
            )}
            <td class="number">${coverageText(counts)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
