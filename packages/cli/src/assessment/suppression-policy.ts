import {
  isDay,
  suppress,
  type Suppression,
  type SuppressionFault,
  type SuppressionProblem,
  type Verdict,
} from '@faultline/catalog';
import type { SuppressionRules } from '../config/suppressions-schema.js';
import type { UnusedSuppression } from '../scan/outcome.js';
import type { CentralSuppressions } from './central-suppressions.js';
import { matchesWhole } from './full-match.js';
import { compareText, type DraftVerdict } from './verdicts.js';

/** What suppressions are held to. */
export interface SuppressionPolicy {
  readonly rules: SuppressionRules;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

const dayLength = 24 * 60 * 60 * 1000;
/** Days; a last day that is further away than a year is none, since nobody looks at it before. */
export const defaultMaxDays = 366;

/** How far ahead the last day may lie, in days. */
function mostDays({ maxDays = defaultMaxDays }: SuppressionRules): number {
  return maxDays === 'unlimited' ? Infinity : maxDays;
}

function ticketIsRight(ticket: string | undefined, wanted: boolean | string): boolean {
  if (wanted === false) return true;
  if (ticket === undefined || ticket === '') return false;
  return wanted === true || matchesWhole(wanted, ticket);
}

/** What the rules hold against a suppression, whatever its day; undefined where it keeps them. */
function breach(suppression: Suppression, { rules, today }: SuppressionPolicy): SuppressionFault | undefined {
  const { reason = '', until, ticket } = suppression;
  if (until !== undefined && !isDay(until)) return 'invalid-date';
  if (rules.requireReason && reason.trim() === '') return 'no-reason';
  if (until === undefined) {
    if (rules.requireExpiry || typeof rules.maxDays === 'number') return 'no-expiry';
  } else if ((Date.parse(until) - Date.parse(today)) / dayLength > mostDays(rules)) {
    return 'too-long';
  }
  return ticketIsRight(ticket, rules.requireTicket ?? false) ? undefined : 'no-ticket';
}

/** Adds what the configuration suppresses, and opens again what the rules do not let stand. */
export function applySuppressions(
  drafts: readonly DraftVerdict[],
  central: CentralSuppressions,
  policy: SuppressionPolicy,
): DraftVerdict[] {
  return drafts.map((draft) => {
    const suppressed = suppress(draft, central.of(draft), policy.today);
    const { status, suppression } = suppressed;
    const isBroken = status === 'suppressed' && suppression !== undefined && breach(suppression, policy) !== undefined;
    return isBroken ? { ...suppressed, status: 'violation' } : suppressed;
  });
}

const kinds: Readonly<Record<Suppression['kind'], string>> = {
  directive: 'comment',
  bulk: 'entry in eslint-suppressions.json',
  acknowledgement: 'acknowledgement',
  metadata: 'suppression in the metadata',
  central: 'suppression in the configuration',
};

function placeOf({ where, location, resource }: UnusedSuppression): string {
  if (where !== undefined) return where;
  if (location) return ` at ${location.file}:${location.line}`;
  return resource ? ` on ${resource.constructPath ?? resource.logicalId} in ${resource.template}` : '';
}

function sentence(fault: SuppressionFault, about: UnusedSuppression, rules: SuppressionRules): string {
  const { check, suppression } = about;
  const what = `The ${kinds[suppression.kind]} that suppresses ${check}${placeOf(about)}`;
  const again = 'so the violation counts again';
  switch (fault) {
    case 'expired':
      return `${what} ran out on ${suppression.until}, ${again}. Repair the violation, or set a new day.`;
    case 'invalid-date':
      return `${what} holds until '${suppression.until}', which is no day, ${again}. Write the day as YYYY-MM-DD.`;
    case 'no-reason':
      return `${what} gives no reason, ${again}. Say why the violation is accepted.`;
    case 'no-expiry':
      return `${what} has no last day, ${again}. Add one, such as 'until 2027-01-31'.`;
    case 'too-long':
      return `${what} holds until ${suppression.until}, more than ${mostDays(rules)} days from now, ${again}. Choose an earlier day, or set 'suppressions.maxDays'.`;
    case 'no-ticket': {
      const form = typeof rules.requireTicket === 'string' ? ` of the form ${rules.requireTicket}` : '';
      return `${what} names no ticket${form}, ${again}. Add one, such as 'PROJ-12'.`;
    }
    case 'unused':
      return `${what} suppresses nothing. Remove it.`;
    case 'unknown-check':
      return `${what} names a check that there is not. Correct the name; 'faultline rules' lists all checks.`;
  }
}

/** What is wrong with the suppression of a verdict. */
function faultOf({ status, suppression }: Verdict, policy: SuppressionPolicy): SuppressionFault | undefined {
  if (status !== 'violation' || suppression === undefined) return undefined;
  return breach(suppression, policy) ?? 'expired';
}

/**
 * The suppressions that people have to look at.
 * @param verdicts after suppressions were applied
 * @param unused suppressions that suppress nothing
 * @param names of all checks and best practices that there are
 */
export function suppressionProblems(
  verdicts: readonly Verdict[],
  unused: readonly UnusedSuppression[],
  policy: SuppressionPolicy,
  names: ReadonlySet<string>,
): SuppressionProblem[] {
  const { rules } = policy;
  const severities = { expired: rules.expired ?? 'error', unused: rules.unused ?? 'warning' };
  const problem = (fault: SuppressionFault, about: UnusedSuppression & { readonly fingerprint?: string }) => {
    const severity = fault === 'expired' ? severities.expired : isIdle(fault) ? severities.unused : 'error';
    return severity === 'off' ? [] : [{ fault, severity, message: sentence(fault, about, rules), ...published(about) }];
  };
  const broken = verdicts.flatMap((verdict) => {
    const fault = faultOf(verdict, policy);
    if (fault === undefined || verdict.suppression === undefined) return [];
    const { check, fingerprint, location, resource, suppression } = verdict;
    return problem(fault, {
      check,
      suppression,
      fingerprint,
      ...(location && { location }),
      ...(resource && { resource }),
    });
  });
  const idle = unused.flatMap((one) => problem(names.has(one.check) ? 'unused' : 'unknown-check', one));
  return [...broken, ...idle].sort((a, b) => compareText(a.message, b.message));
}

function isIdle(fault: SuppressionFault): boolean {
  return fault === 'unused' || fault === 'unknown-check';
}

/** What is told of it beside the message. */
function published(about: UnusedSuppression & { readonly fingerprint?: string }) {
  const { check, suppression, fingerprint, location, resource } = about;
  return {
    check,
    suppression,
    ...(fingerprint !== undefined && { fingerprint }),
    ...(location && { location }),
    ...(resource && { resource }),
  };
}
