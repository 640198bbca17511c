import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { batchQueueTimeLimit } from './batch-queue-time-limit.js';

const judged = (properties: string) =>
  findingsFor(
    batchQueueTimeLimit,
    `Conditions:\n  Long: !Equals [!Ref AWS::Region, eu-west-1]
Resources:\n  Queue: { Type: AWS::Batch::JobQueue, Properties: { Priority: 1, ${properties} } }`,
  ).map(({ status }) => status);
const ACTION =
  '{ Action: CANCEL, MaxTimeSeconds: 14400, Reason: "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", State: RUNNABLE }';

describe('batch-queue-time-limit', () => {
  it('finds queues in which a job may wait for ever', () => {
    expect(judged('State: ENABLED')).toEqual(['violation']);
    expect(judged('JobStateTimeLimitActions: []')).toEqual(['violation']);
    expect(judged('ServiceEnvironmentOrder: [{ Order: 1, ServiceEnvironment: e }]')).toEqual(['violation']);
  });
  it('passes a limit', () => {
    expect(judged(`JobStateTimeLimitActions: [${ACTION}]`)).toEqual(['compliant']);
  });
  it('cannot tell what is not known', () => {
    expect(judged('JobStateTimeLimitActions: !ImportValue Actions')).toEqual(['undetermined']);
    expect(judged(`JobStateTimeLimitActions: [!If [Long, ${ACTION}, !Ref AWS::NoValue]]`)).toEqual(['undetermined']);
  });
  it('does not apply to a queue that takes no jobs', () => {
    expect(judged('State: DISABLED')).toEqual([]);
  });
});
