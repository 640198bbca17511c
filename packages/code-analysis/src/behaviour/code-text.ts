import type { FileContext } from './context.js';

/** What stands in a place without its comments: a comment that speaks of a lock locks nothing. */
export function codeText({ source }: FileContext, { range }: { readonly range: readonly [number, number] }): string {
  let text = '';
  let [from] = range;
  for (const comment of source.ast.comments ?? []) {
    if (comment.range[0] < from) continue;
    if (comment.range[1] > range[1]) break;
    text += source.text.slice(from, comment.range[0]);
    [, from] = comment.range;
  }
  return text + source.text.slice(from, range[1]);
}
