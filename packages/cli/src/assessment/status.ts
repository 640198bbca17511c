import {
  bestPractices,
  personQuestions,
  type BestPractice,
  type BestPracticeResult,
  type BestPracticeStatus,
  type CheckMetadata,
  type OpenQuestion,
  type Verdict,
  type VerdictCounts,
} from '@faultline/catalog';

function count(verdicts: readonly Verdict[]): VerdictCounts {
  const counts = { violation: 0, compliant: 0, undetermined: 0, suppressed: 0 };
  for (const verdict of verdicts) counts[verdict.status] += 1;
  return counts;
}

function status(verdicts: readonly Verdict[], counts: VerdictCounts, covered: boolean): BestPracticeStatus {
  const open = verdicts.filter((verdict) => verdict.status === 'violation');
  if (open.some((verdict) => verdict.severity !== 'note')) return 'at-risk';
  if (!covered || counts.undetermined > 0 || open.length > 0) return 'undetermined';
  if (counts.compliant > 0) return 'met';
  return counts.suppressed > 0 ? 'undetermined' : 'not-applicable';
}

function openQuestions(practice: BestPractice, checked: boolean): OpenQuestion[] {
  const asked = personQuestions
    .filter((question) => question.bestPractice === practice.id)
    .map(({ id, text }) => ({ id, text, answer: null }));
  if (checked) return asked;
  const text = 'No check of this run covers this best practice. How does the workload follow it?';
  return [{ id: `${practice.id.toLowerCase()}-not-checked`, text, answer: null }, ...asked];
}

/**
 * The standing of each best practice. What no check covered, and whatever an incomplete scan leaves in doubt, is
 * undetermined: it never looks met.
 */
export function assessBestPractices(
  verdicts: readonly Verdict[],
  checks: readonly CheckMetadata[],
  options: { readonly complete: boolean; readonly selected?: ReadonlySet<string> | undefined },
): BestPracticeResult[] {
  return bestPractices
    .filter((practice) => options.selected?.has(practice.id) ?? true)
    .map((practice) => {
      const own = verdicts.filter((verdict) => verdict.bestPractice === practice.id);
      const checked = checks.some((check) => check.bestPractice === practice.id);
      const counts = count(own);
      return {
        id: practice.id,
        title: practice.title,
        status: status(own, counts, checked && options.complete),
        counts,
        questions: openQuestions(practice, checked),
      };
    });
}
