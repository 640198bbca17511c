import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { catchesOf } from '../catches/catch-sites.js';
import { place, type FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { textOf, within } from '../retries/regions.js';
import type { PatternFact } from './types.js';

/** Sagas that are written out: each step puts its undoing into a list, which a failure runs through from the end. */
export function sagas({ file }: Found): readonly PatternFact[] {
  if (!/\.(?:push|unshift)\(/.test(file.source.text)) return [];
  return catchesOf(file).flatMap(({ tried, body, whole }): readonly PatternFact[] => {
    const lists = within(file, 'CallExpression', tried).flatMap((call) => undoingAdded(file, call) ?? []);
    const undone = [...new Set(lists)].find((list) => runsAll(file, body, list));
    if (undone === undefined) return [];
    const steps = lists.filter((list) => list === undone).length;
    const message = `Each of ${steps} ${steps === 1 ? 'step' : 'steps'} notes how to undo it, and a failure undoes what was done.`;
    const keyword = { range: [whole.range[0], whole.range[0] + 'try'.length] as const };
    const at = whole.type === 'TryStatement' ? keyword : place(whole);
    return [{ pattern: 'saga', at, within: place(whole), by: 'by hand', message, lacks: [] }];
  });
}

/** The list to which `undo.push(() => cancel(id))` adds, also as a member: `undo.push({ step, run: () => cancel(id) })`. */
function undoingAdded(file: FileContext, { callee, arguments: [given] }: TSESTree.CallExpression): string | undefined {
  if (callee.type !== 'MemberExpression' || !/^(?:push|unshift)$/.test(memberName(callee) ?? '')) return undefined;
  const plain = given && unwrap(given);
  if (!plain) return undefined;
  const isCode =
    isFunction(plain) ||
    (plain.type === 'ObjectExpression' &&
      plain.properties.some((one) => one.type === 'Property' && isFunction(unwrap(one.value))));
  return isCode ? textOf(file, callee.object) : undefined;
}

/** True where code goes through a list and calls what is in it. */
function runsAll(file: FileContext, body: Node, list: string): boolean {
  // `[...undo]` speaks of `undo`.
  const speaksOf = (node: Node): boolean =>
    textOf(file, node)
      .replaceAll('...', ' ')
      .split(/[^\w.$]+/)
      .some((word) => word === list || word.startsWith(`${list}.`));
  const loops = within(file, 'ForOfStatement', body).some(
    (loop) =>
      speaksOf(loop.right) && loop.left.type === 'VariableDeclaration' && callsElement(file, loop.body, loop.left),
  );
  const drains = within(file, 'CallExpression', body).some(({ callee }) => {
    const taken = unwrap(callee);
    return (
      taken.type === 'CallExpression' && /\.(?:pop|shift)$/.test(textOf(file, taken.callee)) && speaksOf(taken.callee)
    );
  });
  return loops || drains;
}

function callsElement(file: FileContext, body: Node, { declarations: [first] }: TSESTree.VariableDeclaration): boolean {
  const names = first ? within(file, 'Identifier', first.id).map(({ name }) => name) : [];
  return within(file, 'CallExpression', body).some(({ callee }) => {
    const root = callee.type === 'MemberExpression' ? callee.object : callee;
    return root.type === 'Identifier' && names.includes(root.name);
  });
}
