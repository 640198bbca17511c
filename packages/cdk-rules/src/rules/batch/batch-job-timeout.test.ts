import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { integration, oneTask, workflowTemplate } from '../../testing/workflows.js';
import { batchJobTimeout } from './batch-job-timeout.js';

const job = (properties: object = {}) =>
  JSON.stringify({ Resources: { Job: { Type: 'AWS::Batch::JobDefinition', Properties: properties } } });
const find = (...templates: string[]) => findingsFor(batchJobTimeout, ...templates);

describe('batch-job-timeout', () => {
  it('objects to a job without a timeout, also where the CDK wrote an empty one', () => {
    for (const properties of [{}, { Timeout: {} }])
      expect(find(job(properties))).toMatchObject([
        { status: 'violation', property: 'Timeout.AttemptDurationSeconds' },
      ]);
  });

  it('passes a timeout, also as text', () => {
    expect(find(job({ Timeout: { AttemptDurationSeconds: '3600' } }))).toMatchObject([
      { status: 'compliant', evidence: { seconds: 3600 } },
    ]);
  });

  it('passes a job that whoever submits it gives a timeout', () => {
    const submit = (more: object) =>
      workflowTemplate(
        oneTask({
          Resource: integration('batch:submitJob.sync'),
          Parameters: { JobDefinition: { Ref: 'Job' }, ...more },
        }),
        {},
        { Job: { Type: 'AWS::Batch::JobDefinition', Properties: {} } },
      );
    expect(find(submit({ Timeout: { AttemptDurationSeconds: 600 } }))).toMatchObject([{ status: 'compliant' }]);
    expect(find(submit({}))).toMatchObject([{ status: 'violation' }]);
  });

  it('does not decide about a timeout that is not known', () => {
    expect(find(job({ Timeout: { AttemptDurationSeconds: { 'Fn::ImportValue': 'x' } } }))).toMatchObject([
      { status: 'undetermined' },
    ]);
  });

  it('does not apply to other resources', () => {
    expect(find(JSON.stringify({ Resources: { Q: { Type: 'AWS::Batch::JobQueue' } } }))).toEqual([]);
  });
});
