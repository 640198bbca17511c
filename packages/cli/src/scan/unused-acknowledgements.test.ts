import { buildGraph, judge, readTemplate, type ConstructTrace, type Json } from '@faultline/cdk-rules/analysis';
import { describe, expect, it } from 'vitest';
import { unusedAcknowledgements } from './unused-acknowledgements.js';

const all = new Set(['sqs-queue-dlq']);
const consumer = {
  Consumer: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 30 } },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Consumer' }, EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
  },
};

const sound = { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:1:dead', maxReceiveCount: 3 } };

interface Sample {
  /** Whether the queue, which a function reads, is without a dead-letter queue. */
  readonly isFaulty: boolean;
  readonly acknowledged?: Record<string, string>;
  readonly onQueue?: Json;
  readonly onTemplate?: Json;
  readonly ran?: ReadonlySet<string>;
}

/** What suppresses nothing, as `kind check`. */
function unused({ isFaulty, acknowledged, onQueue, onTemplate, ran = all }: Sample): string[] {
  const metadata = (suppress: Json | undefined) => (suppress ? { Metadata: { faultline: { suppress } } } : {});
  const body = {
    ...metadata(onTemplate),
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue', ...metadata(onQueue), ...(!isFaulty && { Properties: sound }) },
      ...consumer,
    },
  };
  const trace: ConstructTrace = { constructPath: 'Shop/Queue', ...(acknowledged && { acknowledged }) };
  const constructs = new Map([['Queue', trace]]);
  const document = readTemplate({ path: 't.json', text: JSON.stringify(body), ...(acknowledged && { constructs }) });
  const graph = buildGraph([document]);
  const { findings } = judge(graph, ({ name }) => ran.has(name));
  return unusedAcknowledgements(graph, findings, ran).map(({ check, suppression }) => `${suppression.kind} ${check}`);
}

const acknowledged = { 'Faultline-SqsQueueDlq': 'PROJ-1: it is emptied each morning', 'AwsSolutions-SQS3': 'no' };
const entry = [{ check: 'sqs-queue-dlq', reason: 'it is emptied each morning' }];

describe('unusedAcknowledgements', () => {
  it.each<[string, Sample, string[]]>([
    ['an acknowledgement that is needed', { isFaulty: true, acknowledged }, []],
    ['one that is not', { isFaulty: false, acknowledged }, ['acknowledgement sqs-queue-dlq']],
    ['one of a check that did not run', { isFaulty: false, acknowledged, ran: new Set() }, []],
    [
      'one of no check',
      { isFaulty: true, acknowledged: { 'Faultline-Typo': 'x' } },
      ['acknowledgement Faultline-Typo'],
    ],
    ['metadata of a resource that is needed', { isFaulty: true, onQueue: entry }, []],
    ['one that is not', { isFaulty: false, onQueue: entry }, ['metadata sqs-queue-dlq']],
    ['metadata of a template that is needed', { isFaulty: true, onTemplate: entry }, []],
    ['one that is not', { isFaulty: false, onTemplate: entry }, ['metadata sqs-queue-dlq']],
    ['metadata of a check that did not run', { isFaulty: false, onQueue: entry, ran: new Set() }, []],
    ['metadata that is no list', { isFaulty: false, onQueue: 'sqs-queue-dlq' }, []],
  ])('%s', (_, sample, expected) => expect(unused(sample)).toEqual(expected));
});
