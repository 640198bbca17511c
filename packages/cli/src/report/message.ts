/** A message taken apart: what is wrong and what follows from it, then how to repair it. */
export interface MessageParts {
  readonly fault: string;
  readonly repair?: string;
}

/** The end of a sentence, which is not the point of a common abbreviation, before the start of another. */
const sentenceEnd = /(?<!\b(?:e\.g|i\.e|etc|vs))[.!?]\s+(?=["'`(]?\p{Lu}|`)/u;

/** Splits a violation's message at the end of its first sentence. */
export function splitMessage(message: string): MessageParts {
  const end = sentenceEnd.exec(message);
  if (!end) return { fault: message };
  return { fault: message.slice(0, end.index + 1), repair: message.slice(end.index + end[0].length) };
}

/** A stretch of a message: plain words, or the text between two backticks. */
export interface Span {
  readonly text: string;
  readonly code: boolean;
}

/** Finds the code in a message, so that each format can set it its own way. */
export function spans(message: string): Span[] {
  return message
    .split(/`([^`]+)`/)
    .map((text, index) => ({ text, code: index % 2 === 1 }))
    .filter((span) => span.text !== '');
}
