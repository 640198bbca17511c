import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { integration, oneTask, workflowTemplate } from '../../testing/workflows.js';
import { stepfunctionsExpressIdempotency } from './stepfunctions-express-idempotency.js';

const express = { StateMachineType: 'EXPRESS', LoggingConfiguration: { Level: 'ALL' } };
const machine = { 'Fn::GetAtt': ['Machine', 'Arn'] };
const rule = {
  Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'a', Arn: machine, RoleArn: 'r' }] } },
};
const publish = oneTask({ Resource: integration('sns:publish') });
const find = (definition: object, properties: object = express, resources: object = rule) =>
  findingsFor(
    stepfunctionsExpressIdempotency,
    workflowTemplate({ ...definition }, { ...properties }, { ...resources }),
  );

describe('stepfunctions-express-idempotency', () => {
  it('objects to a step that does its work twice when an asynchronous execution does', () => {
    expect(find(publish)).toMatchObject([{ status: 'violation', related: [{ message: 'starts it asynchronously' }] }]);
  });

  it('notes a workflow without a log, which is its only history', () => {
    for (const LoggingConfiguration of [undefined, { Level: 'OFF' }]) {
      const findings = find(oneTask({ Resource: integration('dynamodb:putItem') }), {
        ...express,
        LoggingConfiguration,
      });
      expect(findings).toMatchObject([
        { status: 'compliant' },
        { status: 'violation', severity: 'note', property: 'LoggingConfiguration' },
      ]);
    }
  });

  it('passes steps that may run twice, and those with a token', () => {
    expect(find(oneTask({ Resource: integration('dynamodb:putItem') }))).toMatchObject([{ status: 'compliant' }]);
    const token = { Parameters: { 'MessageDeduplicationId.$': '$.id' } };
    expect(find(oneTask({ Resource: integration('sqs:sendMessage'), ...token }))).toMatchObject([
      { status: 'compliant' },
    ]);
  });

  it('passes a workflow that is started synchronously, and so runs at most once', () => {
    const pipe = { Pipe: { Type: 'AWS::Pipes::Pipe', Properties: { Source: 'q', Target: machine } } };
    expect(find(publish, express, pipe)).toMatchObject([{ status: 'compliant' }]);
  });

  it('does not apply to standard workflows', () => {
    expect(find(publish, {})).toEqual([]);
  });

  it('does not decide about functions, unknown callers, types and definitions', () => {
    expect(find(oneTask({ Resource: integration('lambda:invoke') }))).toMatchObject([{ status: 'undetermined' }]);
    expect(find(publish, express, {})).toMatchObject([{ status: 'undetermined' }]);
    expect(find(publish, { StateMachineType: { 'Fn::ImportValue': 'x' } })).toMatchObject([{ status: 'undetermined' }]);
    expect(find({})).toMatchObject([{ status: 'undetermined' }]);
  });
});
