import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { ecsDeploymentCircuitBreaker } from './ecs-deployment-circuit-breaker.js';

const judged = (properties: string) =>
  findingsFor(
    ecsDeploymentCircuitBreaker,
    `Resources:\n  Service: { Type: AWS::ECS::Service, Properties: { ${properties} } }`,
  ).map(({ status, severity }) => severity ?? status);
const deployment = (properties: string) => judged(`DeploymentConfiguration: { ${properties} }`);

describe('ecs-deployment-circuit-breaker', () => {
  it('finds rolling deployments that nothing stops', () => {
    expect(judged('DesiredCount: 2')).toEqual(['violation']);
    expect(deployment('DeploymentCircuitBreaker: { Enable: "false", Rollback: true }')).toEqual(['violation']);
  });
  it('does not take the empty alarms of the CDK for a pass', () => {
    expect(deployment('Alarms: { AlarmNames: [], Enable: false, Rollback: false }')).toEqual(['violation']);
    expect(deployment('Alarms: { AlarmNames: [], Enable: true, Rollback: true }')).toEqual(['violation']);
  });
  it('passes a circuit breaker, or alarms, that roll back', () => {
    expect(deployment('DeploymentCircuitBreaker: { Enable: true, Rollback: true }')).toEqual(['compliant']);
    expect(deployment('Alarms: { AlarmNames: [a], Enable: true, Rollback: true }')).toEqual(['compliant']);
  });
  it('hints at a breaker that does not roll back', () => {
    expect(deployment('DeploymentCircuitBreaker: { Enable: true, Rollback: false }')).toEqual(['note']);
  });
  it('does not apply to other controllers, other strategies and daemons', () => {
    expect(judged('DeploymentController: { Type: CODE_DEPLOY }')).toEqual([]);
    expect(judged('DeploymentController: { Type: EXTERNAL }')).toEqual([]);
    expect(deployment('Strategy: BLUE_GREEN')).toEqual([]);
    expect(deployment('Strategy: CANARY')).toEqual([]);
    expect(judged('SchedulingStrategy: DAEMON')).toEqual([]);
    expect(judged('DeploymentController: { Type: ECS }')).toEqual(['violation']);
  });
  it('cannot tell what is not known', () => {
    expect(deployment('DeploymentCircuitBreaker: { Enable: !If [IsProduction, true, false] }')).toEqual([
      'undetermined',
    ]);
  });
});
