import { describe, expect, it } from 'vitest';
import { Search } from './search.js';

/** Asks for the sum of the numbers that can be reached from one. */
function sums(next: Readonly<Record<number, readonly number[]>>, extent = { depth: 50, steps: 500 }) {
  const search = new Search<string>(extent, (cut) => cut);
  let asked = 0;
  const ask = (key: number): string =>
    search.answer(key, () => {
      asked += 1;
      return [key, ...(next[key] ?? []).map(ask)].join('+');
    });
  return { ask, asked: () => asked };
}

describe('Search', () => {
  it('asks each question once, however many ways lead to it', () => {
    const doubling = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [i, [i + 1, i + 1]]));
    const { ask, asked } = sums(doubling);
    expect(ask(17)).toBe('17+18+19+20+20+19+20+20+18+19+20+20+19+20+20');
    ask(0);
    expect(asked()).toBe(21);
  });

  it('leaves open what comes back to itself, and remembers only what the outermost question was answered', () => {
    const { ask } = sums({ 1: [2], 2: [1, 3], 3: [] });
    expect(ask(1)).toBe('1+2+circle+3');
    expect(ask(2)).toBe('2+1+2+circle+3+3');
    expect(ask(1)).toBe('1+2+circle+3');
  });

  it('leaves open what goes too deep, and what asks too much', () => {
    const chain = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [i, [i + 1]]));
    expect(sums(chain, { depth: 3, steps: 500 }).ask(0)).toBe('0+1+2+limit');
    expect(sums({ 0: [1, 2, 3, 4] }, { depth: 5, steps: 3 }).ask(0)).toBe('0+1+2+limit+limit');
  });

  it('goes on after a fault further in', () => {
    const search = new Search<string>({ depth: 5, steps: 5 }, (cut) => cut);
    const fail = () => search.answer('a', () => search.answer('b', () => { throw new Error('fault'); })); // prettier-ignore
    expect(fail).toThrow('fault');
    expect(search.answer('b', () => 'found')).toBe('found');
  });
});
