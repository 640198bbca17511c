import { describe, expect, it } from 'vitest';
import { fitsBeside, withChosenLimits } from './code-edits.js';
import { applyEdits } from './edits.js';

const insertion = (text: string, start = 0) => ({ what: `Add \`${text}\``, edits: [{ start, end: start, text }] });

describe('limits in proposed repairs', () => {
  it('are those that people chose, in the unit of the option', () => {
    expect(
      withChosenLimits(insertion(', { signal: AbortSignal.timeout(5_000) }'), { timeoutMs: 12_500 }).edits[0]?.text,
    ).toBe(', { signal: AbortSignal.timeout(12_500) }');
    expect(withChosenLimits(insertion('timeoutInSeconds: 10'), { timeoutMs: 2_500 }).edits[0]?.text).toBe(
      'timeoutInSeconds: 2.5',
    );
    expect(withChosenLimits(insertion('timeout: 0.5'), { timeoutMs: 800 }).what).toBe('Add `timeout: 0.8`');
    expect(withChosenLimits(insertion('timeout: 5_000'), { timeoutMs: 800 }).what).toBe('Add `timeout: 800`');
  });

  it('must be chosen, unless the repair writes none', () => {
    expect(() => withChosenLimits(insertion('timeout: 5_000'), {})).toThrow('timeoutMs');
    expect(withChosenLimits(insertion('Number(x)'), {}).edits[0]?.text).toBe('Number(x)');
  });
});

describe('edits', () => {
  it('fit beside others unless they overlap or repeat them', () => {
    expect(fitsBeside(insertion('a', 3), [insertion('b', 4)])).toBe(true);
    expect(fitsBeside(insertion('a', 3), [insertion('b', 3)])).toBe(true);
    expect(fitsBeside(insertion('a', 3), [insertion('a', 3)])).toBe(false);
    const replacement = { what: '', edits: [{ start: 2, end: 5, text: 'x' }] };
    expect(fitsBeside(insertion('a', 3), [replacement])).toBe(false);
    expect(fitsBeside(replacement, [replacement])).toBe(false);
  });

  it('are made at their places, whatever the order they come in', () => {
    const edits = [
      { start: 4, end: 5, text: 'E' },
      { start: 0, end: 0, text: '>' },
      { start: 2, end: 2, text: '-' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('>ab-cdEf');
  });
});
