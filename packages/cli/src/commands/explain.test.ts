import type { CheckMetadata } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.js';
import { renderRules } from './rules.js';

function check(changes: Partial<CheckMetadata> = {}): CheckMetadata {
  return {
    name: 'sqs-queue-dlq',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Queues have a dead-letter queue',
    why: 'Poison messages block the queue.',
    fix: 'Set a redrive policy.',
    sources: [{ title: 'SQS', url: 'https://docs.aws.amazon.com/sqs' }],
    ...changes,
  };
}

describe('explain', () => {
  it('tells all about a check, and how to accept what it finds', () => {
    const text = explain('sqs-queue-dlq', [check()]);
    expect(text).toContain('Poison messages block the queue.');
    expect(text).toContain('Set a redrive policy.');
    expect(text).toContain("acknowledge({ id: 'Faultline-SqsQueueDlq'");
    expect(text).toContain('REL05-BP04 Fail fast and limit queues');
  });

  it('takes the name that ESLint shows', () => {
    const rule = check({ name: 'require-http-timeout', layer: 'code', bestPractice: 'REL05-BP05' });
    expect(explain('faultline/require-http-timeout', [rule])).toContain(
      'eslint-disable-next-line faultline/require-http-timeout',
    );
  });

  it('lists the checks and questions of a best practice', () => {
    const text = explain('rel05-bp04', [check()]);
    expect(text).toContain('sqs-queue-dlq: Queues have a dead-letter queue');
    expect(text).toMatch(/Questions for a person\n {2}\S/);
    expect(explain('REL05-BP07', [check()])).toContain('No check of this version judges it.');
  });

  it('names the nearest for an unknown name', () => {
    expect(() => explain('sqs-queue-dql', [check()])).toThrow("Did you mean 'sqs-queue-dlq'?");
  });
});

describe('renderRules', () => {
  it('lists checks under their best practices', () => {
    expect(renderRules([check(), check({ name: 'a', bestPractice: 'REL04-BP01' })])).toBe(
      'REL04-BP01 Identify the kind of distributed systems you depend on\n' +
        ' a              infrastructure  error    recommended  Queues have a dead-letter queue\n' +
        '\nREL05-BP04 Fail fast and limit queues\n' +
        ' sqs-queue-dlq  infrastructure  error    recommended  Queues have a dead-letter queue\n',
    );
  });
});
