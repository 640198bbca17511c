import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../graph/build-graph.js';
import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { readTemplate } from '../read-template.js';
import { asNumber, asString, describe as inWords } from '../../values/values.js';

const graphOf = (text: string, files: Record<string, string> = {}): ResourceGraph =>
  buildGraph([
    readTemplate({
      path: 'a.yaml',
      text: `Transform: AWS::Serverless-2016-10-31\n${text}`,
      readFile: (path) => files[path],
    }),
  ]);

const only = (graph: ResourceGraph, type: string): Resource => {
  const [resource, ...others] = graph.ofType(type);
  if (!resource || others.length > 0) throw new Error(`${others.length + (resource ? 1 : 0)} of ${type}`);
  return resource;
};

const functionWith = (properties: string, rest = ''): ResourceGraph =>
  graphOf(`Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: ${properties}\n${rest}`);
const functionOn = (event: string, rest = ''): ResourceGraph => functionWith(`{Events: {E: ${event}}}`, rest);

describe('functions', () => {
  it('take properties from the globals, with their position', () => {
    const graph = graphOf(
      'Globals:\n  Function:\n    Timeout: 10\n    MemorySize: 128\n    Environment: {Variables: {A: a}}\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      MemorySize: 256\n      Environment: {Variables: {B: b}}\n      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt D.Arn}\n  D: {Type: AWS::SQS::Queue}\n',
    );
    const lambda = only(graph, 'AWS::Lambda::Function');
    expect(lambda.sourceType).toBe('AWS::Serverless::Function');
    expect([lambda.get('Timeout'), lambda.get('MemorySize')]).toEqual([
      { kind: 'known', value: 10 },
      { kind: 'known', value: 256 },
    ]);
    expect(lambda.get('Environment.Variables')).toEqual({ kind: 'known', value: { A: 'a', B: 'b' } });
    expect(lambda.position('Timeout')?.line).toBe(4);
    expect(lambda.position('MemorySize')?.line).toBe(11);
    expect(lambda.position('DeadLetterConfig.TargetArn')?.line).toBe(13);
    expect(lambda.position()?.line).toBe(8);
    expect(graph.deadLettersInto(only(graph, 'AWS::SQS::Queue')).map(({ property }) => property)).toEqual([
      'DeadLetterConfig.TargetArn',
    ]);
  });

  it('have their alias invoked, which stands for the function', () => {
    const graph = functionWith(
      '{AutoPublishAlias: live, Events: {E: {Type: SNS, Properties: {Topic: !Ref T}}}, DeploymentPreference: {Type: Linear, Alarms: [!Ref A]}}',
      '  T: {Type: AWS::SNS::Topic}\n',
    );
    expect(
      graph.invocations(only(graph, 'AWS::Lambda::Function')).map(({ mode, source }) => `${mode} ${source?.logicalId}`),
    ).toEqual(['asynchronous T']);
    expect(only(graph, 'AWS::CodeDeploy::DeploymentGroup').list('AlarmConfiguration.Alarms')).toHaveLength(1);
  });

  it('have destinations, also such that SAM makes', () => {
    const graph = functionWith(
      '{EventInvokeConfig: {MaximumRetryAttempts: 1, DestinationConfig: {OnFailure: {Type: SQS}, OnSuccess: {Type: SNS}}}}',
    );
    const config = only(graph, 'AWS::Lambda::EventInvokeConfig');
    expect(config.get('MaximumRetryAttempts')).toEqual({ kind: 'known', value: 1 });
    expect(asString(config.get('Qualifier'))).toBe('$LATEST');
    const made = only(graph, 'AWS::SQS::Queue');
    expect(made.logicalId).toBe('F');
    expect(made.key).not.toBe(config.key);
    expect(graph.isFailureTarget(made)).toBe(true);
    expect(only(graph, 'AWS::SNS::Topic').logicalId).toBe('F');
  });

  it('have a URL', () => {
    const graph = functionWith('{FunctionUrlConfig: {AuthType: NONE}}');
    expect(asString(only(graph, 'AWS::Lambda::Url').get('AuthType'))).toBe('NONE');
    expect(graph.invocations(only(graph, 'AWS::Lambda::Function')).map(({ service }) => service)).toEqual([
      'lambda-url',
    ]);
  });
});

describe('events', () => {
  const queue = '  Q: {Type: AWS::SQS::Queue}\n';

  it.each([
    ['{Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}', 'AWS::Lambda::EventSourceMapping', 'queue sqs Q'],
    [
      '{Type: Kinesis, Properties: {Stream: "arn:aws:kinesis:eu-west-1:1:stream/s", StartingPosition: LATEST}}',
      'AWS::Lambda::EventSourceMapping',
      'stream kinesis -',
    ],
    [
      '{Type: DynamoDB, Properties: {Stream: !GetAtt Unknown.StreamArn, StartingPosition: LATEST}}',
      'AWS::Lambda::EventSourceMapping',
      'stream stream -',
    ],
    [
      '{Type: MQ, Properties: {Broker: "arn:aws:mq:eu-west-1:1:broker:b", Queues: [a]}}',
      'AWS::Lambda::EventSourceMapping',
      'broker mq -',
    ],
    ['{Type: SelfManagedKafka, Properties: {Topics: [a]}}', 'AWS::Lambda::EventSourceMapping', 'stream kafka -'],
    [
      '{Type: S3, Properties: {Bucket: !Ref B, Events: s3:ObjectCreated:*}}',
      'AWS::Lambda::Permission',
      'asynchronous s3 B',
    ],
    ['{Type: Schedule, Properties: {Schedule: rate(1 minute)}}', 'AWS::Events::Rule', 'asynchronous events -'],
    ['{Type: EventBridgeRule, Properties: {Pattern: {source: [a]}}}', 'AWS::Events::Rule', 'asynchronous events -'],
    [
      '{Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 minute)}}',
      'AWS::Scheduler::Schedule',
      'asynchronous scheduler F',
    ],
    ['{Type: IoTRule, Properties: {Sql: x}}', 'AWS::IoT::TopicRule', 'asynchronous iot F'],
    [
      '{Type: CloudWatchLogs, Properties: {LogGroupName: x, FilterPattern: x}}',
      'AWS::Logs::SubscriptionFilter',
      'asynchronous logs F',
    ],
    [
      '{Type: Cognito, Properties: {UserPool: !Ref P, Trigger: PreSignUp}}',
      'AWS::Lambda::Permission',
      'synchronous cognito-idp P',
    ],
    ['{Type: AlexaSkill}', 'AWS::Lambda::Permission', 'synchronous alexa-appkit -'],
    ['{Type: Api, Properties: {Path: /a, Method: get}}', 'AWS::ApiGateway::Method', 'synchronous apigateway F'],
    ['{Type: HttpApi}', 'AWS::ApiGatewayV2::Integration', 'synchronous apigateway F'],
  ])('%s', (event, type, expected) => {
    const graph = functionOn(event, `${queue}  B: {Type: AWS::S3::Bucket}\n  P: {Type: AWS::Cognito::UserPool}\n`);
    const invocations = graph.invocations(only(graph, 'AWS::Lambda::Function'));
    expect(invocations.map(({ mode, service, source }) => `${mode} ${service} ${source?.logicalId ?? '-'}`)).toEqual([
      expected,
    ]);
    expect(invocations[0]?.via).toBe(only(graph, type));
    expect(invocations[0]?.via.logicalId).toBe('F');
    expect(invocations[0]?.via.position()?.line).toBe(5);
  });

  it('subscribe a queue between topic and function where it is asked for', () => {
    const graph = functionOn(
      '{Type: SNS, Properties: {Topic: !Ref T, SqsSubscription: true}}',
      '  T: {Type: AWS::SNS::Topic}\n',
    );
    expect(graph.invocations(only(graph, 'AWS::Lambda::Function')).map(({ mode }) => mode)).toEqual(['queue']);
    expect(asString(only(graph, 'AWS::SNS::Subscription').get('Protocol'))).toBe('sqs');
  });

  it.each([
    [
      '{Type: Schedule, Properties: {Schedule: rate(1 day), DeadLetterConfig: {Type: SQS}}}',
      'Targets.0.DeadLetterConfig.Arn',
    ],
    [
      '{Type: EventBridgeRule, Properties: {Pattern: {}, DeadLetterConfig: {Type: SQS, QueueLogicalId: Failed}}}',
      'Targets.0.DeadLetterConfig.Arn',
    ],
    [
      '{Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day), DeadLetterConfig: {Type: SQS}}}',
      'Target.DeadLetterConfig.Arn',
    ],
  ])('make the dead-letter queue of %s', (event, property) => {
    const graph = functionOn(event);
    expect(graph.deadLettersInto(only(graph, 'AWS::SQS::Queue')).map((edge) => edge.property)).toEqual([property]);
  });

  it('keep the settings of a mapping, with their position', () => {
    const graph = functionWith(
      '\n      Events:\n        E:\n          Type: SQS\n          Properties:\n            Queue: !GetAtt Q.Arn\n            FunctionResponseTypes: [ReportBatchItemFailures]',
      queue,
    );
    const mapping = only(graph, 'AWS::Lambda::EventSourceMapping');
    expect(mapping.list('FunctionResponseTypes')).toHaveLength(1);
    expect(mapping.position('EventSourceArn')?.line).toBe(10);
    expect(mapping.position('FunctionResponseTypes')?.line).toBe(11);
    expect(mapping.position('BatchSize')?.line).toBe(9);
  });

  it('of an unknown kind are told of', () => {
    expect(functionOn('{Type: Pigeon}').notAnalysed.map(({ path }) => path.join('.'))).toEqual([
      'Resources.F.Properties.Events.E',
    ]);
  });
});

describe('other resources', () => {
  it('writes out APIs with their stages, also implicit ones', () => {
    const graph = graphOf(
      'Globals: {HttpApi: {DefaultRouteSettings: {ThrottlingRateLimit: 5}}}\nResources:\n  A: {Type: AWS::Serverless::Api, Properties: {StageName: v1, MethodSettings: [{ThrottlingRateLimit: 1}]}}\n  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: HttpApi}}}}\n',
    );
    const stage = only(graph, 'AWS::ApiGateway::Stage');
    expect([
      stage.logicalId,
      inWords(stage.get('RestApiId')),
      inWords(stage.get('MethodSettings.0.ThrottlingRateLimit')),
    ]).toEqual(['A', 'A', '1']);
    const implicit = only(graph, 'AWS::ApiGatewayV2::Stage');
    expect([
      implicit.logicalId,
      inWords(implicit.get('DefaultRouteSettings.ThrottlingRateLimit')),
      implicit.position('DefaultRouteSettings')?.line,
    ]).toEqual(['F', '5', 2]);
  });

  it('reads the definition of a state machine from a local file and puts the substitutions in', () => {
    const definition = 'StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: ${Fn}\n';
    const text =
      'Resources:\n  F: {Type: AWS::Serverless::Function}\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties: {Type: EXPRESS, DefinitionUri: m.asl.yaml, DefinitionSubstitutions: {Fn: !GetAtt F.Arn}}\n';
    const graph = graphOf(text, { 'm.asl.yaml': definition });
    expect(graph.invocations(only(graph, 'AWS::Lambda::Function')).map(({ service }) => service)).toEqual(['states']);
    expect(asString(only(graph, 'AWS::StepFunctions::StateMachine').get('StateMachineType'))).toBe('EXPRESS');
    expect(graphOf(text).notAnalysed.map(({ path }) => path.join('.'))).toEqual([
      'Resources.M.Properties.DefinitionUri',
    ]);
  });

  it('reads a definition that is JSON only with its variables filled in', () => {
    const task = '"Type": "Task", "Resource": "${Fn}", "Comment": "at \\"${Seconds}\\" most", "End": true';
    const definition = `{"StartAt": "A", "States": {"A": {${task}, "TimeoutSeconds": \${Seconds}}}}`;
    const graph = graphOf(
      'Resources:\n  F: {Type: AWS::Serverless::Function}\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties: {DefinitionUri: m.asl.json, DefinitionSubstitutions: {Fn: !GetAtt F.Arn, Seconds: 30}}\n',
      { 'm.asl.json': definition },
    );
    const machine = only(graph, 'AWS::StepFunctions::StateMachine');
    expect(asString(machine.get('Definition.States.A.TimeoutSeconds'))).toBe('30');
    expect(asString(machine.get('Definition.States.A.Comment'))).toBe('at "30" most');
    expect(graph.invocations(only(graph, 'AWS::Lambda::Function'))).toHaveLength(1);
    expect(graph.notAnalysed).toEqual([]);
  });

  it('reads an API from a local file, also where it is included', () => {
    const files = { 'api.yaml': 'paths: {/a: {get: {x-amazon-apigateway-integration: {uri: !GetAtt F.Arn}}}}' };
    const api = (property: string) =>
      `Resources:\n  F: {Type: AWS::Serverless::Function}\n  A:\n    Type: AWS::Serverless::Api\n    Properties: {StageName: a, ${property}}\n`;
    for (const property of [
      'DefinitionUri: api.yaml',
      'DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}}',
    ]) {
      const graph = graphOf(api(property), files);
      expect(graph.invocations(only(graph, 'AWS::Lambda::Function')).map(({ source }) => source?.logicalId)).toEqual([
        'A',
      ]);
      expect(graph.notAnalysed).toEqual([]);
      expect(graphOf(api(property)).notAnalysed).toHaveLength(1);
    }
  });

  it.each([
    ['Api', 'RestApiId', 'synchronous A Permission'],
    ['HttpApi', 'ApiId', 'synchronous A Permission'],
  ])('leaves the document of an API of the kind %s as it is, and adds the permission', (kind, property, expected) => {
    const template = (definition: string) =>
      `Resources:\n  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: ${kind}, Properties: {Path: /a, Method: get, ${property}: !Ref A}}}}}\n  A: {Type: AWS::Serverless::${kind}, Properties: {StageName: a${definition}}}\n`;
    const seen = (definition: string) => {
      const graph = graphOf(template(definition));
      return graph
        .invocations(only(graph, 'AWS::Lambda::Function'))
        .map(({ mode, source, via }) => `${mode} ${source?.logicalId} ${via.type.split('::')[2]}`);
    };
    expect(seen(', DefinitionBody: {paths: {}}')).toEqual([expected]);
    const added = kind === 'Api' ? 'synchronous A Method' : 'synchronous A Integration';
    expect(seen('')).toEqual([added]);
    expect(seen(', DefinitionBody: {paths: {}}, MergeDefinitions: true')).toEqual([added]);
  });

  it('ask callers of an API to sign unless an event says otherwise', () => {
    const types = (api: string, id: string, event = '') =>
      inWords(
        only(
          graphOf(
            `${api}  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Api, Properties: {Path: /a, Method: get${id}${event}}}}}}\n`,
          ),
          'AWS::ApiGateway::Method',
        ).get('AuthorizationType'),
      );
    const auth = 'Auth: {DefaultAuthorizer: AWS_IAM}';
    const own = `Resources:\n  A: {Type: AWS::Serverless::Api, Properties: {StageName: a, ${auth}}}\n`;
    expect(types(own, ', RestApiId: !Ref A')).toBe('AWS_IAM');
    expect(types(own, ', RestApiId: !Ref A', ', Auth: {Authorizer: NONE}')).toBe('not set');
    expect(types(`Globals: {Api: {${auth}}}\nResources:\n`, '')).toBe('AWS_IAM');
    expect(types('Resources:\n', '')).toBe('not set');
  });

  it.each(['Api', 'HttpApi'])('have the authorizers of an API of the kind %s invoked', (kind) => {
    const graph = graphOf(
      `Resources:\n  F: {Type: AWS::Serverless::Function}\n  A:\n    Type: AWS::Serverless::${kind}\n    Properties: {StageName: a, Auth: {Authorizers: {Own: {FunctionArn: !GetAtt F.Arn}, Pool: {UserPoolArn: x}}}}\n`,
    );
    const [invocation, ...others] = graph.invocations(only(graph, 'AWS::Lambda::Function'));
    expect(others).toEqual([]);
    expect(invocation).toMatchObject({ mode: 'synchronous', service: 'apigateway', source: { logicalId: 'A' } });
    expect(invocation?.via.position('AuthorizerUri')?.line).toBe(6);
  });

  it('starts state machines by events', () => {
    const graph = graphOf(
      'Resources:\n  M: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {States: {}}, Events: {E: {Type: EventBridgeRule, Properties: {Pattern: {}}}}}}\n',
    );
    const rule = only(graph, 'AWS::Events::Rule');
    expect([rule.logicalId, inWords(rule.get('Targets.0.Arn'))]).toEqual(['M', 'M.Arn']);
  });

  it('makes a table without throughput one that is billed by request', () => {
    expect(
      asString(
        only(graphOf('Resources: {T: {Type: AWS::Serverless::SimpleTable}}\n'), 'AWS::DynamoDB::Table').get(
          'BillingMode',
        ),
      ),
    ).toBe('PAY_PER_REQUEST');
  });

  it('tells of types that are not known, and survives what has a wrong shape', () => {
    const graph = graphOf(
      'Globals: [1]\nResources:\n  X: {Type: AWS::Serverless::Teapot}\n  F: {Type: AWS::Serverless::Function, Properties: [1]}\n  G: {Type: AWS::Serverless::Function, Properties: {Events: [1], EventInvokeConfig: 5, AutoPublishAlias: {a: b}}}\n',
    );
    expect(graph.ofType('AWS::Lambda::Function')).toHaveLength(2);
    expect(graph.notAnalysed.map(({ path }) => path.join('.'))).toEqual([
      'Resources.F.Properties',
      'Resources.X',
      'Resources.G.Properties.Events',
    ]);
  });
});

describe('WebSocket APIs of SAM', () => {
  it('invoke the functions of their routes and wait for them', () => {
    const graph = graphOf(
      'Globals: {WebSocketApi: {DefaultRouteSettings: {ThrottlingRateLimit: 5}}}\nResources:\n  A:\n    Type: AWS::Serverless::WebSocketApi\n    Properties:\n      Auth: {AuthType: CUSTOM, AuthArn: !GetAtt G.Arn}\n      Routes: {$connect: {FunctionArn: !GetAtt F.Arn, IntegrationTimeout: 5000}, $default: {FunctionArn: !GetAtt F.Arn}}\n  F: {Type: AWS::Serverless::Function}\n  G: {Type: AWS::Serverless::Function}\n',
    );
    const invoked = graph
      .ofType('AWS::Lambda::Function')
      .map((lambda) => graph.invocations(lambda).map(({ mode, service, via }) => `${mode} ${service} ${via.type}`));
    const route = 'synchronous apigateway AWS::ApiGatewayV2::Integration';
    expect(invoked).toEqual([[route, route], ['synchronous apigateway AWS::ApiGatewayV2::Authorizer']]);
    expect(asNumber(only(graph, 'AWS::ApiGatewayV2::Stage').get('DefaultRouteSettings.ThrottlingRateLimit'))).toBe(5);
    expect(graph.ofType('AWS::ApiGatewayV2::Integration')[0]?.position('TimeoutInMillis')?.line).toBe(8);
    expect(graph.notAnalysed).toEqual([]);
  });
});

describe('the response transfer mode of SAM', () => {
  it.each([
    ['RESPONSE_STREAM', 'STREAM'],
    ['BUFFERED', 'BUFFERED'],
  ])('%s is what API Gateway calls %s', (written, expected) => {
    const graph = functionOn(`{Type: Api, Properties: {Path: /a, Method: get, ResponseTransferMode: ${written}}}`, '');
    expect(asString(only(graph, 'AWS::ApiGateway::Method').get('Integration.ResponseTransferMode'))).toBe(expected);
  });
});
