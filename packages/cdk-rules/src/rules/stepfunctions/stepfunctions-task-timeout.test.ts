import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { integration, oneTask, workflowTemplate } from '../../testing/workflows.js';
import { stepfunctionsTaskTimeout } from './stepfunctions-task-timeout.js';

const find = (...templates: string[]) => findingsFor(stepfunctionsTaskTimeout, ...templates);
const task = (action: string, more: object = {}) => oneTask({ Resource: integration(action), ...more });

describe('stepfunctions-task-timeout', () => {
  it.each(['ecs:runTask.sync', 'sqs:sendMessage.waitForTaskToken', 'states:startExecution.sync:2'])(
    'objects to %s without a timeout',
    (action) => {
      expect(find(workflowTemplate(task(action)))).toMatchObject([
        { status: 'violation', property: 'Definition.States.Work.TimeoutSeconds' },
      ]);
    },
  );

  it('objects to an activity, by reference and by ARN', () => {
    const activity = { Activity: { Type: 'AWS::StepFunctions::Activity', Properties: { Name: 'a' } } };
    for (const Resource of [{ Ref: 'Activity' }, 'arn:aws:states:eu-west-1:111122223333:activity:a']) {
      expect(find(workflowTemplate(oneTask({ Resource }), {}, activity))).toMatchObject([{ status: 'violation' }]);
    }
  });

  it('warns about an HTTP endpoint that only the quota of the service ends', () => {
    expect(find(workflowTemplate(task('http:invoke')))).toMatchObject([{ status: 'violation', severity: 'warning' }]);
    expect(find(workflowTemplate(task('http:invoke', { TimeoutSeconds: 5 })))).toMatchObject([{ status: 'compliant' }]);
  });

  it('looks into Map and Parallel states', () => {
    const inner = {
      StartAt: 'Job',
      States: { Job: { Type: 'Task', Resource: integration('glue:startJobRun.sync'), End: true } },
    };
    const States = {
      Each: { Type: 'Map', ItemProcessor: inner, Next: 'Both' },
      Both: { Type: 'Parallel', Branches: [inner], End: true },
    };
    expect(find(workflowTemplate({ StartAt: 'Each', States })).map(({ property }) => property)).toEqual([
      'Definition.States.Each.ItemProcessor.States.Job.TimeoutSeconds',
      'Definition.States.Both.Branches.0.States.Job.TimeoutSeconds',
    ]);
  });

  it('passes a timeout of the task, of its heartbeat, of the workflow and of the job', () => {
    for (const definition of [
      task('ecs:runTask.sync', { TimeoutSeconds: '60' }),
      task('ecs:runTask.sync', { TimeoutSecondsPath: '$.limit' }),
      task('sqs:sendMessage.waitForTaskToken', { HeartbeatSeconds: 60 }),
      { ...task('ecs:runTask.sync'), TimeoutSeconds: 600 },
      task('batch:submitJob.sync', { Parameters: { JobDefinition: { Ref: 'Job' } } }),
    ]) {
      const job = {
        Job: { Type: 'AWS::Batch::JobDefinition', Properties: { Timeout: { AttemptDurationSeconds: 60 } } },
      };
      expect(find(workflowTemplate(definition, {}, job))).toMatchObject([{ status: 'compliant' }]);
    }
  });

  it('says that a function bounds its task', () => {
    const lambda = { Fn: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 20 } } };
    expect(find(workflowTemplate(oneTask({ Resource: { 'Fn::GetAtt': ['Fn', 'Arn'] } }), {}, lambda))).toMatchObject([
      { status: 'compliant', message: expect.stringContaining('20 s') },
    ]);
  });

  it('does not apply to express executions, also inside of a distributed map', () => {
    expect(find(workflowTemplate(task('http:invoke'), { StateMachineType: 'EXPRESS' }))).toEqual([]);
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      ...task('http:invoke'),
    };
    expect(find(workflowTemplate({ StartAt: 'M', States: { M: { Type: 'Map', End: true, ItemProcessor } } }))).toEqual(
      [],
    );
  });

  it('does not apply to calls that answer at once', () => {
    expect(find(workflowTemplate(task('dynamodb:putItem')))).toEqual([]);
  });

  it('does not decide about expressions and unknown calls', () => {
    expect(find(workflowTemplate(task('ecs:runTask.sync', { TimeoutSeconds: '{% $limit %}' })))).toMatchObject([
      { status: 'undetermined' },
    ]);
    expect(find(workflowTemplate(oneTask({ Resource: { 'Fn::ImportValue': 'x' } })))).toMatchObject([
      { status: 'undetermined' },
    ]);
  });
});
