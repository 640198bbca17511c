import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { statusesOf } from '../../testing/statuses.js';
import { sqsVisibilityTimeout } from './sqs-visibility-timeout.js';

interface Sample {
  readonly visibility?: number | string;
  readonly timeout?: number | string;
  readonly window?: number;
  readonly lambda?: string;
}

function app({ visibility, timeout, window, lambda = '!Ref Worker' }: Sample): string {
  return `
Parameters: { Seconds: { Type: Number, Default: 5 } }
Resources:
  Work: { Type: AWS::SQS::Queue${visibility === undefined ? '' : `, Properties: { VisibilityTimeout: ${visibility} }`} }
  Worker: { Type: AWS::Lambda::Function${timeout === undefined ? '' : `, Properties: { Timeout: ${timeout} }`} }
  Reader:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !GetAtt Work.Arn, FunctionName: ${lambda}${window === undefined ? '' : `, MaximumBatchingWindowInSeconds: ${window}`} }
`;
}
const statuses = (sample: Sample) => statusesOf(sqsVisibilityTimeout, app(sample));

describe('sqs-visibility-timeout', () => {
  it.each([
    [{ visibility: 20, timeout: 30 }, 'violation (error)'],
    [{ visibility: 0, timeout: 1 }, 'violation (error)'],
    [{ timeout: 60 }, 'violation (error)'],
    [{ visibility: 20, timeout: 5 }, 'violation (warning)'],
    [{ timeout: 6 }, 'violation (warning)'],
    [{ visibility: 17 }, 'violation (warning)'],
    [{ visibility: '"29"', timeout: '"5"' }, 'violation (warning)'],
    [{ visibility: 30, timeout: 5, window: 10 }, 'violation (warning)'],
    [{ visibility: 40, timeout: 5, window: 10 }, 'compliant'],
    [{ timeout: 5 }, 'compliant'],
    [{}, 'compliant'],
    [{ visibility: 18 }, 'compliant'],
    [{ visibility: '!ImportValue X' }, 'undetermined (warning)'],
    [{ timeout: '!ImportValue X' }, 'undetermined (warning)'],
    [{ visibility: 20, timeout: '!Ref Seconds' }, 'undetermined (warning)'],
    [{ visibility: 600, timeout: '!If [IsProd, 900, 5]' }, 'undetermined (error)'],
    [{ visibility: 20, timeout: 5, lambda: 'elsewhere' }, 'undetermined (warning)'],
  ])('of %o: %s', (sample, expected) => {
    expect(statuses(sample)).toEqual([`Work: ${expected}`]);
  });

  it('says what was compared and what would do', () => {
    expect(findingsFor(sqsVisibilityTimeout, app({ visibility: 20, timeout: 5 }))).toMatchObject([
      {
        message: expect.stringContaining('Set it to at least 30 s') as string,
        evidence: { visibilityTimeout: 20, functionTimeout: 5, recommended: 30 },
        related: [{ resource: { logicalId: 'Worker' } }],
      },
    ]);
  });

  it('claims that messages come twice only where the function outlasts the visibility timeout', () => {
    const messageOf = (sample: Sample) => findingsFor(sqsVisibilityTimeout, app(sample))[0]?.message;
    expect(messageOf({ visibility: 20, timeout: 30 })).toContain('are handed out again while they are being processed');
    expect(messageOf({ visibility: 20, timeout: 5 })).toContain('may be handed out a second time');
  });

  it('judges each function that reads the queue', () => {
    const second =
      '  Slow: { Type: AWS::Lambda::Function, Properties: { Timeout: 60 } }\n  Second:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties: { EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Slow }\n';
    expect(statusesOf(sqsVisibilityTimeout, app({}) + second)).toEqual(['Work: compliant', 'Work: violation (error)']);
  });

  it('does not concern a queue that no function reads', () => {
    expect(
      statusesOf(sqsVisibilityTimeout, '  Work: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 1 } }'),
    ).toEqual([]);
  });

  it('does not concern streams', () => {
    const stream =
      '  S: { Type: AWS::Kinesis::Stream }\n  F: { Type: AWS::Lambda::Function }\n  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt S.Arn, FunctionName: !Ref F } }\n';
    expect(statusesOf(sqsVisibilityTimeout, stream)).toEqual([]);
  });

  it('leaves open what reads a queue that is not in view', () => {
    const mapping =
      '  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: "arn:aws:sqs:us-east-1:123456789012:work", FunctionName: f } }\n';
    expect(statusesOf(sqsVisibilityTimeout, mapping)).toEqual(['M: undetermined (warning)']);
  });
});
