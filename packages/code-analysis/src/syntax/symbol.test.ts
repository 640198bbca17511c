import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { expect, it } from 'vitest';
import { foldedSnippet } from './snippet.js';
import { enclosingSymbol } from './symbol.js';

function symbolOf(text: string): string {
  const { ast, visitorKeys } = parser.parseForESLint(text, { range: true });
  const start = text.indexOf('here');
  return enclosingSymbol({ ast: ast as TSESTree.Program, visitorKeys }, [start, start + 4]);
}

it.each([
  ['here;', ''],
  ['class Orders { async pay() { here; } }', 'Orders.pay'],
  ['const load = async () => { here; };', 'load'],
  ['const client = here;', 'client'],
  ['export default { handler() { here; } };', 'handler'],
  ['function outer() { function inner() { here; } }', 'outer.inner'],
  ['class A { #secret = () => here; }', 'A.#secret'],
])('names the symbols around a place: %s', (text, wanted) => expect(symbolOf(text)).toBe(wanted));

it('folds white space and cuts long text', () => {
  expect(foldedSnippet('a(\n  b,\n  c)', [0, 12])).toBe('a( b, c)');
  expect(foldedSnippet('x'.repeat(500), [0, 500])).toHaveLength(160);
});
