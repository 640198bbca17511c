import { describe, expect, it } from 'vitest';
import { buildGraph } from './build-graph.js';
import type { TemplateInput } from '../template/document.js';
import type { Resource, ResourceGraph } from './graph.js';
import { readTemplate } from '../template/read-template.js';

const graphOf = (...inputs: (string | TemplateInput)[]): ResourceGraph =>
  buildGraph(
    inputs.map((input, index) =>
      readTemplate(typeof input === 'string' ? { path: `t${index}.yaml`, text: input } : input),
    ),
  );

function find(graph: ResourceGraph, id: string, path?: string): Resource {
  const found = graph.resources.find(
    (resource) => resource.logicalId === id && (path === undefined || resource.document.input.path === path),
  );
  if (!found) throw new Error(`no ${id}`);
  return found;
}

const queue = (id: string, properties = '{}'): string =>
  `  ${id}: {Type: AWS::SQS::Queue, Properties: ${properties}}\n`;
const failuresInto = (graph: ResourceGraph, id: string): string[] =>
  graph.deadLettersInto(find(graph, id)).map(({ from, property }) => `${from.logicalId} ${property}`);

describe('what is not analysed', () => {
  it('names keys that stand twice, of which the last one counts', () => {
    const graph = graphOf(
      'Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {DelaySeconds: 1, DelaySeconds: 2}\n',
    );
    expect(graph.notAnalysed.map(({ path, reason }) => `${path.join('.')}: ${reason}`)).toEqual([
      'Resources.Q.Properties.DelaySeconds: The key "DelaySeconds" stands twice in one place; only the last one was analysed, as it is deployed.',
    ]);
    expect(find(graph, 'Q').get('DelaySeconds')).toMatchObject({ kind: 'known', value: 2 });
  });
});

describe('dead-letter edges', () => {
  it.each([
    ['AWS::SQS::Queue', 'RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn}', 'RedrivePolicy.deadLetterTargetArn'],
    [
      'AWS::SQS::Queue',
      `RedrivePolicy: !Sub '{"deadLetterTargetArn": "\${D.Arn}", "maxReceiveCount": 3}'`,
      'RedrivePolicy.deadLetterTargetArn',
    ],
    ['AWS::Lambda::Function', 'DeadLetterConfig: {TargetArn: !GetAtt D.Arn}', 'DeadLetterConfig.TargetArn'],
    [
      'AWS::Lambda::EventInvokeConfig',
      'DestinationConfig: {OnFailure: {Destination: !GetAtt D.Arn}}',
      'DestinationConfig.OnFailure.Destination',
    ],
    [
      'AWS::Lambda::EventSourceMapping',
      'DestinationConfig: {OnFailure: {Destination: !GetAtt D.Arn}}',
      'DestinationConfig.OnFailure.Destination',
    ],
    [
      'AWS::Events::Rule',
      'Targets: [{Id: a}, {DeadLetterConfig: {Arn: !GetAtt D.Arn}}]',
      'Targets.1.DeadLetterConfig.Arn',
    ],
    ['AWS::Events::EventBus', 'DeadLetterConfig: {Arn: !GetAtt D.Arn}', 'DeadLetterConfig.Arn'],
    ['AWS::EventsV2::Subscriber', 'OnFailureConfiguration: {Arn: !GetAtt D.Arn}', 'OnFailureConfiguration.Arn'],
    ['AWS::Scheduler::Schedule', 'Target: {DeadLetterConfig: {Arn: !GetAtt D.Arn}}', 'Target.DeadLetterConfig.Arn'],
    [
      'AWS::Pipes::Pipe',
      'SourceParameters: {KinesisStreamParameters: {DeadLetterConfig: {Arn: !GetAtt D.Arn}}}',
      'SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn',
    ],
    [
      'AWS::SNS::Subscription',
      'RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn}',
      'RedrivePolicy.deadLetterTargetArn',
    ],
    [
      'AWS::IoT::TopicRule',
      'TopicRulePayload: {ErrorAction: {Sqs: {QueueUrl: !Ref D}}}',
      'TopicRulePayload.ErrorAction.Sqs.QueueUrl',
    ],
  ])('%s with %s', (type, properties, property) => {
    const graph = graphOf(
      `Resources:\n${queue('D')}  From:\n    Type: ${type}\n    Properties:\n      ${properties}\n`,
    );
    expect(failuresInto(graph, 'D')).toEqual([`From ${property}`]);
    expect(graph.isFailureTarget(find(graph, 'D'))).toBe(true);
  });

  it('go through exports, literal ARNs and names of other templates', () => {
    const graph = graphOf(
      `Resources:\n${queue('D')}${queue('N', '{QueueName: failed-orders}')}Outputs:\n  O: {Value: !GetAtt D.Arn, Export: {Name: !Sub "\${AWS::StackName}-dlq"}}\n`,
      `Resources:\n${queue('A', '{RedrivePolicy: {deadLetterTargetArn: !ImportValue {"Fn::Sub": "${AWS::StackName}-dlq"}}}')}${queue('B', '{RedrivePolicy: {deadLetterTargetArn: "arn:aws:sqs:eu-west-1:1:failed-orders"}}')}`,
    );
    expect(failuresInto(graph, 'D')).toEqual(['A RedrivePolicy.deadLetterTargetArn']);
    expect(failuresInto(graph, 'N')).toEqual(['B RedrivePolicy.deadLetterTargetArn']);
  });

  it('are followed in each branch of a condition', () => {
    const graph = graphOf(
      `Resources:\n${queue('D')}${queue('E')}${queue('Q', '{RedrivePolicy: {deadLetterTargetArn: !If [C, !GetAtt D.Arn, !GetAtt E.Arn]}}')}`,
    );
    expect(failuresInto(graph, 'D')).toHaveLength(1);
    expect(failuresInto(graph, 'E')).toHaveLength(1);
  });

  it('end for circles and leave out queues that name themselves', () => {
    const to = (id: string): string => `{RedrivePolicy: {deadLetterTargetArn: !GetAtt ${id}.Arn}}`;
    const graph = graphOf(`Resources:\n${queue('A', to('B'))}${queue('B', to('A'))}${queue('D', to('D'))}`);
    expect(failuresInto(graph, 'A')).toEqual(['B RedrivePolicy.deadLetterTargetArn']);
    expect(graph.isFailureTarget(find(graph, 'D'))).toBe(false);
  });

  it('come from the Catch of a state machine, also through another state', () => {
    const definition = JSON.stringify({
      StartAt: 'Work',
      States: {
        Work: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Note' }],
          Next: 'Send',
        },
        Note: { Type: 'Pass', Next: 'Park' },
        Park: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: { QueueUrl: '${D}' },
          End: true,
        },
        Send: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: { QueueUrl: '${W}' },
          End: true,
        },
      },
    });
    const graph = graphOf(
      `Resources:\n${queue('D')}${queue('W')}  M: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: !Sub '${definition}'}}\n`,
    );
    expect(failuresInto(graph, 'D')).toEqual(['M DefinitionString.States.Park.Parameters.QueueUrl']);
    expect(failuresInto(graph, 'W')).toEqual([]);
  });

  it('are not needed for a queue that says itself that it takes failures', () => {
    const graph = graphOf(
      `Resources:\n${queue('A', '{RedriveAllowPolicy: {redrivePermission: byQueue}}')}${queue('B', '{RedriveAllowPolicy: {redrivePermission: denyAll}}')}`,
    );
    expect(graph.isFailureTarget(find(graph, 'A'))).toBe(true);
    expect(graph.isFailureTarget(find(graph, 'B'))).toBe(false);
  });
});

describe('nested stacks', () => {
  it('take parameters from their parent and give outputs back', () => {
    const graph = graphOf(
      {
        path: 'app/main.yaml',
        text: `Resources:\n${queue('D')}  N:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: ./parts/child.yaml, Parameters: {Target: !GetAtt D.Arn}}\n${queue('Q', '{RedrivePolicy: {deadLetterTargetArn: !GetAtt N.Outputs.Inner}}')}`,
      },
      {
        path: 'app/parts/child.yaml',
        text: `Parameters: {Target: {Type: String}}\nResources:\n${queue('C', '{RedrivePolicy: {deadLetterTargetArn: !Ref Target}}')}${queue('I')}Outputs: {Inner: {Value: !GetAtt I.Arn}}\n`,
      },
    );
    expect(failuresInto(graph, 'D')).toEqual(['C RedrivePolicy.deadLetterTargetArn']);
    expect(failuresInto(graph, 'I')).toEqual(['Q RedrivePolicy.deadLetterTargetArn']);
  });

  it('are found from a path that counts from a build folder', () => {
    const stack = (url: string): string =>
      `Resources:\n  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${url}}}\n${queue('Q', '{RedrivePolicy: {deadLetterTargetArn: !GetAtt N.Outputs.O}}')}`;
    const graph = graphOf(
      { path: 'orders/template.yaml', text: stack('../../shared/dlq.yaml') },
      { path: 'shared/dlq.yaml', text: `Resources:\n${queue('D')}Outputs: {O: {Value: !GetAtt D.Arn}}\n` },
    );
    expect(failuresInto(graph, 'D')).toEqual(['Q RedrivePolicy.deadLetterTargetArn']);
    expect(graph.notAnalysed).toEqual([]);
  });

  it('that refer to themselves or leave the root are not followed', () => {
    const stack = (url: string): string =>
      `Resources:\n  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${url}, Parameters: {P: !GetAtt N.Outputs.O}}}\nOutputs: {O: {Value: !GetAtt N.Outputs.O}}\n`;
    const graph = graphOf({ path: 'a.yaml', text: stack('a.yaml') }, { path: 'b.yaml', text: stack('../b.yaml') });
    expect(graph.resources.map((resource) => resource.get('Parameters.P').kind)).toEqual(['external', 'external']);
  });
});

describe('conditions', () => {
  const child = (dead: string) =>
    graphOf(
      {
        path: 'main.yaml',
        text: `Resources:\n${queue('D')}  N:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: child.yaml, Parameters: {Dead: ${dead}}}\n`,
      },
      {
        path: 'child.yaml',
        text: `Parameters: {Dead: {Type: String, Default: ""}}\nConditions: {HasDead: !Not [!Equals [!Ref Dead, ""]]}\nResources:\n${queue('Q', '{RedrivePolicy: !If [HasDead, {deadLetterTargetArn: !Ref Dead}, !Ref AWS::NoValue]}')}`,
      },
    );
  it.each([
    ['!GetAtt D.Arn', 'known'],
    ['!Sub "arn:aws:sqs:${AWS::Region}:1:x"', 'known'],
    ['""', 'absent'],
    ['!Ref AWS::StackName', 'choice'],
  ])('of a nested stack that is given %s are settled by it', (dead, kind) => {
    expect(find(child(dead), 'Q').get('RedrivePolicy').kind).toBe(kind);
  });
});

describe('stack sets', () => {
  it('are said to be left out', () => {
    const graph = graphOf('Resources: {S: {Type: AWS::CloudFormation::StackSet, Properties: {TemplateBody: "{}"}}}\n');
    expect(graph.notAnalysed).toMatchObject([{ path: ['Resources', 'S'] }]);
  });
});

describe('the graph', () => {
  it('knows who refers to a resource, wherever', () => {
    const graph = graphOf(
      `Resources:\n${queue('Q')}  F: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {A: !If [C, !Sub "\${Q}-x", b]}}}}\n  G: {Type: AWS::Lambda::Function}\n`,
    );
    const referrers = (type: string) => graph.referrers(find(graph, 'Q'), type).map(({ logicalId }) => logicalId);
    expect(referrers('AWS::Lambda::Function')).toEqual(['F']);
    expect(referrers('AWS::SQS::Queue')).toEqual([]);
  });

  it('does not mix up the same names of two environments', () => {
    const stack = (region: string): TemplateInput => ({
      path: `${region}.yaml`,
      environment: { region },
      text: `Resources:\n${queue('D', '{QueueName: dlq}')}${queue('Q', `{RedrivePolicy: {deadLetterTargetArn: !Sub "arn:aws:sqs:\${AWS::Region}:1:dlq"}}`)}`,
    });
    const graph = graphOf(stack('eu-west-1'), stack('us-east-1'));
    for (const path of ['eu-west-1.yaml', 'us-east-1.yaml']) {
      const edges = graph.deadLettersInto(find(graph, 'D', path));
      expect(edges.map((edge) => edge.from.document.input.path)).toEqual([path]);
    }
  });

  it('carries on beside resources of the wrong shape and tells of them', () => {
    const graph = graphOf(
      'Transform: [Unheard, AWS::LanguageExtensions]\nResources:\n  A: null\n  B: {Type: 5}\n  C: {Type: AWS::SQS::Queue, Properties: [1]}\n  D: {Type: AWS::Events::Rule, Properties: {Targets: all}}\n',
    );
    expect(graph.resources.map((resource) => resource.logicalId)).toEqual(['C', 'D']);
    expect(graph.resources.map((resource) => graph.isFailureTarget(resource))).toEqual([false, false]);
    expect(graph.notAnalysed.map(({ path }) => path.join('.'))).toEqual([
      'Transform',
      'Resources.A',
      'Resources.B',
      'Resources.C.Properties',
    ]);
  });

  it('writes out loops over literal lists and tells of others', () => {
    const graph = graphOf(
      `Resources:\n  Fn::ForEach::Known: [N, [a-1, b], {"Queue&{N}": {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "x-\${N}", DelaySeconds: !Ref N}}}]\n  Fn::ForEach::Unknown: [N, !Ref Elsewhere, {"T\${N}": {Type: AWS::SNS::Topic}}]\n`,
    );
    expect(graph.resources.map((resource) => resource.logicalId)).toEqual(['Queuea1', 'Queueb']);
    expect(find(graph, 'Queuea1').get('QueueName')).toEqual({ kind: 'known', value: 'x-a-1' });
    expect(find(graph, 'Queueb').position('QueueName')?.line).toBe(2);
    expect(graph.notAnalysed.map(({ path }) => path[1])).toEqual(['Fn::ForEach::Unknown']);
  });

  it('does not write out loops without bound', () => {
    const items = Array.from({ length: 2_000 }, (_, index) => `a${index}`).join(',');
    const graph = graphOf(
      `Resources:\n  Fn::ForEach::A: [A, [${items}], {"Fn::ForEach::B": [B, [${items}], {"Q\${A}\${B}": {Type: AWS::SQS::Queue}}]}]\n`,
    );
    expect(graph.resources.length).toBeLessThan(20_000);
    expect(graph.notAnalysed).toHaveLength(1);
  });

  it('tells of macros inside of properties', () => {
    const graph = graphOf(
      'Resources:\n  A: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {Fn::Transform: {Name: AWS::Include}}}}\n',
    );
    expect(graph.notAnalysed.map(({ path }) => path.join('.'))).toEqual(['Resources.A.Properties.Body']);
  });

  it('knows what the CDK made for itself', () => {
    const lambda = (id: string, path: string): string =>
      `  ${id}: {Type: AWS::Lambda::Function, Metadata: {aws:cdk:path: ${path}}}\n`;
    const graph = graphOf(
      `Resources:\n${lambda('LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A', 'S/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/Resource')}${lambda('X', 'S/Provider/framework-onEvent/Resource')}${lambda('OrderLogRetention', 'S/OrderLogRetention/Resource')}`,
    );
    expect(graph.resources.map((resource) => resource.ownedByCdk)).toEqual([true, true, false]);
  });
});
