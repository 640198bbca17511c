import { expect, it } from 'vitest';
import { faultErrors } from './check-faults.js';

it('gives one error for each thing that was thrown, with the checks that it hit', () => {
  const errors = faultErrors('src/a.ts', [
    { faultOf: 'no-b', thrown: 'RangeError: too deep.' },
    { faultOf: 'no-c', thrown: 'TypeError: x' },
    { faultOf: 'no-a', thrown: 'RangeError: too deep.' },
    { faultOf: 'no-d', thrown: 'RangeError: too deep.' },
  ]);
  expect(errors.map(({ message }) => message)).toEqual([
    'src/a.ts could not be judged by no-a, no-b and no-d because of a fault in Faultline (RangeError: too deep); please report it.',
    'src/a.ts could not be judged by no-c because of a fault in Faultline (TypeError: x); please report it.',
  ]);
  expect(errors.every(({ kind, path }) => kind === 'internal' && path === 'src/a.ts')).toBe(true);
});
