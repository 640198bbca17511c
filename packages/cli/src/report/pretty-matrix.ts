import type { Results } from '@faultline/catalog';
import { terminal } from './escape.js';
import { answeredText } from './people.js';
import type { Style } from './pretty-style.js';
import { coverageText, standingLabels, standingOf } from './summary.js';
import { displayWidth, fit } from './text-layout.js';

const gap = '  ';
const title = 1;
const status = 2;
const aligns = ['left', 'left', 'left', 'right', 'right', 'right', 'right'] as const;

const orBlank = (number: number) => (number > 0 ? String(number) : '');

/** The eleven best practices as a table. Titles are cut to what the other columns leave of the line. */
export function matrixLines(results: Results, style: Style): string[] {
  const heading = ['', 'Best practice', 'Status', 'Compliant', style.signs.fail, style.signs.open, 'Answered'];
  const rows = results.bestPractices.map((practice) => {
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
    return { paint, cells: [id, terminal(practice.title), label, ...numbers] };
  });

  const widths = aligns.map((_, column) =>
    Math.max(...[heading, ...rows.map(({ cells }) => cells)].map((cells) => displayWidth(cells[column] ?? ''))),
  );
  const others = widths.reduce((sum, width, column) => sum + (column === title ? 0 : width + gap.length), 0);
  widths[title] = Math.max(gap.length, style.width - others);

  const line = (cells: readonly string[], paint: (text: string) => string) =>
    cells
      .map((cell, column) => fit(cell, widths[column] ?? 0, style.ellipsis, aligns[column]))
      .map((cell, column) => (column === status ? paint(cell) : cell))
      .join(gap)
      .trimEnd();
  return [
    style.bold(line(heading, String)),
    style.dim(style.rule.repeat(style.width)),
    ...rows.map(({ cells, paint }) => line(cells, paint)),
    '',
  ];
}
