import { expect, it } from 'vitest';
import { csv } from './csv.js';
import { defined } from './testing/defined.js';
import { hostileResults } from './testing/hostile.js';
import { plain, resultsOf, sampleResults } from './testing/sample-results.js';

/** Reads the grammar of RFC 4180 with every field in quotes, and fails on anything else. */
function rowsOf(text: string): string[][] {
  expect(text).toMatch(/^(?:"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*\r\n)+$/);
  return text
    .slice(0, -2)
    .split('\r\n')
    .map((row) => [...row.matchAll(/"((?:[^"]|"")*)"/g)].map(([, field = '']) => field.replaceAll('""', '"')));
}

const verdict = defined(sampleResults().verdicts[0]);

it('has a row for each verdict, with every status', () => {
  const [header, ...rows] = rowsOf(csv.render(sampleResults(), plain));
  expect(header?.slice(0, 8)).toEqual([
    'bestPractice',
    'check',
    'status',
    'severity',
    'baseline',
    'file',
    'line',
    'column',
  ]);
  expect(rows).toHaveLength(sampleResults().verdicts.length);
  expect(new Set(rows.map((row) => row[2]))).toEqual(new Set(['violation', 'compliant', 'undetermined', 'suppressed']));
  for (const row of rows) expect(row).toHaveLength(header?.length ?? 0);
});

it.each(['=HYPERLINK("http://x","y")', '+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])(
  'lets no name become a formula: %j',
  (file) => {
    const [, row] = rowsOf(
      csv.render(resultsOf([{ ...verdict, message: file, location: { file, line: 1, column: 2 } }]), plain),
    );
    expect(row?.[5]).not.toMatch(/^\s*[=+\-@＝]/);
    expect(row?.[10]).not.toMatch(/^\s*[=+\-@＝]/);
    expect(row?.slice(6, 8)).toEqual(['1', '2']);
  },
);

it('keeps one row a verdict whatever the names', () => {
  expect(rowsOf(csv.render(hostileResults(), plain))).toHaveLength(hostileResults().verdicts.length + 1);
});

it('leaves out what is known where only new ones are wanted', () => {
  const results = resultsOf([
    { ...verdict, baseline: 'unchanged' },
    { ...verdict, baseline: 'new' },
  ]);
  expect(rowsOf(csv.render(results, { ...plain, newOnly: true }))).toHaveLength(2);
  expect(rowsOf(csv.render(results, plain))).toHaveLength(3);
});
