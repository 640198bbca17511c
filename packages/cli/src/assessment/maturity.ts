import {
  bestPractices,
  isOpen,
  maturityCriteria,
  maturityLevels,
  questions,
  type BestPracticeResult,
  type CriterionResult,
  type CriterionState,
  type MaturityCriterion,
  type MaturityLevel,
  type MaturityResult,
  type OpenQuestion,
  type Question,
  type Verdict,
} from '@faultline/catalog';
import { withAnswer } from '../attestation/answers.js';
import { noAttestation, type Attestation } from '../attestation/questions.js';

/** What a run found, as far as maturity rests on it. */
export interface MaturityGrounds {
  readonly verdicts: readonly Verdict[];
  readonly practices: readonly BestPracticeResult[];
  /** Whether all that was to be scanned was; evidence of a part shows nothing of the whole. */
  readonly complete: boolean;
  readonly attestation?: Attestation | undefined;
}

interface Finding {
  readonly state: CriterionState;
  readonly basis: string;
}

function byPractices(ids: readonly string[], practices: readonly BestPracticeResult[]): Finding {
  const lacking = practices.filter(({ id, status }) => ids.includes(id) && status !== 'met' && status !== 'attested');
  if (lacking.length === 0) return { state: 'shown', basis: `${ids.join(', ')}: met or attested.` };
  const words = lacking.map(({ id, status }) => `${id} is ${status.replaceAll('-', ' ')}`);
  const atRisk = lacking.some(({ status }) => status === 'at-risk');
  return { state: atRisk ? 'missing' : 'open', basis: `${words.join(', ')}.` };
}

function byChecks(names: readonly string[], { verdicts, complete }: MaturityGrounds): Finding {
  const own = verdicts.filter(({ check }) => names.includes(check));
  const number = (status: Verdict['status']) => own.filter((verdict) => verdict.status === status).length;
  const [violation, compliant, undecided] = [number('violation'), number('compliant'), number('undetermined')];
  if (own.length === 0) return { state: 'open', basis: `Nothing was found for ${names.join(', ')} to judge.` };
  const basis = `${compliant} of ${own.length} places comply, ${violation} violate (${names.join(', ')}).`;
  if (violation > 0) return { state: 'missing', basis };
  return { state: complete && compliant > 0 && undecided === 0 ? 'shown' : 'open', basis };
}

function byAnswer(question: OpenQuestion): Finding {
  if (question.answer === null) return { state: 'open', basis: `Nobody has answered ${question.id}.` };
  if (isOpen(question)) return { state: 'open', basis: `The answer to ${question.id} is overdue.` };
  const who = `${question.owner ?? ''}, ${question.date ?? ''}`;
  return question.satisfied === false
    ? { state: 'missing', basis: `People say that it is not so (${who}).` }
    : { state: 'shown', basis: `People say so (${who}).` };
}

/** Evidence decides where it can, people where it leaves the criterion open. */
function judge(criterion: MaturityCriterion, grounds: MaturityGrounds): CriterionResult {
  const { id, level, claim, text, practices, checks } = criterion;
  const { answers, today } = grounds.attestation ?? noAttestation;
  const evidence = practices ? byPractices(practices, grounds.practices) : checks && byChecks(checks, grounds);
  if (text === undefined || (evidence && evidence.state !== 'open')) {
    return { id, level, claim, ...(evidence ?? { state: 'open', basis: '' }) };
  }
  const question = withAnswer({ id, text }, answers, today);
  const word = byAnswer(question);
  const basis = [...(evidence ? [evidence.basis] : []), word.basis].join(' ');
  return { id, level, claim, state: word.state, basis, question };
}

const order: readonly MaturityLevel[] = [1, 2, 3, 4];

function assess({ id, title }: Question, grounds: MaturityGrounds): MaturityResult {
  const criteria = maturityCriteria
    .filter((criterion) => criterion.question === id)
    .map((criterion) => judge(criterion, grounds));
  const counted = grounds.verdicts.some(({ bestPractice }) => bestPractice.startsWith(id));
  if (!counted) return { question: id, title, level: null, name: null, criteria };
  const missing = (level: MaturityLevel) =>
    criteria.filter((criterion) => criterion.level === level && criterion.state !== 'shown');
  const above = order.find((level) => missing(level).length > 0);
  const reached = order.findLast((level) => level < (above ?? 5)) ?? 1;
  return {
    question: id,
    title,
    level: reached,
    name: maturityLevels[id][reached],
    ...(above && {
      next: { level: above, name: maturityLevels[id][above], missing: missing(above).map((criterion) => criterion.id) },
    }),
    criteria,
  };
}

/**
 * How mature the answer to each question is. Questions of which the run left out a best practice are not rated; one of
 * which nothing was checked has no level.
 */
export function assessMaturity(grounds: MaturityGrounds): MaturityResult[] {
  const judged = new Set(grounds.practices.map(({ id }) => id));
  return questions
    .filter((question) => bestPractices.every(({ id, question: of }) => of !== question.id || judged.has(id)))
    .map((question) => assess(question, grounds));
}
