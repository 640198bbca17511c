import { bestPractice, type Results, type ScanError, type Verdict } from '@faultline/catalog';
import { markdown as escape } from './escape.js';
import type { Format } from './format.js';
import { spans, splitMessage } from './message.js';
import { byPlace, groupBy, placeText, resourceName } from './place.js';
import { snippetOf } from './source-line.js';
import {
  bySeverity,
  count,
  coverageText,
  headline,
  scopeText,
  standingLabels,
  standingOf,
  standingsText,
  withStatus,
} from './summary.js';

/** Below the 65,536 characters of a GitHub comment, with room for what a workflow adds around it. */
const budget = 60_000;

/** The part of the budget that the list of errors may take. */
const errorBudget = 8_000;

/** The items that fit into so many characters; one that is too long by itself does not push out those after it. */
function fitting<T extends { readonly text: string }>(items: readonly T[], room: number): T[] {
  let left = room;
  return items.filter(({ text }) => {
    const fits = text.length < left;
    if (fits) left -= text.length + 1;
    return fits;
  });
}

const icons = { error: '🔴', warning: '🟠', note: '🔵' } as const;

const standingIcons = {
  met: '✅',
  'at-risk': '❌',
  undetermined: '❔',
  'not-applicable': '➖',
  attested: '✍️',
  'not-checked': '▫️',
} as const;

/** Code inside running text; written as HTML because a code span cannot be escaped inside a table. */
function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}

function prose(message: string): string {
  return spans(message)
    .map((span) => (span.code ? code(span.text) : escape(span.text)))
    .join('');
}

function matrix(results: Results): string {
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
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| Best practice | Risk | Status | Compliant | Violations | Undetermined | Suppressed |',
    '| :-- | :-- | :-- | --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
}

function errorList(errors: readonly ScanError[]): string {
  const items = errors.map(({ message, path }) => ({
    text: `- ${path === undefined ? '' : `${code(path)}: `}${prose(message)}`,
  }));
  const shown = fitting(items, errorBudget).map(({ text }) => text);
  const left = errors.length - shown.length;
  return [
    '> [!WARNING]',
    '> **The scan is incomplete.** What could not be read is not judged.',
    '',
    ...shown,
    ...(left > 0 ? [`- and ${count(left, 'more error')}`] : []),
  ].join('\n');
}

function finding(verdict: Verdict, snippet: string | undefined): string {
  const { fault, repair } = splitMessage(verdict.message);
  const resource = verdict.resource ? ` · ${code(resourceName(verdict.resource))}` : '';
  return [
    `- ${icons[verdict.severity]} **${verdict.severity}** ${code(placeText(verdict))}${resource} · ${code(verdict.check)}`,
    `  ${prose(fault)}${repair ? `<br>${prose(repair)}` : ''}`,
    ...(snippet ? [`  <br>${code(snippet)}`] : []),
  ].join('\n');
}

/**
 * A summary for pull-request comments and job summaries, which GitHub drops or refuses when they are too long:
 * the matrix always stands, findings follow by severity as far as there is room, and the rest is counted.
 */
export const markdown: Format = {
  name: 'markdown',
  extension: 'md',
  mimeType: 'text/markdown',
  render: (results, options) => {
    const head = [
      `## Faultline: ${headline(results)}`,
      ...(results.complete ? [] : [errorList(results.errors)]),
      `${scopeText(results)}. Best practices: ${standingsText(results)}.`,
      matrix(results),
    ];
    const violations = withStatus(results, 'violation').sort((a, b) => bySeverity(a, b) || byPlace(a, b));
    const items = violations.map((verdict) => ({ verdict, text: finding(verdict, snippetOf(verdict, options)) }));
    const shown = fitting(items, budget - head.join('\n\n').length);
    const groups = groupBy(shown, ({ verdict }) => verdict.bestPractice);
    const sections = results.bestPractices.flatMap(({ id, title }) => {
      const group = groups.get(id);
      return group ? [`### ${id} ${escape(title)}`, group.map(({ text }) => text).join('\n')] : [];
    });
    const left = items.length - shown.length;
    if (left > 0) sections.push(`… and ${count(left, 'more violation')}; the full report lists all.`);
    return `${[...head, ...sections].join('\n\n')}\n`;
  },
};
