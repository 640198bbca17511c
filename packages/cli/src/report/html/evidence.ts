import type { EvidenceValue, Verdict } from '@faultline/catalog';
import { shorten } from '../source-line.js';
import type { ReportContext } from './context.js';
import { place, prose } from './finding.js';
import { html, type Content, type Markup } from './template.js';

/** The longest value of a piece of evidence. */
const longest = 120;

/** `connectionTimeout` as `connection timeout`. */
function words(key: string): string {
  return key.replace(/([a-z\d])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

function valueText(value: EvidenceValue): string {
  return shorten(typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value), longest);
}

function evidence(verdict: Verdict): Content {
  const entries = Object.entries(verdict.evidence ?? {});
  if (entries.length === 0) return undefined;
  return html`<ul class="facts">
    ${entries.map(
      ([key, value]) =>
        html`<li><span class="key">${words(key)}</span> <span class="value">${valueText(value)}</span></li>`,
    )}
  </ul>`;
}

function item(verdict: Verdict, context: ReportContext): Markup {
  return html`<li id="${context.anchorOf(verdict)}">
    <p>${place(verdict)}</p>
    <div>
      <p>${prose(verdict.message)}</p>
      ${evidence(verdict)}
    </div>
  </li>`;
}

/** Verdicts that need no action, folded away: compliant places, or those that could not be decided. */
export function folded(summary: Content, verdicts: readonly Verdict[], context: ReportContext): Markup | undefined {
  if (verdicts.length === 0) return undefined;
  return html`<details>
    <summary>${summary}</summary>
    <ul class="sites pairs">
      ${verdicts.map((verdict) => item(verdict, context))}
    </ul>
  </details>`;
}
