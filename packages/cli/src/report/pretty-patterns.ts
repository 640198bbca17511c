import { patterns as patternInfo, type Results } from '@faultline/catalog';
import { terminal } from './escape.js';
import { placeText } from './place.js';
import { longest } from './pretty-findings.js';
import type { Style } from './pretty-style.js';
import { shorten } from './source-line.js';
import { count } from './summary.js';
import { wrap } from './text-layout.js';

/** The patterns that were seen: how many of which kind, or each with its place and what of it was not seen. */
export function patternLines({ patterns = [] }: Results, style: Style, verbose: boolean): string[] {
  if (patterns.length === 0) return [];
  if (!verbose) {
    const titles = [...new Set(patterns.map(({ pattern }) => patternInfo[pattern].title.toLowerCase()))];
    const text = `${count(patterns.length, 'pattern')} seen as evidence (${titles.join(', ')}); --verbose says where.`;
    return [...wrap(text, style.width).map((line) => style.dim(line)), ''];
  }
  const lines = patterns.flatMap(({ pattern, message, lacks, places: [first] }) => {
    const where = first ? `${placeText(first)}  ` : '';
    const text = `${where}${patternInfo[pattern].title}: ${[message, ...lacks].join(' ').replaceAll('`', '')}`;
    return wrap(terminal(shorten(text, longest, style.ellipsis)), style.width - 4).map((line, index) =>
      index === 0 ? `  ${line}` : `    ${line}`,
    );
  });
  return [style.bold('Patterns seen, as evidence that counts nowhere'), ...lines, ''];
}
