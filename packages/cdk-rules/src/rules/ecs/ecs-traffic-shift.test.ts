import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { ecsTrafficShift } from './ecs-traffic-shift.js';

const findings = (configuration: string, more = '') =>
  findingsFor(
    ecsTrafficShift,
    `Parameters:\n  How: { Type: String, Default: CANARY }
Conditions:\n  IsProduction: !Equals [!Ref AWS::Region, eu-west-1]
Resources:\n  Service: { Type: AWS::ECS::Service, Properties: { DeploymentConfiguration: { ${configuration} }, ${more} } }`,
  );
const judged = (configuration: string, more?: string) =>
  findings(configuration, more).map(({ status, severity }) => severity ?? status);
const ALARMS = 'Alarms: { AlarmNames: [errors], Enable: true, Rollback: true }';
const HOOKS = 'LifecycleHooks: [{ HookTargetArn: a, RoleArn: r, LifecycleStages: [POST_TEST_TRAFFIC_SHIFT] }]';

describe('ecs-traffic-shift', () => {
  it('finds strategies that nothing watches', () => {
    for (const strategy of ['BLUE_GREEN', 'LINEAR', 'CANARY']) {
      expect(judged(`Strategy: ${strategy}`), strategy).toEqual(['violation']);
      expect(judged(`Strategy: ${strategy}, Alarms: { AlarmNames: [], Enable: false, Rollback: false }`)).toEqual([
        'violation',
      ]);
    }
    expect(judged('Strategy: BLUE_GREEN, BakeTimeInMinutes: 30')).toEqual(['violation']);
    expect(judged('Strategy: BLUE_GREEN', 'DeploymentController: { Type: ECS }')).toEqual(['violation']);
  });
  it('does not count the circuit breaker, which is for rolling deployments', () => {
    expect(judged('Strategy: LINEAR, DeploymentCircuitBreaker: { Enable: true, Rollback: true }')).toEqual([
      'violation',
    ]);
  });
  it('passes alarms that roll back, and hooks', () => {
    expect(judged(`Strategy: CANARY, ${ALARMS}`)).toEqual(['compliant']);
    expect(judged(`Strategy: BLUE_GREEN, ${ALARMS}, BakeTimeInMinutes: 10`)).toEqual(['compliant']);
    expect(judged(`Strategy: BLUE_GREEN, ${HOOKS}`)).toEqual(['compliant']);
    expect(judged('Strategy: BLUE_GREEN, LifecycleHooks: [{ TargetType: PAUSE, LifecycleStages: [x] }]')).toEqual([
      'compliant',
    ]);
  });
  it('finds a bake time in which no alarm can act, that of the strategy only', () => {
    expect(judged(`Strategy: BLUE_GREEN, ${ALARMS}, BakeTimeInMinutes: 0`)).toEqual(['violation']);
    expect(judged(`Strategy: CANARY, ${ALARMS}, CanaryConfiguration: { CanaryBakeTimeInMinutes: '0' }`)).toEqual([
      'violation',
    ]);
    expect(judged(`Strategy: LINEAR, ${ALARMS}, LinearConfiguration: { StepBakeTimeInMinutes: 0 }`)).toEqual([
      'violation',
    ]);
    expect(judged(`Strategy: CANARY, ${ALARMS}, BakeTimeInMinutes: 0`)).toEqual(['compliant']);
    expect(judged(`Strategy: BLUE_GREEN, ${HOOKS}, BakeTimeInMinutes: 0`)).toEqual(['compliant']);
  });
  it('hints at alarms that do not roll back', () => {
    expect(judged('Strategy: CANARY, Alarms: { AlarmNames: [errors], Enable: true, Rollback: false }')).toEqual([
      'note',
    ]);
  });
  it('does not apply to rolling deployments and other controllers', () => {
    expect(judged('Strategy: ROLLING')).toEqual([]);
    expect(judged('MaximumPercent: 200')).toEqual([]);
    expect(judged('Strategy: BLUE_GREEN', 'DeploymentController: { Type: CODE_DEPLOY }')).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged('Strategy: !ImportValue How')).toEqual(['undetermined']);
    expect(judged('Strategy: !Ref How')).toEqual(['undetermined']);
    expect(judged('Strategy: CANARY, LifecycleHooks: !ImportValue Hooks')).toEqual(['undetermined']);
    expect(judged(`Strategy: BLUE_GREEN, ${ALARMS}, BakeTimeInMinutes: !ImportValue Minutes`)).toEqual([
      'undetermined',
    ]);
    expect(judged(`Strategy: BLUE_GREEN, ${ALARMS}, BakeTimeInMinutes: !If [IsProduction, 10, 0]`)).toEqual([
      'undetermined',
    ]);
  });
});
