import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { endpointInEnvironment } from './endpoint-in-environment.js';

const find = (HOST: unknown, more: object = {}) =>
  findingsFor(
    endpointInEnvironment,
    JSON.stringify({
      Parameters: { Url: { Type: 'String', Default: 'https://10.0.3.7/' } },
      Resources: {
        Fn: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { HOST } } } },
        Machine: { Type: 'AWS::EC2::Instance', Properties: {} },
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
        ...more,
      },
    }),
  );

describe('endpoint-in-environment', () => {
  it.each([
    'https://a1b2c3d4.execute-api.eu-west-1.amazonaws.com/prod',
    'orders-123.eu-west-1.elb.amazonaws.com',
    'orders.abc.eu-west-1.rds.amazonaws.com',
    'http://10.0.3.7:8080/orders',
    '10.0.3.7',
    'ip-10-0-3-7.eu-west-1.compute.internal',
  ])('objects to %s', (value) => {
    expect(find(value)).toMatchObject([{ status: 'violation', property: 'Environment.Variables.HOST' }]);
  });

  it('objects to the address of a single machine', () => {
    expect(find({ 'Fn::GetAtt': ['Machine', 'PrivateIp'] })).toMatchObject([
      { status: 'violation', message: expect.stringContaining('Machine') },
    ]);
  });

  it.each([
    ['a service of another party', 'https://api.stripe.com/v1'],
    ['a name of its own', 'https://orders.example.internal'],
    ['this machine', 'http://127.0.0.1:2772'],
    ['the metadata service', 'http://169.254.169.254/latest'],
    ['a version', '1.2.3.400'],
    ['plain text', 'production'],
    ['a reference in the template', { 'Fn::Sub': 'https://${Api}.execute-api.${AWS::Region}.amazonaws.com/prod' }],
    ['the default of a parameter', { Ref: 'Url' }],
    ['a value from elsewhere', { 'Fn::ImportValue': 'orders-url' }],
  ])('passes %s', (_, value) => {
    expect(find(value)).toMatchObject([{ status: 'compliant' }]);
  });

  it('does not apply to functions without an environment', () => {
    const template = JSON.stringify({ Resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: {} } } });
    expect(findingsFor(endpointInEnvironment, template)).toEqual([]);
  });
});
