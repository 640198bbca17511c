import type { VerdictCounts } from '@faultline/catalog';
import { coverageOf, coverageText, standingLabels, type Standing } from '../summary.js';
import { icon, type IconName } from './icons.js';
import { html, type Markup } from './template.js';

const standingIcons: Readonly<Record<Standing, IconName>> = {
  met: 'check',
  'at-risk': 'cross',
  undetermined: 'question',
  'not-applicable': 'dash',
  attested: 'person',
  'not-checked': 'dash',
};

/** The standing of a best practice: colour, shape and word say the same. */
export function standingBadge(standing: Standing): Markup {
  return html`<span class="badge ${standing}">${icon(standingIcons[standing])}${standingLabels[standing]}</span>`;
}

const barWidth = 120;
const barParts = ['compliant', 'suppressed', 'undetermined', 'violation'] as const;

/** How the verdicts divide, as a bar; the numbers beside it say the same in words. Empty when nothing was judged. */
function coverageBar(counts: VerdictCounts): Markup | undefined {
  const { total } = coverageOf(counts);
  if (total === 0) return undefined;
  let start = 0;
  const parts = barParts.map((part) => {
    const width = (counts[part] / total) * barWidth;
    const x = start;
    start += width;
    return width > 0 && html`<rect class="${part}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="6" />`;
  });
  return html`<svg class="bar" viewBox="0 0 ${barWidth} 6" preserveAspectRatio="none" aria-hidden="true">
    ${parts}
  </svg>`;
}

/** The coverage with its bar. */
export function coverage(counts: VerdictCounts): Markup | undefined {
  const text = coverageText(counts);
  return text === '' ? undefined : html`<span class="coverage">${text}</span>${coverageBar(counts)}`;
}
