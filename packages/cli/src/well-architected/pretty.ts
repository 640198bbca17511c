import type { AnswerDifference, ProposedChoice, ToolAnswers } from '@faultline/catalog';
import { terminal } from '../report/escape.js';
import type { RenderOptions } from '../report/format.js';
import { styleFor, type Style } from '../report/pretty-style.js';
import { wrap } from '../report/text-layout.js';

/** The words for each proposal, of one width, and the standing whose sign and colour it has. */
const proposals = {
  SELECTED: { words: 'select       ', standing: 'attested' },
  UNSELECTED: { words: 'do not select', standing: 'at-risk' },
  UNDECIDED: { words: 'not decided  ', standing: 'undetermined' },
} as const;

function choiceLines({ bestPractice, title, proposal, notes, questions }: ProposedChoice, style: Style): string[] {
  const { words, standing } = proposals[proposal];
  const { paint, sign } = style.standing[standing];
  const open = questions.open.length > 0 ? [`Open: ${questions.open.join(', ')}`] : [];
  return [
    `  ${paint(`${sign} ${words}`)}  ${bestPractice} ${terminal(title)}`,
    ...[notes, ...open].flatMap((text) => wrap(terminal(text), style.width - 6).map((line) => `      ${line}`)),
  ];
}

function differenceLines(difference: AnswerDifference, style: Style): string[] {
  const { before, after, notes, answerNotes, warnings } = difference;
  const added = after.filter((id) => !before.includes(id)).map((id) => `+ ${id}`);
  const removed = before.filter((id) => !after.includes(id)).map((id) => `- ${id}`);
  const noted = notes.map((id) => `~ notes of ${id}`);
  const changes = [...added, ...removed, ...noted, ...(answerNotes ? ['~ notes of the answer'] : [])];
  return [
    ...(changes.length > 0 ? changes : ['nothing to change']).map((text) => `  ${terminal(text)}`),
    ...warnings.flatMap((text) =>
      wrap(terminal(text), style.width - 4).map((line, index) => `  ${index === 0 ? '!' : ' '} ${line}`),
    ),
  ];
}

/** Proposed answers for people, and how a workload's answers differ from them. */
export function prettyAnswers({ answers, workload, complete }: ToolAnswers, options: RenderOptions): string {
  const style = styleFor(options);
  const lines = answers.flatMap(({ question, title, choices }) => [
    ...wrap(`${question} ${title}`, style.width).map((line) => style.bold(line)),
    ...choices.flatMap((choice) => choiceLines(choice, style)),
    '',
  ]);
  const incomplete = complete ? [] : ['The scan is incomplete: nothing is proposed to be selected.', ''];
  if (!workload) return `${[...lines, ...incomplete].join('\n').trimEnd()}\n`;
  const heading = `${workload.applied ? 'Written to' : 'Differences to'} workload ${workload.id}`;
  const differences = workload.differences.flatMap((one) => [one.questionId, ...differenceLines(one, style)]);
  const hint = workload.applied ? [] : ['', 'Nothing was written; --apply writes it.'];
  return `${[...lines, ...incomplete, style.bold(heading), ...differences, ...hint].join('\n')}\n`;
}
