import { html, type Content, type Markup } from './template.js';

/** Size of a drawing, in its own units, and the room that lines keep from its edges. */
interface Box {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** Points of a line through values, from 0 at the bottom to `top`; a value that is not known leaves a gap in time only. */
function points(
  values: readonly (number | undefined)[],
  top: number,
  { width, height, margin }: Box,
): [number, number][] {
  const step = (width - 2 * margin) / Math.max(1, values.length - 1);
  const scale = (height - 2 * margin) / Math.max(1, top);
  return values.flatMap((value, index) =>
    value === undefined ? [] : [[margin + index * step, height - margin - value * scale] as [number, number]],
  );
}

const written = (list: readonly (readonly [number, number])[]) =>
  list.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/** A line without axes, for a cell of a table. */
export function sparkline(values: readonly (number | undefined)[], label: string): Content {
  const box: Box = { width: 72, height: 20, margin: 3 };
  const line = points(values, Math.max(0, ...values.map((value) => value ?? 0)), box);
  const end = line.at(-1);
  if (line.length < 2 || !end) return undefined;
  return html`<svg class="spark" viewBox="0 0 ${box.width} ${box.height}" role="img" aria-label="${label}">
    <polyline points="${written(line)}" />
    <circle cx="${end[0].toFixed(1)}" cy="${end[1].toFixed(1)}" r="2.4" />
  </svg>`;
}

/** A line over its area, between 0 and `top`, as wide as the page lets it. */
export function area(values: readonly number[], top: number, label: string): Markup {
  const box: Box = { width: 400, height: 96, margin: 4 };
  const line = points(values, top, box);
  const floor = box.height - box.margin;
  const closed = [...line, [line.at(-1)?.[0] ?? 0, floor], [line[0]?.[0] ?? 0, floor]] as [number, number][];
  return html`<svg
    class="area"
    viewBox="0 0 ${box.width} ${box.height}"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    <path class="grid" d="M0 ${box.margin}H${box.width}M0 ${floor}H${box.width}" />
    <polygon points="${written(closed)}" />
    <polyline points="${written(line)}" />
  </svg>`;
}
