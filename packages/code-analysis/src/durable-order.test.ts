import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { judgeText } from './testing/judge-file.js';

const text = readFileSync(new URL('../../../bench/durable/order.js', import.meta.url), 'utf8');

/** The code at a line, without what follows its first bracket. */
const codeAt = (line: number) => text.split('\n')[line - 1]?.trim().replace(/\(.*/, '') ?? '';

it('finds each fault of the durable function that the bench runs again', () => {
  const { verdicts, faults } = judgeText(text, 'typescript', 'src/order.ts');
  const violations = verdicts.filter(({ status }) => status === 'violation');
  expect(faults).toEqual([]);
  expect(new Set(violations.map(({ check, line }) => `${check}: ${codeAt(line)}`))).toEqual(
    new Set([
      'no-nondeterministic-replay: const reference = randomUUID',
      'require-idempotency-key: await stripe.paymentIntents.create',
      'no-unstable-idempotency-key: await stripe.charges.create',
      'require-retry-limit: { retryStrategy: ',
      'require-callback-timeout: await context.waitForCallback',
    ]),
  );
});
