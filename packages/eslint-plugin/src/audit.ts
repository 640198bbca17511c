import type { EvidenceValue, Judgement, Severity } from '@faultline/catalog';

/**
 * The audit protocol: how a program that drives ESLint gets every verdict of a rule, and not the violations only.
 *
 * With `settings.faultline.audit: true` a rule reports compliant and undetermined sites as well, and each message is a
 * verdict in JSON behind a prefix. ESLint's cache, its workers and its directive comments then treat all of them alike.
 */
const prefix = 'faultline-verdict/1 ';
const faultPrefix = 'faultline-fault/1 ';

/** A place with lines and columns from 1: in the same file, or in `file` where that is there. */
export interface RelatedSite {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A verdict at a site in code; the place is that of the ESLint message which carries it. */
export interface CodeVerdict {
  readonly status: Judgement;
  /** For people: one sentence for the fault and its consequence, one for the repair. */
  readonly message: string;
  /** Where it differs from the check's own severity. */
  readonly severity?: Severity;
  /** Path of the enclosing named symbols, such as `OrderService.pay`; empty at the top of the file. */
  readonly symbol: string;
  /** Digest of the site's tokens, which formatting does not change. */
  readonly tokens: string;
  /** Digest of the function around the site without its name; `~` stands before that of a short one, and a site outside functions has none. */
  readonly body?: string;
  /** Source text of the site with white space folded, at most 160 characters. */
  readonly snippet: string;
  readonly related?: readonly RelatedSite[];
  readonly evidence?: Readonly<Record<string, EvidenceValue>>;
}

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
