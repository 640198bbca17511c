import type { Related, Verdict } from '@faultline/catalog';
import { spans, splitMessage } from '../message.js';
import { otherPlaces, placeOf, placeText, resourceName } from '../place.js';
import { shorten } from '../source-line.js';
import type { ReportContext } from './context.js';
import { excerpt } from './excerpt.js';
import { html, link, type Content, type Markup } from './template.js';

/** The longest text that is shown whole; names may be of any length. */
const longest = 1000;

/** A message with its code set as code. */
export function prose(message: string): Markup {
  return html`${spans(shorten(message, longest)).map(({ text, code }) => (code ? html`<code>${text}</code>` : text))}`;
}

/** Where a verdict is: the file and line, as a link to its own entry if that has an anchor, and the resource. */
export function place(verdict: Pick<Verdict, 'resource' | 'location'>, anchor?: string): Markup {
  const { resource, location } = verdict;
  const text = shorten(placeText(verdict), longest);
  const file =
    anchor === undefined
      ? html`<span class="place">${text}</span>`
      : html`<a class="place" href="#${anchor}">${text}</a>`;
  if (!resource) return file;
  const template = location && resource.template !== location.file ? html` in ${resource.template}` : undefined;
  return html`${file}
    <span class="resource">${resourceName(resource)} <span class="type">${resource.type}</span>${template}</span>`;
}

function relatedItem({ message, location, resource }: Related): Markup {
  const where = location ? `${location.file}:${location.line}:${location.column}` : resource && resourceName(resource);
  return html`<li>${prose(message)}${where && html` <span class="place">${where}</span>`}</li>`;
}

const ages = { new: 'New', unchanged: 'Known', moved: 'Known, moved' } as const;

function age({ baseline }: Verdict): Content {
  return baseline && html` <i>${ages[baseline]}</i>`;
}

/** A link to the line as the commit has it, where that is known. */
function sourceLink({ location }: Verdict, { options }: ReportContext): Content {
  if (!location || !options.linkTo) return undefined;
  const { file, line } = location;
  return html`<span class="source">${link(options.linkTo(file, line), 'source')}</span>`;
}

/** Owners that are named of one place. */
const mostOwners = 3;

/** Who owns the file, where somebody does. */
export function ownersLine(verdict: Verdict, { options }: ReportContext): Content {
  const { file } = placeOf(verdict);
  const owners = file === undefined ? [] : (options.ownersOf?.(file) ?? []);
  const names = owners.slice(0, mostOwners).map((owner) => shorten(owner, longest));
  return names.length > 0 && html`<span class="owner">${names.join(', ')}</span>`;
}

/** What is wrong and what follows from it, and how to repair it. */
export function faultAndRepair(message: string): Markup {
  const { fault, repair } = splitMessage(message);
  return html`<p>${prose(fault)}</p>
    ${repair && html`<p class="repair">${prose(repair)}</p>`}`;
}

/** A violation: where, what and so what, the repair, and the source. Without the words where they are said for many. */
export function finding(verdict: Verdict, context: ReportContext, isSaid = false): Markup {
  const id = context.anchorOf(verdict);
  const { severity, baseline, check } = verdict;
  const related = otherPlaces(verdict);
  const differs = context.checks.get(check)?.severity !== severity;
  const classes = [severity, ...(baseline ? [baseline] : [])].join(' ');
  return html`<li class="${classes}" id="${id}" ${differs && html` data-severity="${severity}"`}>
    <p class="where">
      <b>${severity}</b>${age(verdict)} ${place(verdict, id)} ${sourceLink(verdict, context)}
      ${ownersLine(verdict, context)}
    </p>
    ${!isSaid && faultAndRepair(verdict.message)}${excerpt(verdict, context)}${
      related.length > 0 &&
      html`<ul class="related">
        ${related.map(relatedItem)}
      </ul>`
    }
  </li>`;
}
