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

  it.each([
    ['Timeout: 30, DurableConfig: { ExecutionTimeout: 600 }', 180, 'violation (error)'],
    ['Timeout: 30, DurableConfig: { ExecutionTimeout: 600 }', 3_600, 'compliant'],
    ['Timeout: 30, DurableConfig: { ExecutionTimeout: 60 }', 180, 'violation (warning)'],
    // A mapping waits for no more than 15 minutes, and on managed instances for 90.
    ['Timeout: 30, DurableConfig: { ExecutionTimeout: 86400 }', 5_400, 'compliant'],
    [
      'Timeout: 30, CapacityProviderConfig: { A: 1 }, DurableConfig: { ExecutionTimeout: 86400 }',
      5_400,
      'violation (warning)',
    ],
    ['Timeout: 30, DurableConfig: { ExecutionTimeout: !ImportValue X }', 180, 'undetermined (warning)'],
    ['Timeout: 30, DurableConfig: !If [C, { ExecutionTimeout: 600 }, !Ref AWS::NoValue]', 180, 'undetermined (error)'],
  ])('waits for the whole execution of a durable function: %s', (lambda, visibility, expected) => {
    const text = `
  Work: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: ${visibility} } }
  Worker: { Type: AWS::Lambda::Function, Properties: { ${lambda} } }
  One: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Worker } }
  Reader: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref One } }
`;
    expect(statusesOf(sqsVisibilityTimeout, text)).toEqual([`Work: ${expected}`]);
  });

  it.each([
    ['enrichment and target', 'Enrichment: !GetAtt A.Arn, Target: !GetAtt B.Arn', 30, 'violation (error)'],
    ['both, one after the other', 'Enrichment: !GetAtt A.Arn, Target: !GetAtt B.Arn', 140, 'violation (error)'],
    ['both with room for retries', 'Enrichment: !GetAtt A.Arn, Target: !GetAtt B.Arn', 900, 'compliant'],
    ['an alias', 'Target: !Ref Live', 600, 'violation (warning)'],
    ['the default of an express workflow', 'Target: !Ref Express', 200, 'violation (error)'],
    [
      'a target that is not waited for',
      'Target: !GetAtt B.Arn, TargetParameters: { LambdaFunctionParameters: { InvocationType: FIRE_AND_FORGET } }',
      30,
      undefined,
    ],
    ['enrichment alone', 'Enrichment: !GetAtt A.Arn, Target: !Ref Standard', 240, 'compliant'],
    [
      'an enrichment that is not in view',
      'Enrichment: !ImportValue Api, Target: !GetAtt B.Arn',
      30,
      'violation (error)',
    ],
    [
      'an enrichment that is not in view, with room',
      'Enrichment: !ImportValue Api, Target: !GetAtt B.Arn',
      720,
      'undetermined (warning)',
    ],
    ['another queue', 'Target: arn:aws:sqs:eu-west-1:111122223333:next', 1, undefined],
    [
      'a window',
      'Target: !GetAtt A.Arn, SourceParameters: { SqsQueueParameters: { MaximumBatchingWindowInSeconds: 60 } }',
      240,
      'violation (warning)',
    ],
  ])('adds up what a pipe waits for: %s', (_, pipe, visibility, expected) => {
    const text = `
  Work: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: ${visibility} } }
  A: { Type: AWS::Lambda::Function, Properties: { Timeout: 40 } }
  B: { Type: AWS::Lambda::Function, Properties: { Timeout: 110 } }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref B } }
  Express: { Type: AWS::StepFunctions::StateMachine, Properties: { StateMachineType: EXPRESS, Definition: { States: {} } } }
  Standard: { Type: AWS::StepFunctions::StateMachine, Properties: { Definition: { States: {} } } }
  Pipe: { Type: AWS::Pipes::Pipe, Properties: { Source: !GetAtt Work.Arn, ${pipe} } }
`;
    expect(statusesOf(sqsVisibilityTimeout, text)).toEqual(expected === undefined ? [] : [`Work: ${expected}`]);
  });
});
