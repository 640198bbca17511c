import { isOpen, type Results } from '@faultline/catalog';
import { terminal } from './escape.js';
import { allQuestions, levelText, missingForNext, provenance } from './people.js';
import type { Style } from './pretty-style.js';
import { count } from './summary.js';
import { wrap } from './text-layout.js';

/** Wrapped text under a sign. */
function item(sign: string, text: string, style: Style): string[] {
  return wrap(terminal(text), style.width - 6).map((line, index) => `    ${index === 0 ? sign : ' '} ${line}`);
}

/** The maturity of each question, and what the next level lacks. */
export function maturityLines(results: Results, style: Style): string[] {
  const { maturity = [] } = results;
  if (maturity.every(({ level }) => level === null)) return [];
  const rows = maturity.flatMap((one) => {
    const { missing, open } = { missing: style.severity.error(style.signs.fail), open: style.signs.open };
    const lacks = missingForNext(one).flatMap(({ claim, basis, state }) =>
      item(state === 'missing' ? missing : open, `${claim} ${basis}`, style),
    );
    const next = one.next ? [`  Level ${one.next.level}, ${one.next.name}, lacks`, ...lacks] : [];
    return [...wrap(`${one.question} ${levelText(one)}`, style.width), ...next];
  });
  return [style.bold('Maturity'), ...rows, ''];
}

/** The questions that wait for an answer: counted, or all of them with their ids. */
export function questionLines(results: Results, style: Style, all: boolean): string[] {
  const open = allQuestions(results).filter(isOpen);
  if (open.length === 0) return [];
  const waiting = `${count(open.length, 'question')} to people ${open.length === 1 ? 'waits' : 'wait'} for an answer`;
  if (!all) return [style.dim(`${waiting}; --verbose lists ${open.length === 1 ? 'it' : 'them'}.`), ''];
  const items = open.flatMap((question) => {
    const overdue = question.overdue ? ` (${provenance(question)})` : '';
    const id = terminal(`${question.id}${overdue}`);
    return [...wrap(id, style.width - 2).map((line) => `  ${line}`), ...item(style.signs.open, question.text, style)];
  });
  return [style.bold(`${waiting}; put it under "answers" in the configuration`), ...items, ''];
}
