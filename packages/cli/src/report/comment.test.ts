import { expect, it } from 'vitest';
import { comment, marker } from './comment.js';
import { summary } from './job-summary.js';
import { defined } from './testing/defined.js';
import { hostileResults } from './testing/hostile.js';
import { emptyResults, manyResults, plain, resultsOf, sampleResults } from './testing/sample-results.js';

const [first, second, ...others] = sampleResults().verdicts;

/** Fails unless every table, fence, list item and folded part is whole. */
function expectWhole(text: string): void {
  expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
  expect(text.match(/<code>/g)?.length ?? 0).toBe(text.match(/<\/code>/g)?.length ?? 0);
  expect(text.match(/^\| \[REL0/gm)).toHaveLength(11);
  for (const row of text.match(/^\|.*$/gm) ?? []) expect(row.match(/(?<!\\)\|/g)).toHaveLength(9);
  for (const item of text.match(/^- (?:🔴|🟠|🔵).*\n.*$/gm) ?? []) expect(item).toMatch(/<\/code>\n {2}\S/);
}

it.each([
  ['nothing', emptyResults()],
  ['the sample', sampleResults()],
  ['500 findings', manyResults(500)],
  ['6,000 findings', manyResults(6_000)],
  ['hostile names', hostileResults()],
])('keeps the limits of GitHub and cuts nothing in two: %s', (_, results) => {
  const text = comment.render(results, plain);
  expect(text.length).toBeLessThanOrEqual(65_000);
  expectWhole(text);
  const page = summary.render(results, plain);
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(1_024 * 1_024);
  expectWhole(page);
});

it('uses the room that there is, and counts what did not fit', () => {
  const text = comment.render(manyResults(6_000), plain);
  const shown = text.match(/^- (?:🔴|🟠)/gm)?.length ?? 0;
  expect(text.length).toBeGreaterThan(62_000);
  expect(text).toContain(`… and ${6_000 - shown} more violations; the full report lists all.`);
  const page = summary.render(manyResults(6_000), plain);
  expect(Buffer.byteLength(page)).toBeGreaterThan(950_000);
  expect(page).toContain(`… and ${6_000 - (page.match(/^- (?:🔴|🟠)/gm)?.length ?? 0)} more violations;`);
});

it('counts a page in bytes', () => {
  const wide = manyResults(3_000).verdicts.map((verdict) => ({ ...verdict, message: '東'.repeat(300) }));
  expect(Buffer.byteLength(summary.render(resultsOf(wide), plain))).toBeLessThanOrEqual(1_024 * 1_024);
});

it('begins with a marker of its own for each folder', () => {
  expect(comment.render(sampleResults(), plain).split('\n')[0]).toBe('<!-- faultline report: . -->');
  const hostile = marker({ prefix: 'a -->\n<img src=x> --' });
  expect(hostile).toMatch(/^<!-- faultline report: [\w.%]+ -->$/);
  expect(marker({ prefix: 'services/orders/' })).not.toBe(marker({ prefix: 'services/billing/' }));
});

it('lists what is new, and counts what is not', () => {
  const results = resultsOf([
    { ...defined(first), baseline: 'unchanged' },
    { ...defined(second), baseline: 'new' },
    ...others.map((verdict) => ({ ...verdict, baseline: 'moved' as const })),
  ]);
  const text = comment.render(results, plain);
  expect(text.match(/^- (?:🔴|🟠)/gm)).toHaveLength(1);
  expect(text).toContain('**error** (new) <code>src/stock/client.ts:9:22</code>');
  expect(text).toContain('5 violations that this change did not bring in are not listed.');
  expect(summary.render(results, plain).match(/^- (?:🔴|🟠)/gm)).toHaveLength(6);
});

it('says what the gate said, and what is wrong with suppressions', () => {
  const text = comment.render(
    {
      ...sampleResults(),
      gate: {
        status: 'failed',
        comparison: {
          kind: 'revision',
          name: 'origin/<main>',
          complete: true,
          new: 1,
          unchanged: 4,
          moved: 1,
          fixed: 2,
        },
        failures: [{ kind: 'new', scope: '*', message: 'One new error is more than 0.' }],
      },
      suppressionProblems: [
        {
          fault: 'expired',
          severity: 'error',
          message: 'The day of this suppression has passed. Repair the fault.',
          check: 'x',
          suppression: { kind: 'directive' },
        },
      ],
    },
    plain,
  );
  expect(text).toContain('❌ **Failed.** Compared with <code>origin/&lt;main&gt;</code>: 1 new, 5 known, 2 fixed.');
  expect(text).toContain('- One new error is more than 0.');
  expect(text).toContain('**Suppressions**\n\n- The day of this suppression has passed. Repair the fault.');
});

it('links places to the site that hosts them', () => {
  const text = comment.render(sampleResults(), {
    ...plain,
    linkTo: (file, line) => `https://x.example/${file}#L${line}`,
  });
  expect(text).toContain('[<code>src/server.ts:58:1</code>](https://x.example/src/server.ts#L58)');
});
