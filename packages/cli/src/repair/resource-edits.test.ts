import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ValueMissing } from './repair-site.js';
import { repairTemplate } from './resource-edits.js';
import { repairedInTemplates } from './template-repairs.js';
import { proposedValues, type FixValueName } from './values.js';

const site = (check: string, property: string, evidence = {}) => ({
  check,
  logicalId: 'It',
  property,
  evidence,
  value: (name: FixValueName) => proposedValues[name] ?? 0,
});

const template = (type: string, properties = '') =>
  `Resources:\n  It:\n    Type: ${type}\n    Properties:\n      Name: it\n${properties}`;
const repaired = (text: string, check: string, property: string, evidence = {}) =>
  (
    parse(repairTemplate(text, site(check, property, evidence)) ?? 'null') as {
      Resources: Record<string, unknown>;
    } | null
  )?.Resources;

describe('repairs of resources', () => {
  it('knows at least 25 checks', () => {
    expect(new Set(repairedInTemplates).size).toBe(repairedInTemplates.length);
    expect(repairedInTemplates.length).toBeGreaterThanOrEqual(25);
  });

  it('writes a chosen number at the property of the finding', () => {
    expect(repaired(template('AWS::Glue::Job'), 'glue-job-timeout', 'Timeout')).toHaveProperty(
      'It.Properties.Timeout',
      60,
    );
  });

  it('takes what the evidence says where no choice is needed', () => {
    const text = template('AWS::SQS::Queue');
    expect(repaired(text, 'sqs-visibility-timeout', 'VisibilityTimeout', { recommended: 180 })).toHaveProperty(
      'It.Properties.VisibilityTimeout',
      180,
    );
    expect(
      repairTemplate(text, site('sqs-visibility-timeout', 'VisibilityTimeout', { recommended: 50_000 })),
    ).toBeUndefined();
  });

  it('gives a queue a dead-letter queue of the same kind', () => {
    expect(repaired(template('AWS::SQS::Queue', '      FifoQueue: true\n'), 'sqs-queue-dlq', '')).toMatchObject({
      It: {
        Properties: {
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['ItDeadLetters', 'Arn'] }, maxReceiveCount: 5 },
        },
      },
      ItDeadLetters: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true, MessageRetentionPeriod: 1_209_600 } },
    });
  });

  it('adds no second redrive policy, and none where the kind of the queue is open', () => {
    const redriven = template('AWS::SQS::Queue', '      RedrivePolicy: !Ref Policy\n');
    expect(repairTemplate(redriven, site('sqs-queue-dlq', ''))).toBeUndefined();
    const open = template('AWS::SQS::Queue', '      FifoQueue: !Ref IsFifo\n');
    expect(repairTemplate(open, site('sqs-queue-dlq', ''))).toBeUndefined();
  });

  it('leaves alone what the template does not hold, and checks without a repair', () => {
    const text = template('AWS::Lambda::Function');
    expect(repairTemplate(text, { ...site('lambda-timeout', 'Timeout'), logicalId: 'Else' })).toBeUndefined();
    expect(repairTemplate(text, site('lambda-recursion', 'RecursiveLoop'))).toBeUndefined();
  });

  it('writes into definitions that are objects only', () => {
    const machine = template(
      'AWS::StepFunctions::StateMachine',
      '      Definition:\n        StartAt: A\n        States: {}\n',
    );
    expect(repaired(machine, 'stepfunctions-timeout', 'Definition.TimeoutSeconds')).toHaveProperty(
      'It.Properties.Definition.TimeoutSeconds',
      3_600,
    );
    expect(repairTemplate(machine, site('stepfunctions-timeout', 'DefinitionString.TimeoutSeconds'))).toBeUndefined();
  });

  it('asks for a number that nobody has chosen', () => {
    const nothing = {
      ...site('lambda-timeout', 'Timeout'),
      value(name: FixValueName): number {
        throw new ValueMissing(name);
      },
    };
    expect(() => repairTemplate(template('AWS::Lambda::Function'), nothing)).toThrow('functionTimeoutSeconds');
  });
});
