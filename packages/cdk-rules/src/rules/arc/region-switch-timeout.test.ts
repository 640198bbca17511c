import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { regionSwitchTimeout } from './region-switch-timeout.js';

const judged = (objective: string, ...steps: string[]) =>
  findingsFor(
    regionSwitchTimeout,
    `Resources:
  Plan:
    Type: AWS::ARCRegionSwitch::Plan
    Properties: { ${objective} Workflows: [{ WorkflowTargetAction: activate, Steps: [${steps.join(', ')}] }] }`,
  );
const statuses = (...parts: Parameters<typeof judged>) => judged(...parts).map(({ status }) => status);
const step = (name: string, block: string, more = '') =>
  `{ Name: ${name}, ExecutionBlockConfiguration: { ${block}: { ${more} } } }`;
const HOUR = 'RecoveryTimeObjectiveMinutes: 30,';

describe('region-switch-timeout', () => {
  it('finds a step that may hang for longer than the recovery should take', () => {
    expect(statuses(HOUR, step('scale', 'EcsCapacityIncreaseConfig', 'TimeoutMinutes: 45'))).toEqual(['violation']);
    expect(judged(HOUR, step('check', 'CustomActionLambdaConfig', 'RetryIntervalMinutes: 1'))).toMatchObject([
      { status: 'violation', evidence: { timeout: 60, objective: 30 } },
    ]);
  });
  it('looks at steps that run beside each other', () => {
    const beside = `{ Name: both, ExecutionBlockConfiguration: { ParallelConfig: { Steps: [${step('a', 'GlobalAuroraConfig', 'TimeoutMinutes: 10')}, ${step('b', 'GlobalAuroraConfig', 'TimeoutMinutes: 90')}] } } }`;
    expect(judged(HOUR, beside)).toMatchObject([
      { status: 'violation', message: expect.stringContaining('Step b') as string },
    ]);
  });
  it('passes steps that end in time', () => {
    expect(
      statuses(
        HOUR,
        step('a', 'SsmSendCommandConfig', 'TimeoutMinutes: "10"'),
        step('b', 'ExecutionApprovalConfig', 'TimeoutMinutes: 30'),
      ),
    ).toEqual(['compliant']);
  });
  it('cannot tell what is not known', () => {
    expect(statuses(HOUR, step('a', 'GlobalAuroraConfig', 'TimeoutMinutes: !ImportValue Minutes'))).toEqual([
      'undetermined',
    ]);
    expect(statuses('RecoveryTimeObjectiveMinutes: !ImportValue Objective,', step('a', 'GlobalAuroraConfig'))).toEqual([
      'undetermined',
    ]);
  });
  it('does not apply without an objective or steps of its own', () => {
    expect(statuses('', step('a', 'GlobalAuroraConfig'))).toEqual([]);
    expect(statuses(HOUR)).toEqual([]);
    expect(statuses(HOUR, step('other', 'RegionSwitchPlanConfig', 'Arn: a'))).toEqual([]);
  });
});
