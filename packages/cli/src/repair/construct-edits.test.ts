import { describe, expect, it } from 'vitest';
import { repairConstruct } from './construct-edits.js';
import { applyEdits } from './edits.js';
import { proposedValues, type FixValueName } from './values.js';

function repair(
  text: string,
  check: string,
  more: { property?: string; evidence?: Record<string, number>; at?: string } = {},
) {
  const at = text.indexOf(more.at ?? 'new ');
  const lines = text.slice(0, at).split('\n');
  const edits = repairConstruct('lib/stack.ts', text, {
    check,
    line: lines.length,
    column: (lines.at(-1) ?? '').length + 1,
    property: more.property ?? '',
    evidence: more.evidence ?? {},
    value: (name: FixValueName) => proposedValues[name] ?? 0,
  });
  return edits && applyEdits(text, edits);
}

const named = `import { Stack } from 'aws-cdk-lib';\n`;

describe('repairs of constructs', () => {
  it('gives props to a construct that has none, and imports what they need', () => {
    expect(repair(`${named}new Function(this, 'F');\n`, 'lambda-timeout')).toBe(
      `import { Stack, Duration } from 'aws-cdk-lib';\nnew Function(this, 'F', { timeout: Duration.seconds(30) });\n`,
    );
  });

  it('adds to props on one line, on many, and to empty ones', () => {
    const cdk = `import * as cdk from 'aws-cdk-lib';\n`;
    const at = { evidence: { recommended: 180 } };
    expect(repair(`${cdk}new sqs.Queue(this, 'Q', { fifo: true });`, 'sqs-visibility-timeout', at)).toBe(
      `${cdk}new sqs.Queue(this, 'Q', { fifo: true, visibilityTimeout: cdk.Duration.seconds(180) });`,
    );
    expect(
      repair(`${cdk}new sqs.Queue(this, 'Q', {\n  fifo: true, // in order\n});`, 'sqs-visibility-timeout', at),
    ).toBe(
      `${cdk}new sqs.Queue(this, 'Q', {\n  fifo: true, // in order\n  visibilityTimeout: cdk.Duration.seconds(180),\n});`,
    );
    expect(repair(`${cdk}new sqs.Queue(this, 'Q', {});`, 'sqs-visibility-timeout', at)).toBe(
      `${cdk}new sqs.Queue(this, 'Q', { visibilityTimeout: cdk.Duration.seconds(180) });`,
    );
  });

  it('makes a dead-letter queue of the same class, scope and kind', () => {
    expect(repair(`new sqs.Queue(scope, "Work", { fifo: true });`, 'sqs-queue-dlq')).toBe(
      `new sqs.Queue(scope, "Work", { fifo: true, deadLetterQueue: { queue: new sqs.Queue(scope, "WorkDeadLetters", { fifo: true }), maxReceiveCount: 5 } });`,
    );
    expect(repair('new sqs.Queue(scope, `Work${n}`);', 'sqs-queue-dlq')).toBeUndefined();
  });

  it('finds a source of events on the line that makes the mapping', () => {
    expect(
      repair(`fn.addEventSource(new SqsEventSource(queue));`, 'lambda-queue-concurrency', { at: 'addEventSource' }),
    ).toBe(`fn.addEventSource(new SqsEventSource(queue, { maxConcurrency: 10 }));`);
  });

  it('knows Duration by the name that the file gives it', () => {
    expect(
      repair(`import { Duration as D } from 'aws-cdk-lib';\nnew Function(this, 'F');`, 'lambda-timeout'),
    ).toContain('D.seconds(30)');
    expect(repair(`const cdk = require('aws-cdk-lib');\nnew Function(this, 'F');`, 'lambda-timeout')).toContain(
      'cdk.Duration.seconds(30)',
    );
    expect(repair(`import { Queue } from "./queue";\nnew Function(this, 'F');`, 'lambda-timeout')).toMatch(
      /^import \{ Duration \} from "aws-cdk-lib";\n/,
    );
    expect(repair(`import { Duration } from 'luxon';\nnew Function(this, 'F');`, 'lambda-timeout')).toBeUndefined();
  });

  it('leaves alone what it cannot be sure of', () => {
    expect(repair(`${named}new Function(this, 'F', props);`, 'lambda-timeout')).toBeUndefined();
    expect(repair(`${named}new Function(this, 'F', { ...props });`, 'lambda-timeout')).toBeUndefined();
    expect(repair(`${named}new Function(this, 'F', { timeout });`, 'lambda-timeout')).toBeUndefined();
    expect(repair(`${named}new Orders(this, 'F');`, 'lambda-timeout')).toBeUndefined();
    expect(
      repair(`${named}new Function(this, 'F'); new Function(this, 'G');`, 'lambda-timeout', { at: 'this' }),
    ).toBeUndefined();
    expect(repair(`${named}new Function(this, 'F');`, 'lambda-recursion')).toBeUndefined();
  });
});
