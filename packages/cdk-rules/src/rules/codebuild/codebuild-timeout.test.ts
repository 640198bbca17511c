import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { codebuildTimeout } from './codebuild-timeout.js';

const find = (properties: object) =>
  findingsFor(
    codebuildTimeout,
    JSON.stringify({ Resources: { Project: { Type: 'AWS::CodeBuild::Project', Properties: properties } } }),
  );

describe('codebuild-timeout', () => {
  it('notes the longest timeout that there is', () => {
    expect(find({ TimeoutInMinutes: 2160 })).toMatchObject([{ status: 'violation', evidence: { minutes: 2160 } }]);
    expect(codebuildTimeout.meta.severity).toBe('note');
  });

  it('passes the default and a timeout that was chosen', () => {
    expect(find({})).toMatchObject([{ status: 'compliant', evidence: { minutes: 60 } }]);
    expect(find({ TimeoutInMinutes: '30' })).toMatchObject([{ status: 'compliant', evidence: { minutes: 30 } }]);
  });

  it('does not decide about a timeout that is not known', () => {
    expect(find({ TimeoutInMinutes: { 'Fn::ImportValue': 'x' } })).toMatchObject([{ status: 'undetermined' }]);
  });
});
