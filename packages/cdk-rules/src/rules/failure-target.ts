import type { Value } from '../template/value.js';
import { asString, describe } from '../template/values.js';
import { overBranches } from './branch-findings.js';
import type { Finding } from './rule.js';

/** What is said of a place where failures may go. */
interface FailureTargetWords {
  /** Path of the property, for the position and the evidence. */
  readonly property: string;
  /** Both sentences for the violation. */
  readonly missing: string;
  /** What is lost otherwise, as the subject of "... go to X": `failed events`. */
  readonly what: string;
  readonly severity?: Finding['severity'];
}

/**
 * Judges a property that names where failures go. A target outside of the templates counts, since it is somebody's
 * decision; what cannot be resolved does not.
 */
export function judgeFailureTarget(target: Value, words: FailureTargetWords): Finding {
  const { property, missing, what, severity } = words;
  return overBranches(target, (value): Finding => {
    if (value.kind === 'absent' || asString(value) === '') {
      return { status: 'violation', message: missing, property, ...(severity && { severity }) };
    }
    if (value.kind === 'unknown') {
      return {
        status: 'undetermined',
        message: `It cannot be told where ${what} go, because ${value.reason}.`,
        property,
      };
    }
    const to = describe(value);
    return { status: 'compliant', message: `${capital(what)} go to ${to}.`, property, evidence: { target: to } };
  });
}

/** True when failures go somewhere in every branch. */
export const hasFailureTarget = (target: Value): boolean =>
  judgeFailureTarget(target, { property: '', missing: '', what: '' }).status === 'compliant';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
