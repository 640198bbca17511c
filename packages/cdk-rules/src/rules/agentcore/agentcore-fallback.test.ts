import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { agentcoreFallback } from './agentcore-fallback.js';

const rule = (actions: string) =>
  findingsFor(
    agentcoreFallback,
    `Resources:\n  Rule: { Type: AWS::BedrockAgentCore::GatewayRule, Properties: { Priority: 1, Actions: ${actions} } }`,
  ).map(({ status, severity }) => severity ?? status);
const route = (fallback: string) =>
  rule(`[{ RouteToTarget: { StaticRoute: { TargetName: first, Fallback: { ${fallback} } } } }]`);
const TIMEOUT = 'FirstByteTimeoutMilliseconds: 8000';

describe('agentcore-fallback', () => {
  it('finds fallbacks that a hanging model never sets off', () => {
    expect(route('TargetFallback: [{ TargetName: second }]')).toEqual(['violation']);
    expect(route('TargetFallback: [{ TargetName: second }], TriggerOn: { StatusCodes: ["5XX"] }')).toEqual([
      'violation',
    ]);
  });
  it('asks it of each target that has another behind it', () => {
    expect(route(`${TIMEOUT}, TargetFallback: [{ TargetName: second }, { TargetName: third }]`)).toEqual(['violation']);
    expect(route(`${TIMEOUT}, TargetFallback: [{ TargetName: second, ${TIMEOUT} }, { TargetName: third }]`)).toEqual([
      'compliant',
    ]);
  });
  it('passes a timeout', () => {
    expect(route(`${TIMEOUT}, TargetFallback: [{ TargetName: second }]`)).toEqual(['compliant']);
  });
  it('judges each part of weighted traffic', () => {
    const part = (name: string, fallback: string) => `{ TargetName: ${name}, Weight: 50, Fallback: { ${fallback} } }`;
    const split = `[${part('a', `${TIMEOUT}, TargetFallback: [{ TargetName: c }]`)}, ${part('b', 'TargetFallback: [{ TargetName: c }]')}]`;
    expect(rule(`[{ RouteToTarget: { WeightedRoute: { TrafficSplit: ${split} } } }]`)).toEqual([
      'compliant',
      'violation',
    ]);
  });
  it('hints at a circuit breaker that is off', () => {
    expect(route(`${TIMEOUT}, CircuitBreaker: { Mode: DISABLED }, TargetFallback: [{ TargetName: second }]`)).toEqual([
      'compliant',
      'note',
    ]);
    expect(route(`${TIMEOUT}, CircuitBreaker: { Mode: ENABLED }, TargetFallback: [{ TargetName: second }]`)).toEqual([
      'compliant',
    ]);
  });
  it('cannot tell what is not known', () => {
    expect(route('FirstByteTimeoutMilliseconds: !ImportValue Wait, TargetFallback: [{ TargetName: second }]')).toEqual([
      'undetermined',
    ]);
  });
  it('does not apply to routes without a fallback', () => {
    expect(rule('[{ RouteToTarget: { StaticRoute: { TargetName: first } } }]')).toEqual([]);
    expect(rule('[{ ConfigurationBundle: { StaticOverride: { BundleArn: a, BundleVersion: b } } }]')).toEqual([]);
  });
});
