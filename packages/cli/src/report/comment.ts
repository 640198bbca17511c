import type { Results } from '@faultline/catalog';
import type { Format, RenderOptions } from './format.js';
import { findings } from './markdown-findings.js';
import { head, matrix } from './markdown-head.js';
import { isCompared, isKnown } from './open-violations.js';
import { count, scopeText, standingsText, withStatus } from './summary.js';

/** GitHub takes 65,536 characters. */
const most = 65_000;

/**
 * The first line of the comment, by which the next run finds it and writes it anew. Each folder of a repository that is
 * scanned by itself has its own.
 */
export function marker({ prefix = '' }: Pick<RenderOptions, 'prefix'>): string {
  const folder = encodeURIComponent(prefix.replace(/\/$/, '') || '.').replaceAll('-', '%2D');
  return `<!-- faultline report: ${folder} -->`;
}

/** What the comment leaves out, since it is about one change. */
function knownText(results: Results): string[] {
  const known = withStatus(results, 'violation').filter(isKnown).length;
  return known === 0 ? [] : [`${count(known, 'violation')} that this change did not bring in are not listed.`];
}

function render(results: Results, options: RenderOptions): string {
  const top = [marker(options), ...head(results)].join('\n\n');
  const bottom = [
    ...knownText(results),
    `<details><summary>${scopeText(results)}. Best practices: ${standingsText(results)}.</summary>`,
    matrix(results),
    '</details>',
  ].join('\n\n');
  const room = { most: most - top.length - bottom.length - '\n\n\n\n\n'.length, sizeOf: (text: string) => text.length };
  const sections = findings(results, room, { ...options, newOnly: isCompared(results) });
  return `${[top, ...sections, bottom].join('\n\n')}\n`;
}

/** A comment on a pull request: what is new in it first, the standing of all best practices folded away. */
export const comment: Format = {
  name: 'comment',
  extension: 'md',
  fileName: 'faultline-comment.md',
  mimeType: 'text/markdown',
  render,
};
