import { describe, expect, it } from 'vitest';
import { parse } from '../../testing/parsers.js';
import type { Node } from '../tree.js';
import { completionsOf, endsAbruptly, endsFunction, leavesLoop } from './completions.js';

/** The first statement within a loop within a function. */
function statement(code: string): Node {
  const source = parse('typescript', `function f() { outer: for (;;) { ${code} } }`, 'a.ts');
  const fn = source.ast.body[0];
  const body = fn?.type === 'FunctionDeclaration' ? fn.body.body[0] : undefined;
  const loop = body?.type === 'LabeledStatement' ? body.body : undefined;
  const block = loop?.type === 'ForStatement' && loop.body.type === 'BlockStatement' ? loop.body : undefined;
  return block?.body[0] as Node;
}

describe('completions', () => {
  it.each([
    ['a();', ['normal']],
    ['return 1;', ['return']],
    ['if (x) return;', ['normal', 'return']],
    ['if (x) return; else throw x;', ['return', 'throw']],
    ['{ a(); break; b(); }', ['break']],
    ['for (const y of x) { if (y) return; continue; }', ['normal', 'return']],
    ['for (const y of x) { continue outer; }', ['continue', 'normal']],
    ['while (x) { break outer; }', ['break', 'normal']],
    ['inner: while (x) { for (const y of x) continue inner; }', ['normal']],
    ['inner: { break inner; }', ['normal']],
    ['try { throw x; } catch { return; }', ['return']],
    ['try { return; } finally { continue; }', ['continue']],
    ['switch (x) { case 1: return; }', ['normal', 'return']],
    ['switch (x) { case 1: return; default: throw x; }', ['return', 'throw']],
    ['switch (x) { case 1: break; default: throw x; }', ['normal', 'throw']],
    ['process.exit(1);', ['throw']],
  ])('%s', (code, expected) => {
    expect([...completionsOf(statement(code))].toSorted()).toEqual(expected);
  });

  it('tells what ends a round, a loop and a function', () => {
    expect(endsAbruptly(statement('{ log(); continue; }'))).toBe(true);
    expect(endsFunction(statement('{ log(); continue; }'))).toBe(false);
    expect(endsFunction(statement('if (x) return; else { log(); throw x; }'))).toBe(true);
    expect(leavesLoop(completionsOf(statement('if (x) break; else return;')))).toBe(true);
    expect(leavesLoop(completionsOf(statement('if (x) break; else continue;')))).toBe(false);
  });
});
