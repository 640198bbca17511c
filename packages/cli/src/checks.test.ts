import type { CheckMetadata } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { parseBestPractices, requireKnown, selectChecks } from './checks.js';

function check(name: string, changes: Partial<CheckMetadata> = {}): CheckMetadata {
  return { name, layer: 'code', bestPractice: 'REL05-BP05', preset: 'recommended', ...changes } as CheckMetadata;
}

const all = [
  check('no-disabled-timeout'),
  check('require-http-timeout', { preset: 'strict' }),
  check('sqs-queue-dlq', { layer: 'infrastructure', bestPractice: 'REL05-BP04' }),
];
const names = (filter: object) =>
  selectChecks(all, { preset: 'recommended', off: new Set(), ...filter }).map(({ name }) => name);

describe('selectChecks', () => {
  it.each([
    ['recommended', {}, ['no-disabled-timeout', 'sqs-queue-dlq']],
    ['strict', { preset: 'strict' }, ['no-disabled-timeout', 'require-http-timeout', 'sqs-queue-dlq']],
    ['one layer', { only: 'infra' }, ['sqs-queue-dlq']],
    ['one best practice', { bestPractices: new Set(['REL05-BP05']) }, ['no-disabled-timeout']],
    ['a named check outside of the preset', { checks: ['require-http-timeout'] }, ['require-http-timeout']],
    ['without what is off', { off: new Set(['sqs-queue-dlq']) }, ['no-disabled-timeout']],
  ])('%s', (_, filter, expected) => {
    expect(names(filter)).toEqual(expected);
  });
});

describe('parseBestPractices', () => {
  it('takes ids, globs and questions in any case', () => {
    expect([...parseBestPractices(['rel05-bp05', 'REL04-*'])]).toEqual([
      'REL05-BP05',
      'REL04-BP01',
      'REL04-BP02',
      'REL04-BP03',
      'REL04-BP04',
    ]);
    expect(parseBestPractices(['REL05']).size).toBe(7);
  });

  it('names the nearest id', () => {
    expect(() => parseBestPractices(['REL05-BP5'])).toThrow(
      /^There is no best practice 'REL05-BP5'\. Did you mean 'REL0/,
    );
  });
});

describe('requireKnown', () => {
  it('names the nearest check', () => {
    expect(() => requireKnown(['sqs-queue-dql'], all)).toThrow("Did you mean 'sqs-queue-dlq'?");
    expect(() => requireKnown(['sqs-queue-dlq'], all)).not.toThrow();
  });
});
