import type { Json, JsonPath, Position } from './document.js';

/** Where each member of an object or list begins in the text: offsets by key or index. */
export type Offsets = WeakMap<object, ReadonlyMap<string | number, number>>;

/** Line and column of an offset in a text, both from 1. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** Finds positions by offset without reading the text again for each. */
export class LineTable {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let next = text.indexOf('\n'); next >= 0; next = text.indexOf('\n', next + 1)) this.starts.push(next + 1);
  }

  at(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] as number) + 1 };
  }
}

/** Offset of the member that a path leads to; undefined when the path is not in the text. */
export function offsetOf(body: Json, offsets: Offsets, path: JsonPath): number | undefined {
  let current: Json | undefined = body;
  let offset: number | undefined = 0;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    const key: string | number = Array.isArray(current) ? Number(step) : String(step);
    offset = offsets.get(current)?.get(key);
    if (offset === undefined) return undefined;
    current = (current as Record<string | number, Json>)[key];
  }
  return offset;
}
