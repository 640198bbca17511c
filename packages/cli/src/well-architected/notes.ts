import type { BestPracticeResult, ProposedChoice, Results } from '@faultline/catalog';
import { coverageText, count } from '../report/summary.js';
import { answeredText } from '../report/people.js';

/** Longest notes of a choice and of an answer, in characters, as the API of the AWS Well-Architected Tool sets them. */
export const limits = { choice: 250, answer: 2084 } as const;

/** How notes that were written here begin, so that they are told from those of people. */
export const mark = 'Faultline';
const endMark = '(end of Faultline)';

/** Cuts text to so many UTF-16 units without splitting a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The figures of a best practice, each with what it is a part of. */
function figures({ counts, questions }: BestPracticeResult): string {
  const coverage = coverageText(counts);
  const evidence =
    coverage === ''
      ? ['no place was judged']
      : [`${coverage} places comply`, count(counts.violation, 'violation'), `${counts.undetermined} undetermined`];
  const suppressed = counts.suppressed > 0 ? [`${counts.suppressed} suppressed`] : [];
  return [...evidence, ...suppressed, `questions answered: ${answeredText(questions)}`].join(', ');
}

/** The notes of a choice: the figures, and where the report is if there is room. */
export function choiceNotes(practice: BestPracticeResult, results: Results, link: string | undefined): string {
  const text = `${mark} ${results.tool.version}: ${practice.status.replaceAll('-', ' ')}; ${figures(practice)}.`;
  const linked = link === undefined ? text : `${text} ${link}`;
  return linked.length <= limits.choice ? linked : cut(text, limits.choice);
}

function words({ proposal, questions, bestPractice, title }: ProposedChoice, practice: BestPracticeResult): string {
  const open = questions.open.length > 0 ? ` Open: ${questions.open.join(', ')}.` : '';
  return `${bestPractice} ${title}: ${proposal.toLowerCase()}; ${practice.status.replaceAll('-', ' ')}; ${figures(practice)}.${open}`;
}

/** The notes of an answer: where the report is, then the choices in turn, as far as there is room. */
export function answerNotes(
  choices: readonly ProposedChoice[],
  practices: ReadonlyMap<string, BestPracticeResult>,
  results: Results,
  link: string | undefined,
): string {
  const head = [
    `${mark} ${results.tool.version}${results.date === undefined ? '' : `, ${results.date.slice(0, 10)}`}`,
    ...(link === undefined ? [] : [`Report: ${link}`]),
    ...(results.complete ? [] : ['The scan is incomplete: nothing is proposed to be selected.']),
  ];
  const lines = choices.flatMap((choice) => {
    const practice = practices.get(choice.bestPractice);
    return practice ? [words(choice, practice)] : [];
  });
  const room = limits.answer - endMark.length - 1;
  return `${cut([...head, ...lines].join('\n'), room)}\n${endMark}`;
}

/**
 * Our notes beside those that people wrote: ours take the place of our earlier ones, and what people wrote stays.
 * Where both have no room, ours are cut; where people left none, theirs stay alone.
 */
export function mergeAnswerNotes(existing: string, ours: string): string {
  const start = existing.search(new RegExp(`^${mark} \\d`, 'm'));
  const end = start < 0 ? -1 : existing.indexOf(endMark, start);
  const before = (end < 0 ? existing : existing.slice(0, start)).trim();
  const after = end < 0 ? '' : existing.slice(end + endMark.length).trim();
  const people = [before, after].filter((text) => text !== '').join('\n\n');
  if (people === '') return ours;
  const room = limits.answer - people.length - '\n\n'.length - endMark.length - 1;
  const least = 100;
  if (room < least) return existing;
  const body = ours.slice(0, -endMark.length - 1);
  return `${people}\n\n${cut(body, room)}\n${endMark}`;
}
