import type { Phase } from '../../libraries/types.js';

const doing: Record<Phase, string> = {
  pool: 'waiting for a free connection',
  connect: 'connecting',
  response: 'waiting for the answer',
  body: 'reading the body',
  total: 'waiting for the answer',
};

/** What a call does in phases in which it can hang, for the sentence "it can hang while ...". */
export function phasesInWords(phases: readonly Phase[]): string {
  return phases.map((phase) => doing[phase]).join(' or ');
}

/** `80 s`, `5 minutes`. */
export function secondsInWords(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
}

/** How a limit is to be added, from the repair of the tables. */
export function repairInWords(repair: string): string {
  if (repair.startsWith('Promise.race')) return `No option ends it: race it with a timer, as in \`${repair}\`.`;
  return `Add \`${repair}\`.`;
}
