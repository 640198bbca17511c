/** Where a value in flow style begins: a mapping, a list, or text in quotes, each maybe behind a tag. */
const OPEN = /(?:^|[:\-,[{])[ \t]+(?:![\w:]+[ \t]+)?([[{"'])/gm;
/** What may follow text in quotes on its line; anything else means that the quote was no beginning of a value. */
const AFTER_QUOTE = /^[ \t]*[,}\]]*[ \t]*(?:#[^\r\n]*)?(?:\r?\n|$)/;
/** Longest such value that is put on one line. */
const MAX_LENGTH = 100_000;
/** Openings without an end after which the text is left alone. */
const MAX_UNCLOSED = 20;

/**
 * The same YAML with collections in flow style and text in quotes put on one line, every character at its old offset.
 * CloudFormation takes their lines and their end at any indentation, which the YAML reader does not.
 */
export function withFlowOnOneLine(text: string): string {
  let result = '';
  let done = 0;
  let unclosed = 0;
  for (const match of text.matchAll(OPEN)) {
    const start = match.index + match[0].length - 1;
    if (start < done) continue;
    const end = /["']/.test(match[1] as string) ? closingQuote(text, start) : closingBracket(text, start);
    if (end === undefined) {
      if (++unclosed > MAX_UNCLOSED) break;
      continue;
    }
    // With the closing quote, which on a line of its own looks like one that opens.
    result += text.slice(done, start) + text.slice(start, end + 1).replace(/[\r\n]/g, ' ');
    done = end + 1;
  }
  return result + text.slice(done);
}

/** Offset of the quote that closes the one at `start`; undefined when there is none near, or when more text follows it. */
function closingQuote(text: string, start: number): number | undefined {
  const quote = text[start] as string;
  const limit = Math.min(text.length, start + MAX_LENGTH);
  for (let index = start + 1; index < limit; index++) {
    if (text[index] === '\\' && quote === '"') index++;
    else if (text[index] === quote) {
      // A quote in single quotes is written twice.
      if (quote === "'" && text[index + 1] === quote) index++;
      else return AFTER_QUOTE.test(text.slice(index + 1, index + 200)) ? index : undefined;
    }
  }
  return undefined;
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
