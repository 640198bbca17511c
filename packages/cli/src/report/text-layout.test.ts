import { describe, expect, it } from 'vitest';
import { displayWidth, fit, wrap } from './text-layout.js';

it('counts columns, not characters', () => {
  expect(displayWidth('abc')).toBe(3);
  expect(displayWidth('東京')).toBe(4);
  expect(displayWidth('e\u0301')).toBe(1);
});

describe('wrap', () => {
  it('breaks at spaces and keeps every word', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });

  it('breaks a word that is wider than the line', () => {
    expect(wrap('a abcdefgh bc', 3)).toEqual(['a', 'abc', 'def', 'gh', 'bc']);
  });

  it('gives no line for no text', () => {
    expect(wrap('  ', 10)).toEqual([]);
  });
});

describe('fit', () => {
  it('fills up on either side', () => {
    expect(fit('ab', 4, '…')).toBe('ab  ');
    expect(fit('ab', 4, '…', 'right')).toBe('  ab');
  });

  it('cuts by columns with an ellipsis', () => {
    expect(fit('abcdef', 4, '…')).toBe('abc…');
    expect(fit('東京都庁', 5, '…')).toBe('東京…');
  });
});
