import { html, type Content } from './template.js';

/** The line of a fold: a sign, how many, of what. */
export interface FoldLine {
  readonly mark: Content;
  readonly number: number;
  /** In the singular. */
  readonly noun: string;
  /** What follows the noun. */
  readonly words?: string;
  readonly kind: string;
}

/** A list that is folded away at first; nothing when it is empty. The number gives way to `3 of 12` under a filter. */
export function fold({ mark, number, noun, words, kind }: FoldLine, content: Content): Content {
  if (number === 0) return undefined;
  return html`<details class="fold ${kind}" data-group>
    <summary>
      ${mark}<span><span data-count>${number}</span> ${noun}${number !== 1 && 's'}${words && ` ${words}`}</span>
    </summary>
    ${content}
  </details>`;
}
