import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { databaseConnectionPressure } from './database-connection-pressure.js';

const API = `
  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt Work.Arn, AuthType: NONE } }`;
const judged = ({
  host = '!GetAtt Db.Endpoint.Address',
  lambda = 'Timeout: 3',
  caller = API,
  db = 'Engine: mysql',
} = {}) =>
  findingsFor(
    databaseConnectionPressure,
    `Resources:
  Db: { Type: AWS::RDS::DBCluster, Properties: { ${db} } }
  Proxy: { Type: AWS::RDS::DBProxy }
  Queue: { Type: AWS::SQS::Queue }
  Work:
    Type: AWS::Lambda::Function
    Properties: { ${lambda}, Environment: { Variables: { HOST: ${host} } } }${caller}`,
  ).map(({ status }) => status);
const mapping = (more: string) => `
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Work ${more} }`;

describe('database-connection-pressure', () => {
  it('finds a function that scales with its callers and connects directly', () => {
    expect(judged()).toEqual(['violation']);
    expect(judged({ caller: mapping('') })).toEqual(['violation']);
  });
  it('passes a proxy in between, but not beside', () => {
    expect(judged({ host: '!GetAtt Proxy.Endpoint' })).toEqual(['compliant']);
    expect(judged({ host: '!GetAtt Proxy.Endpoint', caller: '' })).toEqual(['compliant']);
    expect(judged({ host: '!GetAtt Proxy.Endpoint, READER: !GetAtt Db.ReadEndpoint.Address' })).toEqual(['violation']);
    expect(judged({ host: '!GetAtt Proxy.DBProxyArn' })).toEqual([]);
    expect(judged({ host: '!If [Pooled, !GetAtt Proxy.Endpoint, !ImportValue Host]' })).toEqual([]);
  });
  it('does not apply with the Data API, or to other attributes', () => {
    expect(judged({ db: 'EnableHttpEndpoint: true' })).toEqual([]);
    expect(judged({ host: '!GetAtt Db.DBClusterArn' })).toEqual([]);
  });
  it('passes a bound on the function', () => {
    expect(judged({ lambda: 'ReservedConcurrentExecutions: 10' })).toEqual(['compliant']);
  });
  it('does not apply where what invokes the function is bounded', () => {
    expect(judged({ caller: mapping(', ScalingConfig: { MaximumConcurrency: 5 }') })).toEqual([]);
    const schedule = `
  Rule:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: rate(1 hour), Targets: [{ Id: a, Arn: !GetAtt Work.Arn }] }`;
    expect(judged({ caller: schedule })).toEqual([]);
  });
  it('cannot tell without callers', () => {
    expect(judged({ caller: '' })).toEqual(['undetermined']);
    expect(judged({ lambda: 'ReservedConcurrentExecutions: !ImportValue Limit' })).toEqual(['undetermined']);
  });
  it('cannot tell where a condition decides between the database and its proxy', () => {
    const host = '!If [Pooled, !GetAtt Proxy.Endpoint, !GetAtt Db.Endpoint.Address]';
    expect(judged({ host })).toEqual(['undetermined']);
  });
});
