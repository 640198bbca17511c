import type { Suppression, Verdict } from './verdict.js';

const ticketPattern = /^(?:[A-Z][A-Z0-9_]*-\d+|[\w./-]*#\d+)(?=$|[\s:,;])/;
const untilPattern = /^(?:until|expires)\s+(\d{4}-\d{2}-\d{2})(?=$|[\s:,;])/i;

/** Reads `PROJ-12 until 2027-01-31: why`, in which every part may be missing, as people write it behind a suppression. */
export function readJustification(text: string): Pick<Suppression, 'ticket' | 'until' | 'reason'> {
  const parts: { ticket?: string; until?: string; reason?: string } = {};
  let rest = text.trim();
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    if (match) rest = rest.slice(match[0].length).replace(/^[\s,;]+/, '');
    return match;
  };
  const ticket = take(ticketPattern);
  if (ticket) parts.ticket = ticket[0];
  const until = take(untilPattern);
  if (until?.[1] !== undefined) parts.until = until[1];
  const reason = ticket || until ? rest.replace(/^:\s*/, '') : rest;
  if (reason !== '') parts.reason = reason;
  return parts;
}

/** True for a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** True until the end of the last day on which the suppression holds. Without a day that there is, it never holds. */
export function holds({ until }: Suppression, today: string): boolean {
  return until === undefined || (isDay(until) && today <= until);
}

/**
 * Applies suppressions to a verdict. Only a violation can be suppressed; one whose suppressions have all run out stays a
 * violation and keeps the last of them, so that reports can say since when it is open again.
 */
export function suppress<V extends Pick<Verdict, 'status' | 'suppression'>>(
  verdict: V,
  suppressions: readonly Suppression[],
  today: string,
): V {
  if (verdict.status !== 'violation' || suppressions.length === 0) return verdict;
  const valid = suppressions.find((suppression) => holds(suppression, today));
  if (valid) return { ...verdict, status: 'suppressed', suppression: valid };
  return { ...verdict, suppression: suppressions.at(-1) };
}
