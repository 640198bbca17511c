import type { Comparison, GateFailure, GateResult, Results } from '@faultline/catalog';
import type { GateLimits } from '../config/gate-schema.js';
import { brokenLimits, type FailOn } from './limits.js';

export type { FailOn } from './limits.js';

/** Exit codes: the gate passed, the gate failed, the scan or its call went wrong, interrupted. */
export const exitCodes = { pass: 0, failed: 1, trouble: 2, interrupted: 130 } as const;

/** What the gate goes by. */
export interface GateRules {
  readonly failOn: FailOn;
  readonly limits?: GateLimits | undefined;
  /** Whether questions that only people can answer fail the gate while they are open. */
  readonly requireHuman?: boolean | undefined;
  /** What the violations were compared with. */
  readonly comparison?: Comparison | undefined;
}

function openQuestions(results: Results): GateFailure[] {
  return results.bestPractices.flatMap(({ id, questions }) => {
    const open = questions.filter(({ answer }) => answer === null).length;
    if (open === 0) return [];
    const what = open === 1 ? '1 question of it is' : `${open} questions of it are`;
    return [{ kind: 'question' as const, scope: id, message: `${id}: ${what} open for a person to answer.` }];
  });
}

function badSuppressions(results: Results): GateFailure[] {
  return (results.suppressionProblems ?? [])
    .filter(({ severity }) => severity === 'error')
    .map(({ check, message, fingerprint }) => ({
      kind: 'suppression',
      scope: check,
      message,
      ...(fingerprint !== undefined && { fingerprints: [fingerprint] }),
    }));
}

/**
 * What the gate says of a run. Notes, undetermined and suppressed verdicts never fail it; an incomplete scan never
 * passes it, whatever it is compared with.
 */
export function judgeGate(results: Results, rules: GateRules): GateResult {
  const { failOn, limits = {}, requireHuman = false, comparison } = rules;
  const failures =
    failOn === 'never'
      ? []
      : [
          ...brokenLimits(results, { limits, failOn, isCompared: comparison !== undefined }),
          ...badSuppressions(results),
          ...(requireHuman ? openQuestions(results) : []),
        ];
  const status = !results.complete ? 'incomplete' : failures.length > 0 ? 'failed' : 'passed';
  return { status, ...(comparison && { comparison }), failures };
}

/** The exit code that says what the gate decided. */
export function exitCode({ status }: GateResult): number {
  return { passed: exitCodes.pass, failed: exitCodes.failed, incomplete: exitCodes.trouble }[status];
}
