import type { Cause } from '../causes.js';
import { causesOf } from '../causes.js';
import { count } from '../summary.js';
import { checkAnchor } from './check.js';
import type { ReportContext } from './context.js';
import { faultAndRepair, ownersLine, place } from './finding.js';
import { html, type Content, type Markup } from './template.js';

/** Causes that are named on top. */
const most = 5;
/** Places of each. */
const mostPlaces = 3;

/** What to repair first, and why: somebody who reads no further knows where to begin. */
export function repairFirst(context: ReportContext): Content {
  const causes = causesOf(context.results);
  const [first] = causes;
  if (!first) return undefined;
  const rest = causes.length - most;
  return html`<section aria-labelledby="first">
    <h2 id="first">What to repair first</h2>
    <p class="muted">
      ${count(causes.length, 'cause')} of
      ${count(
        causes.reduce((sum, { verdicts }) => sum + verdicts.length, 0),
        'violation',
      )},
      the gravest first.${rest > 0 && ` The other ${rest} stand under their best practices.`}
    </p>
    <ol class="first">
      ${causes.slice(0, most).map((cause) => item(cause, context))}
    </ol>
  </section>`;
}

function item({ check, severity, verdicts, reasons }: Cause, context: ReportContext): Markup {
  const [first] = verdicts;
  const rest = verdicts.length - mostPlaces;
  return html`<li class="${severity}">
    <h3><a href="#${checkAnchor(check)}">${context.checks.get(check)?.title ?? check}</a> <code>${check}</code></h3>
    <p class="reasons"><b>${severity}</b> ${reasons.join(' · ')}</p>
    ${first && faultAndRepair(first.message)}
    <ul class="at">
      ${verdicts
        .slice(0, mostPlaces)
        .map((verdict) => html`<li>${place(verdict, context.anchorOf(verdict))} ${ownersLine(verdict, context)}</li>`)}
      ${rest > 0 && html`<li class="muted">and ${count(rest, 'more place')}</li>`}
    </ul>
  </li>`;
}
