import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { integration, oneTask, workflowTemplate } from '../../testing/workflows.js';
import { stepfunctionsHeartbeat } from './stepfunctions-heartbeat.js';

const find = (...templates: string[]) => findingsFor(stepfunctionsHeartbeat, ...templates);
const worker = (more: object) => oneTask({ Resource: integration('ecs:runTask.waitForTaskToken'), ...more });

describe('stepfunctions-heartbeat', () => {
  it('objects to a long wait for a worker without a heartbeat', () => {
    expect(find(workflowTemplate(worker({ TimeoutSeconds: 7200 })))).toMatchObject([
      { status: 'violation', property: 'Definition.States.Work.HeartbeatSeconds', evidence: { timeoutSeconds: 7200 } },
    ]);
    const activity = oneTask(
      { Resource: 'arn:aws:states:eu-west-1:111122223333:activity:a' },
      { TimeoutSeconds: 7200 },
    );
    expect(find(workflowTemplate(activity))).toMatchObject([{ status: 'violation' }]);
  });

  it('objects to a heartbeat that is not shorter than the timeout', () => {
    expect(find(workflowTemplate(worker({ TimeoutSeconds: 60, HeartbeatSeconds: 60 })))).toMatchObject([
      { status: 'violation' },
    ]);
  });

  it('passes a heartbeat, and a short wait', () => {
    expect(find(workflowTemplate(worker({ TimeoutSeconds: 7200, HeartbeatSeconds: 60 })))).toMatchObject([
      { status: 'compliant' },
    ]);
    expect(find(workflowTemplate(worker({ TimeoutSeconds: 300 })))).toMatchObject([{ status: 'compliant' }]);
  });

  it('is content with a timeout where nobody can send heartbeats', () => {
    const queue = oneTask({ Resource: integration('sqs:sendMessage.waitForTaskToken'), TimeoutSeconds: 86400 });
    expect(find(workflowTemplate(queue))).toMatchObject([{ status: 'compliant' }]);
    const States = {
      'Wait for approval': {
        Type: 'Task',
        Resource: integration('lambda:invoke.waitForTaskToken'),
        TimeoutSeconds: 86400,
        End: true,
      },
    };
    expect(find(workflowTemplate({ StartAt: 'Wait for approval', States }))).toMatchObject([{ status: 'compliant' }]);
  });

  it('leaves a task without any limit to the check of its timeout, and other tasks alone', () => {
    expect(find(workflowTemplate(worker({})))).toEqual([]);
    expect(find(workflowTemplate(oneTask({ Resource: integration('lambda:invoke') })))).toEqual([]);
  });

  it('does not decide about limits that are not known', () => {
    expect(find(workflowTemplate(worker({ TimeoutSecondsPath: '$.t' })))).toMatchObject([{ status: 'undetermined' }]);
    expect(find(workflowTemplate(worker({ TimeoutSeconds: 900, HeartbeatSeconds: '{% $h %}' })))).toMatchObject([
      { status: 'undetermined' },
    ]);
  });
});
