import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { lambdaQueueConcurrency } from './lambda-queue-concurrency.js';

const db = { Db: { Type: 'AWS::RDS::DBInstance', Properties: {} } };
const toDb = { Environment: { Variables: { HOST: { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] } } } };
const find = (mapping: object, lambda: object = {}, queue: object = {}, more: object = {}, sections = {}) =>
  findingsFor(
    lambdaQueueConcurrency,
    JSON.stringify({
      ...sections,
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue', Properties: queue },
        Fn: { Type: 'AWS::Lambda::Function', Properties: lambda },
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'Fn' }, ...mapping },
        },
        ...more,
      },
    }),
  );

describe('lambda-queue-concurrency', () => {
  it('objects to an unbounded consumer in front of a database', () => {
    const [finding] = find({}, toDb, {}, db);
    expect(finding).toMatchObject({
      status: 'violation',
      property: 'ScalingConfig.MaximumConcurrency',
      message: expect.stringContaining('Db'),
    });
    expect(finding?.severity).toBeUndefined();
  });

  it('only notes an unbounded consumer without such a reason', () => {
    expect(find({})).toMatchObject([{ status: 'violation', severity: 'note' }]);
  });

  it('objects to a maximum above the reserved concurrency, whose messages are throttled', () => {
    expect(find({ ScalingConfig: { MaximumConcurrency: 20 } }, { ReservedConcurrentExecutions: 5 })).toMatchObject([
      { status: 'violation', evidence: { maximumConcurrency: 20, reservedConcurrency: 5 } },
    ]);
  });

  it('passes a maximum, reserved concurrency and a maximum of pollers', () => {
    expect(find({ ScalingConfig: { MaximumConcurrency: '5' } }, toDb, {}, db)).toMatchObject([{ status: 'compliant' }]);
    expect(find({}, { ReservedConcurrentExecutions: 5 })).toMatchObject([{ status: 'compliant' }]);
    expect(find({ ProvisionedPollerConfig: { MaximumPollers: 5 } })).toMatchObject([{ status: 'compliant' }]);
  });

  it('does not apply to FIFO queues, whose groups bound their consumers, and to streams', () => {
    expect(find({}, {}, { FifoQueue: true })).toEqual([]);
    expect(find({ EventSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:orders.fifo' })).toEqual([]);
    expect(find({ EventSourceArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/s' })).toEqual([]);
  });

  it('does not decide where a limit or the function is not known', () => {
    const imported = { 'Fn::ImportValue': 'x' };
    expect(
      find({ ScalingConfig: { MaximumConcurrency: imported } }, { ReservedConcurrentExecutions: 5 }),
    ).toMatchObject([{ status: 'undetermined' }]);
    expect(find({ FunctionName: 'elsewhere' })).toMatchObject([{ status: 'undetermined' }]);
    const added = { 'Fn::Transform': { Name: 'Defaults' } };
    expect(find({ ScalingConfig: added })).toMatchObject([{ status: 'undetermined' }]);
    expect(find({}, added)).toMatchObject([{ status: 'undetermined' }]);
  });

  it.each([{ 'Fn::ImportValue': 'x' }, { Ref: 'Most' }, { 'Fn::FindInMap': ['Limits', { Ref: 'Stage' }, 'most'] }])(
    'passes a limit that the deployment decides, whatever it is: %j',
    (limit) => {
      const sections = {
        Parameters: { Most: { Type: 'Number', Default: 5 }, Stage: { Type: 'String', Default: 'dev' } },
        Mappings: { Limits: { dev: { most: 10 }, live: { most: 60 } } },
      };
      const status = (mapping: object, lambda: object) => find(mapping, lambda, {}, {}, sections)[0]?.status;
      expect(status({ ScalingConfig: { MaximumConcurrency: limit } }, {})).toBe('compliant');
      expect(status({}, { ReservedConcurrentExecutions: limit })).toBe('compliant');
    },
  );

  it('counts ten invocations for each provisioned poller', () => {
    expect(
      find({ ProvisionedPollerConfig: { MaximumPollers: 5 } }, { ReservedConcurrentExecutions: 50 }),
    ).toMatchObject([{ status: 'compliant', evidence: { maximumConcurrency: 50 } }]);
    expect(
      find({ ProvisionedPollerConfig: { MaximumPollers: 6 } }, { ReservedConcurrentExecutions: 50 }),
    ).toMatchObject([
      { status: 'violation', property: 'ProvisionedPollerConfig.MaximumPollers', evidence: { maximumConcurrency: 60 } },
    ]);
    // Without a maximum there are up to 200 of them.
    expect(
      find({ ProvisionedPollerConfig: { MinimumPollers: 2 } }, { ReservedConcurrentExecutions: 50 }),
    ).toMatchObject([{ status: 'violation', evidence: { maximumConcurrency: 2_000 } }]);
  });

  it('advises what provisioned mode takes, and objects to both modes at once', () => {
    const [finding] = find({ ProvisionedPollerConfig: { MinimumPollers: 2 } }, toDb, {}, db);
    expect(finding).toMatchObject({ status: 'violation', property: 'ProvisionedPollerConfig.MaximumPollers' });
    expect(finding?.message).not.toContain('MaximumConcurrency');
    expect(
      find({ ProvisionedPollerConfig: { MaximumPollers: 2 }, ScalingConfig: { MaximumConcurrency: 5 } }),
    ).toMatchObject([{ status: 'violation', severity: 'error' }]);
    const imported = { 'Fn::ImportValue': 'x' };
    expect(find({ ProvisionedPollerConfig: { MaximumPollers: imported } })).toMatchObject([{ status: 'compliant' }]);
  });

  it('passes a maximum of execution environments on managed instances', () => {
    expect(find({}, { FunctionScalingConfig: { MaxExecutionEnvironments: 4 } })).toMatchObject([
      { status: 'compliant' },
    ]);
    expect(find({}, { FunctionScalingConfig: { MinExecutionEnvironments: 4 } })).toMatchObject([
      { status: 'violation' },
    ]);
  });
});
