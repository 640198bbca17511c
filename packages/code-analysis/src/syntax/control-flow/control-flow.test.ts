import { describe, expect, it } from 'vitest';
import { parse } from '../../testing/parsers.js';
import { isFunction, walk, type FunctionNode, type Node } from '../tree.js';
import { flowOf } from './flow-of.js';
import type { Block, FlowGraph } from './graph.js';
import { roundOf } from './loops.js';
import { after, alwaysPasses, canReach, returnsFrom, whenThrown } from './paths.js';

interface Read {
  readonly graph: FlowGraph;
  readonly call: (name: string) => Node;
  readonly loop: (index: number) => Node;
  readonly text: (node: Node | undefined) => string;
}

/** The graph of the first function of a text; calls are found by their name. */
function read(body: string): Read {
  const code =
    body.startsWith('async') || body.startsWith('(') ? `const f = ${body}` : `async function f(x) { ${body} }`;
  const source = parse('typescript', code, 'a.ts');
  let fn: FunctionNode | undefined;
  const calls = new Map<string, Node>();
  const loops: Node[] = [];
  walk(source.ast, source.visitorKeys, (node) => {
    if (isFunction(node)) fn ??= node;
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') calls.set(node.callee.name, node);
    if (/^(?:For(?:In|Of)?|While|DoWhile)Statement$/.test(node.type)) loops.push(node);
  });
  const graph = flowOf(fn as FunctionNode);
  if (!graph) throw new Error('too large');
  return {
    graph,
    call: (name) => calls.get(name) as Node,
    loop: (index) => loops[index] as Node,
    text: (node) => (node ? code.slice(...node.range) : 'nothing'),
  };
}

const places = ({ graph, call }: Read, name: string): readonly Block[] => graph.at.get(call(name)) ?? [];

/** Whether a call is made on each path through the function that returns. */
function isAlwaysCalled(body: string, name = 'a'): boolean {
  const one = read(body);
  const blocks = new Set(places(one, name));
  return alwaysPasses([one.graph.entry], [one.graph.exit], (block) => blocks.has(block));
}

/** Whether the call `b` may be made after `a` has returned. */
function follows(body: string, from = 'a', to = 'b'): boolean {
  const one = read(body);
  return canReach(after(one.graph, one.call(from)), places(one, to));
}

function returned(body: string): string[] {
  const { graph, text } = read(body);
  return returnsFrom(graph, [graph.entry]).map(({ value }) => text(value));
}

describe('what runs on every path', () => {
  it.each([
    ['a();', true],
    ['if (x) a();', false],
    ['if (x) a(); else { a2(); a(); }', false],
    ['if (x) return; a();', false],
    ['if (x) throw x; a();', true],
    ['x && a();', false],
    ['x || a();', false],
    ['x ?? a();', false],
    ['x ? a() : 0;', false],
    ['x ??= a();', false],
    ['x?.y(a());', false],
    ['const { y = a() } = x;', false],
    ['try { await c(); a(); } catch { }', false],
    ['try { await c(); } catch { } a();', true],
    ['try { await c(); } finally { a(); }', true],
    ['try { if (x) return 1; await c(); } finally { a(); }', true],
    ['for (const y of x) a();', false],
    ['for (const k in x) a();', false],
    ['for (let i = 0; i < 3; i++) a();', false],
    ['for (;;) { a(); if (x) break; }', true],
    ['do { a(); } while (x);', true],
    ['do { if (x) break; a(); } while (x);', false],
    ['switch (x) { case 1: a(); break; default: c(); }', false],
    ['switch (x) { case 1: case 2: c(); default: a(); }', true],
    ['switch (x) { case 1: a(); }', false],
    ['out: { if (x) break out; a(); }', false],
    ['process.exit(1); a();', true],
    ['if (x) process.exit(1); a();', true],
    ['const inner = () => a();', false],
    ['while (true) { if (await a()) return; }', true],
  ])('%s', (body, expected) => {
    expect(isAlwaysCalled(body)).toBe(expected);
  });
});

describe('what may follow', () => {
  it.each([
    ['while (x) { b(); a(); }', true],
    ['while (x) { b(); a(); break; }', false],
    ['while (x) { b(); a(); continue; }', true],
    ['while (x) { b(); a(); return; }', false],
    ['outer: for (const y of x) { for (const z of y) { b(); a(); break outer; } }', false],
    ['outer: for (const y of x) { b(); for (const z of y) { a(); continue outer; } }', true],
    ['for (const y of x) { b(); try { a(); continue; } finally { return; } }', false],
    ['for (const y of x) { b(); try { a(); break; } finally { c(); } }', false],
    ['try { a(); } catch { b(); }', false],
    ['try { a(); c(); } catch { b(); }', true],
    ['try { a(); throw x; } catch { b(); }', true],
    ['a(); try { c(); } finally { b(); }', true],
    ['switch (x) { case 1: a(); case 2: b(); }', true],
    ['switch (x) { case 1: a(); break; case 2: b(); }', false],
    ['for (;;) { a(); } b();', false],
    ['while (true) { b(); if (x) { a(); break; } }', false],
    ['if (!x && a()) b();', true],
    ['if (a() || x) { } else b();', true],
  ])('%s', (body, expected) => {
    expect(follows(body)).toBe(expected);
  });

  it('leads an error to the catch around it, through finally', () => {
    const inner = read('try { try { a(); } finally { c(); } } catch { b(); } d();');
    const thrown = whenThrown(inner.graph, inner.call('a'));
    const finallyBlocks = new Set(places(inner, 'c'));
    expect(alwaysPasses(thrown, places(inner, 'b'), (block) => finallyBlocks.has(block))).toBe(true);
    expect(canReach(thrown, places(inner, 'd'))).toBe(true);
    const out = read('try { c(); } catch { a(); } b();');
    expect(canReach(whenThrown(out.graph, out.call('a')), places(out, 'b'))).toBe(false);
    expect(canReach(whenThrown(out.graph, out.call('a')), [out.graph.thrown])).toBe(true);
  });
});

describe('what a function returns', () => {
  it.each([
    ['if (x) return 1; return 2;', ['1', '2']],
    ['if (x) return 1;', ['1', 'nothing']],
    ['return; return 2;', ['nothing']],
    ['try { return 1; } finally { c(); }', ['1']],
    ['try { return 1; } finally { return 2; }', ['2']],
    ['try { return await c(); } catch { return []; }', ['await c()', '[]']],
    ['try { return await c(); } catch { log(); }', ['await c()', 'nothing']],
    ['while (true) { if (x) return 1; }', ['1']],
    ['throw x;', []],
    ['(x) => x.y', ['x.y']],
    ['switch (x) { case 1: return 1; default: return 2; }', ['1', '2']],
  ])('%s', (body, expected) => {
    expect(returned(body)).toEqual(expected);
  });

  it('tells what is returned after a failure', () => {
    const one = read('try { await a(); } catch { return 1; } return 2;');
    const failed = returnsFrom(one.graph, whenThrown(one.graph, one.call('a')));
    expect(failed.map(({ value }) => one.text(value))).toEqual(['1']);
  });
});

describe('what a loop repeats', () => {
  const isRepeated = (body: string, name = 'a', loop = 0) => {
    const one = read(body);
    const round = roundOf(one.graph, one.loop(loop));
    return round !== undefined && places(one, name).some((block) => round.blocks.has(block));
  };

  it.each([
    ['while (x) { a(); }', true],
    ['while (x) { if (y) { a(); return; } }', false],
    ['while (x) { try { c(); } catch { a(); } }', true],
    ['while (x) { try { c(); } catch { a(); throw x; } }', false],
    ['for (;;) { a(); break; }', false],
    ['for (let i = 0; i < 3; i++) { if (i) continue; a(); }', true],
    ['do { a(); } while (x);', true],
    ['for (const y of x) { c(); } a();', false],
  ])('%s', (body, expected) => {
    expect(isRepeated(body)).toBe(expected);
  });

  it('knows the ways out', () => {
    const one = read('for (;;) { if (x) break; await a(); if (y) return; }');
    const exits = roundOf(one.graph, one.loop(0))?.exits ?? [];
    // Both calls and awaits may throw.
    expect(exits.map(({ kind }) => kind).toSorted()).toEqual(['throw', 'throw', 'true', 'true']);
  });
});

it('gives up on code beyond its limits', () => {
  const deep = '!'.repeat(450);
  const source = parse('typescript', `function f(x) { return ${deep}x; }`, 'a.ts');
  expect(flowOf(source.ast.body[0] as FunctionNode)).toBeUndefined();
});
