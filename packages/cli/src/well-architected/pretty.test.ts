import { expect, it } from 'vitest';
import { hostileResults } from '../report/testing/hostile.js';
import { plain } from '../report/testing/sample-results.js';
import { prettyAnswers } from './pretty.js';
import { proposeAnswers } from './proposal.js';
import { attestedResults } from './testing/attested-results.js';

const workload = {
  id: '0123456789abcdef0123456789abcdef',
  applied: false,
  differences: [
    {
      questionId: 'prevent-interaction-failure',
      before: ['kept', 'none_no'],
      after: ['kept', 'added'],
      notes: ['added'],
      answerNotes: true,
      warnings: ['REL04-BP02 is selected although questions are open: rel04-bp02-shared-data.'],
    },
  ],
};

it('says what to select, with the figures, and what is open', () => {
  const question = { id: 'rel05-bp05-measured', text: '?', answer: null };
  const text = prettyAnswers(proposeAnswers(attestedResults({ 'REL05-BP05': { questions: [question] } })), plain);
  expect(text).toContain(`  ✔ select         REL05-BP04 Fail fast and limit queues
      Faultline 0.1.0: attested; 37 of 37 places comply, 0 violations, 0
      undetermined, questions answered: 1 of 1.
  ? not decided    REL05-BP05 Set client timeouts
`);
  expect(text).toContain('      Open: rel05-bp05-measured\n');
});

it('shows the difference to a workload, and that nothing was written', () => {
  const answers = { ...proposeAnswers(attestedResults()), workload };
  expect(prettyAnswers(answers, plain)).toContain(`Differences to workload 0123456789abcdef0123456789abcdef
prevent-interaction-failure
  + added
  - none_no
  ~ notes of added
  ~ notes of the answer
  ! REL04-BP02 is selected although questions are open: rel04-bp02-shared-data.

Nothing was written; --apply writes it.
`);
  const applied = prettyAnswers({ ...answers, workload: { ...workload, applied: true } }, plain);
  expect(applied).toContain('Written to workload');
  expect(applied).not.toContain('Nothing was written');
});

it('lets no name act on a terminal', () => {
  const text = prettyAnswers(proposeAnswers(hostileResults()), plain).replaceAll('\n', '');
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
});
