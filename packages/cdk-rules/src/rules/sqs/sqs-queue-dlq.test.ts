import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { statusesOf } from '../../testing/statuses.js';
import { sqsQueueDlq } from './sqs-queue-dlq.js';

const work = '  Work: { Type: AWS::SQS::Queue }\n';
const mapping = `
  Reader:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !GetAtt Work.Arn, FunctionName: reader }
`;
const withPolicy = (policy: string, name = 'Work') => `
  ${name}:
    Type: AWS::SQS::Queue
    Properties: { RedrivePolicy: ${policy} }
`;
const failures = '  Failures: { Type: AWS::SQS::Queue }\n';
const statuses = (...templates: string[]) => statusesOf(sqsQueueDlq, ...templates);

describe('sqs-queue-dlq', () => {
  it('objects to a queue that is read and has no dead-letter queue', () => {
    expect(statuses(work + mapping)).toEqual(['Work: violation (error)']);
  });

  it('warns where no consumer is in view', () => {
    expect(statuses(work)).toEqual(['Work: violation (warning)']);
    expect(findingsFor(sqsQueueDlq, `Resources:\n${work}`)[0]?.message).toContain('No consumer of it is in view.');
  });

  it.each([
    [
      'a function',
      '  F: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { FAILED: !Ref OrdersDLQ } } } }',
    ],
    [
      'a policy',
      '  P: { Type: AWS::IAM::Policy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: "sqs:Send*", Resource: !GetAtt OrdersDLQ.Arn }] } } }',
    ],
  ])('takes a queue for the end of failures when its name says so and %s may send there', (_, sender) => {
    expect(statuses(`  OrdersDLQ: { Type: AWS::SQS::Queue }\n${sender}\n`)).toEqual(['OrdersDLQ: compliant']);
    expect(statuses(`  Orders: { Type: AWS::SQS::Queue }\n${sender.replace('OrdersDLQ', 'Orders')}\n`)).toEqual([
      'Orders: violation (warning)',
    ]);
  });

  it('leaves open what a queue is for that only a nested stack elsewhere or other stacks use', () => {
    const nested =
      '  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: "https://example.com/c.yaml", Parameters: { Arn: !GetAtt Work.Arn } } }\n';
    expect(statuses(work + nested)).toEqual(['Work: undetermined (error)']);
    expect(statuses(work + nested + mapping)).toEqual(['Work: violation (error)']);
    const exported = (name: string, more: string) =>
      `Resources:\n  ${name}: { Type: AWS::SQS::Queue }\nOutputs: { Arn: { Value: !GetAtt ${name}.Arn${more} } }`;
    const both = (text: string) => findingsFor(sqsQueueDlq, text).map(({ status }) => status);
    expect(both(exported('OrdersDLQ', ', Export: { Name: failures }'))).toEqual(['undetermined']);
    expect(both(exported('OrdersDLQ', ''))).toEqual(['violation']);
    expect(both(exported('Orders', ', Export: { Name: orders }'))).toEqual(['violation']);
  });

  it('counts a pipe as a consumer', () => {
    const pipe = '  P:\n    Type: AWS::Pipes::Pipe\n    Properties: { Source: !GetAtt Work.Arn, Target: x }\n';
    expect(statuses(work + pipe)).toEqual(['Work: violation (error)']);
  });

  it('warns only where a FIFO queue may have to keep its order', () => {
    const fifo = '  Work: { Type: AWS::SQS::Queue, Properties: { FifoQueue: "true" } }\n';
    expect(statuses(fifo + mapping)).toEqual(['Work: violation (warning)']);
  });

  it('notes a queue that is only named like a dead-letter queue', () => {
    expect(statuses('  OrdersDLQ: { Type: AWS::SQS::Queue }\n')).toEqual(['OrdersDLQ: violation (note)']);
    const alarm =
      '  A: { Type: AWS::CloudWatch::Alarm, Properties: { Dimensions: [{ Value: !GetAtt OrdersDLQ.QueueName }] } }\n';
    expect(statuses(`  OrdersDLQ: { Type: AWS::SQS::Queue }\n${alarm}`)).toEqual(['OrdersDLQ: violation (note)']);
  });

  it('leaves queues for replies open', () => {
    expect(statuses('  ReplyQueue: { Type: AWS::SQS::Queue }\n')).toEqual(['ReplyQueue: undetermined (error)']);
  });

  it('takes a queue that names itself for one without', () => {
    expect(statuses(withPolicy('{ deadLetterTargetArn: !GetAtt Work.Arn, maxReceiveCount: 3 }'))).toEqual([
      'Work: violation (warning)',
    ]);
  });

  it.each([
    ['a queue of the template', '{ deadLetterTargetArn: !GetAtt Failures.Arn, maxReceiveCount: 3 }'],
    [
      'JSON in a string',
      `'{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:failures","maxReceiveCount":"3"}'`,
    ],
    ['a literal ARN', '{ deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:failures", maxReceiveCount: 3 }'],
    ['an import', '{ deadLetterTargetArn: !ImportValue Failures, maxReceiveCount: 3 }'],
  ])('passes %s', (_, policy) => {
    expect(
      statuses(
        withPolicy(policy) +
          mapping +
          '  Failures: { Type: AWS::SQS::Queue, Properties: { RedriveAllowPolicy: { redrivePermission: byQueue } } }\n',
      ),
    ).toEqual(['Work: compliant']);
  });

  it('says which queue takes the failures', () => {
    const [finding] = findingsFor(
      sqsQueueDlq,
      `Resources:\n${withPolicy('{ deadLetterTargetArn: !GetAtt Failures.Arn, maxReceiveCount: 3 }')}${failures}`,
    );
    expect(finding).toMatchObject({ status: 'compliant', evidence: { target: 'Failures.Arn' } });
  });

  it('leaves open whether failures end in a queue where another one names its target at deployment', () => {
    const other = (target: string) => withPolicy(`{ deadLetterTargetArn: ${target}, maxReceiveCount: 5 }`, 'Other');
    const chosen = other('{ Fn::GetAtt: [!Ref Which, Arn] }');
    const open = ['Failures: undetermined (error)', 'Other: undetermined (error)'];
    expect(statuses(failures + chosen).sort()).toEqual(open);
    // What is read is a work queue, and a target in another stack is none of these.
    expect(statuses(work + mapping + chosen)).toContain('Work: violation (error)');
    expect(statuses(failures + other('!ImportValue dead'))).toContain('Failures: violation (warning)');
  });

  it('is undetermined where the policy cannot be read, or holds under a condition only', () => {
    expect(statuses(withPolicy("'{{resolve:ssm:policy}}'"))).toEqual(['Work: undetermined (error)']);
    expect(
      statuses(withPolicy('!If [IsProd, { deadLetterTargetArn: !GetAtt Failures.Arn }, !Ref AWS::NoValue]') + failures),
    ).toEqual(['Work: undetermined (warning)']);
  });

  describe('asks nothing of a queue that takes failures itself', () => {
    const target = '!GetAtt Failures.Arn';
    it.each([
      ['a queue', withPolicy(`{ deadLetterTargetArn: ${target}, maxReceiveCount: 3 }`, 'Other')],
      [
        'a function',
        `  F: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: ${target} } } }\n`,
      ],
      [
        'an invocation',
        `  C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: f, DestinationConfig: { OnFailure: { Destination: ${target} } } } }\n`,
      ],
      [
        'a mapping',
        `  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { DestinationConfig: { OnFailure: { Destination: ${target} } } } }\n`,
      ],
      [
        'a rule',
        `  R: { Type: AWS::Events::Rule, Properties: { Targets: [{ DeadLetterConfig: { Arn: ${target} } }] } }\n`,
      ],
      [
        'a schedule',
        `  S: { Type: AWS::Scheduler::Schedule, Properties: { Target: { DeadLetterConfig: { Arn: ${target} } } } }\n`,
      ],
      [
        'a pipe',
        `  P: { Type: AWS::Pipes::Pipe, Properties: { SourceParameters: { KinesisStreamParameters: { DeadLetterConfig: { Arn: ${target} } } } } }\n`,
      ],
      [
        'a subscription',
        `  S: { Type: AWS::SNS::Subscription, Properties: { RedrivePolicy: { deadLetterTargetArn: ${target} } } }\n`,
      ],
      [
        'an IoT rule',
        '  T: { Type: AWS::IoT::TopicRule, Properties: { TopicRulePayload: { ErrorAction: { Sqs: { QueueUrl: !Ref Failures } } } } }\n',
      ],
    ])('of %s', (_, sender) => {
      expect(statuses(failures + sender).filter((line) => line.startsWith('Failures'))).toEqual([]);
    });

    it('in another stack', () => {
      const exported = `Resources:\n${failures}Outputs: { Dlq: { Value: ${target}, Export: { Name: FailuresArn } } }`;
      const importer = withPolicy('{ deadLetterTargetArn: !ImportValue FailuresArn, maxReceiveCount: 3 }');
      expect(statuses(exported, importer)).toEqual(['Work: compliant']);
    });
  });
});
