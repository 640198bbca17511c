import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { serviceMeshRetries } from './service-mesh-retries.js';

const judged = (policy: string, more = 'Match: { Prefix: / }') =>
  findingsFor(
    serviceMeshRetries,
    `Resources:\n  Route: { Type: AWS::AppMesh::Route, Properties: { Spec: { HttpRoute: { RetryPolicy: { ${policy} }, ${more} } } } }`,
  ).map(({ status }) => status);
const retries = (count: string, unit: string, value: string) =>
  `MaxRetries: ${count}, PerRetryTimeout: { Unit: ${unit}, Value: ${value} }`;

describe('service-mesh-retries', () => {
  it('finds retries that take longer than the request', () => {
    expect(judged(retries('4', 's', '5'))).toEqual(['violation']);
    expect(judged(retries('3', 'ms', '500'), 'Timeout: { PerRequest: { Unit: s, Value: 1 } }')).toEqual(['violation']);
  });
  it('passes retries that fit', () => {
    expect(judged(retries('3', 's', '5'))).toEqual(['compliant']);
    expect(judged(retries('9', 's', '9'), 'Timeout: { PerRequest: { Unit: s, Value: 0 } }')).toEqual(['compliant']);
  });
  it('finds writes that are sent again after a server error', () => {
    const policy = `${retries('1', 's', '1')}, HttpRetryEvents: [server-error]`;
    expect(judged(policy, 'Match: { Prefix: /, Method: POST }')).toEqual(['compliant', 'violation']);
    expect(judged(policy, 'Match: { Prefix: /, Method: GET }')).toEqual(['compliant']);
    expect(judged(policy)).toEqual(['compliant']);
  });
  it('does not apply without a policy', () => {
    const text = 'Resources:\n  Route: { Type: AWS::AppMesh::Route, Properties: { Spec: { HttpRoute: {} } } }';
    expect(findingsFor(serviceMeshRetries, text)).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged(retries('!ImportValue Tries', 's', '5'))).toEqual(['undetermined']);
  });
});
