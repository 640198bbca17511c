import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compact } from './compact.js';
import { incompleteResults, plain, sampleResults } from './testing/sample-results.js';

/** The problem matcher that the documentation gives for Visual Studio Code. */
const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
const task = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '') as {
  problemMatcher: { pattern: { regexp: string } };
};
const matcher = new RegExp(task.problemMatcher.pattern.regexp);

it('writes lines that a problem matcher reads', () => {
  const lines = compact.render(sampleResults(), plain).trimEnd().split('\n');
  expect(lines.map((line) => matcher.exec(line)?.slice(1, 5))).toEqual([
    ['cdk.out/OrdersStack.template.json', '1', '1', 'warning'],
    ['infra/orders-stack.ts', '33', '20', 'error'],
    ['src/orders/table.ts', '14', '16', 'warning'],
    ['src/payments/charge.ts', '41', '26', 'error'],
    ['src/server.ts', '58', '1', 'error'],
    ['src/stock/client.ts', '9', '22', 'error'],
    undefined,
  ]);
  expect(lines.at(-1)).toBe(
    '6 violations (4 errors and 2 warnings), 3 undetermined, 2 suppressed in 48 code files and 2 templates; 1 skipped (unreadable).',
  );
});

it('tells of errors, and on request of what could not be decided', () => {
  const text = compact.render(incompleteResults(), { ...plain, verbose: true });
  expect(text).toContain('src/legacy/report.ts:31:7: error: The file does not parse');
  expect(text).toContain('cdk.json:1:1: error: ');
  expect(text.match(/: note: undetermined: /g)).toHaveLength(3);
});
