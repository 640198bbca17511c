import { expect, it } from 'vitest';
import { isDeep, isStackOverflow, isTooDeep } from './depth.js';
import { nestingOf } from './nesting.js';

it.each([
  ['brackets', '[', ']'],
  ['functions', 'function f() {', '}'],
  ['conditions', 'a ? b : ', 'c'],
  ['negations', '!', 'a'],
  ['arrows', 'a => ', 'b'],
  ['assignments', 'a = ', 'b'],
  ['statements of if', 'if (a) ', ';'],
  ['statements of else', 'if (a) b; else ', 'c;'],
  ['blocks of else', 'if (a) { b; } else ', '{ c; }'],
  ['words', 'typeof ', 'a'],
  ['types', 'type A = keyof B; type C = A<', '>'],
  ['templates', '`${', '}`'],
  ['elements', '<a>', '</a>'],
  ['elements with texts', "<a>it's ", '</a>'],
  ['labels on lines of their own', 'a:\n', ';'],
  ['calls', 'a(', ')'],
  ['members', 'a.', 'b'],
])('%s nest', (_, before, behind) => {
  const levels = nestingOf(before.repeat(2_000) + behind.repeat(2_000));
  expect(levels).toBeGreaterThanOrEqual(2_000);
  expect(isDeep(before.repeat(2_000) + behind.repeat(2_000))).toBe(true);
});

it.each([
  ['statements', 'a.b(c[0], { d: 1 ? 2 : 3 });\n'],
  ['statements without semicolons', 'a.b(c[0], { d: 1 })\nconst e = -f\n'],
  ['declarations', 'function f() { return !a; }\n'],
  ['blocks', 'if (a) { b() } else { c() }\n'],
  ['comments', '// ((( !!! ??? ===\n/* [[[ === *\u200b/ */ a\n'],
  ['texts', `a('(((' + "[[[!!!" + \`{{{ ::: \${b}\`)\n`],
  ['regular expressions', 'a = /[/(]\\(\\/"/u.test(b) ? c / d : e / f;\n'],
  ['brackets that close nothing', ')]}\n'],
])('%s one after the other do not', (_, one) => {
  expect(nestingOf(one.repeat(2_000))).toBeLessThan(50);
});

it('tells what no stack is large enough for', () => {
  expect([5_000, 500_000].map((count) => isTooDeep('!'.repeat(count)))).toEqual([false, true]);
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
