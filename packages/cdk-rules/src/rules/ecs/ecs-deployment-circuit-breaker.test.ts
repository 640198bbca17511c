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
  it('finds a threshold that hardly ever trips', () => {
    const threshold = (type: string, value: string, more = '') =>
      judged(
        `DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true, ThresholdConfiguration: { Type: ${type}, Value: ${value} } } }${more}`,
      );
    expect(threshold('COUNT', '100000')).toEqual(['violation']);
    expect(threshold('UNBOUNDED_PERCENT', '2000', ', DesiredCount: 20')).toEqual(['violation']);
    expect(threshold('COUNT', '10')).toEqual(['compliant']);
    expect(threshold('COUNT', '400', ', DesiredCount: 500')).toEqual(['compliant']);
    expect(threshold('UNBOUNDED_PERCENT', '100', ', DesiredCount: 500')).toEqual(['compliant']);
    expect(threshold('BOUNDED_PERCENT', '100000')).toEqual(['compliant']);
    expect(threshold('COUNT', '!ImportValue Failures')).toEqual(['undetermined']);
    expect(threshold('UNBOUNDED_PERCENT', '300', ', DesiredCount: !ImportValue Count')).toEqual(['undetermined']);
    expect(threshold('!ImportValue Kind', '100000')).toEqual(['undetermined']);
  });
  it('does not ask it of a breaker beside alarms that roll back', () => {
    expect(
      deployment(
        'DeploymentCircuitBreaker: { Enable: true, Rollback: true, ThresholdConfiguration: { Type: COUNT, Value: 9999 } }, Alarms: { AlarmNames: [a], Enable: true, Rollback: true }',
      ),
    ).toEqual(['compliant']);
  });
});
