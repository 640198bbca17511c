import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { glueJobTimeout } from './glue-job-timeout.js';

const find = (properties: object) =>
  findingsFor(
    glueJobTimeout,
    JSON.stringify({ Resources: { Job: { Type: 'AWS::Glue::Job', Properties: properties } } }),
  );

describe('glue-job-timeout', () => {
  it('objects to a job whose timeout nobody chose', () => {
    expect(find({ Command: { Name: 'glueetl' } })).toMatchObject([{ status: 'violation', property: 'Timeout' }]);
  });

  it('passes a timeout that was chosen', () => {
    expect(find({ Command: { Name: 'glueetl' }, Timeout: '120' })).toMatchObject([
      { status: 'compliant', evidence: { minutes: 120 } },
    ]);
  });

  it('does not apply to a streaming job, which is meant to run on', () => {
    expect(find({ Command: { Name: 'gluestreaming' } })).toEqual([]);
  });

  it('does not decide about a timeout that is not known', () => {
    expect(find({ Timeout: { 'Fn::ImportValue': 'x' } })).toMatchObject([{ status: 'undetermined' }]);
  });

  it('asks sessions for a timeout, or the time after which an idle one ends', () => {
    const session = (properties: object) =>
      findingsFor(
        glueJobTimeout,
        JSON.stringify({ Resources: { Session: { Type: 'AWS::Glue::Session', Properties: properties } } }),
      );
    expect(session({ Id: 's' })).toMatchObject([{ status: 'violation', property: 'IdleTimeout' }]);
    expect(session({ Timeout: 60 })).toMatchObject([{ status: 'compliant', evidence: { minutes: 60 } }]);
    expect(session({ IdleTimeout: '15' })).toMatchObject([{ status: 'compliant', property: 'IdleTimeout' }]);
    expect(session({ IdleTimeout: { 'Fn::ImportValue': 'x' } })).toMatchObject([{ status: 'undetermined' }]);
  });
});
