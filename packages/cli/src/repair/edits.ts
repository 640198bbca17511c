/** A piece of text that takes the place of another; offsets of UTF-16 units, an empty range inserts. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Says that two edits cannot both be made: they overlap, or one replaces where the other inserts. */
export function collide(a: TextEdit, b: TextEdit): boolean {
  if (a.start === b.start && a.end === b.end) return a.start !== a.end || a.text === b.text;
  return a.start < b.end && b.start < a.end;
}

/** Makes edits that do not collide; insertions at one place keep the order in which they are given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index);
  let done = '';
  let at = 0;
  for (const { edit } of sorted) {
    done += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return done + text.slice(at);
}
