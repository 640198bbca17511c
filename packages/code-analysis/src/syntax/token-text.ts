import type { TSESTree } from '@typescript-eslint/utils';

/** What may stand before the brace of a block, but not before that of an object. */
const beforeBlock = new Set([')', '=>', 'else', 'try', 'finally', 'do']);
const closing = new Set([')', ']', '}']);
/** What a formatter adds and drops. */
const formatting = new Set(['(', ')', ';']);

function firstAt(tokens: readonly TSESTree.Token[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as TSESTree.Token).range[0] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function textOf({ type, value }: TSESTree.Token): string {
  if (type === 'String') return value.slice(1, -1).replace(/\\(['"])/g, '$1');
  return type === 'Numeric' ? value.replaceAll('_', '').toLowerCase() : value;
}

/**
 * Texts of the tokens in a range of offsets, so that reformatted code gives the same: no comments, parentheses,
 * semicolons and trailing commas, and strings without their quotes.
 * @param tokens all of the file, in their order
 * @param blocks false to pass over what is in the braces of functions and statements
 */
export function normalizedTokens(
  tokens: readonly TSESTree.Token[],
  [start, end]: readonly [number, number],
  { blocks }: { readonly blocks: boolean },
): string[] {
  const texts: string[] = [];
  let depth = 0;
  for (let index = firstAt(tokens, start); index < tokens.length; index += 1) {
    const token = tokens[index] as TSESTree.Token;
    if (token.range[1] > end) break;
    const isPunctuator = token.type === 'Punctuator';
    if (depth > 0) {
      if (isPunctuator && token.value === '{') depth += 1;
      if (isPunctuator && token.value === '}') depth -= 1;
      continue;
    }
    const opensBlock = isPunctuator && token.value === '{' && isBeforeBlock(tokens[index - 1], start);
    if (opensBlock && !blocks) depth = 1;
    else if (!isPunctuator || !isFormatting(token.value, tokens[index + 1])) texts.push(textOf(token));
  }
  return texts;
}

function isBeforeBlock(token: TSESTree.Token | undefined, start: number): boolean {
  return token !== undefined && token.range[0] >= start && beforeBlock.has(token.value);
}

function isFormatting(value: string, next: TSESTree.Token | undefined): boolean {
  if (value === ',') return next?.type === 'Punctuator' && closing.has(next.value);
  return formatting.has(value);
}
