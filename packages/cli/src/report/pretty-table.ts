import type { Style } from './pretty-style.js';
import { displayWidth, fit } from './text-layout.js';

const gap = '  ';

/** A row of a table, and how single cells of it are painted. */
export interface Row {
  /** Safe for a terminal. */
  readonly cells: readonly string[];
  readonly paint?: Readonly<Record<number, (text: string) => string>>;
}

/** How a table is laid out. */
export interface Layout {
  readonly aligns: readonly ('left' | 'right')[];
  /** The column that is cut to what the others leave of the line. */
  readonly flexible: number;
  /** Whether that column takes all that is left, or what it needs. */
  readonly isWide?: boolean;
}

/** A table with a heading and a rule below it. */
export function tableLines(heading: readonly string[], rows: readonly Row[], layout: Layout, style: Style): string[] {
  const { aligns, flexible, isWide = false } = layout;
  const widths = aligns.map((_, column) =>
    Math.max(...[heading, ...rows.map(({ cells }) => cells)].map((cells) => displayWidth(cells[column] ?? ''))),
  );
  const others = widths.reduce((sum, width, column) => sum + (column === flexible ? 0 : width + gap.length), 0);
  const left = Math.max(gap.length, style.width - others);
  widths[flexible] = isWide ? left : Math.min(left, widths[flexible] ?? 0);
  const line = ({ cells, paint = {} }: Row) =>
    cells
      .map((cell, column) => fit(cell, widths[column] ?? 0, style.ellipsis, aligns[column]))
      .map((cell, column) => paint[column]?.(cell) ?? cell)
      .join(gap)
      .trimEnd();
  return [style.bold(line({ cells: heading })), style.dim(style.rule.repeat(style.width)), ...rows.map(line), ''];
}
