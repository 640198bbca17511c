import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { integration, oneTask, workflowTemplate } from '../../testing/workflows.js';
import { stepfunctionsCatch } from './stepfunctions-catch.js';

const find = (...templates: string[]) => findingsFor(stepfunctionsCatch, ...templates);
const invoke = { Type: 'Task', Resource: integration('lambda:invoke') };
const plain = oneTask({ Resource: integration('lambda:invoke') });
const caught = (next: string) => [{ ErrorEquals: ['States.ALL'], Next: next }];
const machine = { 'Fn::GetAtt': ['Machine', 'Arn'] };
const alarm = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    Namespace: 'AWS/States',
    MetricName: 'ExecutionsFailed',
    Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: 'Machine' } }],
    AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:ops'],
  },
};
const rule = (detail: object = {}) => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    EventPattern: { source: ['aws.states'], 'detail-type': ['Step Functions Execution Status Change'], detail },
  },
});
const saga = (charge: object, refund: object) => ({
  StartAt: 'Reserve',
  States: {
    Reserve: { ...invoke, Catch: caught('Cancel'), Next: 'Charge' },
    Charge: { ...invoke, End: true, ...charge },
    Cancel: { ...invoke, End: true, ...refund },
  },
});

const startSync = { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:states:action/StartSyncExecution' };

describe('stepfunctions-catch', () => {
  it('objects to failures that nobody handles and nobody learns of', () => {
    expect(find(workflowTemplate(plain))).toMatchObject([{ status: 'violation', evidence: { uncaught: 1 } }]);
  });

  it('passes when all is caught, by the step or by the group around it', () => {
    const States = { Work: { ...invoke, Catch: caught('Tell'), End: true }, Tell: { ...invoke, End: true } };
    expect(find(workflowTemplate({ StartAt: 'Work', States }))).toMatchObject([{ status: 'compliant' }]);
    const group = { Type: 'Parallel', Branches: [plain], Catch: caught('Tell'), End: true };
    expect(
      find(workflowTemplate({ StartAt: 'Group', States: { Group: group, Tell: { Type: 'Fail' } } })),
    ).toMatchObject([{ status: 'compliant' }]);
  });

  it('asks for no catch around steps that call nothing', () => {
    const each = (step: object, more: object = {}) => ({
      StartAt: 'Each',
      States: { Each: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'Step', States: { Step: step } }, ...more } },
    });
    const pass = { Type: 'Pass', End: true };
    expect(find(workflowTemplate(each(pass)))).toEqual([]);
    const ItemReader = { Resource: integration('s3:getObject') };
    expect(find(workflowTemplate(each(pass, { ItemReader })))).toMatchObject([{ status: 'violation' }]);
    const [finding] = find(workflowTemplate(each({ ...invoke, End: true })));
    expect(finding?.message).toMatch(/^A failure of "Step" ends/);
  });

  it('passes an alarm on failed executions, also in another stack', () => {
    expect(find(workflowTemplate(plain, {}, { Alarm: alarm }))).toMatchObject([{ status: 'compliant' }]);
    const silent = { ...alarm, Properties: { ...alarm.Properties, ActionsEnabled: false } };
    expect(find(workflowTemplate(plain, {}, { Alarm: silent }))).toMatchObject([{ status: 'violation' }]);
  });

  it('passes a rule on failed executions, but not for express workflows, which send no such events', () => {
    expect(find(workflowTemplate(plain, {}, { Rule: rule() }))).toMatchObject([{ status: 'compliant' }]);
    expect(
      find(workflowTemplate(plain, {}, { Rule: rule({ status: ['FAILED'], stateMachineArn: [machine] }) })),
    ).toMatchObject([{ status: 'compliant' }]);
    expect(find(workflowTemplate(plain, {}, { Rule: rule({ status: ['SUCCEEDED'] }) }))).toMatchObject([
      { status: 'violation' },
    ]);
    expect(find(workflowTemplate(plain, { StateMachineType: 'EXPRESS' }, { Rule: rule() }))).toMatchObject([
      { status: 'violation' },
    ]);
  });

  it('passes when every caller waits for the result', () => {
    const api = {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        IntegrationSubtype: 'StepFunctions-StartSyncExecution',
        RequestParameters: { StateMachineArn: machine },
      },
    };
    expect(find(workflowTemplate(plain, { StateMachineType: 'EXPRESS' }, { Api: api }))).toMatchObject([
      { status: 'compliant' },
    ]);
    const parent = {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        Definition: oneTask({
          Resource: integration('states:startExecution.sync:2'),
          Parameters: { StateMachineArn: machine },
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Tell' }],
        }),
      },
    };
    expect(find(workflowTemplate(plain, {}, { Parent: parent }))).toMatchObject([
      { status: 'compliant' },
      { status: 'compliant' },
    ]);
  });

  it.each([
    [
      'an HTTP API',
      'AWS::ApiGatewayV2::Api',
      { integrationSubtype: 'StepFunctions-StartSyncExecution', requestParameters: { StateMachineArn: machine } },
    ],
    [
      'a REST API',
      'AWS::ApiGateway::RestApi',
      { uri: startSync, requestTemplates: { 'application/json': { 'Fn::Sub': '{"stateMachineArn": "${Machine}"}' } } },
    ],
    [
      'a REST API by its name',
      'AWS::ApiGateway::RestApi',
      {
        uri: startSync,
        requestTemplates: {
          'application/json':
            '{"stateMachineArn": "arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:orders"}',
        },
      },
    ],
  ])('passes when the document of %s waits for the result', (_, type, integrated) => {
    const body = { paths: { '/a': { post: { 'x-amazon-apigateway-integration': integrated } } } };
    const own = { StateMachineType: 'EXPRESS', StateMachineName: 'orders' };
    expect(find(workflowTemplate(plain, own, { Api: { Type: type, Properties: { Body: body } } }))).toMatchObject([
      { status: 'compliant', message: expect.stringContaining('Api waits') },
    ]);
    const other = JSON.parse(
      JSON.stringify(body).replace('Sync', '').replace('Machine}', 'Other}').replace(':orders', ':orders-old'),
    ) as unknown;
    expect(find(workflowTemplate(plain, own, { Api: { Type: type, Properties: { Body: other } } }))).toMatchObject([
      { status: 'violation' },
    ]);
  });

  it('passes when the only one who may start it waits for the result', () => {
    const role = (...actions: string[]) => ({
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: actions, Resource: machine }] } }],
      },
    });
    const own = { StateMachineType: 'EXPRESS' };
    const waits = role('states:StartSyncExecution');
    expect(find(workflowTemplate(plain, own, { Role: waits }))).toMatchObject([{ status: 'compliant' }]);
    const lambda = { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { MACHINE: machine } } } };
    expect(find(workflowTemplate(plain, own, { Role: waits, F: lambda }))).toMatchObject([{ status: 'violation' }]);
    expect(
      find(workflowTemplate(plain, own, { Role: role('states:StartSyncExecution', 'states:StartExecution') })),
    ).toMatchObject([{ status: 'violation' }]);
    expect(find(workflowTemplate(plain, own, { Role: waits, Other: role('states:Start*') }))).toMatchObject([
      { status: 'violation' },
    ]);
  });

  it('objects to a saga that some failures leave half done, whatever watches it', () => {
    const retry = { Retry: [{ ErrorEquals: ['States.ALL'] }] };
    expect(find(workflowTemplate(saga({}, retry), {}, { Alarm: alarm }))).toMatchObject([
      { status: 'violation', message: expect.stringContaining('"Charge"') },
    ]);
    expect(find(workflowTemplate(saga({ Catch: caught('Cancel') }, retry)))).toMatchObject([{ status: 'compliant' }]);
  });

  it.each([
    ['errors of its own', [{ ErrorEquals: ['CardDeclined'], Next: 'Cancel' }], 'violation'],
    ['timeouts', [{ ErrorEquals: ['States.Timeout'], Next: 'Cancel' }], 'violation'],
    ['two of its own', ['Declined', 'Expired'].map((error) => ({ ErrorEquals: [error], Next: 'Cancel' })), 'violation'],
    ['what a task fails with', [{ ErrorEquals: ['States.TaskFailed'], Next: 'Cancel' }], 'compliant'],
    ['an error of its own and then all', [{ ErrorEquals: ['A'], Next: 'Cancel' }, ...caught('Cancel')], 'compliant'],
    ['what a parameter says', [{ ErrorEquals: [{ 'Fn::ImportValue': 'error' }], Next: 'Cancel' }], 'compliant'],
  ])('asks a saga to catch more than %s, which timeouts and crashes pass', (_, Catch, expected) => {
    const retry = { Retry: [{ ErrorEquals: ['States.ALL'] }] };
    expect(find(workflowTemplate(saga({ Catch }, retry)))).toMatchObject([{ status: expected }]);
    // Where nothing is undone, what passes the catch only ends the execution.
    const States = { Work: { ...invoke, Catch, End: true }, Cancel: { Type: 'Fail' } };
    expect(find(workflowTemplate({ StartAt: 'Work', States }))).toMatchObject([{ status: 'compliant' }]);
  });

  it('objects to compensation that is not retried', () => {
    expect(find(workflowTemplate(saga({ Catch: caught('Cancel') }, {})))).toMatchObject([
      { status: 'violation', property: 'Definition.States.Cancel.Retry' },
      { status: 'compliant' },
    ]);
  });

  it('takes a notice neither for compensation nor for work that is left half done', () => {
    const retry = { Retry: [{ ErrorEquals: ['States.ALL'] }] };
    const publish = { Type: 'Task', Resource: integration('sns:publish') };
    const told = (after: object, more: object = {}) => {
      const { States } = saga({ End: undefined, Next: 'Notify', Catch: caught('Cancel') }, retry);
      const Cancel = { ...States.Cancel, Catch: caught('NotifyCancelFailed') };
      const NotifyCancelFailed = { ...publish, End: true };
      return {
        StartAt: 'Reserve',
        States: { ...States, Cancel, NotifyCancelFailed, Notify: { ...publish, ...after }, ...more },
      };
    };
    const done = { Done: { Type: 'Succeed' } };
    for (const definition of [told({ End: true }), told({ Next: 'Done' }, done)])
      for (const watched of [{ Alarm: alarm }, {}])
        expect(find(workflowTemplate(definition, {}, watched))).toMatchObject([{ status: 'compliant' }]);
    expect(find(workflowTemplate({ StartAt: 'Notify', States: { Notify: { ...publish, End: true } } }))).toMatchObject([
      { status: 'violation' },
    ]);
    const ship = { Ship: { ...invoke, Catch: caught('Cancel'), End: true } };
    expect(find(workflowTemplate(told({ Next: 'Ship' }, ship), {}, { Alarm: alarm }))).toMatchObject([
      { status: 'violation', message: expect.stringContaining('not when "Notify" fails') },
    ]);
  });

  it('does not apply where nothing can fail', () => {
    expect(find(workflowTemplate({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }))).toEqual([]);
  });

  it('does not decide about a definition in another file, or an unclear alarm', () => {
    expect(find(workflowTemplate({}))).toMatchObject([{ status: 'undetermined' }]);
    const unclear = { ...alarm, Properties: { ...alarm.Properties, Dimensions: { 'Fn::ImportValue': 'x' } } };
    expect(find(workflowTemplate(plain, {}, { Alarm: unclear }))).toMatchObject([{ status: 'undetermined' }]);
  });

  it.each([
    [{ ToleratedFailurePercentage: 100 }, 'compliant'],
    [{ ToleratedFailurePercentage: '{% 50 * 2 %}' }, 'compliant'],
    // The group fails with the first item above the limit.
    [{ ToleratedFailurePercentage: 20 }, 'violation'],
    [{ ToleratedFailureCount: 100 }, 'violation'],
    [{ ToleratedFailurePercentage: 100, ToleratedFailureCount: 5 }, 'violation'],
    [{ ToleratedFailurePercentage: 0 }, 'violation'],
    [{ ToleratedFailurePercentagePath: '$.most' }, 'undetermined'],
    [{ ToleratedFailurePercentage: { 'Fn::ImportValue': 'x' } }, 'undetermined'],
  ])('reads how many items of a distributed map may fail: %j', (limits, status) => {
    const each = (Mode: string) => ({
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          End: true,
          ItemReader: { Resource: integration('s3:getObject') },
          ItemProcessor: { ProcessorConfig: { Mode }, StartAt: 'Step', States: { Step: { ...invoke, End: true } } },
          ...limits,
        },
      },
    });
    expect(find(workflowTemplate(each('DISTRIBUTED')))).toMatchObject([{ status }]);
    expect(find(workflowTemplate(each('INLINE')))).toMatchObject([{ status: 'violation' }]);
  });
});
