import { isOpen, type OpenQuestion } from '@faultline/catalog';
import { fold } from './fold.js';
import { icon } from './icons.js';
import { html, type Content, type Markup } from './template.js';

type Standing = 'unanswered' | 'overdue' | 'declined' | 'answered';

function standingOf(question: OpenQuestion): Standing {
  if (question.answer === null) return 'unanswered';
  if (question.overdue) return 'overdue';
  return question.satisfied === false ? 'declined' : 'answered';
}

const labels: Readonly<Record<Standing, string>> = {
  unanswered: 'Not answered yet',
  overdue: 'Answer overdue',
  declined: 'Answered: a gap',
  answered: 'Answered',
};
const icons = { unanswered: 'person', overdue: 'warning', declined: 'cross', answered: 'check' } as const;

function day(label: string, date: string | undefined): Content {
  return date !== undefined && html`<li><span class="key">${label}</span> <span class="value">${date}</span></li>`;
}

/** What a person answered, who it was, and until when it counts. */
export function answer({ answer: text, owner, date, reviewBy, overdue }: OpenQuestion): Content {
  if (text === null) return undefined;
  return html`<p class="answer">${text}</p>
    <ul class="facts">
      ${owner !== undefined && html`<li><span class="key">owner</span> <span class="value">${owner}</span></li>`}
      ${day('answered', date)} ${day(overdue ? 'review was due' : 'review by', reviewBy)}
    </ul>`;
}

/** Where a question stands: colour, shape and word say the same. */
function questionBadge(question: OpenQuestion): Markup {
  const standing = standingOf(question);
  return html`<span class="badge ${standing}">${icon(icons[standing])}${labels[standing]}</span>`;
}

function item(question: OpenQuestion): Markup {
  return html`<li class="${standingOf(question)}">
    <p class="asked">${question.text}</p>
    ${answer(question)}
    <p class="state">${questionBadge(question)} <code>${question.id}</code></p>
  </li>`;
}

/** The questions that only people can answer, those that wait for an answer first. */
export function questionList(questions: readonly OpenQuestion[]): Content {
  if (questions.length === 0) return undefined;
  const sorted = [...questions].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  const open = questions.filter(isOpen).length;
  return fold(
    {
      mark: icon('person'),
      number: questions.length,
      noun: 'question',
      words: `for people${open > 0 ? `, ${open} of them open` : ', answered'}`,
      kind: 'question',
    },
    html`<ul class="questions" data-status="question">
      ${sorted.map(item)}
    </ul>`,
  );
}
