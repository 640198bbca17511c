import { isOpen, type ScanError } from '@faultline/catalog';
import { skippedByReason, type SkippedGroup } from '../../skipped.js';
import { allQuestions } from '../people.js';
import { count, headline, judgedNothing, scopeText, standingOf, withStatus, type Standing } from '../summary.js';
import { errorPlace } from '../place.js';
import type { ReportContext } from './context.js';
import { prose } from './finding.js';
import { icon } from './icons.js';
import { html, type Content, type Markup } from './template.js';

function errorItem(error: ScanError): Markup {
  const where = errorPlace(error);
  return html`<li>${where !== undefined && html`<span class="place">${where}</span> `}${prose(error.message)}</li>`;
}

/** Says on top that parts of the scan are missing, and which. */
export function incompleteBanner({ results }: ReportContext): Content {
  if (results.complete) return undefined;
  return html`<section class="banner" aria-labelledby="incomplete">
    ${icon('warning')}
    <div>
      <h2 id="incomplete">The scan is incomplete</h2>
      <p>What could not be read is not judged: the figures below say nothing about it.</p>
      <ul>
        ${results.errors.map(errorItem)}
      </ul>
    </div>
  </section>`;
}

/** The result in one sentence. */
export function verdictSentence({ results }: ReportContext): string {
  const number = (standing: Standing) =>
    results.bestPractices.filter((practice) => standingOf(results, practice) === standing).length;
  const risks = number('at-risk');
  if (risks > 0) return `${count(risks, 'best practice')} at risk`;
  if (judgedNothing(results)) return 'Nothing was judged';
  if (results.verdicts.length === 0) return 'Nothing to object to was found';
  const open = number('undetermined');
  return open > 0 ? `${count(open, 'best practice')} undetermined, none at risk` : 'No best practice at risk';
}

/** The figures under the title. */
export function figures({ results }: ReportContext): Content {
  const fresh = withStatus(results, 'violation').filter(({ baseline }) => baseline === 'new').length;
  const open = allQuestions(results).filter(isOpen).length;
  const figure = (status: 'violation' | 'undetermined' | 'compliant' | 'suppressed', label: string, more?: Content) => {
    const { length } = withStatus(results, status);
    return (
      length > 0 &&
      html`<div class="${status}">
        <dt>${label}</dt>
        <dd>${length}${more}</dd>
      </div>`
    );
  };
  if (results.verdicts.length === 0) return undefined;
  return html`<dl class="figures">
    ${figure('violation', 'Violations', fresh > 0 && html` <span class="fresh">${fresh} new</span>`)}${figure('undetermined', 'Undetermined')}
    ${figure('compliant', 'Compliant')}${figure('suppressed', 'Suppressed')}
    ${
      open > 0 &&
      html`<div class="question">
        <dt>Open questions for people</dt>
        <dd>${open}</dd>
      </div>`
    }
  </dl>`;
}

/** What was looked at and what was not. */
export function scope({ results }: ReportContext): Markup {
  const { templates, skipped } = results.scope;
  return html`<section aria-labelledby="scope">
    <h2 id="scope">What was scanned</h2>
    <p>${scopeText(results)}. ${headline(results)}. ${count(results.checks.length, 'check')} ran.</p>
    ${
      templates.length > 0 &&
      html`<details>
        <summary>${count(templates.length, 'template')}</summary>
        <ul class="files">
          ${templates.map((path) => html`<li>${path}</li>`)}
        </ul>
      </details>`
    }
    ${skippedByReason(skipped).map(skippedGroup)}
  </section>`;
}

/** Paths of one reason that the page lists; the results in JSON have all. */
const mostListed = 200;

function skippedGroup({ reason, paths }: SkippedGroup): Markup {
  const rest = paths.length - mostListed;
  return html`<details>
    <summary>${count(paths.length, 'path')} skipped: ${reason}</summary>
    <ul class="files">
      ${paths.slice(0, mostListed).map((path) => html`<li>${path}</li>`)} ${rest > 0 && html`<li>and ${rest} more</li>`}
    </ul>
  </details>`;
}
