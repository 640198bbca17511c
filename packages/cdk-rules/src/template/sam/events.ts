import type { Json, JsonObject, JsonPath } from '../document.js';
import { isObject, member, members, textMember } from '../json-values.js';
import { targetDeadLetterConfig } from './destinations.js';
import { arnOf, omit, pick, present, type SamResource } from './sam-resource.js';

/** An event of a function or state machine. */
interface SamEvent {
  readonly sam: SamResource;
  readonly name: string;
  /** The id that SAM gives to what it makes for the event. */
  readonly id: string;
  readonly properties: JsonObject;
  readonly path: JsonPath;
  /** What the event invokes, as the `Ref` or ARN that its sender needs. */
  readonly target: Json;
}

/** Property that names the source of each kind of event source mapping. */
const MAPPED_SOURCES: Readonly<Record<string, string | undefined>> = {
  SQS: 'Queue',
  Kinesis: 'Stream',
  DynamoDB: 'Stream',
  MSK: 'Stream',
  MQ: 'Broker',
  DocumentDB: 'Cluster',
  SelfManagedKafka: undefined,
};

/** Writes out the events of a function or state machine. */
export function addEvents(sam: SamResource, target: Json): void {
  const events = member(sam.properties, 'Events');
  if (events !== undefined && events !== null && !isObject(events))
    sam.report(sam.pathOf('Events'), 'The events of this resource are not a mapping.');
  for (const [name, event] of members(events)) {
    const written = member(event, 'Properties');
    const own: SamEvent = {
      sam,
      name,
      id: `${sam.id}${name}`,
      properties: isObject(written) ? written : {},
      path: sam.pathOf('Events', name, 'Properties'),
      target,
    };
    const type = textMember(event, 'Type') ?? '';
    const add = Object.hasOwn(EVENTS, type) ? EVENTS[type] : undefined;
    if (add) add(own);
    else if (Object.hasOwn(MAPPED_SOURCES, type)) addMapping(own, MAPPED_SOURCES[type]);
    else sam.report(sam.pathOf('Events', name), 'The kind of this event is not known, so it was not analysed.');
  }
}

const EVENTS: Readonly<Record<string, (event: SamEvent) => void>> = {
  SNS: addSubscription,
  S3: (event) => addPermission(event, 's3.amazonaws.com', bucketArn(member(event.properties, 'Bucket'))),
  Cognito: (event) =>
    addPermission(event, 'cognito-idp.amazonaws.com', attributeOf(member(event.properties, 'UserPool'), 'Arn')),
  AlexaSkill: (event) => addPermission(event, 'alexa-appkit.amazon.com', undefined),
  CloudWatchEvent: addRule,
  EventBridgeRule: addRule,
  Schedule: addRule,
  ScheduleV2: addSchedule,
  CloudWatchLogs: ({ sam, id, properties, path, target }) =>
    sam.add(
      id,
      'AWS::Logs::SubscriptionFilter',
      { ...pick(properties, { LogGroupName: 'LogGroupName', FilterPattern: 'FilterPattern' }), DestinationArn: target },
      path,
    ),
  IoTRule: ({ sam, id, properties, path, target }) =>
    sam.add(
      id,
      'AWS::IoT::TopicRule',
      { TopicRulePayload: { ...pick(properties, { Sql: 'Sql' }), Actions: [{ Lambda: { FunctionArn: target } }] } },
      path,
    ),
  Api: addApiMethod,
  HttpApi: addHttpIntegration,
};

function addMapping({ sam, id, properties, path, target }: SamEvent, source: string | undefined): void {
  const sourceArn = source === undefined ? undefined : member(properties, source);
  sam.add(
    id,
    'AWS::Lambda::EventSourceMapping',
    present({
      ...omit(properties, source === undefined ? [] : [source]),
      EventSourceArn: sourceArn,
      FunctionName: target,
      ...(source === undefined ? { SelfManagedEventSource: {} } : {}),
    }),
    path,
    source === undefined ? {} : { EventSourceArn: [...path, source] },
  );
}

function addSubscription(event: SamEvent): void {
  const { sam, id, properties, path, target } = event;
  const subscription = pick(properties, {
    Topic: 'TopicArn',
    FilterPolicy: 'FilterPolicy',
    FilterPolicyScope: 'FilterPolicyScope',
    RedrivePolicy: 'RedrivePolicy',
    Region: 'Region',
  });
  const renamed = { TopicArn: [...path, 'Topic'] };
  const queue = member(properties, 'SqsSubscription');
  if (queue === undefined || queue === false || queue === 'false') {
    sam.add(
      id,
      'AWS::SNS::Subscription',
      { ...subscription, Protocol: 'lambda', Endpoint: arnOfTarget(target) },
      path,
      renamed,
    );
    return;
  }
  const queuePath = [...path, 'SqsSubscription'];
  const given = member(queue, 'QueueArn');
  if (given === undefined) sam.add(`${id}Queue`, 'AWS::SQS::Queue', {}, queuePath);
  const queueArn = given ?? arnOf(`${id}Queue`);
  sam.add(id, 'AWS::SNS::Subscription', { ...subscription, Protocol: 'sqs', Endpoint: queueArn }, path, renamed);
  const settings = isObject(queue) ? omit(queue, ['QueueArn', 'QueueUrl', 'QueuePolicyLogicalId']) : {};
  sam.add(
    `${id}EventSourceMapping`,
    'AWS::Lambda::EventSourceMapping',
    { BatchSize: 10, ...settings, EventSourceArn: queueArn, FunctionName: target },
    queuePath,
    { EventSourceArn: [...queuePath, 'QueueArn'] },
  );
}

function addRule({ sam, name, id, properties, path, target }: SamEvent): void {
  const deadLetters = targetDeadLetterConfig(sam, name, properties, path);
  const ruleTarget = present({
    Id: `${id}Target`,
    Arn: arnOfTarget(target),
    ...pick(properties, { Input: 'Input', InputPath: 'InputPath', RetryPolicy: 'RetryPolicy' }),
    DeadLetterConfig: deadLetters,
  });
  const state = member(properties, 'State') ?? (member(properties, 'Enabled') === false ? 'DISABLED' : undefined);
  sam.add(
    id,
    'AWS::Events::Rule',
    present({
      ...pick(properties, {
        Pattern: 'EventPattern',
        Schedule: 'ScheduleExpression',
        EventBusName: 'EventBusName',
        Name: 'Name',
        RuleName: 'Name',
      }),
      State: state,
      Targets: [ruleTarget],
    }),
    path,
    { EventPattern: [...path, 'Pattern'], ScheduleExpression: [...path, 'Schedule'] },
  );
}

function addSchedule({ sam, name, id, properties, path, target }: SamEvent): void {
  const deadLetters = targetDeadLetterConfig(sam, name, properties, path);
  const scheduleTarget = present({
    Arn: arnOfTarget(target),
    ...pick(properties, { Input: 'Input', RetryPolicy: 'RetryPolicy', RoleArn: 'RoleArn' }),
    DeadLetterConfig: deadLetters,
  });
  sam.add(
    id,
    'AWS::Scheduler::Schedule',
    {
      ...omit(properties, ['Input', 'RetryPolicy', 'RoleArn', 'DeadLetterConfig', 'OmitName', 'PermissionsBoundary']),
      Target: scheduleTarget,
    },
    path,
  );
}

function addPermission({ sam, id, path, target }: SamEvent, principal: string, sourceArn: Json | undefined): void {
  sam.add(
    id,
    'AWS::Lambda::Permission',
    present({ Action: 'lambda:InvokeFunction', FunctionName: target, Principal: principal, SourceArn: sourceArn }),
    path,
  );
}

/** An API that brings its own document calls what stands there: SAM adds nothing for an event but the permission. */
function isDocumented({ sam }: SamEvent, api: Json): boolean {
  return sam.apis.documented.has(textMember(api, 'Ref') ?? '');
}

/** SAM writes functions into the body of the API; a method says the same. */
function addApiMethod(event: SamEvent): void {
  const { sam, id, properties, path, target } = event;
  const api = member(properties, 'RestApiId') ?? { Ref: 'ServerlessRestApi' };
  if (isDocumented(event, api)) {
    addPermission(event, 'apigateway.amazonaws.com', api);
    return;
  }
  const auth = member(properties, 'Auth');
  const isSigned = sam.apis.signed.has(textMember(api, 'Ref') ?? '');
  const authorizer = textMember(auth, 'Authorizer') ?? (isSigned ? 'AWS_IAM' : undefined);
  const mode = member(properties, 'ResponseTransferMode');
  const integration = present({
    Type: 'AWS_PROXY',
    IntegrationHttpMethod: 'POST',
    Uri: arnOfTarget(target),
    TimeoutInMillis: member(properties, 'TimeoutInMillis'),
    // SAM calls a stream what Lambda calls it, not what API Gateway does.
    ResponseTransferMode: mode === 'RESPONSE_STREAM' ? 'STREAM' : mode,
  });
  sam.add(
    id,
    'AWS::ApiGateway::Method',
    present({
      ...pick(properties, { Method: 'HttpMethod', Path: 'ResourceId' }),
      ApiKeyRequired: member(auth, 'ApiKeyRequired'),
      AuthorizationType: authorizer === 'AWS_IAM' ? 'AWS_IAM' : undefined,
      RestApiId: api,
      Integration: integration,
    }),
    path,
  );
}

function addHttpIntegration(event: SamEvent): void {
  const { sam, id, properties, path, target } = event;
  const api = member(properties, 'ApiId') ?? { Ref: 'ServerlessHttpApi' };
  if (isDocumented(event, api)) {
    addPermission(event, 'apigateway.amazonaws.com', api);
    return;
  }
  sam.add(
    id,
    'AWS::ApiGatewayV2::Integration',
    {
      ApiId: api,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arnOfTarget(target),
      ...pick(properties, { TimeoutInMillis: 'TimeoutInMillis' }),
    },
    path,
  );
}

/** A function is named by its `Ref` where the property takes names; rules, topics and schedules want the ARN. The `Ref` of an alias is its ARN. */
function arnOfTarget(target: Json): Json {
  const id = textMember(target, 'Ref');
  return id === undefined || id.endsWith('.Alias') ? target : arnOf(id);
}

function attributeOf(reference: Json | undefined, attribute: string): Json | undefined {
  const id = textMember(reference, 'Ref');
  return id === undefined ? undefined : { 'Fn::GetAtt': [id, attribute] };
}

function bucketArn(bucket: Json | undefined): Json | undefined {
  return attributeOf(bucket, 'Arn') ?? (typeof bucket === 'string' ? `arn:aws:s3:::${bucket}` : undefined);
}
