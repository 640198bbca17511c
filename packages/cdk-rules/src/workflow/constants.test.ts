import { expect, it } from 'vitest';
import { known, unknown } from '../values/values.js';
import { constantOf, isExpression } from './constants.js';

it.each([
  [30, 30],
  ['30', 30],
  ['{% 30 %}', 30],
  ['{%60*5%}', 300],
  ['{% 2 * (10 + 5) - 10 / 4 %}', 27.5],
  ['{% -(3 - 5) %}', 2],
  ['{% 7 % 4 %}', 3],
  ['{% 1.5e2 %}', 150],
  ['{% 100 - 10 - 5 %}', 85],
])('%s is always %d', (written, number) => {
  expect(constantOf(known(written))).toBe(number);
});

it.each([
  '{% $states.input.seconds %}',
  '{% 60 * $minutes %}',
  '{% 1 / 0 %}',
  '{% (1 %}',
  '{% 1) %}',
  '{% 1 2 %}',
  '{% * 2 %}',
  '{%  %}',
  `{% ${'('.repeat(200)}1 %}`,
  'soon',
])('%s is not decided before it runs', (written) => {
  expect(constantOf(known(written))).toBeUndefined();
});

it('knows expressions from plain fields', () => {
  expect(isExpression(known('{% $x %}'))).toBe(true);
  expect(isExpression(known('30'))).toBe(false);
  expect(isExpression(unknown('a parameter decides'))).toBe(false);
});
