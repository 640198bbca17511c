import { bestPractice, type BestPracticeResult, type OpenQuestion, type Verdict } from '@faultline/catalog';
import { compareText, groupBy } from '../place.js';
import { standingOf } from '../summary.js';
import { checkSection } from './check.js';
import type { ReportContext } from './context.js';
import { icon } from './icons.js';
import { coverage, standingBadge } from './status.js';
import { html, link, type Content, type Markup } from './template.js';

/** Whether there is anything to say of a best practice beyond its row in the matrix. */
export function hasSection({ counts, questions }: BestPracticeResult): boolean {
  return counts.violation + counts.compliant + counts.undetermined > 0 || questions.length > 0;
}

function question({ text, answer }: OpenQuestion): Markup {
  return html`<li>
    ${icon('person')}
    <div>
      <p>${text}</p>
      <p class="answer">${answer ?? 'Not answered yet'}</p>
    </div>
  </li>`;
}

function questions(list: readonly OpenQuestion[]): Content {
  if (list.length === 0) return undefined;
  return html`<div class="check">
    <h3>Questions for people</h3>
    <ul class="questions">
      ${list.map(question)}
    </ul>
  </div>`;
}

/** Everything about one best practice; nothing when there is nothing to show. */
export function bestPracticeSection(practice: BestPracticeResult, context: ReportContext): Markup | undefined {
  if (!hasSection(practice)) return undefined;
  const { url, risk } = bestPractice(practice.id);
  const own = context.results.verdicts.filter(
    ({ bestPractice: id, status }) => id === practice.id && status !== 'suppressed',
  );
  const failing = (verdicts: readonly Verdict[]) => Number(verdicts.some(({ status }) => status === 'violation'));
  const checks = [...groupBy(own, ({ check }) => check)].sort(
    ([a, left], [b, right]) => failing(right) - failing(left) || compareText(a, b),
  );
  return html`<section class="practice" aria-labelledby="${practice.id}">
    <header>
      <h2 id="${practice.id}"><span class="id">${practice.id}</span> ${practice.title}</h2>
      <p class="standing-line">
        ${standingBadge(standingOf(context.results, practice))} ${coverage(practice.counts)}
        <span class="muted">${risk} risk if missing</span> ${link(url, `What AWS says on ${practice.id}`)}
      </p>
    </header>
    ${checks.map(([name, verdicts]) => checkSection(name, verdicts, context))} ${questions(practice.questions)}
  </section>`;
}
