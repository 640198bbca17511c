import type { Verdict } from '@faultline/catalog';
import { byPlace, compareText, groupBy } from '../place.js';
import { checkHeading, groupAttributes, rest } from './check.js';
import type { ReportContext } from './context.js';
import { evidence } from './evidence.js';
import { place, prose } from './finding.js';
import { fold } from './fold.js';
import { icon } from './icons.js';
import { html, type Content, type Markup } from './template.js';

/** Most places that are listed for one check. */
const most = 250;

function group(name: string, verdicts: readonly Verdict[], context: ReportContext): Markup {
  const sorted = [...verdicts].sort(byPlace);
  // What holds for every place is said once.
  const [message = '', ...others] = new Set(sorted.map((verdict) => verdict.message));
  const isShared = others.length === 0;
  const item = (verdict: Verdict): Markup =>
    html`<li id="${context.anchorOf(verdict)}">
      <p>${place(verdict, context.anchorOf(verdict))}</p>
      <div>${!isShared && html`<p>${prose(verdict.message)}</p>`}${evidence(verdict)}</div>
    </li>`;
  return html`<div class="group" data-shared ${groupAttributes(name, context)}>
    ${checkHeading(name, context)} ${isShared && html`<p>${prose(message)}</p>`}
    <ul class="sites pairs" data-status="compliant">
      ${sorted.slice(0, most).map(item)}
    </ul>
    ${rest(sorted.length - most, 'compliant place')}
  </div>`;
}

/** The places that follow a best practice, by check, with what shows it. Folded, since they need no action. */
export function compliantSites(verdicts: readonly Verdict[], context: ReportContext): Content {
  const checks = [...groupBy(verdicts, ({ check }) => check)].sort(([a], [b]) => compareText(a, b));
  return fold(
    { mark: icon('check'), number: verdicts.length, noun: 'compliant place', kind: 'compliant' },
    checks.map(([name, own]) => group(name, own, context)),
  );
}
