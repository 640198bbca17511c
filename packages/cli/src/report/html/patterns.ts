import {
  patterns as patternInfo,
  type BestPracticeResult,
  type PatternEvidence,
  type Results,
  type WorkloadPlace,
} from '@faultline/catalog';
import { placeText, resourceName } from '../place.js';
import { rest } from './check.js';
import { place, prose } from './finding.js';
import { fold } from './fold.js';
import { icon } from './icons.js';
import { html, type Content, type Markup } from './template.js';

/** Most patterns that are listed for one best practice. */
const most = 250;
/** Most places that are listed beside that of the pattern itself. */
const mostPlaces = 20;

/** The patterns that are evidence for a best practice. */
export function patternsFor({ id }: BestPracticeResult, { patterns = [] }: Results): readonly PatternEvidence[] {
  return patterns.filter(({ bestPractice }) => bestPractice === id);
}

/** The patterns that were seen, with what of them was not. Folded, since they are evidence for reading. */
export function patternsSeen(patterns: readonly PatternEvidence[]): Content {
  return fold(
    { mark: icon('check'), number: patterns.length, noun: 'pattern', words: 'seen', kind: 'compliant' },
    html`<ul class="sites pairs">
        ${patterns.slice(0, most).map(patternItem)}
      </ul>
      ${rest(patterns.length - most, 'pattern')}`,
  );
}

function patternItem({ pattern, message, lacks, places: [first, ...others] }: PatternEvidence): Markup {
  return html`<li>
    <p><b>${patternInfo[pattern].title}</b>${first && html` ${place(first)}`}</p>
    <div>
      <p>${prose(message)}</p>
      ${lacks.map((one) => html`<p class="rest">${prose(one)}</p>`)}
      ${
        others.length > 0 &&
        html`<ul class="related">
          ${others.slice(0, mostPlaces).map(placeItem)}
        </ul>`
      }
      ${rest(others.length - mostPlaces, 'place')}
    </div>
  </li>`;
}

function placeItem(one: WorkloadPlace): Markup {
  const where = one.resource && !one.location ? resourceName(one.resource) : placeText(one);
  return html`<li>${prose(one.message)} <span class="place">${where}</span></li>`;
}
