import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { ecsStopTimeout } from './ecs-stop-timeout.js';

const judged = (container: string) =>
  findingsFor(
    ecsStopTimeout,
    `Resources:\n  Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Name: app, ${container} }] } }`,
  ).map(({ status }) => status);

describe('ecs-stop-timeout', () => {
  it('finds a container that is killed at once', () => {
    expect(judged('StopTimeout: 2')).toEqual(['violation']);
    expect(judged('StopTimeout: "0"')).toEqual(['violation']);
  });
  it('passes the time to finish', () => {
    expect(judged('StopTimeout: 30')).toEqual(['compliant']);
  });
  it('does not apply to the default, and to sidecars', () => {
    expect(judged('Image: a')).toEqual([]);
    expect(judged('StopTimeout: 2, Essential: false')).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged('StopTimeout: !ImportValue Stop')).toEqual(['undetermined']);
  });
});
