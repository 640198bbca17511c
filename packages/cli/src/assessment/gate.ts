import type { Results } from '@faultline/catalog';

/** From which severity on an open violation fails the run. */
export type FailOn = 'error' | 'warning' | 'never';

/** Exit codes: the gate passed, the gate failed, the scan or its call went wrong, interrupted. */
export const exitCodes = { pass: 0, failed: 1, trouble: 2, interrupted: 130 } as const;

/** The exit code of a run. Notes, undetermined and suppressed verdicts never fail it; an incomplete scan always does. */
export function exitCode(results: Results, failOn: FailOn): number {
  if (!results.complete) return exitCodes.trouble;
  const failing = failOn === 'never' ? [] : failOn === 'error' ? ['error'] : ['error', 'warning'];
  const failed = results.verdicts.some(
    (verdict) => verdict.status === 'violation' && failing.includes(verdict.severity),
  );
  return failed ? exitCodes.failed : exitCodes.pass;
}
