import type { BestPracticeId, HistoryEntry, HistoryStanding, Results } from '@faultline/catalog';

/** When a run was, and on what. */
export interface RunIdentity {
  readonly date: Date;
  readonly commit?: string | undefined;
}

/** What a history keeps of a run: where the best practices stand that some check looked at. */
export function historyEntry(results: Results, { date, commit }: RunIdentity): HistoryEntry {
  const checked = new Set(results.checks.map(({ bestPractice }) => bestPractice));
  const standings: Partial<Record<BestPracticeId, HistoryStanding>> = {};
  for (const { id, status, counts } of results.bestPractices)
    if (checked.has(id)) standings[id] = { status, ...counts };
  return { date: date.toISOString(), ...(commit !== undefined && { commit }), bestPractices: standings };
}
