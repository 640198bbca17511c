import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { integration, oneTask, workflowTemplate } from '../../testing/workflows.js';
import { retryProduct } from './retry-product.js';

const find = (...templates: string[]) => findingsFor(retryProduct, ...templates);
const retry = (MaxAttempts: unknown) => ({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts }] });
const fn = { Fn: { Type: 'AWS::Lambda::Function', Properties: {} } };
const call = (attempts?: unknown) =>
  oneTask({ Resource: { 'Fn::GetAtt': ['Fn', 'Arn'] }, ...(attempts !== undefined && retry(attempts)) });
const inMap = (inner: object, attempts: number) => ({
  StartAt: 'Each',
  States: { Each: { Type: 'Map', End: true, ItemProcessor: inner, ...retry(attempts) } },
});
const piped = (maxReceiveCount: unknown, InvocationType?: string) => ({
  ...fn,
  Queue: {
    Type: 'AWS::SQS::Queue',
    Properties: { RedrivePolicy: { maxReceiveCount, deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:d' } },
  },
  Pipe: {
    Type: 'AWS::Pipes::Pipe',
    Properties: {
      Source: { 'Fn::GetAtt': ['Queue', 'Arn'] },
      Target: { Ref: 'Machine' },
      ...(InvocationType && { TargetParameters: { StepFunctionStateMachineParameters: { InvocationType } } }),
    },
  },
});

describe('retry-product', () => {
  it('objects to layers that multiply, with the path and the product', () => {
    expect(find(workflowTemplate(inMap(call(6), 5), {}, fn))).toMatchObject([
      { status: 'violation', message: expect.stringContaining('"Each" 6 x "Work" 7 = 42'), evidence: { attempts: 42 } },
    ]);
  });

  it('counts the receives of a queue behind a pipe that waits for the workflow', () => {
    expect(find(workflowTemplate(call(6), {}, piped('5')))).toMatchObject([
      { status: 'violation', message: expect.stringContaining('queue Queue 5 x "Work" 7 = 35') },
    ]);
  });

  it('counts a workflow that waits for this one', () => {
    const Definition = oneTask({
      Resource: integration('states:startExecution.sync:2'),
      Parameters: { StateMachineArn: { Ref: 'Machine' } },
      ...retry(4),
    });
    const parent = { Parent: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition } } };
    expect(find(workflowTemplate(call(6), {}, { ...fn, ...parent }))).toMatchObject([
      { status: 'violation', evidence: { attempts: 35 } },
    ]);
  });

  it('passes a product within the bound', () => {
    expect(find(workflowTemplate(inMap(call(2), 3), {}, fn))).toMatchObject([
      { status: 'compliant', evidence: { attempts: 12 } },
    ]);
  });

  it('does not apply to one layer alone, nor where the pipe does not wait', () => {
    expect(find(workflowTemplate(call(99), {}, fn))).toEqual([]);
    expect(find(workflowTemplate(call(6), {}, piped(5, 'FIRE_AND_FORGET')))).toEqual([]);
    const rule = {
      Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Arn: { 'Fn::GetAtt': ['Fn', 'Arn'] } }] } },
    };
    expect(find(JSON.stringify({ Resources: { ...fn, ...rule } }))).toEqual([]);
  });

  it('does not decide where a layer is not known, unless the others are too many already', () => {
    const imported = { 'Fn::ImportValue': 'x' };
    expect(find(workflowTemplate(call(6), {}, piped(imported)))).toMatchObject([{ status: 'undetermined' }]);
    expect(find(workflowTemplate(inMap(call(imported), 5), {}, fn))).toMatchObject([{ status: 'undetermined' }]);
    expect(find(workflowTemplate(inMap(call(6), 5), {}, piped(imported)))).toMatchObject([{ status: 'violation' }]);
  });
});
