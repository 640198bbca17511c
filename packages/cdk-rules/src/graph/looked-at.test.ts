import { describe, expect, it } from 'vitest';
import { readTemplate } from '../template/read-template.js';
import { buildGraph } from './build-graph.js';
import { isLookedAt } from './looked-at.js';

describe('types that nobody looked at', () => {
  it('are those of the services that are followed', () => {
    expect(isLookedAt('AWS::SQS::Queue')).toBe(true);
    expect(isLookedAt('AWS::SQS::QueueOfTomorrow')).toBe(false);
    expect(isLookedAt('AWS::SQS::Queue::MODULE')).toBe(false);
  });
  it('are not those of other services, of others than AWS, or what is no type', () => {
    for (const type of [
      'AWS::EC2::Tomorrow',
      'AWS::NoValue',
      'Custom::SQS',
      'AWS::toString::X',
      'Acme::SQS::Queue',
      '',
    ])
      expect(isLookedAt(type), type).toBe(true);
  });
  it('are told once each, at the first resource', () => {
    const text = `Resources:
  Known: { Type: AWS::SQS::Queue }
  First: { Type: AWS::Lambda::Tomorrow }
  Second: { Type: AWS::Lambda::Tomorrow }
  Other: { Type: AWS::Kinesis::Tomorrow }`;
    const { notLookedAt } = buildGraph([
      readTemplate({ path: 'a.yaml', text }),
      readTemplate({ path: 'b.yaml', text }),
    ]);
    expect(notLookedAt.map(({ document, logicalId }) => `${document.input.path} ${logicalId}`)).toEqual([
      'a.yaml First',
      'a.yaml Other',
    ]);
  });
  it('are not what SAM writes', () => {
    const text = 'Transform: AWS::Serverless-2016-10-31\nResources:\n  F: { Type: AWS::Serverless::Function }';
    expect(buildGraph([readTemplate({ path: 'a.yaml', text })]).notLookedAt).toEqual([]);
  });
});
