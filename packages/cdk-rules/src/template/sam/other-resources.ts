import type { Json, JsonObject } from '../document.js';
import { isObject, member, members, textMember } from '../json-values.js';
import { addEvents } from './events.js';
import { omit, pick, present, type SamResource } from './sam-resource.js';

/** A state machine; what its events start is the machine itself. */
export function expandStateMachine(sam: SamResource): void {
  const { properties, id } = sam;
  sam.add(
    id,
    'AWS::StepFunctions::StateMachine',
    {
      ...omit(properties, [
        'Name',
        'Type',
        'Logging',
        'Tracing',
        'DefinitionUri',
        'Events',
        'Policies',
        'Role',
        'PropagateTags',
        'AutoPublishAlias',
        'DeploymentPreference',
        'UseAliasAsEventTarget',
      ]),
      ...pick(properties, {
        Name: 'StateMachineName',
        Type: 'StateMachineType',
        Logging: 'LoggingConfiguration',
        Tracing: 'TracingConfiguration',
        DefinitionUri: 'DefinitionS3Location',
        Role: 'RoleArn',
      }),
    },
    undefined,
    {
      StateMachineName: sam.pathOf('Name'),
      StateMachineType: sam.pathOf('Type'),
      LoggingConfiguration: sam.pathOf('Logging'),
      DefinitionS3Location: sam.pathOf('DefinitionUri'),
    },
  );
  addEvents(sam, { Ref: id });
}

export function expandSimpleTable(sam: SamResource): void {
  const { properties } = sam;
  const throughput = member(properties, 'ProvisionedThroughput');
  sam.add(
    sam.id,
    'AWS::DynamoDB::Table',
    present({
      ...omit(properties, ['PrimaryKey', 'ProvisionedThroughput']),
      ProvisionedThroughput: throughput,
      BillingMode: throughput === undefined ? 'PAY_PER_REQUEST' : undefined,
    }),
  );
}

/** A REST API and its stage; the stage's settings stand at the API in SAM. */
export function expandApi(sam: SamResource): void {
  const { properties, id } = sam;
  const stage = member(properties, 'StageName');
  sam.add(
    id,
    'AWS::ApiGateway::RestApi',
    {
      ...pick(properties, {
        Name: 'Name',
        Description: 'Description',
        EndpointConfiguration: 'EndpointConfiguration',
        FailOnWarnings: 'FailOnWarnings',
        DefinitionBody: 'Body',
        DefinitionUri: 'BodyS3Location',
      }),
      ...securityOf(properties),
    },
    undefined,
    {
      Body: sam.pathOf('DefinitionBody'),
      BodyS3Location: sam.pathOf('DefinitionUri'),
    },
  );
  addUsagePlan(sam);
  addAuthorizers(sam, 'AWS::ApiGateway::Authorizer', 'RestApiId');
  sam.add(`${id}${typeof stage === 'string' ? stage : ''}Stage`, 'AWS::ApiGateway::Stage', {
    ...pick(properties, {
      StageName: 'StageName',
      MethodSettings: 'MethodSettings',
      Variables: 'Variables',
      AccessLogSetting: 'AccessLogSetting',
      CanarySetting: 'CanarySetting',
      CacheClusterEnabled: 'CacheClusterEnabled',
      TracingEnabled: 'TracingEnabled',
      Tags: 'Tags',
    }),
    RestApiId: { Ref: id },
  });
}

/** SAM writes a key that every method needs into the document that it makes for the API. */
function securityOf(properties: JsonObject): JsonObject {
  if (member(member(properties, 'Auth'), 'ApiKeyRequired') !== true || Object.hasOwn(properties, 'DefinitionBody'))
    return {};
  const scheme = { type: 'apiKey', name: 'x-api-key', in: 'header' };
  return { Body: { securityDefinitions: { api_key: scheme }, security: [{ api_key: [] }] } };
}

/** The usage plan that SAM makes for an API, or for all APIs together. */
function addUsagePlan(sam: SamResource): void {
  const plan = member(member(sam.properties, 'Auth'), 'UsagePlan');
  const kind = textMember(plan, 'CreateUsagePlan');
  if (!isObject(plan) || (kind !== 'PER_API' && kind !== 'SHARED')) return;
  sam.add(
    `${sam.id}UsagePlan`,
    'AWS::ApiGateway::UsagePlan',
    {
      ...pick(plan, { Throttle: 'Throttle', Quota: 'Quota' }),
      ApiStages: [present({ ApiId: { Ref: sam.id }, Stage: member(sam.properties, 'StageName') })],
    },
    sam.pathOf('Auth', 'UsagePlan'),
  );
}

/** The authorizers of an API that are functions. */
function addAuthorizers(sam: SamResource, type: string, api: 'RestApiId' | 'ApiId'): void {
  for (const [name, authorizer] of members(member(member(sam.properties, 'Auth'), 'Authorizers'))) {
    const lambda = member(authorizer, 'FunctionArn');
    if (lambda === undefined) continue;
    const path = sam.pathOf('Auth', 'Authorizers', name);
    sam.add(`${sam.id}${name}Authorizer`, type, { [api]: { Ref: sam.id }, Name: name, AuthorizerUri: lambda }, path, {
      AuthorizerUri: [...path, 'FunctionArn'],
    });
  }
}

/** An HTTP API and its stage. */
export function expandHttpApi(sam: SamResource): void {
  const { properties, id } = sam;
  sam.add(
    id,
    'AWS::ApiGatewayV2::Api',
    {
      ...pick(properties, {
        Name: 'Name',
        Description: 'Description',
        CorsConfiguration: 'CorsConfiguration',
        DefinitionBody: 'Body',
        DefinitionUri: 'BodyS3Location',
      }),
      ProtocolType: 'HTTP',
    },
    undefined,
    {
      Body: sam.pathOf('DefinitionBody'),
      BodyS3Location: sam.pathOf('DefinitionUri'),
    },
  );
  addAuthorizers(sam, 'AWS::ApiGatewayV2::Authorizer', 'ApiId');
  sam.add(`${id}ApiGatewayDefaultStage`, 'AWS::ApiGatewayV2::Stage', {
    StageName: '$default',
    ...pick(properties, {
      StageName: 'StageName',
      DefaultRouteSettings: 'DefaultRouteSettings',
      RouteSettings: 'RouteSettings',
      StageVariables: 'StageVariables',
      AccessLogSettings: 'AccessLogSettings',
      Tags: 'Tags',
    }),
    ApiId: { Ref: id },
  });
}

/** A GraphQL API and its data sources. */
export function expandGraphQlApi(sam: SamResource): void {
  const { properties, id } = sam;
  sam.add(
    id,
    'AWS::AppSync::GraphQLApi',
    omit(properties, [
      'SchemaInline',
      'SchemaUri',
      'Auth',
      'DataSources',
      'Functions',
      'Resolvers',
      'ApiKeys',
      'Cache',
    ]),
  );
  for (const [kind, sources] of members(member(properties, 'DataSources'))) {
    for (const [name, source] of members(sources)) {
      const config: Record<string, Json> =
        kind === 'Lambda'
          ? { Type: 'AWS_LAMBDA', LambdaConfig: present({ LambdaFunctionArn: member(source, 'FunctionArn') }) }
          : { Type: 'AMAZON_DYNAMODB', DynamoDBConfig: present({ TableName: member(source, 'TableName') }) };
      sam.add(
        `${id}${name}DataSource`,
        'AWS::AppSync::DataSource',
        { ApiId: { 'Fn::GetAtt': [id, 'ApiId'] }, Name: name, ...config },
        sam.pathOf('DataSources', kind, name),
      );
    }
  }
}

/** A nested application is a nested stack. */
export function expandApplication(sam: SamResource): void {
  const location = member(sam.properties, 'Location');
  if (isObject(location))
    sam.report(
      sam.pathOf('Location'),
      'This application comes from the application repository, and its resources are not known.',
    );
  sam.add(
    sam.id,
    'AWS::CloudFormation::Stack',
    present({
      ...pick(sam.properties, { Parameters: 'Parameters', Tags: 'Tags', TimeoutInMinutes: 'TimeoutInMinutes' }),
      TemplateURL: textMember(sam.properties, 'Location'),
    }),
    undefined,
    {
      TemplateURL: sam.pathOf('Location'),
    },
  );
}
