import type { Verdict } from '@faultline/catalog';
import { spans } from '../message.js';
import { byPlace, groupBy } from '../place.js';
import { groupAttributes, rest } from './check.js';
import type { ReportContext } from './context.js';
import { evidence } from './evidence.js';
import { place, prose } from './finding.js';
import { fold } from './fold.js';
import { icon } from './icons.js';
import { html, type Content, type Markup } from './template.js';

/** Most places that are listed for one reason. */
const most = 250;

/** The reason without the names in it, so that the same reason at two places is one. */
function reasonOf({ message }: Verdict): string {
  return spans(message)
    .map(({ text, code }) => (code ? '`…`' : text))
    .join('');
}

function group(reason: string, verdicts: readonly Verdict[], context: ReportContext): Markup {
  const [first] = verdicts;
  const isShared = verdicts.every(({ message }) => message === first?.message);
  const item = (verdict: Verdict): Markup => {
    const names = spans(verdict.message).filter(({ code }) => code);
    return html`<li id="${context.anchorOf(verdict)}">
      <p>${place(verdict, context.anchorOf(verdict))}</p>
      <div>
        ${!isShared && html`<p>${names.map(({ text }) => html`<code>${text}</code> `)}</p>`}${evidence(verdict)}
      </div>
    </li>`;
  };
  const name = first?.check ?? '';
  return html`<div class="group" data-shared ${groupAttributes(name, context)}>
    <h3><span>${prose(isShared ? (first?.message ?? '') : reason)}</span> <code>${name}</code></h3>
    <ul class="sites pairs" data-status="undetermined">
      ${verdicts.slice(0, most).map(item)}
    </ul>
    ${rest(verdicts.length - most, 'undetermined place')}
  </div>`;
}

/** What could not be decided, by the reason why; the reason for most places first. Folded. */
export function undeterminedSites(verdicts: readonly Verdict[], context: ReportContext): Content {
  const sorted = [...verdicts].sort(byPlace);
  const reasons = [...groupBy(sorted, (verdict) => `${verdict.check} ${reasonOf(verdict)}`).values()];
  reasons.sort((a, b) => b.length - a.length);
  return fold(
    {
      mark: icon('question'),
      number: verdicts.length,
      noun: 'place',
      words: 'that could not be decided',
      kind: 'undetermined',
    },
    reasons.map((own) => group(own[0] ? reasonOf(own[0]) : '', own, context)),
  );
}
