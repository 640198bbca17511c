import { bestPractice, type BestPracticeResult, type Verdict, type VerdictStatus } from '@faultline/catalog';
import { isKnown } from '../open-violations.js';
import { answeredText } from '../people.js';
import { compareText, groupBy } from '../place.js';
import { count, standingOf } from '../summary.js';
import { violationsOfCheck } from './check.js';
import { compliantSites } from './compliant.js';
import type { ReportContext } from './context.js';
import { patternsFor, patternsSeen } from './patterns.js';
import { questionList } from './questions.js';
import { coverage, standingBadge } from './status.js';
import { html, link, type Content, type Markup } from './template.js';
import { undeterminedSites } from './undetermined.js';

/** Whether there is anything to say of a best practice beyond its row in the matrix. */
export function hasSection(practice: BestPracticeResult, { results }: ReportContext): boolean {
  const { counts, questions } = practice;
  const judged = counts.violation + counts.compliant + counts.undetermined;
  return judged > 0 || questions.length > 0 || patternsFor(practice, results).length > 0;
}

/** By check: those with new violations first, then those with the most. */
function byCheck(violations: readonly Verdict[]): [string, Verdict[]][] {
  const fresh = (own: readonly Verdict[]) => own.filter((verdict) => !isKnown(verdict)).length;
  return [...groupBy(violations, ({ check }) => check)].sort(
    ([a, left], [b, right]) => fresh(right) - fresh(left) || right.length - left.length || compareText(a, b),
  );
}

function answered({ questions }: BestPracticeResult): Content {
  const text = answeredText(questions);
  return (
    text !== '' &&
    html`<span class="muted">${text} ${questions.length === 1 ? 'question' : 'questions'} answered</span>`
  );
}

/** Everything about one best practice; nothing when there is nothing to show. */
export function bestPracticeSection(practice: BestPracticeResult, context: ReportContext): Markup | undefined {
  if (!hasSection(practice, context)) return undefined;
  const { url, risk } = bestPractice(practice.id);
  const own = context.results.verdicts.filter(({ bestPractice: id }) => id === practice.id);
  const of = (wanted: VerdictStatus) => own.filter(({ status }) => status === wanted);
  const fresh = context.isCompared ? of('violation').filter(({ baseline }) => baseline === 'new').length : 0;
  return html`<section class="practice" aria-labelledby="${practice.id}" data-group data-bp="${practice.id}">
    <header>
      <h2 id="${practice.id}"><span class="id">${practice.id}</span> ${practice.title}</h2>
      <p class="standing-line">
        ${standingBadge(standingOf(context.results, practice))} ${coverage(practice.counts)}
        ${fresh > 0 && html`<span class="fresh">${count(fresh, 'new violation')}</span>`} ${answered(practice)}
        <span class="muted">${risk} risk if missing</span> ${link(url, `What AWS says on ${practice.id}`)}
      </p>
    </header>
    ${byCheck(of('violation')).map(([name, verdicts]) => violationsOfCheck(name, verdicts, context))}
    ${undeterminedSites(of('undetermined'), context)} ${compliantSites(of('compliant'), context)}
    ${patternsSeen(patternsFor(practice, context.results))} ${questionList(practice.questions)}
  </section>`;
}
