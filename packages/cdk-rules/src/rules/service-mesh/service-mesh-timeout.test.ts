import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { serviceMeshTimeout } from './service-mesh-timeout.js';

const judged = (type: string, properties: string) =>
  findingsFor(serviceMeshTimeout, `Resources:\n  Each: { Type: ${type}, Properties: { ${properties} } }`).map(
    ({ status }) => status,
  );
const connect = (timeout: string) =>
  judged(
    'AWS::ECS::Service',
    `ServiceConnectConfiguration: { Enabled: true, Services: [{ PortName: http, Timeout: { ${timeout} } }] }`,
  );
const route = (kind: string, timeout: string) =>
  judged('AWS::AppMesh::Route', `Spec: { ${kind}: { Timeout: { ${timeout} } } }`);

describe('service-mesh-timeout', () => {
  it('finds timeouts that are switched off', () => {
    expect(connect('PerRequestTimeoutSeconds: 0')).toEqual(['violation']);
    expect(connect('PerRequestTimeoutSeconds: "0"')).toEqual(['violation']);
    expect(route('HttpRoute', 'PerRequest: { Unit: s, Value: 0 }')).toEqual(['violation']);
    expect(route('GrpcRoute', 'PerRequest: { Unit: ms, Value: 0 }')).toEqual(['violation']);
  });
  it('passes limits', () => {
    expect(connect('PerRequestTimeoutSeconds: 5')).toEqual(['compliant']);
    expect(route('Http2Route', 'PerRequest: { Unit: s, Value: 5 }')).toEqual(['compliant']);
    expect(judged('AWS::VpcLattice::Service', 'IdleTimeoutSeconds: 60')).toEqual(['compliant']);
  });
  it('does not apply where the default holds, or only connections are timed', () => {
    expect(connect('IdleTimeoutSeconds: 0')).toEqual([]);
    expect(judged('AWS::ECS::Service', 'DesiredCount: 1')).toEqual([]);
    expect(route('TcpRoute', 'Idle: { Unit: s, Value: 0 }')).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(connect('PerRequestTimeoutSeconds: !ImportValue Wait')).toEqual(['undetermined']);
  });
});
