import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/build-graph.js';
import type { Resource } from '../graph/graph.js';
import { readTemplate } from '../template/read-template.js';
import { asNumber } from '../values/values.js';
import { overBranches } from './branch-findings.js';
import type { Finding } from './rule.js';

function queue(properties: string, more = ''): Resource {
  const text = `
Parameters: { Seconds: { Type: Number, Default: 5 } }
Resources:
  Q:
    Type: AWS::SQS::Queue
${more}    Properties: { ${properties} }`;
  return buildGraph([readTemplate({ path: 'app.yaml', text })]).resources[0] as Resource;
}

/** Everything below ten is a fault. */
function judge(resource: Resource, ...properties: string[]): Finding {
  const values = properties.map((property) => resource.get(property));
  return overBranches(resource, values, (...outcomes): Finding => {
    const numbers = outcomes.map((value) => asNumber(value));
    if (numbers.some((number) => number === undefined)) return { status: 'undetermined', message: 'It is not known.' };
    const isFault = numbers.some((number) => number !== undefined && number < 10);
    return isFault
      ? { status: 'violation', severity: 'warning', message: 'Too short.' }
      : { status: 'compliant', message: 'Fine.' };
  });
}

describe('overBranches', () => {
  it.each([
    ['DelaySeconds: 5', 'violation', 'Too short.'],
    ['DelaySeconds: 50', 'compliant', 'Fine.'],
    ['DelaySeconds: !If [IsProd, 5, 6]', 'violation', 'Too short.'],
    ['DelaySeconds: !If [IsProd, 50, 60]', 'compliant', 'Fine.'],
    ['DelaySeconds: !If [IsProd, 50, 5]', 'undetermined', 'Under the condition not IsProd: Too short.'],
    ['DelaySeconds: !If [IsProd, !ImportValue X, 50]', 'undetermined', 'Under the condition IsProd: It is not known.'],
    ['DelaySeconds: !ImportValue X', 'undetermined', 'It is not known.'],
  ])('judges %s as %s', (properties, status, message) => {
    expect(judge(queue(properties), 'DelaySeconds')).toMatchObject({ status, message });
  });

  it('keeps the severity and names the condition of what fails for some deployments', () => {
    expect(judge(queue('DelaySeconds: !If [IsProd, 50, 5]'), 'DelaySeconds')).toMatchObject({
      severity: 'warning',
      evidence: { condition: 'not IsProd' },
    });
  });

  it('combines conditions that can hold together only', () => {
    const both = queue('DelaySeconds: !If [IsProd, 50, 5], VisibilityTimeout: !If [IsProd, 5, 50]');
    expect(judge(both, 'DelaySeconds', 'VisibilityTimeout')).toMatchObject({ status: 'violation' });
  });

  it('leaves out branches that the condition of the resource excludes', () => {
    const conditional = queue('DelaySeconds: !If [IsProd, 50, 5]', '    Condition: IsProd\n');
    expect(judge(conditional, 'DelaySeconds')).toMatchObject({ status: 'compliant' });
  });

  it('does not rest a verdict on the default of a parameter', () => {
    expect(judge(queue('DelaySeconds: !Ref Seconds'), 'DelaySeconds')).toEqual({
      status: 'undetermined',
      severity: 'warning',
      message:
        'A deployment may give another value than 5 (the default of parameter Seconds). With this one: Too short.',
    });
  });
});
