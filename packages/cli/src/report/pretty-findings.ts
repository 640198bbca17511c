import type { Related, Verdict } from '@faultline/catalog';
import { terminal } from './escape.js';
import type { RenderOptions } from './format.js';
import { splitMessage } from './message.js';
import { byPlace, groupBy, otherPlaces, placeOf, resourceName } from './place.js';
import type { Style } from './pretty-style.js';
import { shorten, snippetOf } from './source-line.js';
import { bySeverity } from './summary.js';
import { fit, wrap } from './text-layout.js';

const indent = '         ';

/** How many other places of a finding are shown. */
const mostPlaces = 4;

/** The longest text that is shown whole; names in it may be of any length. */
export const longest = 600;

function paragraph(text: string, style: Style, lead = ''): string[] {
  const lines = wrap(terminal(shorten(text, longest, style.ellipsis)), style.width - indent.length - lead.length);
  return lines.map((line, index) => indent + (index === 0 ? lead : ' '.repeat(lead.length)) + line);
}

function label(verdict: Verdict, style: Style): string {
  return verdict.status === 'undetermined'
    ? style.standing.undetermined.paint('undetermined')
    : style.severity[verdict.severity](fit(verdict.severity, 'warning'.length, ''));
}

/** The resource, unless the heading above names the same template and nothing more is to say. */
function resourceLine({ resource, location }: Verdict, style: Style): string[] {
  if (!resource) return [];
  const template = location ? ` in ${resource.template}` : '';
  const lines = paragraph(`${resourceName(resource)} (${resource.type})${template}`, style);
  return lines.map(style.dim);
}

function relatedPlace({ location, resource }: Related): string {
  if (location) return ` (${location.file}:${location.line}:${location.column})`;
  return resource ? ` (${resourceName(resource)})` : '';
}

/** The first places, and how many more there are. */
function placesInShort(places: readonly Related[]): readonly string[] {
  const shown = places.length > mostPlaces + 1 ? mostPlaces : places.length;
  const first = places.slice(0, shown).map((related) => `${related.message}${relatedPlace(related)}`);
  return shown < places.length ? [...first, `and ${places.length - shown} more places`] : first;
}

function finding(verdict: Verdict, options: RenderOptions, style: Style): string[] {
  const { line, column } = placeOf(verdict);
  const place = line === undefined ? '' : `${line}:${column}`;
  const { fault, repair } = splitMessage(verdict.message);
  const snippet = snippetOf(verdict, options);
  return [
    `${place.padStart(indent.length - 2)}  ${label(verdict, style)}  ${style.bold(terminal(verdict.check))}  ${style.dim(verdict.bestPractice)}`,
    ...resourceLine(verdict, style),
    ...(snippet
      ? [style.dim(indent + fit(terminal(snippet), style.width - indent.length, style.ellipsis).trimEnd())]
      : []),
    ...paragraph(fault, style),
    ...(repair ? paragraph(repair, style, `${style.repair} `) : []),
    ...placesInShort(otherPlaces(verdict)).flatMap((text) =>
      paragraph(text, style, `${style.signs.dot} `).map(style.dim),
    ),
    '',
  ];
}

/** Verdicts under the file or template that they are in, as lines of text; files with the gravest come first. */
export function findingLines(verdicts: readonly Verdict[], options: RenderOptions, style: Style): string[] {
  const groups = groupBy([...verdicts].sort(byPlace), (verdict) => placeOf(verdict).file ?? 'The workload');
  const gravest = (group: readonly Verdict[]): Verdict => group.toSorted(bySeverity)[0] as Verdict;
  const ordered = [...groups].toSorted(([, a], [, b]) => bySeverity(gravest(a), gravest(b)));
  return ordered.flatMap(([file, group]) => [
    style.underline(terminal(shorten(file, longest, style.ellipsis))),
    ...group.flatMap((verdict) => finding(verdict, options, style)),
  ]);
}
