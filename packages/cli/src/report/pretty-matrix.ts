import type { Results } from '@faultline/catalog';
import { terminal } from './escape.js';
import { answeredText } from './people.js';
import type { Style } from './pretty-style.js';
import { tableLines, type Layout, type Row } from './pretty-table.js';
import { coverageText, standingLabels, standingOf } from './summary.js';

const status = 2;
const layout: Layout = {
  aligns: ['left', 'left', 'left', 'right', 'right', 'right', 'right'],
  flexible: 1,
  isWide: true,
};

const orBlank = (number: number) => (number > 0 ? String(number) : '');

/** The eleven best practices as a table. Titles are cut to what the other columns leave of the line. */
export function matrixLines(results: Results, style: Style): string[] {
  const heading = ['', 'Best practice', 'Status', 'Compliant', style.signs.fail, style.signs.open, 'Answered'];
  const rows = results.bestPractices.map((practice): Row => {
    const { id, counts } = practice;
    const standing = standingOf(results, practice);
    const { sign, paint } = style.standing[standing];
    const label = `${sign} ${standingLabels[standing]}`;
    const numbers = [
      coverageText(counts),
      orBlank(counts.violation),
      orBlank(counts.undetermined),
      answeredText(practice.questions),
    ];
    return { cells: [id, terminal(practice.title), label, ...numbers], paint: { [status]: paint } };
  });
  return tableLines(heading, rows, layout, style);
}
