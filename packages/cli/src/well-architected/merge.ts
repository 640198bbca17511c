import type { AnswerDifference, ProposedAnswer, ProposedChoice } from '@faultline/catalog';
import { UsageError } from '../errors.js';
import { mark, mergeAnswerNotes } from './notes.js';

/** An answer as a workload has it: the part of the API's `Answer` that counts here. */
export interface CurrentAnswer {
  readonly QuestionId?: string | undefined;
  readonly QuestionTitle?: string | undefined;
  readonly Choices?:
    readonly { readonly ChoiceId?: string | undefined; readonly Title?: string | undefined }[] | undefined;
  readonly SelectedChoices?: readonly string[] | undefined;
  readonly ChoiceAnswers?:
    | readonly {
        readonly ChoiceId?: string | undefined;
        readonly Status?: string | undefined;
        readonly Notes?: string | undefined;
      }[]
    | undefined;
  readonly IsApplicable?: boolean | undefined;
  readonly Notes?: string | undefined;
}

/** What the API is asked to write for a question. */
export interface AnswerUpdate {
  readonly QuestionId: string;
  readonly SelectedChoices: string[];
  readonly ChoiceUpdates: Record<string, { Status: 'SELECTED' | 'UNSELECTED'; Notes?: string }>;
  readonly Notes: string;
}

/** A difference, and the update that removes it; without an update there is nothing to write. */
export interface Merge {
  readonly difference: AnswerDifference;
  readonly update?: AnswerUpdate;
}

function sameTitle(a: string | undefined, b: string): boolean {
  return a?.trim().toLowerCase() === b.trim().toLowerCase();
}

/** The Tool's id of a choice: found by our id, else by the title. @throws {UsageError} where the Tool has neither */
function toolIdOf({ choiceId, title }: ProposedChoice, current: CurrentAnswer): string {
  const choices = current.Choices ?? [];
  const found =
    choices.find(({ ChoiceId }) => ChoiceId === choiceId) ?? choices.find(({ Title }) => sameTitle(Title, title));
  if (found?.ChoiceId !== undefined) return found.ChoiceId;
  throw new UsageError(
    `The question ${current.QuestionId} of this lens has no choice '${choiceId}' and none titled '${title}'; nothing was written. Check --lens-alias.`,
  );
}

/** The choice "None of these", which contradicts every other. */
function isNone(id: string): boolean {
  return id.endsWith('_no');
}

/** The notes of a choice to write: ours, unless people wrote some. */
function notesOver(existing: string, ours: string): string {
  return existing === '' || existing.startsWith(mark) ? ours : existing;
}

/** A choice on both sides. */
interface Pair {
  readonly id: string;
  readonly proposed: ProposedChoice;
  readonly isSelected: boolean;
  readonly status: string | undefined;
  readonly notes: string;
}

function warning({ proposed, isSelected, status }: Pair): string[] {
  const { bestPractice, proposal, evidence, questions } = proposed;
  if (isSelected && proposal === 'UNSELECTED') {
    const why = evidence.violation > 0 ? `violations are open (${evidence.violation})` : 'it is at risk';
    return [`${bestPractice} is selected although ${why}; it stays selected until a person takes it back.`];
  }
  if (isSelected && questions.open.length > 0) {
    return [`${bestPractice} is selected although questions are open: ${questions.open.join(', ')}.`];
  }
  if (proposal === 'SELECTED' && status === 'NOT_APPLICABLE') {
    return [`${bestPractice} is supported, but people marked it as not applicable; it stays so.`];
  }
  return [];
}

/**
 * Merges what is proposed into what a workload has. What people selected, marked as not applicable or wrote stays, but
 * for "None of these" where something is selected now. The API replaces its list of selected choices, so the list
 * holds the earlier ones too.
 * @throws {UsageError} where the Tool does not have one of the choices
 */
export function mergeAnswer(proposed: ProposedAnswer, current: CurrentAnswer): Merge {
  const questionId = current.QuestionId ?? proposed.questionId;
  const before = [...(current.SelectedChoices ?? [])];
  const unchanged = { questionId, before, after: before, notes: [], answerNotes: false };
  if (current.IsApplicable === false) {
    const warnings = [`${proposed.question} is marked as not applicable to the workload; nothing is proposed for it.`];
    return { difference: { ...unchanged, warnings } };
  }
  const pairs = proposed.choices.map((choice): Pair => {
    const id = toolIdOf(choice, current);
    const own = current.ChoiceAnswers?.find(({ ChoiceId }) => ChoiceId === id);
    return { id, proposed: choice, isSelected: before.includes(id), status: own?.Status, notes: own?.Notes ?? '' };
  });
  const writable = pairs.filter(({ status }) => status !== 'NOT_APPLICABLE');
  const added = writable.filter(({ proposed: { proposal }, isSelected }) => proposal === 'SELECTED' && !isSelected);
  const kept = added.length > 0 ? before.filter((id) => !isNone(id)) : before;
  const after = [...kept, ...added.map(({ id }) => id)];
  const updates: AnswerUpdate['ChoiceUpdates'] = {};
  for (const id of before) if (!kept.includes(id)) updates[id] = { Status: 'UNSELECTED' };
  const noted: string[] = [];
  for (const { id, proposed: choice, isSelected, notes: existing } of writable) {
    // A person's selection that is not supported is neither confirmed nor taken back: it is not touched.
    if (isSelected && choice.proposal !== 'SELECTED') continue;
    const notes = notesOver(existing, choice.notes);
    const status = choice.proposal === 'SELECTED' ? 'SELECTED' : 'UNSELECTED';
    if (notes === existing && isSelected === (status === 'SELECTED')) continue;
    if (notes !== existing) noted.push(id);
    updates[id] = { Status: status, Notes: notes };
  }
  const notes = mergeAnswerNotes(current.Notes ?? '', proposed.notes);
  const answerNotes = notes !== (current.Notes ?? '');
  const difference = { questionId, before, after, notes: noted, answerNotes, warnings: pairs.flatMap(warning) };
  if (Object.keys(updates).length === 0 && !answerNotes) return { difference };
  return {
    difference,
    update: { QuestionId: questionId, SelectedChoices: after, ChoiceUpdates: updates, Notes: notes },
  };
}
