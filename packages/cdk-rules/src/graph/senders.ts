import type { InvocationMode } from './graph.js';
import type { Value } from '../values/value.js';

/** A property of a sender that names the function it invokes. */
export interface Sender {
  readonly type: string;
  /** Pattern of the property; `*` is any element of a list. */
  readonly target: string;
  readonly mode: InvocationMode;
  readonly service: string;
  /** Property that names where the events come from, when it is not the sender itself. */
  readonly source?: string;
  /** A setting beside the target that turns the mode around, with the value that does. */
  readonly otherwise?: {
    readonly property: string;
    readonly value: string;
    readonly mode: InvocationMode;
    /** Whether nothing documents the mode that holds where the setting is not written. */
    readonly hasNoDefault?: boolean;
  };
}

const sender = (
  type: string,
  target: string,
  mode: InvocationMode,
  service: string,
  source?: string,
  otherwise?: Sender['otherwise'],
): Sender => ({
  type,
  target,
  mode,
  service,
  ...(source === undefined ? {} : { source }),
  ...(otherwise === undefined ? {} : { otherwise }),
});

const cognito = (trigger: string): Sender =>
  sender('AWS::Cognito::UserPool', `LambdaConfig.${trigger}`, 'synchronous', 'cognito-idp');

/** Documentation of the property: "A Lambda function invoked synchronously for a lifecycle hook". */
const harness = (hook: string): Sender =>
  sender('AWS::BedrockAgentCore::Harness', `Hooks.*.${hook}.Target.Lambda.Arn`, 'synchronous', 'bedrock-agentcore');

const firehose = (destination: string): Sender =>
  sender(
    'AWS::KinesisFirehose::DeliveryStream',
    `${destination}.ProcessingConfiguration.Processors.*.Parameters.*.ParameterValue`,
    'synchronous',
    'firehose',
  );

/** Who invokes functions, and how: the Lambda developer guide, "Invoking Lambda with events from other services". */
export const SENDERS: readonly Sender[] = [
  sender('AWS::SNS::Subscription', 'Endpoint', 'asynchronous', 'sns', 'TopicArn'),
  sender('AWS::SNS::Topic', 'Subscription.*.Endpoint', 'asynchronous', 'sns'),
  sender('AWS::Events::Rule', 'Targets.*.Arn', 'asynchronous', 'events', 'EventBusName'),
  sender('AWS::EventsV2::Subscriber', 'InvokeConfiguration.TargetArn', 'asynchronous', 'events', 'EventBusArn', {
    property: 'LambdaParameters.InvocationType',
    value: 'REQUEST_RESPONSE',
    mode: 'synchronous',
    hasNoDefault: true,
  }),
  sender('AWS::Scheduler::Schedule', 'Target.Arn', 'asynchronous', 'scheduler'),
  sender('AWS::S3::Bucket', 'NotificationConfiguration.LambdaConfigurations.*.Function', 'asynchronous', 's3'),
  sender(
    'Custom::S3BucketNotifications',
    'NotificationConfiguration.LambdaFunctionConfigurations.*.LambdaFunctionArn',
    'asynchronous',
    's3',
    'BucketName',
  ),
  sender('AWS::IoT::TopicRule', 'TopicRulePayload.Actions.*.Lambda.FunctionArn', 'asynchronous', 'iot'),
  sender('AWS::IoT::TopicRule', 'TopicRulePayload.ErrorAction.Lambda.FunctionArn', 'asynchronous', 'iot'),
  sender('AWS::IoT::Authorizer', 'AuthorizerFunctionArn', 'synchronous', 'iot'),
  sender('AWS::Logs::SubscriptionFilter', 'DestinationArn', 'asynchronous', 'logs'),
  sender('AWS::SES::ReceiptRule', 'Rule.Actions.*.LambdaAction.FunctionArn', 'asynchronous', 'ses', undefined, {
    property: 'InvocationType',
    value: 'RequestResponse',
    mode: 'synchronous',
  }),
  sender('AWS::Config::ConfigRule', 'Source.SourceIdentifier', 'asynchronous', 'config'),
  sender('AWS::CodeCommit::Repository', 'Triggers.*.DestinationArn', 'asynchronous', 'codecommit'),
  sender(
    'AWS::Lambda::EventInvokeConfig',
    'DestinationConfig.OnSuccess.Destination',
    'asynchronous',
    'lambda',
    'FunctionName',
  ),
  sender(
    'AWS::Lambda::EventInvokeConfig',
    'DestinationConfig.OnFailure.Destination',
    'asynchronous',
    'lambda',
    'FunctionName',
  ),
  sender('AWS::Pipes::Pipe', 'Enrichment', 'synchronous', 'pipes', 'Source'),
  sender('AWS::Pipes::Pipe', 'Target', 'synchronous', 'pipes', 'Source', {
    property: 'TargetParameters.LambdaFunctionParameters.InvocationType',
    value: 'FIRE_AND_FORGET',
    mode: 'asynchronous',
  }),
  sender('AWS::ApiGateway::Method', 'Integration.Uri', 'synchronous', 'apigateway', 'RestApiId', {
    property: 'RequestParameters.integration.request.header.X-Amz-Invocation-Type',
    value: "'Event'",
    mode: 'asynchronous',
  }),
  sender('AWS::ApiGateway::Authorizer', 'AuthorizerUri', 'synchronous', 'apigateway', 'RestApiId'),
  sender('AWS::ApiGatewayV2::Integration', 'IntegrationUri', 'synchronous', 'apigateway', 'ApiId'),
  sender('AWS::ApiGatewayV2::Authorizer', 'AuthorizerUri', 'synchronous', 'apigateway', 'ApiId'),
  sender('AWS::ApiGatewayV2::Api', 'Target', 'synchronous', 'apigateway'),
  sender('AWS::Lambda::Url', 'TargetFunctionArn', 'synchronous', 'lambda-url'),
  sender('AWS::ElasticLoadBalancingV2::TargetGroup', 'Targets.*.Id', 'synchronous', 'elasticloadbalancing'),
  sender('AWS::VpcLattice::TargetGroup', 'Targets.*.Id', 'synchronous', 'vpc-lattice'),
  sender('AWS::AppSync::DataSource', 'LambdaConfig.LambdaFunctionArn', 'synchronous', 'appsync', 'ApiId'),
  sender('AWS::AppSync::GraphQLApi', 'LambdaAuthorizerConfig.AuthorizerUri', 'synchronous', 'appsync'),
  sender(
    'AWS::S3ObjectLambda::AccessPoint',
    'ObjectLambdaConfiguration.TransformationConfigurations.*.ContentTransformation.AwsLambda.FunctionArn',
    'synchronous',
    's3-object-lambda',
  ),
  sender('AWS::CloudFormation::Macro', 'FunctionName', 'synchronous', 'cloudformation'),
  sender('AWS::Bedrock::Agent', 'ActionGroups.*.ActionGroupExecutor.Lambda', 'synchronous', 'bedrock'),
  sender(
    'AWS::BedrockAgentCore::GatewayTarget',
    'TargetConfiguration.Mcp.Lambda.LambdaArn',
    'synchronous',
    'bedrock-agentcore',
  ),
  sender(
    'AWS::BedrockAgentCore::Gateway',
    'InterceptorConfigurations.*.Interceptor.Lambda.Arn',
    'synchronous',
    'bedrock-agentcore',
  ),
  ...['BeforeInvocation', 'AfterInvocation', 'BeforeToolCall', 'AfterToolCall'].map(harness),
  sender(
    'AWS::AppSync::Api',
    'EventConfig.AuthProviders.*.LambdaAuthorizerConfig.AuthorizerUri',
    'synchronous',
    'appsync',
  ),
  sender('AWS::ECS::Service', 'DeploymentConfiguration.LifecycleHooks.*.HookTargetArn', 'synchronous', 'ecs'),
  sender(
    'AWS::ARCRegionSwitch::Plan',
    'Workflows.*.Steps.*.ExecutionBlockConfiguration.CustomActionLambdaConfig.Lambdas.*.Arn',
    'synchronous',
    'arc-region-switch',
  ),
  sender(
    'AWS::CloudFront::Distribution',
    'DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations.*.LambdaFunctionARN',
    'synchronous',
    'edgelambda',
  ),
  sender(
    'AWS::CloudFront::Distribution',
    'DistributionConfig.CacheBehaviors.*.LambdaFunctionAssociations.*.LambdaFunctionARN',
    'synchronous',
    'edgelambda',
  ),
  ...[
    'ExtendedS3DestinationConfiguration',
    'RedshiftDestinationConfiguration',
    'HttpEndpointDestinationConfiguration',
    'AmazonopensearchserviceDestinationConfiguration',
    'SplunkDestinationConfiguration',
  ].map(firehose),
  ...[
    'PreSignUp',
    'CustomMessage',
    'PostConfirmation',
    'PreAuthentication',
    'PostAuthentication',
    'DefineAuthChallenge',
    'CreateAuthChallenge',
    'VerifyAuthChallengeResponse',
    'PreTokenGeneration',
    'PreTokenGenerationConfig.LambdaArn',
    'UserMigration',
    'CustomSMSSender.LambdaArn',
    'CustomEmailSender.LambdaArn',
  ].map(cognito),
];

/**
 * How a service that may invoke a function (by a permission) does so. CloudFormation invokes handlers of custom resources and
 * macros and waits for their response, so no event is lost there: counted as synchronous.
 */
export const PRINCIPAL_MODES: Readonly<Record<string, InvocationMode>> = {
  events: 'asynchronous',
  s3: 'asynchronous',
  sns: 'asynchronous',
  iot: 'asynchronous',
  ses: 'asynchronous',
  logs: 'asynchronous',
  config: 'asynchronous',
  codecommit: 'asynchronous',
  scheduler: 'asynchronous',
  cloudformation: 'synchronous',
  apigateway: 'synchronous',
  elasticloadbalancing: 'synchronous',
  'cognito-idp': 'synchronous',
  lex: 'synchronous',
  lexv2: 'synchronous',
  'alexa-appkit': 'synchronous',
  'alexa-connectedhome': 'synchronous',
  appsync: 'synchronous',
  bedrock: 'synchronous',
  connect: 'synchronous',
  'vpc-lattice': 'synchronous',
  edgelambda: 'synchronous',
};

/** Services whose ARNs are named otherwise than their principal: service authorization reference. */
const PRINCIPAL_OF_ADDRESS: Readonly<Record<string, string>> = {
  'execute-api': 'apigateway',
  apigatewayv2: 'apigateway',
};

/** The principal that events from an address come with; undefined where the address does not say it. */
export function serviceInAddress(value: Value): string | undefined {
  const named =
    value.kind === 'reference'
      ? value.resource.type.split('::')[1]?.toLowerCase()
      : value.kind === 'external'
        ? /^arn:(?:\$\{[^{}]*\}|[^:$]*):([a-z0-9-]+):/.exec(value.text)?.[1]
        : undefined;
  if (named === undefined) return undefined;
  const principal = Object.hasOwn(PRINCIPAL_OF_ADDRESS, named) ? PRINCIPAL_OF_ADDRESS[named] : named;
  return principal !== undefined && Object.hasOwn(PRINCIPAL_MODES, principal) ? principal : undefined;
}
