import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { rdsProxyBorrowTimeout } from './rds-proxy-borrow-timeout.js';

const judged = (pool: string, lambda = '', proxy = '!Ref Proxy') =>
  findingsFor(
    rdsProxyBorrowTimeout,
    `Resources:
  Group:
    Type: AWS::RDS::DBProxyTargetGroup
    Properties: { DBProxyName: ${proxy}, ConnectionPoolConfigurationInfo: ${pool} }
  Proxy: { Type: AWS::RDS::DBProxy }${lambda}`,
  ).map(({ status }) => status);
const caller = (timeout: string) => `
  Work:
    Type: AWS::Lambda::Function
    Properties: { ${timeout}, Environment: { Variables: { HOST: !GetAtt Proxy.Endpoint } } }`;
const borrow = (seconds: string) => `{ ConnectionBorrowTimeout: ${seconds} }`;

describe('rds-proxy-borrow-timeout', () => {
  it('finds the default of two minutes, also in the empty object that the CDK writes', () => {
    expect(judged('{}')).toEqual(['violation']);
    expect(judged('{ MaxConnectionsPercent: 80 }')).toEqual(['violation']);
    expect(judged('{}', '', '!ImportValue Proxy')).toEqual(['violation']);
  });
  it('finds a wait that outlives the function', () => {
    expect(judged(borrow('60'), caller('Timeout: 30'))).toEqual(['violation']);
    expect(judged(borrow('"5"'), caller('Handler: a.b'))).toEqual(['violation']);
  });
  it('passes a wait below the timeout of its callers', () => {
    expect(judged(borrow('5'), caller('Timeout: 30'))).toEqual(['compliant']);
    expect(judged(borrow('5'))).toEqual(['compliant']);
    expect(judged('{}', caller('Timeout: 600'))).toEqual(['compliant']);
  });
  it('cannot tell what is not known', () => {
    expect(judged(borrow('!ImportValue Wait'))).toEqual(['undetermined']);
  });
});
