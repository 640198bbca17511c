import type { Resource } from '../graph/graph.js';
import type { Value } from '../values/value.js';
import { asBoolean, asString, describe } from '../values/values.js';
import { overBranches } from './branch-findings.js';
import type { Finding } from './rule.js';

/** What is said of a place where failures may go. */
export interface FailureTargetWords {
  /** Path of the property that names it. */
  readonly property: string;
  /** Both sentences for the violation. */
  readonly missing: string;
  /** What is lost otherwise, as the subject of "... go to X": `failed events`. */
  readonly what: string;
  readonly severity?: Finding['severity'];
  /** Who takes no FIFO queue or topic here: `EventBridge`. */
  readonly refusesFifo?: string;
}

/**
 * Judges a property that names where failures go. A target outside of the templates counts, since it is somebody's
 * decision; what cannot be resolved does not.
 */
export function judgeFailureTarget(resource: Resource, words: FailureTargetWords): Finding {
  const { property, severity } = words;
  return overBranches(resource, [resource.get(property)], (value): Finding => {
    if (isMissing(value, resource)) {
      return { status: 'violation', message: words.missing, property, ...(severity && { severity }) };
    }
    return judgeWritten(value, words);
  });
}

/** Nothing that failures could go to: nothing written, empty text, or the resource itself. */
export function isMissing(target: Value, resource: Resource): boolean {
  return (
    target.kind === 'absent' ||
    asString(target)?.trim() === '' ||
    (target.kind === 'reference' && target.resource === resource)
  );
}

/** Judges a target that is there. */
export function judgeWritten(target: Value, words: Omit<FailureTargetWords, 'missing'>): Finding {
  const { property, what, refusesFifo } = words;
  if (target.kind === 'unknown') {
    return {
      status: 'undetermined',
      message: `It cannot be told where ${what} go, because ${target.reason}.`,
      property,
    };
  }
  if (refusesFifo !== undefined && isFifo(target)) {
    return {
      status: 'violation',
      severity: 'error',
      message: `${refusesFifo} takes no FIFO queue or topic for ${what}, so they are lost. Name a standard one.`,
      property,
    };
  }
  const to = describe(target);
  return { status: 'compliant', message: `${capital(what)} go to ${to}.`, property, evidence: { target: to } };
}

const isFifo = (target: Value): boolean =>
  target.kind === 'reference' &&
  ['FifoQueue', 'FifoTopic'].some((property) => asBoolean(target.resource.get(property)) === true);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
