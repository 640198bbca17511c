import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { redriveLoop } from './redrive-loop.js';

const queue = (name: string, failures?: string) =>
  `  ${name}: { Type: AWS::SQS::Queue, Properties: { ${failures ? `RedrivePolicy: { deadLetterTargetArn: !GetAtt ${failures}.Arn, maxReceiveCount: 5 }` : ''} } }\n`;
const mapping = (name: string, source: string, target: string) =>
  `  ${name}: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt ${source}.Arn, FunctionName: !Ref ${target} } }\n`;
const lambda = (name: string, properties = '') =>
  `  ${name}: { Type: AWS::Lambda::Function, Properties: { ${properties} } }\n`;
const statuses = (...parts: string[]) => statusesOf(redriveLoop, parts.join(''));

describe('redrive-loop', () => {
  it('objects to dead-letter queues that go round', () => {
    expect(statuses(queue('A', 'B'), queue('B', 'A'))).toEqual(['A: violation (error)', 'B: violation (error)']);
    expect(statuses(queue('A', 'B'), queue('B', 'C'), queue('C', 'A'))).toHaveLength(3);
  });

  it('objects to a pipe that sends failures back', () => {
    const pipe =
      '  Back: { Type: AWS::Pipes::Pipe, Properties: { Source: !GetAtt Failed.Arn, Target: !GetAtt Work.Arn } }\n';
    expect(statuses(queue('Work', 'Failed'), queue('Failed'), pipe)).toEqual(['Failed: violation (warning)']);
  });

  it('objects to a function that reads its own failures', () => {
    const worker = lambda('Worker', 'DeadLetterConfig: { TargetArn: !GetAtt Failed.Arn }');
    const again = mapping('Again', 'Failed', 'Worker');
    expect(statuses(queue('Failed'), worker, again)).toEqual(['Failed: violation (warning)']);
    expect(statuses(queue('Failed', 'Last'), queue('Last'), worker, again)).toEqual(['Failed: compliant']);
  });

  it('objects to a function that is its own failure destination', () => {
    const config = (destination: string) =>
      `  Config: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref Worker, DestinationConfig: { OnFailure: { Destination: ${destination} } } } }\n`;
    expect(statuses(lambda('Worker'), config('!GetAtt Worker.Arn'))).toEqual(['Config: violation (error)']);
    expect(statuses(lambda('Worker'), lambda('Other'), config('!GetAtt Other.Arn'))).toEqual([]);
  });

  it('is undetermined where a function may send back', () => {
    const resender = lambda('Resend', 'Environment: { Variables: { QUEUE: !Ref Work } }');
    expect(statuses(queue('Work', 'Failed'), queue('Failed'), resender, mapping('Read', 'Failed', 'Resend'))).toEqual([
      'Failed: undetermined (error)',
    ]);
  });

  it('passes a failure queue that is read by something else', () => {
    expect(
      statuses(queue('Work', 'Failed'), queue('Failed'), lambda('Report'), mapping('Read', 'Failed', 'Report')),
    ).toEqual(['Failed: compliant']);
  });

  it('does not concern queues that nothing reads, nor work queues', () => {
    expect(statuses(queue('Work', 'Failed'), queue('Failed'))).toEqual([]);
    expect(statuses(queue('Work'), lambda('W'), mapping('Read', 'Work', 'W'))).toEqual([]);
  });
});
