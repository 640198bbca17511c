import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { integration, oneTask, workflowTemplate } from '../../testing/workflows.js';
import { stepfunctionsTimeout } from './stepfunctions-timeout.js';

const find = (...templates: string[]) => findingsFor(stepfunctionsTimeout, ...templates);
const job = { Resource: integration('ecs:runTask.sync') };
const request = { Resource: integration('lambda:invoke') };

describe('stepfunctions-timeout', () => {
  it('objects to a standard workflow that waits for a job without any timeout', () => {
    expect(find(workflowTemplate(oneTask(job)))).toMatchObject([
      { status: 'violation', property: 'Definition.TimeoutSeconds', message: expect.stringContaining('"Work"') },
    ]);
  });

  it('only notes it where every task has a limit of its service', () => {
    expect(find(workflowTemplate(oneTask(request)))).toMatchObject([{ status: 'violation', severity: 'note' }]);
  });

  it('objects to a loop, whatever its tasks are', () => {
    const States = {
      Ask: { Type: 'Task', ...request, TimeoutSeconds: 5, Next: 'Done?' },
      'Done?': { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'End' }], Default: 'Wait' },
      Wait: { Type: 'Wait', Seconds: 10, Next: 'Ask' },
      End: { Type: 'Succeed' },
    };
    const [finding] = find(workflowTemplate({ StartAt: 'Ask', States }));
    expect(finding).toMatchObject({ status: 'violation', message: expect.stringContaining('loop') });
    expect(finding?.severity).toBeUndefined();
    expect(find(workflowTemplate({ StartAt: 'Ask', TimeoutSeconds: 600, States }))).toMatchObject([
      { status: 'compliant' },
    ]);
  });

  it('passes a timeout at the top, also in a definition that is text with references', () => {
    const text = `
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub '{"StartAt":"Work","TimeoutSeconds":"900","States":{"Work":{"Type":"Task","Resource":"arn:\${AWS::Partition}:states:::batch:submitJob.sync","End":true}}}'
`;
    expect(find(text)).toMatchObject([{ status: 'compliant', evidence: { timeoutSeconds: 900 } }]);
  });

  it('passes when every task has a timeout', () => {
    expect(find(workflowTemplate(oneTask({ ...job, TimeoutSeconds: 60 })))).toMatchObject([{ status: 'compliant' }]);
    expect(find(workflowTemplate(oneTask({ ...job, TimeoutSecondsPath: '$.t' })))).toMatchObject([
      { status: 'compliant' },
    ]);
  });

  it('leaves the waiting for people and workers to their own checks', () => {
    expect(find(workflowTemplate(oneTask({ Resource: integration('sqs:sendMessage.waitForTaskToken') })))).toEqual([]);
  });

  it('does not apply to express workflows and to those without tasks', () => {
    expect(find(workflowTemplate(oneTask(job), { StateMachineType: 'EXPRESS' }))).toEqual([]);
    expect(find(workflowTemplate({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }))).toEqual([]);
  });

  it('does not decide about an unknown definition, type or timeout', () => {
    const elsewhere = `
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties: { DefinitionS3Location: { Bucket: b, Key: k } }
`;
    expect(find(elsewhere)).toMatchObject([{ status: 'undetermined' }]);
    expect(find(workflowTemplate(oneTask(job), { StateMachineType: { 'Fn::ImportValue': 'x' } }))).toMatchObject([
      { status: 'undetermined' },
    ]);
    expect(find(workflowTemplate(oneTask(job, { TimeoutSeconds: { 'Fn::ImportValue': 'x' } })))).toMatchObject([
      { status: 'undetermined' },
    ]);
  });
});
