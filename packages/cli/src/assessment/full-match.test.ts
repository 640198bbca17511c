import { describe, expect, it } from 'vitest';
import { matchesWhole } from './full-match.js';

describe('a whole text', () => {
  it.each([
    ['PROJ-\\d+', 'PROJ-12', true],
    ['PROJ-\\d+', 'PROJ-12 and more', false],
    ['A|B', 'AB', false],
    ['(?<team>[A-Z]{2,5})-\\d{1,6}', 'OPS-7', true],
    ['.*', 'x'.repeat(201), false],
  ])('%s of %s: %s', (pattern, text, expected) => {
    expect(matchesWhole(pattern, text)).toBe(expected);
  });

  it('does not match a pattern that takes for ever, nor does any other from then on', () => {
    expect(matchesWhole('(a+)+b', `${'a'.repeat(60)}c`)).toBe(false);
    expect(matchesWhole('(a+)+b', 'ab')).toBe(false);
    expect(matchesWhole('(b+)+c', 'bbc')).toBe(true);
  });

  it('takes a pattern and a text as values only', () => {
    expect(matchesWhole('`); throw new Error("ran"); (`', '${1}')).toBe(false);
    expect(matchesWhole('\\$\\{1\\}', '${1}')).toBe(true);
  });
});
