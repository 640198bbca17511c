import { describe, expect, it, vi } from 'vitest';
import { judgeTemplates } from './judge-templates.js';
import { sqsQueueDlq } from './rules/sqs/sqs-queue-dlq.js';

const template = (body: string, path = 'app.yaml') => ({ path, text: `Resources:\n${body}` });
const queue = '  Work:\n    Type: AWS::SQS::Queue\n';
const only = (name: string) => (check: { name: string }) => check.name === name;

describe('judgeTemplates', () => {
  it('judges all templates as one graph', () => {
    const failures = template(
      '  Failures:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: failures }\n',
      'a.yaml',
    );
    const work = template(
      `${queue}    Properties:\n      RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:failures', maxReceiveCount: 5 }\n`,
      'b.yaml',
    );
    const { findings } = judgeTemplates([failures, work], only('sqs-queue-dlq'));
    expect(findings).toMatchObject([{ status: 'compliant', resource: { logicalId: 'Work' } }]);
  });

  it('leaves out what the CDK makes for itself', () => {
    const own = template(
      '  CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F:\n    Type: AWS::Lambda::Function\n',
    );
    expect(judgeTemplates([own]).findings).toEqual([]);
  });

  it('runs the wanted checks only', () => {
    expect(judgeTemplates([template(queue)], only('lambda-timeout')).findings).toEqual([]);
  });

  it('names a template that cannot be read, and judges the others', () => {
    const { findings, unreadable } = judgeTemplates(
      [{ path: 'broken.json', text: '{' }, template(queue)],
      only('sqs-queue-dlq'),
    );
    expect(unreadable).toMatchObject([{ input: { path: 'broken.json' } }]);
    expect(findings).toHaveLength(1);
  });

  it('keeps what a rule that breaks off could not say apart from verdicts', () => {
    const spy = vi.spyOn(sqsQueueDlq, 'judge').mockImplementation(() => {
      throw new Error('broken');
    });
    try {
      const { findings, failures } = judgeTemplates([template(queue)], only('sqs-queue-dlq'));
      expect(findings).toEqual([]);
      expect(failures).toMatchObject([
        { rule: sqsQueueDlq, resource: { logicalId: 'Work' }, error: { message: 'broken' } },
      ]);
    } finally {
      spy.mockRestore();
    }
  });

  it.each([
    [
      'the resource',
      `${queue}    Metadata:\n      faultline:\n        suppress:\n          - { check: sqs-queue-dlq, reason: 'PROJ-7: replies only', until: '2030-01-31' }\n`,
    ],
    [
      'the template',
      `${queue}Metadata:\n  faultline:\n    suppress:\n      - { check: sqs-queue-dlq, reason: 'PROJ-7: replies only', until: '2030-01-31' }\n`,
    ],
  ])('hands on what the metadata of %s suppresses', (_, body) => {
    const { findings } = judgeTemplates([template(body)], only('sqs-queue-dlq'));
    expect(findings[0]?.suppressions).toEqual([
      { kind: 'metadata', reason: 'replies only', ticket: 'PROJ-7', until: '2030-01-31' },
    ]);
  });

  it('hands on what was acknowledged in the app', () => {
    const constructs = new Map([
      ['Work', { constructPath: 'S/Work', acknowledged: { 'Faultline-SqsQueueDlq': 'until 2030-01-31: later' } }],
    ]);
    const { findings } = judgeTemplates([{ ...template(queue), constructs }], only('sqs-queue-dlq'));
    expect(findings[0]?.suppressions).toEqual([{ kind: 'acknowledgement', reason: 'later', until: '2030-01-31' }]);
  });

  it('does not suppress another check, nor by metadata of an odd shape', () => {
    const odd = `${queue}    Metadata:\n      faultline: { suppress: [{ check: lambda-timeout }, sqs-queue-dlq, null] }\n`;
    expect(judgeTemplates([template(odd)], only('sqs-queue-dlq')).findings[0]?.suppressions).toEqual([]);
  });
});
