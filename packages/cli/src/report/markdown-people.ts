import { isOpen, type MaturityResult, type OpenQuestion, type Results } from '@faultline/catalog';
import { markdown as escape } from './escape.js';
import { code, fitting, type Room } from './markdown-text.js';
import { allQuestions, levelText, missingForNext, provenance } from './people.js';
import { count } from './summary.js';

function maturity(one: MaturityResult): string {
  const head = `- **${one.question}** ${escape(levelText(one))}`;
  if (!one.next) return head;
  const lacks = missingForNext(one).map(({ claim, basis }) => `  - ${escape(`${claim} ${basis}`)}`);
  return [`${head}; level ${one.next.level}, ${escape(one.next.name)}, lacks:`, ...lacks].join('\n');
}

function question(one: OpenQuestion): string {
  const head = `- ${code(one.id)} ${escape(one.text)}`;
  if (one.answer === null) return `${head}<br>Not answered yet`;
  const by = provenance(one);
  return `${head}<br>${escape(one.answer)}${by === '' ? '' : ` (${escape(by)})`}`;
}

function maturitySection(results: Results): string[] {
  const rated = (results.maturity ?? []).filter(({ level }) => level !== null);
  return rated.length === 0 ? [] : [`### Maturity\n\n${rated.map(maturity).join('\n')}`];
}

/** The questions, those that wait for an answer first; as many as there is room for, and the rest counted. */
function questionSection(results: Results, { most, sizeOf }: Room): string[] {
  const asked = allQuestions(results);
  if (asked.length === 0) return [];
  const open = asked.filter(isOpen);
  const items = [...open, ...asked.filter((one) => !isOpen(one))].map((one) => ({ text: question(one) }));
  const summary = `${count(open.length, 'open question')} to people, ${asked.length - open.length} answered`;
  const framing = `<details><summary>${summary}</summary>\n\n\n- and ${asked.length} more questions\n\n</details>`;
  const shown = fitting(items, { most: most - sizeOf(framing), sizeOf }).map(({ text }) => text);
  const left = items.length - shown.length;
  const rest = left > 0 ? [`- and ${count(left, 'more question')}`] : [];
  return [`<details><summary>${summary}</summary>\n\n${[...shown, ...rest].join('\n')}\n\n</details>`];
}

/** Sections on maturity and on the questions to people, in so much room. */
export function peopleSections(results: Results, { most, sizeOf }: Room): string[] {
  const rated = maturitySection(results).filter((text) => sizeOf(text) < most);
  const taken = rated.reduce((sum, text) => sum + sizeOf(text) + '\n\n'.length, 0);
  return [...rated, ...questionSection(results, { most: most - taken, sizeOf })];
}
