import type { ProposedAnswer } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { mergeAnswer, type CurrentAnswer } from './merge.js';
import { limits, mergeAnswerNotes } from './notes.js';
import { proposeAnswers } from './proposal.js';
import { attestedResults } from './testing/attested-results.js';

const prefix = 'rel_prevent_interaction_failure';
const proposed = (changes = {}) => proposeAnswers(attestedResults(changes)).answers[0] as ProposedAnswer;
const choices = proposed().choices.map(({ choiceId, title }) => ({ ChoiceId: choiceId, Title: title }));
const none = { ChoiceId: `${prefix}_no`, Title: 'None of these' };

function current(changes: CurrentAnswer = {}): CurrentAnswer {
  return { QuestionId: 'prevent-interaction-failure', Choices: [...choices, none], SelectedChoices: [], ...changes };
}
const atRisk = (id: string) => ({
  [id]: { status: 'at-risk' as const, counts: { violation: 3, compliant: 1, undetermined: 0, suppressed: 0 } },
});

describe('mergeAnswer', () => {
  it('adds what is proposed to what is selected, since the Tool replaces its list', () => {
    const { difference, update } = mergeAnswer(
      proposed({ 'REL04-BP02': { status: 'undetermined' } }),
      current({ SelectedChoices: [`${prefix}_loosely_coupled_system`, `${prefix}_of_a_newer_tool`] }),
    );
    expect(difference.after).toEqual([
      `${prefix}_loosely_coupled_system`,
      `${prefix}_of_a_newer_tool`,
      `${prefix}_identify`,
      `${prefix}_constant_work`,
      `${prefix}_idempotent`,
    ]);
    expect(update?.SelectedChoices).toEqual(difference.after);
    expect(Object.keys(update?.ChoiceUpdates ?? {})).not.toContain(`${prefix}_loosely_coupled_system`);
  });

  it('never proposes what a violation speaks against, and takes back no selection of a person', () => {
    const id = `${prefix}_idempotent`;
    const fresh = mergeAnswer(proposed(atRisk('REL04-BP04')), current());
    expect(fresh.difference.after).not.toContain(id);
    expect(fresh.update?.ChoiceUpdates[id]?.Status).toBe('UNSELECTED');
    const { difference, update } = mergeAnswer(proposed(atRisk('REL04-BP04')), current({ SelectedChoices: [id] }));
    expect(update?.SelectedChoices).toContain(id);
    expect(update?.ChoiceUpdates).not.toHaveProperty(id);
    expect(difference.warnings).toEqual([
      'REL04-BP04 is selected although violations are open (3); it stays selected until a person takes it back.',
    ]);
  });

  it('takes "None of these" back where something is selected, and only then', () => {
    const selected = mergeAnswer(proposed(), current({ SelectedChoices: [none.ChoiceId] }));
    expect(selected.difference.after).not.toContain(none.ChoiceId);
    expect(selected.update?.ChoiceUpdates[none.ChoiceId]).toEqual({ Status: 'UNSELECTED' });
    const nothing = Object.fromEntries(
      ['REL04-BP01', 'REL04-BP02', 'REL04-BP03', 'REL04-BP04'].map((id) => [id, { status: 'undetermined' as const }]),
    );
    expect(
      mergeAnswer(proposed(nothing), current({ SelectedChoices: [none.ChoiceId] })).update?.SelectedChoices,
    ).toEqual([none.ChoiceId]);
  });

  it('keeps what people marked as not applicable, and the notes that they wrote', () => {
    const ChoiceAnswers = [
      { ChoiceId: `${prefix}_identify`, Status: 'NOT_APPLICABLE' },
      { ChoiceId: `${prefix}_constant_work`, Status: 'UNSELECTED', Notes: 'See the wiki.' },
      { ChoiceId: `${prefix}_idempotent`, Status: 'UNSELECTED', Notes: 'Faultline 0.0.9: at risk.' },
    ];
    const { difference, update } = mergeAnswer(proposed(), current({ ChoiceAnswers }));
    expect(difference.after).not.toContain(`${prefix}_identify`);
    expect(update?.ChoiceUpdates).not.toHaveProperty(`${prefix}_identify`);
    expect(difference.warnings).toEqual([expect.stringContaining('people marked it as not applicable')]);
    expect(update?.ChoiceUpdates[`${prefix}_constant_work`]).toEqual({ Status: 'SELECTED', Notes: 'See the wiki.' });
    expect(update?.ChoiceUpdates[`${prefix}_idempotent`]?.Notes).toContain('37 of 37 places comply');
  });

  it('writes nothing where nothing differs', () => {
    const first = mergeAnswer(proposed(), current());
    const after = current({
      SelectedChoices: first.difference.after,
      ChoiceAnswers: Object.entries(first.update?.ChoiceUpdates ?? {}).map(([ChoiceId, one]) => ({ ChoiceId, ...one })),
      Notes: first.update?.Notes,
    });
    const { difference, update } = mergeAnswer(proposed(), after);
    expect(update).toBeUndefined();
    expect(difference).toMatchObject({ before: difference.after, notes: [], answerNotes: false, warnings: [] });
  });

  it('finds a choice by its title where the Tool gave it another id', () => {
    const renamed = choices.map((one) => ({ ...one, ChoiceId: one.ChoiceId.replace('identify', 'renamed') }));
    expect(mergeAnswer(proposed(), current({ Choices: renamed })).difference.after).toContain(`${prefix}_renamed`);
  });

  it('refuses a question that lacks a choice', () => {
    expect(() => mergeAnswer(proposed(), current({ Choices: choices.slice(1) }))).toThrow(
      `has no choice '${prefix}_identify'`,
    );
  });

  it('leaves a question alone that is not applicable', () => {
    const { difference, update } = mergeAnswer(proposed(), current({ IsApplicable: false }));
    expect(update).toBeUndefined();
    expect(difference.warnings).toHaveLength(1);
  });
});

describe('mergeAnswerNotes', () => {
  const ours = proposed().notes;

  it('takes the place of our earlier notes, between those of people', () => {
    const first = mergeAnswerNotes('Before.', ours);
    expect(first).toBe(`Before.\n\n${ours}`);
    expect(mergeAnswerNotes(first, ours)).toBe(first);
    expect(mergeAnswerNotes(`${first}\nAfter.`, ours)).toBe(`Before.\n\nAfter.\n\n${ours}`);
  });

  it('cuts ours where there is little room, and stays away where there is none', () => {
    const cramped = mergeAnswerNotes('x'.repeat(1500), ours);
    expect(cramped.length).toBeLessThanOrEqual(limits.answer);
    expect(cramped).toMatch(/^x{1500}\n\nFaultline 0\.1\.0/);
    expect(mergeAnswerNotes(cramped, ours)).toBe(cramped);
    const full = 'x'.repeat(2000);
    expect(mergeAnswerNotes(full, ours)).toBe(full);
  });
});
