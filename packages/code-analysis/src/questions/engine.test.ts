import { describe, expect, it } from 'vitest';
import { Engine } from './engine.js';
import { textOfFile } from './files.js';
import { limits } from '../syntax/limits.js';
import { randomFrom } from '../testing/mutations.js';
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

/** The same by going from file to file. */
function reachedIn(texts: Readonly<Record<string, string>>, file: string): readonly string[] {
  const next = (one: string) => (texts[one] ?? '').split(' ').filter(Boolean);
  const found = new Set(next(file));
  for (const one of found) for (const other of next(one)) found.add(other);
  return [...found].sort();
}

/** A file of a ladder whose first file stands at a position in the middle. */
function ladderFrom(start: number, at: number, count: number): string {
  const turned = (by: number) => `f${(at + by + count) % count}`;
  const [before, behind] = [turned(-1), turned(1)];
  return at === start ? behind : at === start - 1 ? before : `${before} ${behind}`;
}

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
    ['a ladder whose files name those before and behind', (at: number) => `f${at - 1} f${at + 1}`],
    ['a ladder that is entered at its middle', (at: number, count: number) => ladderFrom(count / 2, at, count)],
    ['a ladder with a ring around it', (at: number, count: number) => `f${at - 1} f${(at + 1) % count} f0`],
    ['a tree whose leaves name the root', (at: number, count: number) => `f${at * 2 + 1} f${(at * 2 + 2) % count} f0`],
  ])('takes steps in proportion to a circle, however entangled it is: %s', (_, textOf) => {
    const steps = [30, 60, 120].map((count) => {
      const names = files(count);
      const texts = Object.fromEntries(
        names.map((name, at) => [
          name,
          textOf(at, count)
            .split(' ')
            .filter((one) => names.includes(one))
            .join(' '),
        ]),
      );
      const engine = engineOver(texts);
      for (const name of names) expect(engine.ask(reached, name)).toEqual(reachedIn(texts, name));
      return engine.answered / count;
    });
    // Text and names of each file, and three rounds of what it reaches, each the other way round than the one before.
    expect(Math.max(...steps)).toBeLessThanOrEqual(6);
  });

  it('comes to the same answers wherever it begins, in files that name each other at random', () => {
    const random = randomFrom(7);
    for (let turn = 0; turn < 40; turn += 1) {
      const names = files(12);
      const any = () => names[Math.floor(random() * names.length)] ?? '';
      const texts = Object.fromEntries(names.map((name) => [name, random() < 0.2 ? '' : `${any()} ${any()}`]));
      const engine = engineOver(texts);
      for (const name of names.toSorted(() => random() - 0.5))
        expect(engine.ask(reached, name)).toEqual(reachedIn(texts, name));
      texts[any()] = `${any()} ${any()}`;
      texts[any()] = '';
      engine.changed(names);
      for (const name of names.toSorted(() => random() - 0.5))
        expect(engine.ask(reached, name)).toEqual(reachedIn(texts, name));
    }
  });

  it('knows nothing of a circle that never comes to rest, and says so', () => {
    const leftOpen: [string, readonly string[]][] = [];
    const contrary: Question<string, number> = questionOfFile('contrary', 0, (engine, file) =>
      engine.ask(named, file).reduce((sum, next) => sum + engine.ask(contrary, next) + 1, 0),
    );
    const texts: Record<string, string> = { a: 'b', b: 'a', c: 'a', d: '' };
    const onLeftOpen = (why: string, all: readonly string[]) => leftOpen.push([why, all]);
    const engine = new Engine({ ...noProject, text: (file) => texts[file], onLeftOpen });
    expect(engine.ask(contrary, 'c')).toBe(1);
    expect(engine.ask(contrary, 'b')).toBe(0);
    expect(engine.ask(contrary, 'd')).toBe(0);
    expect(leftOpen).toEqual([['circle', ['a', 'b']]]);
  });

  it('knows nothing of what takes too many questions, says so, and has as many again after a change', () => {
    const leftOpen = new Set<string>();
    const leaf: Question<string, number> = questionOfFile('leaf', 0, () => 1);
    const engine = new Engine({ ...noProject, onLeftOpen: (why) => leftOpen.add(why) });
    const { all } = limits.questions;
    for (let at = 0; at < all; at += 1) expect(engine.ask(leaf, `f${at}`)).toBe(1);
    expect([...leftOpen]).toEqual([]);
    expect(engine.ask(leaf, 'one more')).toBe(0);
    expect([...leftOpen]).toEqual(['steps']);
    engine.changed([]);
    expect(engine.ask(leaf, 'another')).toBe(1);
  });

  it('forgets what rested on a question that broke off', () => {
    let isBroken = true;
    const careful: Question<string, readonly string[]> = {
      ...reached,
      answer(engine, file) {
        const next = engine.ask(named, file).flatMap((one) => engine.ask(careful, one));
        if (file === 'a' && isBroken) throw new Error('broken');
        return [...new Set([file, ...next])].sort();
      },
    };
    const engine = engineOver({ a: 'b', b: 'a c', c: 'b' });
    expect(() => engine.ask(careful, 'a')).toThrow('broken');
    isBroken = false;
    for (const file of ['c', 'b', 'a']) expect(engine.ask(careful, file)).toEqual(['a', 'b', 'c']);
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

  it.each([
    ['two files', { a: 'b', b: '' }, 'b', 'a'],
    ['a chain', { a: 'b', b: 'c', c: 'd', d: '' }, 'd', 'b'],
    ['a chain that runs into a ring', { a: 'b', b: 'c', c: 'd', d: 'c' }, 'd', 'a c'],
  ])('follows a ring that is closed: %s', (_, given, file, now) => {
    const texts: Record<string, string> = { ...given };
    const engine = engineOver(texts);
    engine.ask(reached, 'a');
    texts[file] = now;
    engine.changed([file]);
    for (const one of Object.keys(texts)) expect(engine.ask(reached, one)).toEqual(reachedIn(texts, one));
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
