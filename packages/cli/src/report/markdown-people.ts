import { isOpen, type MaturityResult, type OpenQuestion, type Results } from '@faultline/catalog';
import { markdown as escape } from './escape.js';
import { allQuestions, levelText, missingForNext, provenance } from './people.js';
import { count } from './summary.js';

function maturity(one: MaturityResult): string {
  const lacks = missingForNext(one).map(({ claim, basis }) => `  - ${escape(`${claim} ${basis}`)}`);
  const next = one.next ? [`  <br>Level ${one.next.level}, ${escape(one.next.name)}, lacks:`, '', ...lacks] : [];
  return [`- **${one.question}** ${escape(levelText(one))}`, ...next].join('\n');
}

function question(one: OpenQuestion): string {
  const head = `- <code>${escape(one.id)}</code> ${escape(one.text)}`;
  if (one.answer === null) return `${head}<br>Not answered yet`;
  return `${head}<br>${escape(one.answer)} (${escape(provenance(one))})`;
}

/** Sections on maturity and on the questions to people, each of which can be left out where there is no room. */
export function peopleSections(results: Results): string[] {
  const rated = (results.maturity ?? []).filter(({ level }) => level !== null);
  const asked = allQuestions(results);
  const open = asked.filter(isOpen);
  const answered = asked.filter((one) => !isOpen(one));
  return [
    ...(rated.length > 0 ? [['### Maturity', rated.map(maturity).join('\n')].join('\n\n')] : []),
    ...(asked.length > 0
      ? [
          [
            '<details>',
            `<summary>${count(open.length, 'open question')} to people, ${answered.length} answered</summary>`,
            '',
            [...open, ...answered].map(question).join('\n'),
            '',
            '</details>',
          ].join('\n'),
        ]
      : []),
  ];
}
