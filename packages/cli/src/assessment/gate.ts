import type { Comparison, GateChange, GateFailure, GateResult, Results } from '@faultline/catalog';
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
  /** What the branch changes in the gate itself. */
  readonly changes?: readonly GateChange[] | undefined;
  /** Whether such changes fail the gate. */
  readonly failOnChanges?: boolean | undefined;
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

function changedGate(changes: readonly GateChange[]): GateFailure[] {
  if (changes.length === 0) return [];
  const places = changes.length === 1 ? 'in 1 place' : `in ${changes.length} places`;
  return [
    {
      kind: 'gate-change',
      scope: '*',
      message: `The branch changes the gate itself ${places}. Have somebody who answers for the gate look at them, or take them back.`,
    },
  ];
}

/**
 * What the gate says of a run. Notes, undetermined and suppressed verdicts never fail it; an incomplete scan never
 * passes it, whatever it is compared with. Where the base was not scanned completely, no violation can be said to be new.
 */
export function judgeGate(results: Results, rules: GateRules): GateResult {
  const { failOn, limits = {}, requireHuman = false, comparison, changes, failOnChanges = false } = rules;
  const found =
    failOn === 'never'
      ? []
      : [
          ...brokenLimits(results, { limits, failOn, isCompared: comparison !== undefined }),
          ...badSuppressions(results),
          ...(requireHuman ? openQuestions(results) : []),
        ];
  const failures = [...found, ...(failOnChanges ? changedGate(changes ?? []) : [])];
  const isDoubtful = comparison?.complete === false && failures.some(({ kind }) => kind === 'new');
  const status = !results.complete || isDoubtful ? 'incomplete' : failures.length > 0 ? 'failed' : 'passed';
  return { status, ...(comparison && { comparison }), failures, ...(changes && { changes }) };
}

/** The exit code that says what the gate decided. */
export function exitCode({ status }: GateResult): number {
  return { passed: exitCodes.pass, failed: exitCodes.failed, incomplete: exitCodes.trouble }[status];
}
