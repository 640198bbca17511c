import { expect, it } from 'vitest';
import { isDeep, isStackOverflow } from './depth.js';

it('tells deep code by brackets within one another, not by how many there are', () => {
  expect(isDeep('['.repeat(500))).toBe(true);
  expect(isDeep(`${'if (a) { '.repeat(300)}${'}'.repeat(300)}`)).toBe(true);
  expect(isDeep('f(g[0], { a: 1 });\n'.repeat(5_000))).toBe(false);
  expect(isDeep(`${')'.repeat(500)}${'f(g(h()));'.repeat(100)}`)).toBe(false);
});

it('knows what engine and parsers say of a stack that is used up', () => {
  const endless = (): number => 1 + endless();
  let said = '';
  try {
    endless();
  } catch (error) {
    said = (error as Error).message;
  }
  expect(isStackOverflow(said)).toBe(true);
  expect(isStackOverflow('Parsing error: Not enough stack space to parse input')).toBe(true);
  expect(isStackOverflow('Parsing error: Unexpected token )')).toBe(false);
});
