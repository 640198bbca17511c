/** Code points that a terminal shows over two columns: East Asian wide forms and pictures. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const combining = /\p{M}/u;

/** How many columns a terminal needs for plain text without control characters. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** Breaks a word that is wider than a line. */
function breakWord(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const columns = displayWidth(character);
    if (used + columns > width && piece) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += columns;
  }
  return [...pieces, piece];
}

/** Wraps plain text at spaces into lines of at most `width` columns; a longer word is broken. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && displayWidth(line) + 1 + displayWidth(word) <= width) line += ` ${word}`;
    else {
      if (line) lines.push(line);
      const pieces = displayWidth(word) > width ? breakWord(word, width) : [word];
      line = pieces.pop() ?? '';
      lines.push(...pieces);
    }
  }
  return line ? [...lines, line] : lines;
}

/** Cuts plain text to `width` columns and fills it up with spaces, on the right or (for numbers) on the left. */
export function fit(text: string, width: number, ellipsis: string, align: 'left' | 'right' = 'left'): string {
  let shown = text;
  if (displayWidth(text) > width) {
    shown = '';
    for (const character of text) {
      if (displayWidth(shown + character + ellipsis) > width) break;
      shown += character;
    }
    shown = shown.trimEnd() + ellipsis;
  }
  const padding = ' '.repeat(Math.max(0, width - displayWidth(shown)));
  return align === 'left' ? shown + padding : padding + shown;
}
