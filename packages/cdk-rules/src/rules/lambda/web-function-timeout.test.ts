import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { webFunctionTimeout } from './web-function-timeout.js';

const judged = (properties: string) =>
  findingsFor(
    webFunctionTimeout,
    `Resources:\n  Web: { Type: AWS::Lambda::WebFunctionRevision, Properties: { FunctionName: f, ${properties} } }`,
  ).map(({ status, evidence }) => [status, evidence?.['timeout']]);

describe('web-function-timeout', () => {
  it('finds the longest timeout there is', () => {
    expect(judged('ServiceConfig: { TimeoutSeconds: 900 }')).toEqual([['violation', 900]]);
  });
  it('passes the default, and a timeout that was chosen', () => {
    expect(judged('ServiceConfig: {}')).toEqual([['compliant', 30]]);
    expect(judged('ServiceConfig: { TimeoutSeconds: "120" }')).toEqual([['compliant', 120]]);
  });
  it('cannot tell what is not known', () => {
    expect(judged('ServiceConfig: { TimeoutSeconds: !ImportValue Seconds }')).toEqual([['undetermined', undefined]]);
  });
  it('does not apply to functions', () => {
    const text = 'Resources:\n  F: { Type: AWS::Lambda::Function, Properties: { Timeout: 900 } }';
    expect(findingsFor(webFunctionTimeout, text)).toEqual([]);
  });
});
