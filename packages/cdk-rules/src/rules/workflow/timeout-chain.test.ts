import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { integration, oneTask, workflowTemplate } from '../../testing/workflows.js';
import { timeoutChain } from './timeout-chain.js';

const find = (...templates: string[]) => findingsFor(timeoutChain, ...templates);
const lambda = (timeout?: unknown, more: object = {}) => ({
  Fn: { Type: 'AWS::Lambda::Function', Properties: { ...(timeout !== undefined && { Timeout: timeout }), ...more } },
});
const call = (more: object = {}) => oneTask({ Resource: { 'Fn::GetAtt': ['Fn', 'Arn'] }, ...more });
const job = (action: string, argument: string, more: object) =>
  oneTask({ Resource: integration(action), Parameters: { [argument]: { Ref: 'Job' } }, ...more });

describe('timeout-chain', () => {
  it('objects to a task that gives up before its function, with both ends and the difference', () => {
    expect(find(workflowTemplate(call({ TimeoutSeconds: 30 }), {}, lambda(900)))).toMatchObject([
      {
        status: 'violation',
        property: 'Definition.States.Work.TimeoutSeconds',
        message: expect.stringMatching(/after 30 s .* 900 s.* 870 s/),
        evidence: { inner: 900, outer: 30 },
      },
    ]);
  });

  it('follows an alias to its function', () => {
    const resources = {
      ...lambda(900),
      Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' } } },
    };
    const task = {
      Resource: integration('lambda:invoke'),
      Parameters: { FunctionName: { Ref: 'Live' } },
      TimeoutSeconds: 30,
    };
    expect(find(workflowTemplate(oneTask(task), {}, resources))).toMatchObject([{ status: 'violation' }]);
  });

  it.each([
    [
      'AWS::Batch::JobDefinition',
      'batch:submitJob.sync',
      'JobDefinition',
      { Timeout: { AttemptDurationSeconds: 600 } },
    ],
    ['AWS::Glue::Job', 'glue:startJobRun.sync', 'JobName', { Timeout: 10 }],
    ['AWS::Glue::Job', 'glue:startJobRun.sync', 'JobName', {}],
    ['AWS::CodeBuild::Project', 'codebuild:startBuild.sync', 'ProjectName', {}],
  ])('compares a task with the timeout of %s', (Type, action, argument, Properties) => {
    const resources = { Job: { Type, Properties } };
    const template = (TimeoutSeconds: number) =>
      workflowTemplate(job(action, argument, { TimeoutSeconds }), {}, resources);
    expect(find(template(60))).toMatchObject([{ status: 'violation' }]);
    expect(find(template(200_000))).toMatchObject([{ status: 'compliant' }]);
  });

  it('objects to a task whose timeout comes after that of its workflow', () => {
    const definition = {
      ...oneTask({ Resource: integration('ecs:runTask.sync'), TimeoutSeconds: 900 }),
      TimeoutSeconds: 600,
    };
    expect(find(workflowTemplate(definition))).toMatchObject([
      { status: 'violation', evidence: { inner: 900, outer: 600 } },
    ]);
  });

  it('objects to an express workflow that runs on after its API gave up', () => {
    const api = (more: object = {}) => ({
      Api: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          IntegrationSubtype: 'StepFunctions-StartSyncExecution',
          RequestParameters: { StateMachineArn: { Ref: 'Machine' } },
          ...more,
        },
      },
    });
    const express = { StateMachineType: 'EXPRESS' };
    const plain = oneTask({ Resource: integration('dynamodb:getItem') });
    expect(find(workflowTemplate(plain, express, api()))).toMatchObject([
      { status: 'violation', evidence: { inner: 300, outer: 30 } },
    ]);
    expect(find(workflowTemplate({ ...plain, TimeoutSeconds: 20 }, express, api()))).toMatchObject([
      { status: 'compliant' },
    ]);
    expect(
      find(workflowTemplate({ ...plain, TimeoutSeconds: 20 }, express, api({ TimeoutInMillis: 10_000 }))),
    ).toMatchObject([{ status: 'violation', evidence: { inner: 20, outer: 10 } }]);
  });

  it('reads in the document of an API how long it waits for an express workflow', () => {
    const api = (Type: string, more: object) => ({
      Api: {
        Type,
        Properties: {
          Body: {
            paths: {
              '/a': { post: { 'x-amazon-apigateway-integration': more } },
              '/b': { post: { 'x-amazon-apigateway-integration': more } },
            },
          },
        },
      },
    });
    const express = { StateMachineType: 'EXPRESS' };
    const plain = { ...oneTask({ Resource: integration('dynamodb:getItem') }), TimeoutSeconds: 20 };
    const http = {
      integrationSubtype: 'StepFunctions-StartSyncExecution',
      requestParameters: { StateMachineArn: { Ref: 'Machine' } },
    };
    expect(find(workflowTemplate(plain, express, api('AWS::ApiGatewayV2::Api', http)))).toMatchObject([
      { status: 'compliant', evidence: { inner: 20, outer: 30 } },
    ]);
    expect(
      find(workflowTemplate(plain, express, api('AWS::ApiGatewayV2::Api', { ...http, timeoutInMillis: 10_000 }))),
    ).toMatchObject([{ status: 'violation', evidence: { inner: 20, outer: 10 } }]);
    const rest = {
      uri: 'arn:aws:apigateway:us-east-1:states:action/StartSyncExecution',
      requestTemplates: { 'application/json': { 'Fn::Sub': '{"stateMachineArn": "${Machine}"}' } },
    };
    expect(find(workflowTemplate(plain, express, api('AWS::ApiGateway::RestApi', rest)))).toMatchObject([
      { status: 'compliant', evidence: { inner: 20, outer: 29 } },
    ]);
  });

  it('objects to a custom resource that gives up before its handler', () => {
    const resources = (ServiceTimeout: number) =>
      JSON.stringify({
        Resources: {
          ...lambda(600),
          Setup: {
            Type: 'AWS::CloudFormation::CustomResource',
            Properties: { ServiceToken: { 'Fn::GetAtt': ['Fn', 'Arn'] }, ServiceTimeout },
          },
        },
      });
    expect(find(resources(120))).toMatchObject([{ status: 'violation', property: 'Timeout' }]);
    expect(find(resources(900))).toMatchObject([{ status: 'compliant' }]);
  });

  it('passes a function that ends before its task, and knows the default', () => {
    expect(find(workflowTemplate(call({ TimeoutSeconds: 30 }), {}, lambda('20')))).toMatchObject([
      { status: 'compliant' },
    ]);
    expect(find(workflowTemplate(call({ TimeoutSeconds: 30 }), {}, lambda()))).toMatchObject([
      { evidence: { inner: 3 } },
    ]);
  });

  it('does not apply where one end has no limit or is not in view', () => {
    expect(find(workflowTemplate(call(), {}, lambda(900)))).toEqual([]);
    expect(find(workflowTemplate(oneTask({ Resource: integration('dynamodb:getItem'), TimeoutSeconds: 5 })))).toEqual(
      [],
    );
  });

  it('does not decide about limits that are not known', () => {
    expect(find(workflowTemplate(call({ TimeoutSecondsPath: '$.t' }), {}, lambda(900)))).toMatchObject([
      { status: 'undetermined' },
    ]);
    expect(find(workflowTemplate(call({ TimeoutSeconds: 30 }), {}, lambda({ 'Fn::ImportValue': 'x' })))).toMatchObject([
      { status: 'undetermined' },
    ]);
  });

  it('compares a task with the whole execution of a durable function', () => {
    const durable = (seconds: number) => lambda(900, { DurableConfig: { ExecutionTimeout: seconds } });
    expect(find(workflowTemplate(call({ TimeoutSeconds: 30 }), {}, durable(9)))).toMatchObject([
      { status: 'compliant' },
    ]);
    // Nobody waits for more than 15 minutes.
    expect(find(workflowTemplate(call({ TimeoutSeconds: 30 }), {}, durable(86_400)))).toMatchObject([
      { status: 'violation', evidence: { inner: 900, outer: 30 } },
    ]);
  });

  it('takes constants of expressions for what they come to', () => {
    expect(find(workflowTemplate(call({ TimeoutSeconds: '{% 5 * 6 %}' }), {}, lambda(900)))).toMatchObject([
      { status: 'violation', evidence: { outer: 30 } },
    ]);
    expect(find(workflowTemplate(call({ TimeoutSeconds: '{% $t %}' }), {}, lambda(900)))).toMatchObject([
      { status: 'undetermined' },
    ]);
  });

  it('objects to an express workflow that runs on after its subscriber gave up', () => {
    const subscriber = (more: object) => ({
      Sub: {
        Type: 'AWS::EventsV2::Subscriber',
        Properties: {
          InvokeConfiguration: { TargetArn: { Ref: 'Machine' }, StepFunctionsParameters: more },
        },
      },
    });
    const express = (more: object) =>
      find(
        workflowTemplate(
          oneTask({ Resource: integration('sqs:sendMessage') }, { TimeoutSeconds: 20 }),
          { StateMachineType: 'EXPRESS' },
          subscriber(more),
        ),
      );
    expect(express({ InvocationType: 'REQUEST_RESPONSE', InvocationTimeoutSeconds: '5' })).toMatchObject([
      { status: 'violation', evidence: { inner: 20, outer: 5 } },
    ]);
    expect(express({ InvocationType: 'REQUEST_RESPONSE' })).toMatchObject([{ status: 'compliant' }]);
    expect(express({ InvocationType: 'REQUEST_RESPONSE', InvocationTimeoutSeconds: '{% $t %}' })).toMatchObject([
      { status: 'undetermined' },
    ]);
    expect(express({ InvocationType: 'EVENT', InvocationTimeoutSeconds: '5' })).toEqual([]);
  });
});
