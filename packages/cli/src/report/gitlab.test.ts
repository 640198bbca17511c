import { expect, it } from 'vitest';
import { gitlab } from './gitlab.js';
import { defined } from './testing/defined.js';
import { plain, resultsOf, sampleResults } from './testing/sample-results.js';

interface Issue {
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const issuesOf = (...input: Parameters<typeof gitlab.render>) => JSON.parse(gitlab.render(...input)) as Issue[];
const verdict = defined(sampleResults().verdicts[0]);

it('lists the violations with their place in the repository', () => {
  const issues = issuesOf(sampleResults(), { ...plain, prefix: 'services/orders/' });
  expect(issues.map(({ location, severity }) => `${severity} ${location.path}:${location.lines.begin}`)).toEqual([
    'major services/orders/cdk.out/OrdersStack.template.json:1',
    'critical services/orders/infra/orders-stack.ts:33',
    'major services/orders/src/orders/table.ts:14',
    'critical services/orders/src/payments/charge.ts:41',
    'critical services/orders/src/server.ts:58',
    'critical services/orders/src/stock/client.ts:9',
  ]);
});

it('gives the same code in two files two identities', () => {
  const copy = { ...verdict, location: { file: 'z.ts', line: 1, column: 1 } };
  const prints = issuesOf(resultsOf([verdict, copy]), plain).map(({ fingerprint }) => fingerprint);
  expect(prints).toEqual([verdict.fingerprint, `${verdict.fingerprint}-2`]);
});
