import { expect, it } from 'vitest';
import { markdown } from './markdown.js';
import { hostileResults } from './testing/hostile.js';
import { incompleteResults, manyResults, plain, sampleResults } from './testing/sample-results.js';

it('shows the matrix and each violation once', () => {
  const text = markdown.render(sampleResults(), plain);
  expect(text.match(/^\| \[REL0/gm)).toHaveLength(11);
  expect(text).toMatch(/REL05-BP05\]\(.*\) Set client timeouts \| High \| ❌ At risk \| 6 of 13 \| 4 \| 2 \| 1 \|/);
  expect(text.match(/^- 🔴|^- 🟠/gm)).toHaveLength(6);
  expect(text).toContain('<code>src/payments/charge.ts:41:26</code>');
  expect(text).not.toContain('more violation');
});

it.each([500, 5000])('fits into a comment with %d violations, and counts the rest', (number) => {
  const text = markdown.render(manyResults(number), plain);
  expect(text.length).toBeLessThan(65_536);
  const shown = text.match(/^- (?:🔴|🟠)/gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(50);
  expect(text).toContain(`… and ${number - shown} more violations; the full report lists all.`);
});

it('shows the gravest where there is not room for all', () => {
  const text = markdown.render(manyResults(5000), plain);
  expect(text).not.toContain('🟠');
});

it('says that a scan is incomplete', () => {
  expect(markdown.render(incompleteResults(), plain)).toContain('**The scan is incomplete.**');
  expect(markdown.render(sampleResults(), plain)).not.toContain('incomplete');
});

it('lets no name become markup, a link or a mention', () => {
  const text = markdown.render(hostileResults(), plain);
  expect(text.length).toBeLessThan(65_536);
  expect(text.replace(/<\/?(?:code|br|details|summary)>/g, '')).not.toMatch(/<[a-z!/]/i);
  expect(text).not.toContain('@octocat');
  expect(text).not.toContain('://evil');
  expect(text).not.toMatch(/^\| injected/m);
  expect(text).not.toMatch(/^# heading/m);
  expect(text).not.toMatch(/(?<!\\)```/);
});

it('says how mature the answers are, and what people were asked and answered', () => {
  const text = markdown.render(sampleResults(), plain);
  expect(text).toContain('- **REL05** level 1 of 4, Basic error handling (1 of 3 criteria shown); level 2, ');
  expect(text).toContain('  - The workload degrades gracefully. REL05-BP01 is at risk.\n');
  expect(text).toContain('<details><summary>3 open questions to people, 1 answered</summary>');
  expect(text).toContain('see the load-test notes. (Payments, 2026-10-05, review by 2027-04-05)\n');
  expect(text).toContain('(Payments, 2026-03-02, overdue since 2026-09-02)\n');
});
