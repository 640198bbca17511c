import { expect, it } from 'vitest';
import { github } from './github.js';
import { defined } from './testing/defined.js';
import { hostileNames, hostileResults } from './testing/hostile.js';
import {
  emptyResults,
  incompleteResults,
  manyResults,
  plain,
  resultsOf,
  sampleResults,
} from './testing/sample-results.js';

const linesOf = (...input: Parameters<typeof github.render>) =>
  github
    .render(...input)
    .trimEnd()
    .split('\n');
const [first, ...others] = sampleResults().verdicts;
const verdict = defined(first);

it('writes a command for each violation, at its place in the repository', () => {
  const lines = linesOf(sampleResults(), { ...plain, prefix: 'services/orders/' });
  expect(lines).toHaveLength(7);
  expect(lines).toContain('::notice title=Not everything was judged::1 skipped (unreadable); the report names them.');
  expect(lines).toContain(
    '::error file=services/orders/infra/orders-stack.ts,line=33,col=20,title=sqs-queue-dlq (REL05-BP04)::' +
      'OrdersStack/Orders/Resource: The queue has no dead-letter queue, so an order that cannot be processed is ' +
      'retried for four days and then lost. Set `deadLetterQueue` on the queue.',
  );
  expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(2);
});

it.each([
  [9, 9, undefined],
  [10, 10, 'and 1 more error;'],
  [200, 10, 'and 191 more errors;'],
])('writes of %d errors %d annotations', (number, written, rest) => {
  const verdicts = manyResults(number * 3).verdicts.map((one) => ({ ...one, severity: 'error' as const }));
  const lines = linesOf(resultsOf(verdicts.slice(0, number)), plain);
  expect(lines).toHaveLength(written);
  expect(lines.at(-1)?.split('::')[2]?.slice(0, rest?.length)).toBe(rest ?? defined(lines.at(-1)).split('::')[2]);
});

it('counts errors, warnings and notices by themselves', () => {
  const verdicts = (['error', 'warning', 'note'] as const).flatMap((severity) =>
    manyResults(12).verdicts.map((one) => ({ ...one, severity })),
  );
  const lines = linesOf(resultsOf(verdicts), plain);
  for (const kind of ['error', 'warning', 'notice']) {
    expect(lines.filter((line) => line.startsWith(`::${kind} `))).toHaveLength(10);
    expect(lines.some((line) => line.includes(`and 3 more ${kind}s;`))).toBe(true);
  }
});

it('tells what is new only, where that is known', () => {
  const results = resultsOf([
    { ...verdict, baseline: 'new' },
    ...others.map((one) => ({ ...one, baseline: 'unchanged' as const })),
  ]);
  expect(linesOf(results, plain)).toHaveLength(1);
});

it('tells of what could not be scanned, of the gate and of suppressions first', () => {
  const results = {
    ...incompleteResults(),
    gate: { status: 'failed' as const, failures: [{ kind: 'coverage' as const, scope: '*', message: 'Too little.' }] },
    suppressionProblems: [
      {
        fault: 'expired' as const,
        severity: 'error' as const,
        message: 'It ran out.',
        check: 'x',
        suppression: { kind: 'directive' as const },
        location: { file: 'a.ts', line: 3, column: 1 },
      },
    ],
  };
  expect(linesOf(results, plain).slice(0, 4)).toEqual([
    expect.stringMatching(/^::error file=src\/legacy\/report\.ts,line=31,col=7,title=The scan is incomplete::/),
    expect.stringMatching(/^::error file=cdk\.json,title=The scan is incomplete::/),
    '::error title=The gate failed::Too little.',
    '::error file=a.ts,line=3,col=1,title=Suppression::It ran out.',
  ]);
});

it('lets no name end a property, a message or a command', () => {
  for (const line of linesOf(hostileResults(), plain)) {
    expect(line).toMatch(/^::(?:error|warning|notice) (?:\w+=[^,:]*)(?:,\w+=[^,:]*)*::/);
    expect(line.length).toBeLessThan(200_000);
  }
  const file = 'a,b:c::error::%0A\n::stop-commands::x';
  const [line] = linesOf(resultsOf([{ ...verdict, location: { file, line: 1, column: 1 } }]), plain);
  expect(line).toMatch(/^::error file=a%2Cb%3Ac%3A%3Aerror%3A%3A%250A\\n%3A%3Astop-commands%3A%3Ax,line=1,/);
  expect(github.render(hostileResults(), plain)).not.toContain(hostileNames.escape);
});

it('says when there is nothing', () => {
  expect(github.render(emptyResults(), plain)).toBe(
    'Faultline has nothing to annotate in 48 code files and 2 templates.\n',
  );
});
