import type { Results } from '@faultline/catalog';
import type { Format, RenderOptions } from './format.js';
import { findings } from './markdown-findings.js';
import { head, matrix } from './markdown-head.js';
import type { Room } from './markdown-text.js';
import { scopeText, standingsText } from './summary.js';

/** The whole text in so much room: the matrix always stands, findings follow as far as they fit. */
export function overview(results: Results, { most, sizeOf }: Room, options: RenderOptions): string {
  const top = [
    ...head(results),
    `${scopeText(results)}. Best practices: ${standingsText(results)}.`,
    matrix(results),
  ].join('\n\n');
  const sections = findings(results, { most: most - sizeOf(top) - '\n\n\n'.length, sizeOf }, options);
  return `${[top, ...sections].join('\n\n')}\n`;
}

/** A page of Markdown, short enough for what most sites take as a text. */
export const markdown: Format = {
  name: 'markdown',
  extension: 'md',
  mimeType: 'text/markdown',
  render: (results, options) => overview(results, { most: 60_000, sizeOf: (text) => text.length }, options),
};
