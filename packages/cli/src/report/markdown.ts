import type { Results } from '@faultline/catalog';
import type { Format, RenderOptions } from './format.js';
import { findings } from './markdown-findings.js';
import { head, matrix } from './markdown-head.js';
import { peopleSections } from './markdown-people.js';
import type { Room } from './markdown-text.js';
import { scopeText, standingsText } from './summary.js';

/** What maturity and the questions to people may take. */
const peopleRoom = 12_000;

/** The whole text in so much room: the matrix always stands, findings follow as far as they fit, then people's part. */
export function overview(results: Results, { most, sizeOf }: Room, options: RenderOptions): string {
  const top = [
    ...head(results),
    `${scopeText(results)}. Best practices: ${standingsText(results)}.`,
    matrix(results),
  ].join('\n\n');
  const people = peopleSections(results, { most: peopleRoom, sizeOf });
  const taken = sizeOf([top, ...people].join('\n\n'));
  const sections = findings(results, { most: most - taken - '\n\n\n'.length, sizeOf }, options);
  return `${[top, ...sections, ...people].join('\n\n')}\n`;
}

/** A page of Markdown, short enough for what most sites take as a text. */
export const markdown: Format = {
  name: 'markdown',
  extension: 'md',
  mimeType: 'text/markdown',
  render: (results, options) => overview(results, { most: 60_000, sizeOf: (text) => text.length }, options),
};
