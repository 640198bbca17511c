import type { Verdict } from '@faultline/catalog';
import { isKnown } from '../open-violations.js';
import { byPlace, groupBy } from '../place.js';
import { bySeverity, count } from '../summary.js';
import type { ReportContext } from './context.js';
import { faultAndRepair, finding, prose } from './finding.js';
import { html, link, type Content, type Markup } from './template.js';

/** Most violations of one check that are listed, so that the page of a large workload still opens. */
const most = 1000;

/** Says how many were left out of a list; nothing when none was. */
export function rest(left: number, noun: string): Content {
  return left > 0 && html`<p class="rest">and ${count(left, `more ${noun}`)}; the JSON results list them all.</p>`;
}

/** What the filters know of everything inside the element of a check. */
export function groupAttributes(name: string, context: ReportContext): Markup {
  const check = context.checks.get(name);
  const known = check && html` data-layer="${check.layer}" data-severity="${check.severity}"`;
  return html`data-group data-check="${name}"${known}`;
}

/** The id of the element that shows what violates a check. */
export function checkAnchor(name: string): string {
  return `c-${name.replace(/[^\w-]/g, '_')}`;
}

/** Title and name of a check. */
export function checkHeading(name: string, context: ReportContext): Markup {
  return html`<h3><span>${context.checks.get(name)?.title ?? name}</span> <code>${name}</code></h3>`;
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

/** Violations of which the same can be said: once, and then where they are. */
function shared(violations: readonly Verdict[], context: ReportContext): Markup {
  return html`<div class="shared" data-group data-shared>
    ${faultAndRepair(violations[0]?.message ?? '')}
    <ul class="findings" data-status="violation">
      ${violations.map((verdict) => finding(verdict, context, true))}
    </ul>
  </div>`;
}

/** What violations are called whose number stands before it. */
function severityWord(violations: readonly Verdict[]): string {
  const severities = new Set(violations.map(({ severity }) => severity));
  const word = severities.size === 1 ? ([...severities][0] ?? '') : 'violation';
  return violations.length === 1 ? word : `${word}s`;
}

/** The violations of one check, new ones first, then by severity and place; those with the same words together. */
export function violationsOfCheck(name: string, violations: readonly Verdict[], context: ReportContext): Markup {
  const sorted = [...violations].sort(
    (a, b) => Number(isKnown(a)) - Number(isKnown(b)) || bySeverity(a, b) || byPlace(a, b),
  );
  const alike = [...groupBy(sorted.slice(0, most), ({ message }) => message).values()];
  const single = alike.filter(({ length }) => length === 1).flat();
  const [gravest] = sorted;
  return html`<details
    class="check ${gravest?.severity ?? ''}"
    id="${checkAnchor(name)}"
    ${groupAttributes(name, context)}
  >
    <summary>
      ${checkHeading(name, context)}
      <span class="number"><span data-count>${sorted.length}</span> ${severityWord(sorted)}</span>
    </summary>
    ${about(name, context)} ${alike.filter(({ length }) => length > 1).map((own) => shared(own, context))}
    ${
      single.length > 0 &&
      html`<ul class="findings" data-status="violation">
        ${single.map((verdict) => finding(verdict, context))}
      </ul>`
    }
    ${rest(sorted.length - most, 'violation')}
  </details>`;
}
