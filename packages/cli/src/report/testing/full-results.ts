import type { BestPracticeId, HistoryEntry, HistoryStanding, Results, Verdict } from '@faultline/catalog';
import { manyResults, sampleResults } from './sample-results.js';

const standing = (violation: number, compliant: number): HistoryStanding => ({
  status: violation > 0 ? 'at-risk' : 'met',
  violation,
  compliant,
  undetermined: 2,
  suppressed: 1,
});

/** Runs on the first days of a month, with violations that become fewer. */
export function sampleHistory(length: number): HistoryEntry[] {
  return Array.from({ length }, (_, index): HistoryEntry => {
    const left = length - 1 - index;
    const bestPractices: Partial<Record<BestPracticeId, HistoryStanding>> = {
      'REL05-BP04': standing(2 + (left % 3), 1),
      'REL05-BP05': standing(4 + left, 6 + index),
    };
    const date = new Date(Date.UTC(2026, 10, 1 + index, 9, 30)).toISOString();
    return { date, commit: `${index}`.padStart(2, '0').repeat(20), bestPractices };
  });
}

const ended = {
  kind: 'directive',
  reason: 'Until the provider answers',
  ticket: 'ORD-77',
  until: '2026-10-31',
} as const;

/** The last violation in code as it is where its suppression has run out. */
function withEnded(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.map((verdict) =>
    verdict.check === 'no-disabled-timeout' ? { ...verdict, suppression: { ...ended, owner: 'Platform' } } : verdict,
  );
}

/** Marks every third violation as new and the others as known, by turns where they were and moved. */
function compared(verdicts: readonly Verdict[]): Verdict[] {
  const ages = ['new', 'unchanged', 'moved'] as const;
  let index = 0;
  return verdicts.map((verdict) =>
    verdict.status === 'violation' ? { ...verdict, baseline: ages[index++ % ages.length] ?? 'new' } : verdict,
  );
}

function gated(results: Results): Results {
  const verdicts = compared(withEnded(results.verdicts));
  const number = (baseline: Verdict['baseline']) => verdicts.filter((verdict) => verdict.baseline === baseline).length;
  const [fresh, unchanged, moved] = [number('new'), number('unchanged'), number('moved')];
  return {
    ...results,
    verdicts,
    history: sampleHistory(12),
    gate: {
      status: 'failed',
      failures: [{ kind: 'new', scope: '*', message: `${fresh} new violations: require-http-timeout at src/a.ts:1.` }],
      comparison: {
        kind: 'revision',
        name: 'origin/main',
        commit: '5f0c1e2d3b4a59687766554433221100ffeeddcc',
        complete: true,
        new: fresh,
        unchanged,
        moved,
        fixed: 3,
      },
    },
    suppressionProblems: [
      {
        fault: 'expired',
        severity: 'error',
        check: 'no-disabled-timeout',
        message: 'The comment ran out on 2026-10-31, so the violation counts again. Repair it, or set a new day.',
        suppression: ended,
        fingerprint: 'e02c7b5f9d164a38',
        location: { file: 'src/server.ts', line: 58, column: 1 },
      },
      {
        fault: 'unused',
        severity: 'warning',
        check: 'require-http-timeout',
        message:
          'The comment that suppresses require-http-timeout at src/tax/rates.ts:17 suppresses nothing. Remove it.',
        suppression: { kind: 'directive', reason: 'Bounded by the gateway' },
        location: { file: 'src/tax/rates.ts', line: 17, column: 1 },
      },
    ],
  };
}

/** The sample as a gated run with a history: new and known violations, an expired and an unused suppression. */
export function fullResults(): Results {
  return gated(sampleResults());
}

/** The same with as many violations as asked, beside places that comply or could not be decided. */
export function fullResultsWith(number: number): Results {
  const { verdicts } = sampleResults();
  const many = manyResults(number);
  const others = verdicts.filter(({ status }) => status !== 'violation');
  const full = fullResults();
  return {
    ...gated({ ...many, verdicts: [...many.verdicts, ...others] }),
    bestPractices: many.bestPractices.map((practice, index) => ({
      ...practice,
      questions: full.bestPractices[index]?.questions ?? [],
    })),
  };
}
