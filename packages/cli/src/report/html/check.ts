import type { Verdict, VerdictStatus } from '@faultline/catalog';
import { byPlace } from '../place.js';
import { bySeverity, count } from '../summary.js';
import type { ReportContext } from './context.js';
import { folded } from './evidence.js';
import { finding, prose } from './finding.js';
import { icon } from './icons.js';
import { html, link, type Content, type Markup } from './template.js';

/** Most verdicts of one kind that a check lists, so that the page of a large workload still opens. */
const longestList = { violation: 1000, other: 250 };

function rest(left: number, noun: string): Markup | undefined {
  return left > 0
    ? html`<p class="rest">and ${count(left, `more ${noun}`)}; the JSON results list them all.</p>`
    : undefined;
}

/** Why the check matters and what to do, from its metadata. */
function about(name: string, context: ReportContext): Content {
  const check = context.checks.get(name);
  if (!check) return undefined;
  const sources = check.sources.map(({ title, url }) => html`<li>${link(url, title)}</li>`);
  return html`<details class="about">
    <summary>Why it matters and how to repair it</summary>
    <p>${prose(check.why)}</p>
    <p>${prose(check.fix)}</p>
    ${
      sources.length > 0 &&
      html`<ul class="sources">
        ${sources}
      </ul>`
    }
  </details>`;
}

/** One check: its violations open to view, what needs no action folded. */
export function checkSection(name: string, verdicts: readonly Verdict[], context: ReportContext): Markup {
  const sorted = [...verdicts].sort(byPlace);
  const of = (status: VerdictStatus) => sorted.filter((verdict) => verdict.status === status);
  const violations = of('violation').sort(bySeverity);
  const undetermined = of('undetermined');
  const compliant = of('compliant');
  const { violation: most, other } = longestList;
  return html`<div class="check">
    <h3><span>${context.checks.get(name)?.title ?? name}</span> <code>${name}</code></h3>
    ${about(name, context)}
    ${
      violations.length > 0 &&
      html`<ul class="findings">
        ${violations.slice(0, most).map((verdict) => finding(verdict, context))}
      </ul>`
    }
    ${rest(violations.length - most, 'violation')}
    ${folded(html`${icon('question')}${count(undetermined.length, 'place')} that could not be decided`, undetermined.slice(0, other), context)}
    ${rest(undetermined.length - other, 'undetermined place')}
    ${folded(html`${icon('check')}${count(compliant.length, 'compliant place')}`, compliant.slice(0, other), context)}
    ${rest(compliant.length - other, 'compliant place')}
  </div>`;
}
