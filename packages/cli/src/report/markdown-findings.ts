import type { Results, Verdict } from '@faultline/catalog';
import { markdown as escape } from './escape.js';
import type { RenderOptions } from './format.js';
import { code, fitting, prose, type Room } from './markdown-text.js';
import { splitMessage } from './message.js';
import { rankedViolations } from './open-violations.js';
import { groupBy, placeOf, placeText, resourceName } from './place.js';
import { snippetOf } from './source-line.js';
import { count } from './summary.js';

const icons = { error: '🔴', warning: '🟠', note: '🔵' } as const;

function place(verdict: Verdict, { linkTo }: RenderOptions): string {
  const { file, line } = placeOf(verdict);
  const text = code(placeText(verdict));
  return file === undefined || !linkTo ? text : `[${text}](${linkTo(file, line)})`;
}

function finding(verdict: Verdict, options: RenderOptions): string {
  const { fault, repair } = splitMessage(verdict.message);
  const snippet = snippetOf(verdict, options);
  const labels = `${icons[verdict.severity]} **${verdict.severity}**${verdict.baseline === 'new' ? ' (new)' : ''}`;
  const resource = verdict.resource ? ` · ${code(resourceName(verdict.resource))}` : '';
  return [
    `- ${labels} ${place(verdict, options)}${resource} · ${code(verdict.check)}`,
    `  ${prose(fault)}${repair ? `<br>${prose(repair)}` : ''}`,
    ...(snippet ? [`  <br>${code(snippet)}`] : []),
  ].join('\n');
}

/** The violations under their best practices: by weight as far as there is room, and the rest counted. */
export function findings(results: Results, room: Room, options: RenderOptions): string[] {
  const items = rankedViolations(results, options).map((verdict) => ({ verdict, text: finding(verdict, options) }));
  const headings = new Map(results.bestPractices.map(({ id, title }) => [id, `### ${id} ${escape(title)}`]));
  const framing = [...headings.values(), `… and ${items.length} more violations; the full report lists all.`];
  const taken = framing.reduce((sum, text) => sum + room.sizeOf(text) + '\n\n'.length, 0);
  const shown = fitting(items, { ...room, most: room.most - taken });
  const groups = groupBy(shown, ({ verdict }) => verdict.bestPractice);
  const sections = results.bestPractices.flatMap(({ id }) => {
    const group = groups.get(id);
    return group ? [headings.get(id) ?? '', group.map(({ text }) => text).join('\n')] : [];
  });
  const left = items.length - shown.length;
  return left > 0 ? [...sections, `… and ${count(left, 'more violation')}; the full report lists all.`] : sections;
}
