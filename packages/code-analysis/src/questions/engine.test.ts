import { describe, expect, it } from 'vitest';
import { Engine } from './engine.js';
import { textOfFile } from './files.js';
import { noProject } from './project.js';
import { questionOfFile, type Question } from './question.js';

/** An engine over texts that a test may change. */
function engineOver(texts: Record<string, string>): Engine {
  return new Engine({ ...noProject, files: Object.keys(texts), text: (file) => texts[file] });
}

const files = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `f${at}`);

/** Files that a text names. */
const named = questionOfFile<readonly string[]>('named', [], (engine, file) =>
  (engine.ask(textOfFile, file) ?? '').split(' ').filter(Boolean).sort(),
);
/** All files that a file names, over as many files as it takes. */
const reached: Question<string, readonly string[]> = questionOfFile('reached', [], (engine, file) => {
  const next = engine.ask(named, file);
  return [...new Set([...next, ...next.flatMap((one) => engine.ask(reached, one))])].sort();
});

describe('asking', () => {
  it('works an answer out once', () => {
    const engine = engineOver({ a: 'b', b: '' });
    expect(engine.ask(reached, 'a')).toEqual(['b']);
    const { answered } = engine;
    expect(engine.ask(reached, 'a')).toEqual(['b']);
    expect(engine.answered).toBe(answered);
  });

  it.each([
    ['itself', { a: 'a' }, ['a']],
    ['a question that asks back', { a: 'b', b: 'a c', c: '' }, ['a', 'b', 'c']],
    ['a ring', { a: 'b', b: 'c', c: 'd', d: 'a e', e: '' }, ['a', 'b', 'c', 'd', 'e']],
    ['two rings that touch', { a: 'b', b: 'c a', c: 'd b', d: 'c', e: 'a' }, ['a', 'b', 'c', 'd']],
  ])('goes round until nothing changes: %s', (_, texts, wanted) => {
    const engine = engineOver(texts);
    expect(engine.ask(reached, 'a')).toEqual(wanted);
    // Whoever is asked first, all get the same answers.
    const other = engineOver(texts);
    for (const file of Object.keys(texts).reverse()) other.ask(reached, file);
    for (const file of Object.keys(texts)) expect(other.ask(reached, file)).toEqual(engine.ask(reached, file));
  });

  it.each([
    ['a ring', (at: number, count: number) => `f${(at + 1) % count}`],
    ['files of which each names all', (_: number, count: number) => files(count).join(' ')],
  ])('takes steps in proportion to a circle, however entangled it is: %s', (_, textOf) => {
    const steps = [30, 60].map((count) => {
      const names = files(count);
      const engine = engineOver(Object.fromEntries(names.map((name, at) => [name, textOf(at, count)])));
      for (const name of names) expect(engine.ask(reached, name)).toEqual([...names].sort());
      return engine.answered / count;
    });
    // Text and names of each file, and three rounds of what it reaches.
    expect(Math.max(...steps)).toBeLessThanOrEqual(5);
  });

  it('retracts what was built on a provisional answer', () => {
    const retracted: string[] = [];
    const watched: Question<string, readonly string[]> = questionOfFile('watched', [], (engine, file) => {
      const next = engine.ask(named, file);
      const all = [...new Set([...next, ...next.flatMap((one) => engine.ask(watched, one))])].sort();
      if (engine.isProvisional) engine.onRetract(() => retracted.push(`${file}: ${all.join()}`));
      return all;
    });
    expect(engineOver({ a: 'b', b: 'a' }).ask(watched, 'a')).toEqual(['a', 'b']);
    expect(retracted).toContain('b: a');
  });
});

describe('after a change', () => {
  it('asks again what hung on the changed file only', () => {
    const texts: Record<string, string> = { a: 'b', b: 'c', c: '', x: 'y', y: '' };
    const engine = engineOver(texts);
    for (const file of Object.keys(texts)) engine.ask(reached, file);
    texts['c'] = 'd';
    engine.changed(['c']);
    const before = engine.answered;
    expect(engine.ask(reached, 'a')).toEqual(['b', 'c', 'd']);
    expect(engine.ask(reached, 'x')).toEqual(['y']);
    // Text, names and reach of c; reach of b and a; and those of d, which is new.
    expect(engine.answered - before).toBe(8);
  });

  it('ends the chain where an answer comes out as it was', () => {
    const texts: Record<string, string> = { a: 'b', b: 'c d', c: '', d: '' };
    const engine = engineOver(texts);
    const kept = engine.ask(reached, 'a');
    texts['b'] = 'd c';
    engine.changed(['b']);
    const before = engine.answered;
    expect(engine.ask(reached, 'a')).toBe(kept);
    // The text of b and the names in it.
    expect(engine.answered - before).toBe(2);
  });

  it('follows a ring that is broken', () => {
    const texts: Record<string, string> = { a: 'b', b: 'c', c: 'a' };
    const engine = engineOver(texts);
    expect(engine.ask(reached, 'a')).toEqual(['a', 'b', 'c']);
    texts['c'] = '';
    engine.changed(['c']);
    expect(engine.ask(reached, 'a')).toEqual(['b', 'c']);
    expect(engine.ask(reached, 'c')).toEqual([]);
  });
});
