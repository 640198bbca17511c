import { bestPractices, type BestPracticeResult, type Results } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { hostileResults } from '../report/testing/hostile.js';
import { incompleteResults, manyResults, sampleResults } from '../report/testing/sample-results.js';
import { proposeAnswers } from './proposal.js';
import { answered, attestedResults } from './testing/attested-results.js';

function choiceOf(results: Results, id = 'REL05-BP05') {
  const choices = proposeAnswers(results).answers.flatMap((answer) => answer.choices);
  return choices.find(({ bestPractice }) => bestPractice === id);
}
const counts = { violation: 0, compliant: 37, undetermined: 0, suppressed: 0 };

describe('proposeAnswers', () => {
  it('answers both questions with the ids of the Tool', () => {
    const { answers } = proposeAnswers(attestedResults());
    expect(answers.map(({ questionId }) => questionId)).toEqual([
      'prevent-interaction-failure',
      'mitigate-interaction-failure',
    ]);
    expect(answers.flatMap(({ choices }) => choices.map(({ choiceId }) => choiceId))).toEqual(
      bestPractices.map(({ toolChoiceId }) => toolChoiceId),
    );
  });

  it.each<[string, Partial<BestPracticeResult>, string]>([
    ['evidence for it and every answer', {}, 'SELECTED'],
    ['an open violation', { status: 'at-risk', counts: { ...counts, violation: 1 } }, 'UNSELECTED'],
    // The status could come from elsewhere: the proposal looks at what is open by itself.
    ['an open note in what calls itself attested', { counts: { ...counts, violation: 1 } }, 'UNSELECTED'],
    ['an admitted fault', { status: 'at-risk', questions: [{ ...answered, satisfied: false }] }, 'UNSELECTED'],
    ['an open question', { questions: [answered, { id: 'open', text: '?', answer: null }] }, 'UNDECIDED'],
    ['an overdue answer', { questions: [{ ...answered, overdue: true }] }, 'UNDECIDED'],
    ['evidence alone', { status: 'met', questions: [] }, 'UNDECIDED'],
    ['nothing to judge', { status: 'not-applicable' }, 'UNDECIDED'],
    ['places that are undecided', { status: 'undetermined', counts: { ...counts, undetermined: 2 } }, 'UNDECIDED'],
  ])('with %s', (_, changes, expected) => {
    expect(choiceOf(attestedResults({ 'REL05-BP05': changes }))?.proposal).toBe(expected);
  });

  it('selects nothing after an incomplete scan', () => {
    expect(choiceOf(attestedResults({}, false))?.proposal).toBe('UNDECIDED');
  });

  it('keeps to the best practices that the run looked at', () => {
    const results = attestedResults();
    const only = results.bestPractices.filter(({ id }) => id === 'REL05-BP05');
    const { answers } = proposeAnswers({ ...results, bestPractices: only });
    expect(answers.map(({ choices }) => choices.length)).toEqual([1]);
  });

  it('writes the figures and the address of the report into the notes', () => {
    const { answers } = proposeAnswers(sampleResults(), { link: 'https://ci.example/report.html' });
    const choice = answers[1]?.choices.find(({ bestPractice }) => bestPractice === 'REL05-BP05');
    expect(choice?.notes).toBe(
      'Faultline 0.1.0: at risk; 6 of 13 places comply, 4 violations, 2 undetermined, 1 suppressed, questions answered: 1 of 3. https://ci.example/report.html',
    );
    expect(answers[1]?.notes).toContain('Report: https://ci.example/report.html\n');
    expect(answers[1]?.notes).toContain('REL05-BP05 Set client timeouts: unselected; at risk; 6 of 13 places comply');
    expect(answers[1]?.notes).toContain('Open: timeouts-reviewed, timeouts-tested.');
  });

  it.each([
    ['the sample', sampleResults()],
    ['an incomplete scan', incompleteResults()],
    ['many findings', manyResults(6000)],
    ['hostile names', hostileResults()],
  ])('keeps the limits of the Tool on %s', (_, results) => {
    const link = `https://ci.example/${'😀'.repeat(900)}`;
    for (const { notes, choices } of proposeAnswers(results, { link }).answers) {
      expect(notes.length).toBeLessThanOrEqual(2084);
      expect(notes).not.toMatch(/\p{Cs}/u);
      for (const choice of choices) {
        expect(choice.notes.length).toBeLessThanOrEqual(250);
        expect(choice.notes).not.toMatch(/\p{Cs}/u);
      }
    }
  });
});
