import { maturityLevels, type CriterionResult, type MaturityLevel, type MaturityResult } from '@faultline/catalog';
import { levelText, missingForNext } from '../people.js';
import type { ReportContext } from './context.js';
import { icon } from './icons.js';
import { answer } from './questions.js';
import { html, type Content, type Markup } from './template.js';

const levels: readonly MaturityLevel[] = [1, 2, 3, 4];
const icons = { shown: 'check', missing: 'cross', open: 'question' } as const;
const words = { shown: 'shown', missing: 'missing', open: 'open' } as const;

function criterion({ claim, basis, state, question }: CriterionResult): Markup {
  return html`<li class="${state}">
    ${icon(icons[state])}
    <div>
      <p>${claim} <span class="muted">(${words[state]})</span></p>
      <p class="muted">${basis}</p>
      ${question && answer(question)}
    </div>
  </li>`;
}

function ladder({ question, level }: MaturityResult): Markup {
  const reached = level ?? 0;
  return html`<ol class="levels">
    ${levels.map(
      (step) =>
        html`<li class="${step <= reached ? 'reached' : 'ahead'}" ${step === reached && html` aria-current="step"`}>
          <b>${step}</b> ${maturityLevels[question][step]}
        </li>`,
    )}
  </ol>`;
}

function missing(one: MaturityResult): Content {
  if (!one.next) return undefined;
  return html`<h4>What level ${one.next.level}, ${one.next.name}, lacks</h4>
    <ul class="criteria">
      ${missingForNext(one).map(criterion)}
    </ul>`;
}

/** The criteria that are not listed as missing already. */
function others(one: MaturityResult): Content {
  const left = one.criteria.filter(({ id }) => !one.next?.missing.includes(id));
  if (left.length === 0) return undefined;
  return html`<details>
    <summary>${left.length} more ${left.length === 1 ? 'criterion' : 'criteria'}</summary>
    <ul class="criteria">
      ${left.map(criterion)}
    </ul>
  </details>`;
}

function rating(one: MaturityResult): Markup {
  return html`<div class="rating">
    <h3><span class="id">${one.question}</span> ${one.title}</h3>
    ${ladder(one)}
    <p>At ${levelText(one)}.</p>
    ${missing(one)} ${others(one)}
  </div>`;
}

/** How mature the answer to each question is, and what the next level lacks; questions that are not rated are left out. */
export function maturity({ results }: ReportContext): Content {
  const rated = (results.maturity ?? []).filter(({ level }) => level !== null);
  if (rated.length === 0) return undefined;
  return html`<section aria-labelledby="maturity">
    <h2 id="maturity">Maturity</h2>
    <div class="ratings">${rated.map(rating)}</div>
  </section>`;
}
