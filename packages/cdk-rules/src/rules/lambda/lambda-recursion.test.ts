import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { lambdaRecursion } from './lambda-recursion.js';

const find = (properties: object) =>
  findingsFor(
    lambdaRecursion,
    JSON.stringify({ Resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: properties } } }),
  );

describe('lambda-recursion', () => {
  it('objects to a function whose loops Lambda may not stop', () => {
    expect(find({ RecursiveLoop: 'Allow' })).toMatchObject([{ status: 'violation', property: 'RecursiveLoop' }]);
  });

  it('passes Terminate', () => {
    expect(find({ RecursiveLoop: 'Terminate' })).toMatchObject([{ status: 'compliant' }]);
  });

  it('does not apply where nothing is written, since Terminate is the default', () => {
    expect(find({})).toEqual([]);
  });

  it('does not decide about a value that is not known', () => {
    expect(find({ RecursiveLoop: { 'Fn::ImportValue': 'x' } })).toMatchObject([{ status: 'undetermined' }]);
  });
});
