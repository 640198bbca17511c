import { describe, expect, it } from 'vitest';
import { rhythmOf } from './intervals.js';

describe('rhythmOf', () => {
  it.each([
    ['rate(5 minutes)', 300],
    ['rate(1 hour)', 3_600],
    ['rate(7 days)', 604_800],
    ['cron(0 3 * * ? *)', 86_400],
    ['cron(0/15 * * * ? *)', 900],
    ['cron(*/10 8-17 ? * MON-FRI *)', 600],
    ['cron(0 8,9,20 * * ? *)', 3_600],
    ['cron(30 */6 * * ? *)', 21_600],
    ['cron(* * * * ? *)', 60],
  ])('reads %s', (expression, seconds) => {
    expect(rhythmOf(expression)).toEqual({ kind: 'repeated', seconds });
  });

  it('knows what runs once', () => {
    expect(rhythmOf('at(2030-01-01T00:00:00)')).toEqual({ kind: 'once' });
  });

  it.each(['', 'cron(0)', 'cron(99 3 * * ? *)', 'cron(0/0 3 * * ? *)', 'rate(five minutes)', 'cron(9-3 1 * * ? *)'])(
    'makes nothing of %j',
    (expression) => {
      expect(rhythmOf(expression)).toBeUndefined();
    },
  );
});
