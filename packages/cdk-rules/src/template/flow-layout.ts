/** A mapping or list in flow style that begins at the end of a line. */
const OPEN_AT_LINE_END = /(?:^|[:\-,[{])[ \t]+([[{])[ \t]*(?=\r?\n)/gm;
/** Longest such collection that is put on one line. */
const MAX_LENGTH = 100_000;
/** Openings without an end after which the text is left alone. */
const MAX_UNCLOSED = 20;

/**
 * The same YAML with collections in flow style put on one line, every character at its old offset. CloudFormation takes their
 * lines and closing bracket at any indentation, which the YAML reader does not.
 */
export function withFlowOnOneLine(text: string): string {
  let result = '';
  let done = 0;
  let unclosed = 0;
  for (const match of text.matchAll(OPEN_AT_LINE_END)) {
    const start = match.index + match[0].lastIndexOf(match[1] as string);
    if (start < done) continue;
    const end = closingBracket(text, start);
    if (end === undefined) {
      if (++unclosed > MAX_UNCLOSED) break;
      continue;
    }
    result += text.slice(done, start) + text.slice(start, end).replace(/[\r\n]/g, ' ');
    done = end;
  }
  return result + text.slice(done);
}

/** Offset of the bracket that closes the one at `start`; undefined when there is none near, or a comment in between. */
function closingBracket(text: string, start: number): number | undefined {
  let depth = 0;
  let quote = '';
  const limit = Math.min(text.length, start + MAX_LENGTH);
  for (let index = start; index < limit; index++) {
    const character = text[index] as string;
    if (quote !== '') {
      if (character === '\\' && quote === '"') index++;
      else if (character === quote) quote = '';
    } else if ((character === '"' || character === "'") && /[\s[{,:]/.test(text[index - 1] ?? '')) quote = character;
    else if (character === '#' && /\s/.test(text[index - 1] ?? '')) return undefined;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth === 0) return index;
    }
  }
  return undefined;
}
