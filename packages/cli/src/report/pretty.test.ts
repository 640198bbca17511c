import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { pretty } from './pretty.js';
import { defined } from './testing/defined.js';
import { hostileResults } from './testing/hostile.js';
import { emptyResults, incompleteResults, plain, sampleResults, unjudgedResults } from './testing/sample-results.js';
import { displayWidth } from './text-layout.js';

const linesOf = (text: string) => text.trimEnd().split('\n');

it('shows place, severity, check, fault and repair under the file', () => {
  expect(pretty.render(sampleResults(), plain)).toContain(`src/payments/charge.ts
  41:26  error    require-http-timeout  REL05-BP05
         fetch(\`\${PROVIDER}/v1/charges\`, { method: 'POST', headers, body: JSON.…
         This \`fetch\` call has no timeout, so the handler waits for ever when
         the payment provider accepts the connection and stays silent.
         → Pass \`signal: AbortSignal.timeout(3000)\` in its options.
`);
});

it('lists the eleven best practices with coverage, and ends with one line of counts', () => {
  const lines = linesOf(pretty.render(sampleResults(), { ...plain, width: 110 }));
  expect(lines.filter((line) => /^REL0[45]-BP0\d/.test(line))).toHaveLength(11);
  expect(lines.find((line) => line.startsWith('REL05-BP05'))).toMatch(
    /Set client timeouts +✖ At risk +6 of 13 +4 +2 +1 of 3$/,
  );
  expect(lines.at(-1)).toBe('  skipped (unreadable)');
});

it('counts what could not be decided, and lists it when asked', () => {
  const message = 'The options of this call come from another module';
  const brief = pretty.render(sampleResults(), plain);
  expect(brief).toContain('3 places that could not be decided: --verbose lists them.');
  expect(brief).not.toContain(message);
  const verbose = pretty.render(sampleResults(), { ...plain, verbose: true });
  expect(verbose).toContain(message);
  expect(verbose).toContain(
    '  larger than 1 MiB:\n    src/generated/client.ts\n  code of tests:\n    src/server.test.ts\n',
  );
  expect(brief).not.toContain('larger than 1 MiB');
});

it('folds what was known before, and says what the gate makes of the rest', () => {
  const all = sampleResults().verdicts.filter(({ status }) => status === 'violation');
  const verdicts = all.map((verdict, index) => ({
    ...verdict,
    baseline: index === 0 ? ('new' as const) : ('moved' as const),
  }));
  const comparison = {
    kind: 'baseline',
    name: 'known.jsonl',
    complete: true,
    new: 1,
    unchanged: 0,
    moved: verdicts.length - 1,
    fixed: 2,
  } as const;
  const results = { ...sampleResults(), verdicts, gate: { status: 'failed' as const, failures: [], comparison } };
  const [first, second] = [defined(verdicts[0]), defined(verdicts[1])];
  const brief = pretty.render(results, { ...plain, width: 110 });
  expect(brief).toContain(defined(first.location).file);
  expect(brief.match(/^ +\d+:\d+ +(?:error|warning|note) /gm)).toHaveLength(1);
  expect(brief).toContain(`${all.length - 1} violations known before: --verbose lists them.`);
  expect(brief).toContain(
    `✖ Compared with the baseline known.jsonl: 1 new, ${all.length - 1} known (${all.length - 1} of them moved), 2 fixed: the gate fails\n`,
  );
  expect(pretty.render(results, { ...plain, verbose: true })).toContain(second.check);
  const passed = { ...results, gate: { ...results.gate, status: 'passed' as const } };
  expect(pretty.render(passed, { ...plain, width: 110 })).toContain('2 fixed: the gate passes\n');
});

it('shows the files with the gravest faults first', () => {
  const severities = pretty.render(sampleResults(), plain).match(/^ +\d+:\d+ +(error|warning|note)/gm) ?? [];
  const ranks = severities.map((line) => ['error', 'warning', 'note'].findIndex((one) => line.endsWith(one)));
  expect(ranks[0]).toBe(0);
  expect(ranks).toContain(1);
});

it('says how mature the answers are, with what the next level lacks, and what waits for people', () => {
  const brief = pretty.render(sampleResults(), plain);
  expect(brief).toContain(`Maturity
REL04 not rated: nothing was checked
REL05 level 1 of 4, Basic error handling (1 of 3 criteria shown)
  Level 2, Structured resilience, lacks
    ✖ The workload degrades gracefully. REL05-BP01 is at risk.
    ? Circuit breakers stop calls that are going to fail. Nobody has answered
      rel05-maturity-circuit-breakers.
`);
  expect(brief).toContain('3 questions to people wait for an answer; --verbose lists them.');
  const verbose = pretty.render(sampleResults(), { ...plain, verbose: true });
  expect(verbose).toContain('  timeouts-reviewed (Payments, 2026-03-02, overdue since 2026-09-02)\n    ? Are the');
});

it('rates nothing where nothing was checked', () => {
  expect(pretty.render(emptyResults(), plain)).not.toContain('Maturity');
});

it('says that a scan is incomplete, and why', () => {
  const text = pretty.render(incompleteResults(), plain);
  expect(text).toContain('The scan is incomplete');
  expect(text).toContain('src/legacy/report.ts:31:7 The file does not parse');
});

it('passes with a tick only when nothing failed and nothing is missing', () => {
  expect(linesOf(pretty.render(emptyResults(), plain)).at(-1)).toMatch(/^✔ No violations/);
  expect(linesOf(pretty.render({ ...emptyResults(), complete: false }, plain)).at(-1)).toMatch(/^✖ No violations/);
});

it('never reads as a pass where nothing was judged, and says what was skipped unasked', () => {
  const text = pretty.render(unjudgedResults(), plain);
  expect(text).toContain('  code of tests:\n    a.test.ts\n    b.test.ts\n    c.test.ts\n    and 2 more\n');
  expect(linesOf(text).at(-1)).toMatch(/^✖ Nothing was judged/);
});

it.each([70, 80, 110])('keeps within %d columns, whatever the names are', (width) => {
  for (const results of [sampleResults(), incompleteResults(), hostileResults()]) {
    const lines = linesOf(pretty.render(results, { ...plain, width, verbose: true }));
    const headings = /^\S/;
    expect(lines.filter((line) => !headings.test(line) && displayWidth(line) > width)).toEqual([]);
  }
});

it('colours nothing but the looks', () => {
  const coloured = pretty.render(sampleResults(), { ...plain, color: true });
  expect(coloured).toContain('\u001b[31m');
  expect(stripVTControlCharacters(coloured)).toBe(pretty.render(sampleResults(), plain));
});

it('keeps to ASCII where the terminal knows nothing else', () => {
  expect(pretty.render(incompleteResults(), { ...plain, unicode: false, verbose: true })).toMatch(/^[\n\x20-\x7e]*$/);
});

it('shows the line of source where the check quoted none', () => {
  const { snippet, ...verdict } = defined(sampleResults().verdicts[0]);
  expect(snippet).toBeDefined();
  const results = { ...sampleResults(), verdicts: [{ ...verdict, location: { file: 'a.ts', line: 2, column: 1 } }] };
  const readSource = (file: string) => (file === 'a.ts' ? 'one\r\n  two();\r\nthree' : undefined);
  expect(pretty.render(results, { ...plain, readSource })).toContain('         two();\n');
});
