import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { dynamodbCapacity } from './dynamodb-capacity.js';

const FIXED = 'ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }';
const judged = (table: string, ...targets: string[]) =>
  findingsFor(
    dynamodbCapacity,
    `Resources:\n  Table: { Type: AWS::DynamoDB::Table, Properties: { ${table} } }${targets.join('')}`,
  )
    .filter(({ resource }) => resource.logicalId === 'Table')
    .map(({ status }) => status);
const target = (dimension: string, id = '!Sub "table/${Table}"') => `
  ${dimension}:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: { ServiceNamespace: dynamodb, ResourceId: ${id}, ScalableDimension: dynamodb:table:${dimension}CapacityUnits }`;

describe('dynamodb-capacity', () => {
  it('finds fixed capacity, which is the default', () => {
    expect(judged(FIXED)).toEqual(['violation']);
    expect(judged(`BillingMode: PROVISIONED, ${FIXED}`)).toEqual(['violation']);
    expect(judged(FIXED, target('Read'))).toEqual(['violation']);
  });
  it('passes capacity on demand', () => {
    expect(judged('BillingMode: PAY_PER_REQUEST')).toEqual(['compliant']);
  });
  it('passes capacity that scales, by reference or by name', () => {
    expect(judged(FIXED, target('Read'), target('Write'))).toEqual(['compliant']);
    expect(
      judged(`TableName: orders, ${FIXED}`, target('Read', 'table/orders'), target('Write', 'table/orders')),
    ).toEqual(['compliant']);
  });
  it('cannot tell what is not known', () => {
    expect(judged('BillingMode: !ImportValue Mode')).toEqual(['undetermined']);
    expect(judged('BillingMode: !If [IsProduction, PAY_PER_REQUEST, PROVISIONED]')).toEqual(['undetermined']);
  });
  it('finds scaling that is suspended', () => {
    const suspended = (properties: string) => `Resources:
  Target: { Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: { ${properties} } }`;
    const state = 'SuspendedState: { DynamicScalingOutSuspended: true, DynamicScalingInSuspended: false }';
    expect(findingsFor(dynamodbCapacity, suspended(`ServiceNamespace: dynamodb, ${state}`))).toMatchObject([
      { status: 'violation', property: 'SuspendedState.DynamicScalingOutSuspended' },
    ]);
    expect(findingsFor(dynamodbCapacity, suspended(`ServiceNamespace: ecs, ${state}`))).toEqual([]);
  });
  it('reads the scaling of global tables in the tables themselves', () => {
    const replicas = (settings: string) =>
      `BillingMode: PROVISIONED, Replicas: [{ Region: eu-west-1, ReadProvisionedThroughputSettings: { ${settings} } }]`;
    const global = (properties: string) =>
      findingsFor(
        dynamodbCapacity,
        `Resources: { Table: { Type: AWS::DynamoDB::GlobalTable, Properties: { ${properties} } } }`,
      );
    const scaling = 'ReadCapacityAutoScalingSettings: { MaxCapacity: 100, MinCapacity: 1 }';
    expect(global('BillingMode: PAY_PER_REQUEST')).toMatchObject([{ status: 'compliant' }]);
    expect(global(replicas(scaling))).toMatchObject([{ status: 'compliant' }]);
    expect(global(replicas('ReadCapacityUnits: 5'))).toMatchObject([
      { status: 'violation', message: expect.stringContaining('replica eu-west-1') as string },
    ]);
    const shared = `ReadProvisionedThroughputSettings: { ${scaling} }, Replicas: [{ Region: eu-west-1 }]`;
    expect(global(shared)).toMatchObject([{ status: 'compliant' }]);
    expect(global('Replicas: [{ Region: eu-west-1 }]')).toMatchObject([{ status: 'undetermined' }]);
    expect(global('BillingMode: !ImportValue Mode, Replicas: !ImportValue Replicas')).toMatchObject([
      { status: 'undetermined' },
    ]);
  });
  it('takes the tables of SAM for what they are', () => {
    const sam = (properties: string) => `Transform: AWS::Serverless-2016-10-31
Resources: { Table: { Type: AWS::Serverless::SimpleTable, Properties: { ${properties} } } }`;
    expect(findingsFor(dynamodbCapacity, sam('TableName: a'))).toMatchObject([{ status: 'compliant' }]);
    expect(findingsFor(dynamodbCapacity, sam(FIXED))).toMatchObject([{ status: 'violation' }]);
  });
});
