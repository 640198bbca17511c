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

/** The callee as people read it, such as `axios.post`. */
export function calleeText(callee: Node, text: string): string {
  const folded = text.slice(...callee.range).replace(/\s+/g, '');
  return folded.length > 60 ? `…${folded.slice(-59)}` : folded;
}
