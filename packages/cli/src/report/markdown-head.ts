import { bestPractice, type Results, type ScanError } from '@faultline/catalog';
import { markdown as escape } from './escape.js';
import { changesText, incompleteBase, placeOfChange } from './gate-text.js';
import { code, fitting, prose } from './markdown-text.js';
import { answeredText } from './people.js';
import { count, coverageText, headline, standingLabels, standingOf } from './summary.js';

/** Characters that each of the lists of errors and of reasons may take. */
const listRoom = { most: 8_000, sizeOf: (text: string) => text.length };

const standingIcons = {
  met: '✅',
  'at-risk': '❌',
  undetermined: '❔',
  'not-applicable': '➖',
  attested: '✍️',
  'not-checked': '▫️',
} as const;

/** The eleven best practices as a table. */
export function matrix(results: Results): string {
  const rows = results.bestPractices.map((practice) => {
    const { url, title, risk } = bestPractice(practice.id);
    const standing = standingOf(results, practice);
    const { violation, undetermined, suppressed } = practice.counts;
    const cells = [
      `[${practice.id}](${url}) ${escape(title)}`,
      risk,
      `${standingIcons[standing]} ${standingLabels[standing]}`,
      coverageText(practice.counts),
      ...[violation, undetermined, suppressed].map((number) => (number > 0 ? String(number) : '')),
      answeredText(practice.questions),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| Best practice | Risk | Status | Compliant | Violations | Undetermined | Suppressed | Answered |',
    '| :-- | :-- | :-- | --: | --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
}

/** A list as long as there is room, and how many more there are. */
function list(items: readonly string[], noun: string): string[] {
  const shown = fitting(
    items.map((text) => ({ text: `- ${text}` })),
    listRoom,
  ).map(({ text }) => text);
  const left = items.length - shown.length;
  return [...shown, ...(left > 0 ? [`- and ${count(left, `more ${noun}`)}`] : [])];
}

function errorList(errors: readonly ScanError[]): string {
  const items = errors.map(({ message, path }) => `${path === undefined ? '' : `${code(path)}: `}${prose(message)}`);
  return [
    '> [!WARNING]',
    '> **The scan is incomplete.** What could not be read is not judged.',
    '',
    ...list(items, 'error'),
  ].join('\n');
}

/** What the gate said, and why. */
function gateText({ gate }: Results): string[] {
  if (!gate) return [];
  const verdict = { passed: '✅ **Passed.**', failed: '❌ **Failed.**', incomplete: '❌ **Incomplete.**' }[gate.status];
  const { comparison } = gate;
  if (!comparison) return [verdict];
  const { name, unchanged, moved, fixed } = comparison;
  const gone = fixed === undefined ? [] : [`${fixed} fixed`];
  const numbers = [`${comparison.new} new`, `${unchanged + moved} known`, ...gone].join(', ');
  return [`${verdict} Compared with ${code(name)}: ${numbers}.`];
}

/** What the branch changes in the gate that judges it. */
function gateChangesText({ gate }: Results): string[] {
  const text = changesText(gate);
  if (!text) return [];
  const items = text.changes.map((change) => {
    const place = placeOfChange(change);
    return `${place === undefined ? '' : `${code(place)} `}${prose(change.message)}`;
  });
  const note = text.note === undefined ? [] : ['', escape(text.note)];
  return [[`⚠️ **${text.title}.**`, '', ...list(items, 'change'), ...note].join('\n')];
}

/** Title, what the gate said and why, what could not be scanned, and what is wrong with suppressions. */
export function head(results: Results): string[] {
  const reasons = (results.gate?.failures ?? []).map(({ message }) => prose(message));
  const problems = (results.suppressionProblems ?? []).map(({ message }) => prose(message));
  const incomplete = incompleteBase(results.gate?.comparison);
  return [
    `## Faultline: ${headline(results)}`,
    ...gateText(results),
    ...(incomplete === undefined ? [] : [prose(incomplete)]),
    ...(reasons.length > 0 ? [list(reasons, 'reason').join('\n')] : []),
    ...gateChangesText(results),
    ...(results.complete ? [] : [errorList(results.errors)]),
    ...(problems.length > 0 ? [['**Suppressions**', '', ...list(problems, 'suppression')].join('\n')] : []),
  ];
}
