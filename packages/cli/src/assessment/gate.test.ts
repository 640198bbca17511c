import type { Results, Severity, VerdictStatus } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { exitCode, type FailOn } from './gate.js';

function results(status: VerdictStatus, severity: Severity, complete = true): Results {
  return { complete, verdicts: [{ status, severity }] } as unknown as Results;
}

describe('exitCode', () => {
  it.each<[VerdictStatus, Severity, FailOn, number]>([
    ['violation', 'error', 'error', 1],
    ['violation', 'warning', 'error', 0],
    ['violation', 'warning', 'warning', 1],
    ['violation', 'note', 'warning', 0],
    ['violation', 'error', 'never', 0],
    ['undetermined', 'error', 'warning', 0],
    ['suppressed', 'error', 'warning', 0],
    ['compliant', 'error', 'warning', 0],
  ])('of a %s of severity %s when failing on %s is %i', (status, severity, failOn, code) => {
    expect(exitCode(results(status, severity), failOn)).toBe(code);
  });

  it('of an incomplete scan is 2, whatever was found', () => {
    expect(exitCode(results('violation', 'error', false), 'error')).toBe(2);
    expect(exitCode(results('compliant', 'error', false), 'never')).toBe(2);
  });
});
