import type { Node } from '../syntax/tree.js';
import type { Construction } from './context.js';
import type { Place } from './types.js';

/** Where a finding about a call stands: its callee, or the last name of a callee that runs over several lines. */
export function calleePlace({ callee }: Construction, text: string): Place {
  const start =
    callee.type === 'MemberExpression' && text.slice(callee.range[0], callee.property.range[0]).includes('\n')
      ? callee.property.range[0]
      : callee.range[0];
  return { range: [start, callee.range[1]] };
}

/** The callee as people read it, such as `axios.post`; of a long chain `client.send(…).then`, without what is given. */
export function calleeText(callee: Node, text: string): string {
  const folded = text.slice(...callee.range).replace(/\s+/g, '');
  if (folded.length <= longest) return folded;
  const outline = withoutArguments(folded);
  return outline.length > longest ? `…${outline.slice(1 - longest)}` : outline;
}

const longest = 60;

/** A bracket within a text may leave some unclosed; then nothing is left out. */
function withoutArguments(chain: string): string {
  let depth = 0;
  let outline = '';
  for (const character of chain) {
    if (character === ')') depth -= 1;
    if (depth === 0) outline += character;
    if (character === '(' && (depth += 1) === 1) outline += '…';
  }
  return depth === 0 ? outline : chain;
}
