import { describe, expect, it } from 'vitest';
import { integration, oneTask, workflowTemplate } from '../testing/workflows.js';
import { buildGraph } from '../graph/build-graph.js';
import type { TemplateInput } from '../template/document.js';
import { readTemplate } from '../template/read-template.js';
import { workflowOf } from './workflow.js';

const read = (text: string, more: Partial<TemplateInput> = {}) => {
  const graph = buildGraph([readTemplate({ path: 'stack.yaml', text, ...more })]);
  const [machine] = graph.ofType('AWS::StepFunctions::StateMachine');
  if (!machine) throw new Error('no state machine in the template');
  return workflowOf(machine);
};

describe('workflowOf', () => {
  it('reads states of any depth, with what they stand in', () => {
    const inner = oneTask({ Resource: integration('sns:publish') });
    const branch = { StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor: inner, End: true } } };
    const States = { Both: { Type: 'Parallel', Branches: [branch], End: true } };
    const { states } = read(workflowTemplate({ StartAt: 'Both', States }));
    expect(states.map(({ name, within }) => [name, within.map((group) => group.name)])).toEqual([
      ['Both', []],
      ['Each', ['Both']],
      ['Work', ['Each', 'Both']],
    ]);
  });

  it('reads what tasks call, and how they wait', () => {
    const call = (Resource: unknown) => read(workflowTemplate(oneTask({ Resource }))).states[0]?.call;
    expect(call('arn:aws:states:eu-west-1:111122223333:aws-sdk:s3:getObject')).toMatchObject({
      pattern: 'request',
      service: 's3',
    });
    expect(call('arn:aws:states:eu-west-1:111122223333:activity:pick')).toMatchObject({ pattern: 'activity' });
    expect(call('arn:aws-cn:states:::aws-sdk:dynamodb:updateItem')).toEqual({
      pattern: 'request',
      service: 'dynamodb',
      action: 'updateItem',
    });
    expect(call(integration('states:startExecution.sync:2'))).toMatchObject({ pattern: 'job', service: 'states' });
    expect(call(integration('aws-sdk:sfn:startSyncExecution'))).toMatchObject({
      pattern: 'request',
      service: 'states',
    });
    expect(call(integration('ecs:runTask.waitForTaskToken'))).toMatchObject({ pattern: 'callback', service: 'ecs' });
    expect(
      call({ 'Fn::Sub': 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:activity:a' }),
    ).toMatchObject({ pattern: 'activity' });
    expect(
      call({ 'Fn::Sub': 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:f' }),
    ).toMatchObject({ service: 'lambda' });
    expect(call({ 'Fn::ImportValue': 'x' })).toBeUndefined();
  });

  it('reads limits as numbers, as text, from the input, and as expressions', () => {
    const limit = (task: object) => read(workflowTemplate(oneTask({ Resource: 'x', ...task }))).states[0]?.timeout;
    expect(limit({ TimeoutSeconds: '30' })).toBe(30);
    expect(limit({ TimeoutSecondsPath: '$.t' })).toBe('dynamic');
    expect(limit({ TimeoutSeconds: '{% $t %}' })).toBe('unknown');
    expect(limit({})).toBe('none');
  });

  it('takes the default of a parameter for unknown', () => {
    const text = workflowTemplate(oneTask({ Resource: 'x', TimeoutSeconds: { Ref: 'Limit' } }));
    const withParameter = JSON.stringify({
      Parameters: { Limit: { Type: 'Number', Default: 5 } },
      ...JSON.parse(text),
    });
    expect(read(withParameter).states[0]?.timeout).toBe('unknown');
  });

  it('reads retries with the defaults of the language', () => {
    const [state] = read(workflowTemplate(oneTask({ Resource: 'x', Retry: [{ ErrorEquals: ['States.ALL'] }] }))).states;
    expect(state?.retriers).toMatchObject([
      { errors: ['States.ALL'], maxAttempts: 3, interval: 1, backoffRate: 2, isCapped: false, hasJitter: false },
    ]);
  });

  it('reads a definition that lies in the assembly of a CDK app', () => {
    const text = JSON.stringify({
      Resources: {
        Machine: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: { DefinitionS3Location: { Bucket: { 'Fn::Sub': 'assets-${AWS::Region}' }, Key: '0123.json' } },
        },
      },
    });
    const readFile = (path: string) =>
      path === 'asset.0123.json' ? JSON.stringify(oneTask({ Resource: integration('sns:publish') })) : undefined;
    expect(read(text, { readFile }).states.map(({ name }) => name)).toEqual(['Work']);
    expect(read(text).states).toEqual([]);
  });

  it('reads a file that SAM names, with its substitutions', () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: {} }
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flow.asl.yaml
      DefinitionSubstitutions: { Target: !GetAtt Fn.Arn }
`;
    const readFile = () => 'StartAt: Work\nStates:\n  Work: { Type: Task, Resource: "${Target}", End: true }\n';
    expect(read(text, { readFile }).states[0]?.call).toMatchObject({ service: 'lambda' });
  });
});
