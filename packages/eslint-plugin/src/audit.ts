import type { CodeVerdict } from '@faultline/code-analysis';

export type { CodeVerdict, RelatedSite } from '@faultline/code-analysis';

/**
 * The audit protocol: how a program that drives ESLint gets every verdict of a rule, and not the violations only.
 *
 * With `settings.faultline.audit: true` a rule reports compliant and undetermined sites as well, and each message is a
 * verdict in JSON behind a prefix. ESLint's cache, its workers and its directive comments then treat all of them alike.
 */
const prefix = 'faultline-verdict/1 ';
const faultPrefix = 'faultline-fault/1 ';

/** Writes a verdict as the message of an ESLint report. */
export function encodeVerdict(verdict: CodeVerdict): string {
  return prefix + JSON.stringify(verdict);
}

/** Reads a verdict from the message of an ESLint report; undefined when it carries none. */
export function decodeVerdict(message: string): CodeVerdict | undefined {
  return message.startsWith(prefix) ? (JSON.parse(message.slice(prefix.length)) as CodeVerdict) : undefined;
}

/** A fault of the analyzer itself, which cost one check its verdicts in one file. */
export interface CheckFault {
  /** What was thrown, in one line: `RangeError: Maximum call stack size exceeded`. */
  readonly thrown: string;
}

/** Writes a fault as the message of an ESLint report. */
export function encodeFault(fault: CheckFault): string {
  return faultPrefix + JSON.stringify(fault);
}

/** Reads a fault from the message of an ESLint report; undefined when it tells of none. */
export function decodeFault(message: string): CheckFault | undefined {
  return message.startsWith(faultPrefix) ? (JSON.parse(message.slice(faultPrefix.length)) as CheckFault) : undefined;
}
