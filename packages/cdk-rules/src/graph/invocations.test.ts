import { describe, expect, it } from 'vitest';
import { buildGraph } from './build-graph.js';
import { readTemplate } from '../template/read-template.js';

const FIXED = `
  F: {Type: AWS::Lambda::Function, Properties: {FunctionName: worker}}
  Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref F, Name: live}}
  Q: {Type: AWS::SQS::Queue}
  K: {Type: AWS::Kinesis::Stream}
  Consumer: {Type: AWS::Kinesis::StreamConsumer, Properties: {StreamARN: !GetAtt K.Arn}}
  T: {Type: AWS::DynamoDB::Table}
  Topic: {Type: AWS::SNS::Topic}
  Api: {Type: AWS::ApiGateway::RestApi}
`;

function invocationsWith(type: string, properties: string): string[] {
  const graph = buildGraph([
    readTemplate({
      path: 'a.yaml',
      text: `Resources:${FIXED}  Via:\n    Type: ${type}\n    Properties: ${properties}\n`,
    }),
  ]);
  const [lambda] = graph.ofType('AWS::Lambda::Function');
  return lambda
    ? graph
        .invocations(lambda)
        .map(({ mode, service, source, via }) => `${mode} ${service} ${source?.logicalId ?? '-'} ${via.logicalId}`)
    : [];
}

describe('invocations', () => {
  it.each([
    ['AWS::Lambda::EventSourceMapping', '{FunctionName: !Ref F, EventSourceArn: !GetAtt Q.Arn}', 'queue sqs Q Via'],
    [
      'AWS::Lambda::EventSourceMapping',
      '{FunctionName: !GetAtt F.Arn, EventSourceArn: !GetAtt K.Arn}',
      'stream kinesis K Via',
    ],
    [
      'AWS::Lambda::EventSourceMapping',
      '{FunctionName: worker, EventSourceArn: !Ref Consumer}',
      'stream kinesis K Via',
    ],
    [
      'AWS::Lambda::EventSourceMapping',
      '{FunctionName: "worker:live", EventSourceArn: !GetAtt T.StreamArn}',
      'stream dynamodb T Via',
    ],
    [
      'AWS::Lambda::EventSourceMapping',
      '{FunctionName: !Ref Live, EventSourceArn: "arn:aws:kafka:eu-west-1:1:cluster/c/1"}',
      'stream kafka - Via',
    ],
    [
      'AWS::Lambda::EventSourceMapping',
      '{FunctionName: !Ref F, EventSourceArn: !Ref Unknown, StartingPosition: LATEST}',
      'stream stream - Via',
    ],
    [
      'AWS::Lambda::EventSourceMapping',
      '{FunctionName: !Ref F, EventSourceArn: !Ref Unknown, Queues: [a]}',
      'broker mq - Via',
    ],
    [
      'AWS::SNS::Subscription',
      '{Protocol: lambda, Endpoint: !GetAtt F.Arn, TopicArn: !Ref Topic}',
      'asynchronous sns Topic Via',
    ],
    ['AWS::Events::Rule', '{Targets: [{Id: a, Arn: !GetAtt F.Arn}]}', 'asynchronous events - Via'],
    ['AWS::Scheduler::Schedule', '{Target: {Arn: !GetAtt F.Arn}}', 'asynchronous scheduler Via Via'],
    [
      'AWS::Scheduler::Schedule',
      `{Target: {Arn: "arn:aws:scheduler:::aws-sdk:lambda:invoke", Input: '{"FunctionName": "worker"}'}}`,
      'asynchronous scheduler Via Via',
    ],
    [
      'AWS::S3::Bucket',
      '{NotificationConfiguration: {LambdaConfigurations: [{Event: e, Function: !GetAtt F.Arn}]}}',
      'asynchronous s3 Via Via',
    ],
    ['AWS::Pipes::Pipe', '{Source: !GetAtt Q.Arn, Target: !GetAtt F.Arn}', 'synchronous pipes Q Via'],
    [
      'AWS::Pipes::Pipe',
      '{Source: !GetAtt Q.Arn, Target: !GetAtt F.Arn, TargetParameters: {LambdaFunctionParameters: {InvocationType: FIRE_AND_FORGET}}}',
      'asynchronous pipes Q Via',
    ],
    [
      'AWS::IoT::TopicRule',
      '{TopicRulePayload: {Actions: [{Lambda: {FunctionArn: !GetAtt F.Arn}}]}}',
      'asynchronous iot Via Via',
    ],
    [
      'AWS::ApiGateway::Method',
      '{RestApiId: !Ref Api, Integration: {Uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations"}}',
      'synchronous apigateway Api Via',
    ],
    [
      'AWS::ApiGateway::Method',
      `{RestApiId: !Ref Api, Integration: {Uri: !GetAtt F.Arn, RequestParameters: {integration.request.header.X-Amz-Invocation-Type: "'Event'"}}}`,
      'asynchronous apigateway Api Via',
    ],
    [
      'AWS::ApiGateway::RestApi',
      '{Body: {paths: {/a: {get: {x-amazon-apigateway-integration: {uri: !GetAtt F.Arn}}}}}}',
      'synchronous apigateway Via Via',
    ],
    [
      'AWS::ApiGateway::RestApi',
      `{Body: {paths: {/a: {post: {x-amazon-apigateway-integration: {uri: !GetAtt F.Arn, requestParameters: {integration.request.header.X-Amz-Invocation-Type: "'Event'"}}}}}}}`,
      'asynchronous apigateway Via Via',
    ],
    [
      'AWS::ApiGateway::RestApi',
      '{Body: {securityDefinitions: {A: {x-amazon-apigateway-authorizer: {authorizerUri: !GetAtt F.Arn}}}}}',
      'synchronous apigateway Via Via',
    ],
    [
      'AWS::S3ObjectLambda::AccessPoint',
      '{ObjectLambdaConfiguration: {TransformationConfigurations: [{ContentTransformation: {AwsLambda: {FunctionArn: !GetAtt F.Arn}}}]}}',
      'synchronous s3-object-lambda Via Via',
    ],
    ['AWS::Lambda::Url', '{TargetFunctionArn: !Ref Live}', 'synchronous lambda-url Via Via'],
    ['AWS::Cognito::UserPool', '{LambdaConfig: {PreSignUp: !GetAtt F.Arn}}', 'synchronous cognito-idp Via Via'],
    [
      'AWS::StepFunctions::StateMachine',
      '{Definition: {States: {A: {Type: Task, Resource: !GetAtt F.Arn}}}}',
      'synchronous states Via Via',
    ],
    [
      'AWS::StepFunctions::StateMachine',
      '{Definition: {States: {A: {Type: Task, Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", Parameters: {FunctionName: !Ref F}}}}}',
      'synchronous states Via Via',
    ],
    [
      'AWS::StepFunctions::StateMachine',
      `{DefinitionString: '{"States": {"A": {"Type": "Task", "Resource": "\${Fn}"}}}', DefinitionSubstitutions: {Fn: !GetAtt F.Arn}}`,
      'synchronous states Via Via',
    ],
    [
      'AWS::StepFunctions::StateMachine',
      '{DefinitionS3Location: {Bucket: b, Key: k}, DefinitionSubstitutions: {Fn: !GetAtt F.Arn, Table: t}}',
      'synchronous states Via Via',
    ],
    ['AWS::CloudFormation::Macro', '{FunctionName: !GetAtt F.Arn}', 'synchronous cloudformation Via Via'],
    ['Custom::Thing', '{ServiceToken: !GetAtt F.Arn}', 'synchronous cloudformation Via Via'],
    [
      'AWS::Lambda::Function',
      '{Environment: {Variables: {USER_ON_EVENT_FUNCTION_ARN: !GetAtt F.Arn}}}\n    Metadata: {"aws:cdk:path": Stack/Provider/framework-onEvent/Resource}',
      'synchronous cloudformation Via Via',
    ],
    [
      'AWS::CloudFront::Distribution',
      '{DistributionConfig: {DefaultCacheBehavior: {LambdaFunctionAssociations: [{LambdaFunctionARN: !Ref Live}]}}}',
      'synchronous edgelambda Via Via',
    ],
    [
      'AWS::Lambda::Permission',
      '{FunctionName: !Ref F, Principal: s3.amazonaws.com, SourceArn: !GetAtt Q.Arn}',
      'asynchronous s3 Q Via',
    ],
    [
      'AWS::Lambda::Permission',
      '{FunctionName: !Ref F, Principal: apigateway.amazonaws.com, SourceArn: !Sub "arn:aws:execute-api:eu-west-1:1:${Api}/*"}',
      'synchronous apigateway - Via',
    ],
    [
      'AWS::Lambda::Permission',
      '{FunctionName: !Ref F, Principal: events.amazonaws.com, SourceArn: !Ref Unknown}',
      'asynchronous events - Via',
    ],
    [
      'AWS::Lambda::Permission',
      '{FunctionName: !Ref F, Principal: "*", FunctionUrlAuthType: NONE}',
      'synchronous lambda-url - Via',
    ],
  ])('%s %s', (type, properties, expected) => {
    expect(invocationsWith(type, properties)).toEqual([expected]);
  });

  it.each([
    ['AWS::Lambda::Permission', '{FunctionName: !Ref F, Principal: "123456789012"}'],
    ['AWS::Lambda::Permission', '{FunctionName: !Ref F, Principal: secretsmanager.amazonaws.com}'],
    // Nothing meets the condition of a permission whose source belongs to another service.
    [
      'AWS::Lambda::Permission',
      '{FunctionName: !Ref F, Principal: events.amazonaws.com, SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:1:${Api}/*"}',
    ],
    ['AWS::Lambda::Permission', '{FunctionName: !Ref F, Principal: s3.amazonaws.com, SourceArn: !Ref Topic}'],
    [
      'AWS::Lambda::Permission',
      '{FunctionName: !Ref F, Principal: sns.amazonaws.com, SourceArn: !Join [":", [arn, !Ref AWS::Partition, s3, "", "", bucket]]}',
    ],
    ['AWS::SNS::Subscription', '{Protocol: sqs, Endpoint: !GetAtt Q.Arn, TopicArn: !Ref Topic}'],
    ['AWS::Events::Rule', '{Targets: [{Id: a, Arn: "arn:aws:lambda:eu-west-1:1:function:other"}]}'],
  ])('none by %s %s', (type, properties) => {
    expect(invocationsWith(type, properties)).toEqual([]);
  });

  it('count a permission only where the connection itself is not in view', () => {
    const graph = buildGraph([
      readTemplate({
        path: 'a.yaml',
        text: `Resources:${FIXED}  P: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref F, Principal: events.amazonaws.com}}\n  R: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt F.Arn}]}}\n`,
      }),
    ]);
    const [lambda] = graph.ofType('AWS::Lambda::Function');
    expect(lambda && graph.invocations(lambda).map(({ via }) => via.logicalId)).toEqual(['R']);
  });
});
