import type { Results } from '@faultline/catalog';

/** The longest text at the head of a printed page. */
const longest = 80;

/** What stands above and below each printed page: of what the report is, and the number of the page. */
export function runningHead({ run, date }: Results): string {
  const day = (date ?? run?.date)?.slice(0, 10);
  const parts = ['Faultline reliability report', run?.project, run?.commit?.slice(0, 12), day];
  // Between the quotes of a style sheet, and inside of an element: only what can end neither.
  const text = parts
    .filter((part) => part !== undefined)
    .join('  ·  ')
    .replace(/[^\p{L}\p{N} ·@/._-]/gu, '_')
    .slice(0, longest);
  return `
@page { margin: 18mm 14mm; @top-left { content: "${text}"; font: 8pt sans-serif; color: #444; } @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; color: #444; } }
`;
}
