import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { lambdaTimeout } from './lambda-timeout.js';

const judged = (seconds: number, hooks: string) =>
  findingsFor(
    lambdaTimeout,
    `Resources:
  Policy: { Type: AWS::Lambda::Function, Properties: { Timeout: ${seconds} } }
  Agent: { Type: AWS::BedrockAgentCore::Harness, Properties: { HarnessName: a, Hooks: ${hooks} } }`,
  ).map(({ status, evidence }) => [status, evidence?.['callerLimit']]);
const hook = (name: string, more = '') =>
  `{ ${name}: { Name: h, Target: { Lambda: { Arn: !GetAtt Policy.Arn, FailureMode: DENY${more} } } } }`;

describe('lambda-timeout behind a hook of an agent', () => {
  it('finds a function that may run for longer than the agent waits', () => {
    expect(judged(120, `[${hook('BeforeToolCall')}]`)).toEqual([['violation', 60]]);
    expect(judged(30, `[${hook('AfterInvocation', ', TimeoutSeconds: 10')}]`)).toEqual([['violation', 10]]);
  });
  it('passes a function that ends before', () => {
    expect(judged(30, `[${hook('BeforeToolCall')}]`)).toEqual([['compliant', undefined]]);
    expect(judged(120, `[${hook('BeforeInvocation', ', TimeoutSeconds: 180')}]`)).toEqual([['compliant', undefined]]);
  });
  it('looks at each hook that calls it', () => {
    expect(judged(30, `[${hook('BeforeToolCall')}, ${hook('AfterToolCall', ', TimeoutSeconds: 5')}]`)).toEqual([
      ['violation', 5],
    ]);
  });
  it('cannot tell what is not known', () => {
    expect(judged(120, `[${hook('BeforeToolCall', ', TimeoutSeconds: !ImportValue Wait')}]`)).toEqual([
      ['undetermined', undefined],
    ]);
  });
});
