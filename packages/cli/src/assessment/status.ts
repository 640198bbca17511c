import {
  bestPractices,
  isOpen,
  type BestPracticeResult,
  type BestPracticeStatus,
  type CheckMetadata,
  type OpenQuestion,
  type Verdict,
  type VerdictCounts,
} from '@faultline/catalog';
import { noAttestation, questionsOf, type Attestation } from '../attestation/questions.js';

function count(verdicts: readonly Verdict[]): VerdictCounts {
  const counts = { violation: 0, compliant: 0, undetermined: 0, suppressed: 0 };
  for (const { status } of verdicts) if (status !== 'withdrawn') counts[status] += 1;
  return counts;
}

/** An answer that still counts, and admits that the workload does not do what is asked about. */
function admitsFault(question: OpenQuestion): boolean {
  return !isOpen(question) && question.satisfied === false;
}

/** What is known of a best practice. */
interface Grounds {
  readonly verdicts: readonly Verdict[];
  readonly counts: VerdictCounts;
  readonly questions: readonly OpenQuestion[];
  /** Whether a check of the run looks at it. */
  readonly checked: boolean;
  /** Whether all that was to be scanned was. */
  readonly complete: boolean;
}

/**
 * What speaks against a best practice decides first, then people's word where they answered everything, then the
 * evidence. People are asked about undecided places too, so their word covers these; it never covers a violation.
 */
function status({ verdicts, counts, questions, checked, complete }: Grounds): BestPracticeStatus {
  const open = verdicts.filter((verdict) => verdict.status === 'violation');
  if (open.some((verdict) => verdict.severity !== 'note') || questions.some(admitsFault)) return 'at-risk';
  if (!complete || open.length > 0) return 'undetermined';
  if (counts.compliant === 0 && counts.suppressed > 0) return 'undetermined';
  if (questions.length > 0 && !questions.some(isOpen)) return 'attested';
  if (!checked || counts.undetermined > 0) return 'undetermined';
  return counts.compliant > 0 ? 'met' : 'not-applicable';
}

/**
 * The standing of each best practice. What no check covered, and whatever an incomplete scan leaves in doubt, is
 * undetermined unless people attest it: it never looks met.
 */
export function assessBestPractices(
  verdicts: readonly Verdict[],
  checks: readonly CheckMetadata[],
  options: {
    readonly complete: boolean;
    readonly selected?: ReadonlySet<string> | undefined;
    readonly attestation?: Attestation | undefined;
  },
): BestPracticeResult[] {
  const { complete, selected, attestation = noAttestation } = options;
  return bestPractices
    .filter((practice) => selected?.has(practice.id) ?? true)
    .map((practice) => {
      const own = verdicts.filter((verdict) => verdict.bestPractice === practice.id);
      const checked = checks.some((check) => check.bestPractice === practice.id);
      const counts = count(own);
      const questions = questionsOf(practice, checked, counts, attestation);
      const standing = status({ verdicts: own, counts, questions, checked, complete });
      return { id: practice.id, title: practice.title, status: standing, counts, questions };
    });
}
