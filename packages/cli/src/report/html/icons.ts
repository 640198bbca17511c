import { html, raw, type Markup } from './template.js';

/** Drawn on a grid of 16, in the colour of the text beside them. */
const shapes = {
  cross: '<path d="M4.5 4.5l7 7m0-7l-7 7"/>',
  check: '<path d="M3.5 8.5l3 3 6-7"/>',
  question: '<path d="M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.7M8 12.4v.1"/>',
  dash: '<path d="M4.5 8h7"/>',
  pause: '<path d="M6 4.5v7m4-7v7"/>',
  person: '<path d="M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zm-5 5.5c.6-2.4 2.5-3.5 5-3.5s4.4 1.1 5 3.5"/>',
  warning: '<path d="M8 2.5l6 11H2zM8 6.5v3.2m0 1.700v.1"/>',
} as const;

export type IconName = keyof typeof shapes;

/** All shapes once, to be used by reference. */
export const iconSheet: Markup = raw(
  `<svg hidden width="0" height="0">${Object.entries(shapes)
    .map(([name, shape]) => `<symbol id="i-${name}" viewBox="0 0 16 16">${shape}</symbol>`)
    .join('')}</svg>`,
);

/** A shape that only decorates the words beside it. */
export function icon(name: IconName): Markup {
  return html`<svg class="icon" aria-hidden="true"><use href="#i-${name}" /></svg>`;
}

/** A broken layer, the sign of the tool; also the icon of the browser tab. */
export const logo: Markup = raw(
  '<svg class="logo" viewBox="0 0 32 32" aria-hidden="true"><path d="M2 12h11l4-7M13 12l6 3-5 12M19 20h11"/></svg>',
);

export const favicon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d3a4a"/><path d="M3 12h10l4-7M13 12l6 3-5 12M19 20h10" fill="none" stroke="#ffb59a" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>',
)}`;
