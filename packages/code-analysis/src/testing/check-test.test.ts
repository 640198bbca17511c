import { describe, expect, it } from 'vitest';
import { noDisabledTimeout } from '../checks/rel05-bp05/no-disabled-timeout.js';
import { testCheck } from './check-test.js';

describe('testCheck', () => {
  it('refuses lists that prove nothing', () => {
    expect(() => testCheck(noDisabledTimeout, { violations: [], sound: ['a()'] })).toThrow(
      'need code that violates it',
    );
    expect(() => testCheck(noDisabledTimeout, { violations: ['a()'], sound: [] })).toThrow(
      'need code that violates it',
    );
  });

  it('refuses a case that is there twice, in whatever list', () => {
    expect(() => testCheck(noDisabledTimeout, { violations: ['a()'], sound: [{ code: 'a()' }] })).toThrow(
      'a case twice',
    );
  });
});
