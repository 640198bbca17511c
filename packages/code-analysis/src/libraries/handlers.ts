/** What starts a handler. */
export type HandlerSource =
  | 'sqs'
  | 'sns'
  | 'eventbridge'
  | 'kinesis'
  | 'dynamodb-stream'
  | 's3'
  | 'kafka'
  /** A function for records of a source that cannot be told: SQS, SNS, S3 or a stream. */
  | 'records'
  | 'schedule'
  | 'custom-resource'
  /** Another asynchronous source of events, such as CloudWatch Logs, SES or IoT. */
  | 'event'
  | 'http'
  /** An HTTP handler that checks the signature of a sender who sends again when no answer comes. */
  | 'webhook'
  /** A job of a queue library, such as BullMQ. */
  | 'job'
  /** A message of a broker, such as RabbitMQ. */
  | 'message'
  /** A durable function of Lambda: code outside of its steps runs again on each replay, and a step on each failure. */
  | 'durable'
  /** A timer inside the process. */
  | 'cron'
  /** A function of a platform of which the event cannot be told. */
  | 'unknown';

/** What a written type of an event or a handler says of its source; `one` for a single record of a batch. */
export interface EventType {
  readonly source: HandlerSource;
  readonly batch?: true;
  readonly one?: true;
}

const sqs: EventType = { source: 'sqs', batch: true };
const sns: EventType = { source: 'sns', batch: true };
const kinesis: EventType = { source: 'kinesis', batch: true };
const dynamo: EventType = { source: 'dynamodb-stream', batch: true };
const s3: EventType = { source: 's3', batch: true };
const kafka: EventType = { source: 'kafka', batch: true };
const http: EventType = { source: 'http' };
const bus: EventType = { source: 'eventbridge' };
const schedule: EventType = { source: 'schedule' };
const event: EventType = { source: 'event' };
const customResource: EventType = { source: 'custom-resource' };

/** Types of events, records and handlers. Source: `@types/aws-lambda` 8.10, trigger/*.d.ts. */
export const lambdaTypes: Readonly<Record<string, EventType>> = {
  SQSEvent: sqs,
  SQSHandler: sqs,
  SQSRecord: { source: 'sqs', one: true },
  SNSEvent: sns,
  SNSHandler: sns,
  SNSEventRecord: { source: 'sns', one: true },
  KinesisStreamEvent: kinesis,
  KinesisStreamHandler: kinesis,
  KinesisStreamRecord: { source: 'kinesis', one: true },
  DynamoDBStreamEvent: dynamo,
  DynamoDBStreamHandler: dynamo,
  DynamoDBRecord: { source: 'dynamodb-stream', one: true },
  S3Event: s3,
  S3Handler: s3,
  S3EventRecord: { source: 's3', one: true },
  S3NotificationEvent: bus,
  S3ObjectCreatedNotificationEvent: bus,
  MSKEvent: kafka,
  MSKHandler: kafka,
  SelfManagedKafkaEvent: kafka,
  EventBridgeEvent: bus,
  EventBridgeHandler: bus,
  ScheduledEvent: schedule,
  ScheduledHandler: schedule,
  CloudWatchLogsEvent: event,
  CloudWatchLogsHandler: event,
  CloudWatchAlarmEvent: event,
  SESEvent: event,
  SESHandler: event,
  IoTEvent: event,
  IoTHandler: event,
  CodePipelineEvent: event,
  CodePipelineHandler: event,
  CloudFormationCustomResourceEvent: customResource,
  CloudFormationCustomResourceHandler: customResource,
  CdkCustomResourceEvent: customResource,
  CdkCustomResourceHandler: customResource,
  APIGatewayEvent: http,
  APIGatewayProxyEvent: http,
  APIGatewayProxyEventV2: http,
  APIGatewayProxyEventV2WithJWTAuthorizer: http,
  APIGatewayProxyEventV2WithLambdaAuthorizer: http,
  APIGatewayProxyWithCognitoAuthorizerEvent: http,
  APIGatewayProxyWithLambdaAuthorizerEvent: http,
  APIGatewayProxyHandler: http,
  APIGatewayProxyHandlerV2: http,
  APIGatewayProxyHandlerV2WithJWTAuthorizer: http,
  APIGatewayProxyWebsocketEventV2: http,
  APIGatewayProxyWebsocketHandlerV2: http,
  APIGatewayRequestAuthorizerEvent: http,
  APIGatewayRequestAuthorizerEventV2: http,
  APIGatewayTokenAuthorizerEvent: http,
  APIGatewayAuthorizerEvent: http,
  APIGatewayAuthorizerHandler: http,
  ALBEvent: http,
  ALBHandler: http,
  AppSyncResolverEvent: http,
  AppSyncResolverHandler: http,
  LambdaFunctionURLEvent: http,
  LambdaFunctionURLHandler: http,
  CloudFrontRequestEvent: http,
  CloudFrontRequestHandler: http,
  CloudFrontResponseEvent: http,
  CloudFrontResponseHandler: http,
  LexV2Event: http,
  LexV2Handler: http,
};

/** Types that say no more than that a function runs on Lambda. Source: `@types/aws-lambda` 8.10, handler.d.ts. */
export const plainLambdaTypes: ReadonlySet<string> = new Set(['Handler', 'Context', 'Callback']);

/** Handlers that a framework calls with requests, by the written type of a parameter or function, and its module. */
export const requestTypes: Readonly<Record<string, readonly string[]>> = {
  express: ['Request', 'Response', 'RequestHandler', 'NextFunction'],
  fastify: ['FastifyRequest', 'FastifyReply', 'RouteHandler', 'RouteHandlerMethod'],
  koa: ['Context', 'ParameterizedContext', 'Middleware'],
  hono: ['Context', 'Handler'],
  next: ['NextApiRequest', 'NextApiHandler', 'GetServerSideProps', 'GetServerSidePropsContext'],
  'next/server': ['NextRequest'],
  '@hapi/hapi': ['ResponseToolkit', 'Lifecycle.Method'],
  '@vercel/node': ['VercelRequest', 'VercelApiHandler'],
  'react-router': ['LoaderFunctionArgs', 'ActionFunctionArgs'],
  '@remix-run/node': ['LoaderFunctionArgs', 'ActionFunctionArgs', 'LoaderArgs', 'ActionArgs'],
  '@remix-run/server-runtime': ['LoaderFunctionArgs', 'ActionFunctionArgs'],
  '@grpc/grpc-js': ['ServerUnaryCall', 'handleUnaryCall', 'sendUnaryData'],
};

/**
 * Types of the job that a queue library hands to a function, and of such functions, by module.
 * Sources: the published types of bullmq 5 (`classes/job.d.ts`, `interfaces/processor.d.ts`), bull 4 (`index.d.ts`),
 * pg-boss 10 (`types.d.ts`) and graphile-worker 0.18 (`interfaces.d.ts`).
 */
export const jobTypes: Readonly<Record<string, readonly string[]>> = {
  bullmq: ['Job', 'SandboxedJob', 'Processor'],
  '@taskforcesh/bullmq-pro': ['JobPro', 'Processor'],
  bull: ['Job', 'ProcessCallbackFunction', 'ProcessPromiseFunction'],
  'pg-boss': ['Job', 'JobWithMetadata', 'WorkHandler'],
  'graphile-worker': ['Task'],
};

/** Modules whose exports take routes: `app.get(path, handler)`. */
export const routeModules: ReadonlySet<string> = new Set([
  'express',
  'express-promise-router',
  'fastify',
  'koa-router',
  '@koa/router',
  'hono',
  '@hono/zod-openapi',
  'restify',
  'polka',
  'itty-router',
  'elysia',
  'find-my-way',
  'h3',
  'middy-http-router',
  '@middy/http-router',
  'lambda-api',
]);

/** Written types of what takes routes. */
export const routerTypes: Readonly<Record<string, readonly string[]>> = {
  express: ['Express', 'Application', 'Router', 'IRouter'],
  'express-serve-static-core': ['Express', 'Application', 'Router'],
  fastify: ['FastifyInstance'],
  '@koa/router': ['default', 'Router'],
  'koa-router': ['default', 'Router'],
  hono: ['Hono'],
  '@hono/zod-openapi': ['OpenAPIHono'],
  '@hapi/hapi': ['Server'],
};

const routeDecorators = { Get: 'http', Post: 'http', Put: 'http', Patch: 'http', Delete: 'http' } as const;

/**
 * Decorators of methods. Source: `@nestjs/common` 11, `@nestjs/microservices` 11, `@nestjs/schedule` 6, `@nestjs/bull` 11,
 * `@overnightjs/core` 1.7, `tsoa` 6, `@tsed/schema` 8.
 */
export const decorators: Readonly<Record<string, Readonly<Record<string, HandlerSource>>>> = {
  '@nestjs/common': {
    Get: 'http',
    Post: 'http',
    Put: 'http',
    Patch: 'http',
    Delete: 'http',
    All: 'http',
    Head: 'http',
    Options: 'http',
    Sse: 'http',
  },
  '@nestjs/graphql': { Query: 'http', Mutation: 'http', ResolveField: 'http' },
  '@nestjs/microservices': { MessagePattern: 'http', EventPattern: 'message', GrpcMethod: 'http' },
  '@nestjs/schedule': { Cron: 'cron', Interval: 'cron' },
  '@nestjs/bull': { Process: 'job' },
  '@golevelup/nestjs-rabbitmq': { RabbitSubscribe: 'message', RabbitRPC: 'http' },
  '@ssut/nestjs-sqs': { SqsMessageHandler: 'message' },
  'routing-controllers': routeDecorators,
  '@overnightjs/core': { ...routeDecorators, All: 'http' },
  tsoa: routeDecorators,
  '@tsoa/runtime': routeDecorators,
  '@tsed/common': routeDecorators,
  '@tsed/schema': routeDecorators,
  'type-graphql': { Query: 'http', Mutation: 'http' },
};

/** A way in which a library is given the function that it calls for each job or message. */
export interface Consumer {
  /** Module, and the export that is called or whose result has the method; `*` for any export of the module. */
  readonly module: string;
  readonly export: string;
  /** Method called on what the export makes; absent when the export itself is given the function. */
  readonly method?: string;
  /** Members of an object argument that hold functions; absent when functions stand as arguments. */
  readonly members?: readonly string[];
  /** Of the members, those whose value is an object that holds functions under names of its own. */
  readonly named?: readonly string[];
  /** The first argument of a method that subscribes to events by name. */
  readonly event?: string;
  readonly source: HandlerSource;
  /** Members whose function is given a list. */
  readonly batches?: readonly string[];
}

/**
 * Sources: the guides and published types of bullmq 5, bull 4, bee-queue 1, kafkajs 2, amqplib 0.10, sqs-consumer 12,
 * pg-boss 10, agenda 5, @google-cloud/pubsub 5, @azure/functions 4, inngest 3, node-cron 4, cron 4, node-schedule 2,
 * graphile-worker 0.18, @temporalio/worker 1.24, @trigger.dev/sdk 4, @azure/service-bus 7, rhea 3, @nats-io/jetstream 3 and
 * @aws/durable-execution-sdk-js 2.4 (measured under its local runner: code outside of steps ran 7 times, a step that
 * throws 6 times).
 */
export const consumers: readonly Consumer[] = [
  { module: 'bullmq', export: 'Worker', source: 'job' },
  { module: 'bullmq', export: 'WorkerPro', source: 'job' },
  { module: '@taskforcesh/bullmq-pro', export: 'WorkerPro', source: 'job' },
  { module: 'bull', export: '*', method: 'process', source: 'job' },
  { module: 'bee-queue', export: '*', method: 'process', source: 'job' },
  { module: 'kue', export: '*', method: 'process', source: 'job' },
  {
    module: 'kafkajs',
    export: '*',
    method: 'run',
    members: ['eachMessage', 'eachBatch'],
    batches: ['eachBatch'],
    source: 'kafka',
  },
  {
    module: '@confluentinc/kafka-javascript',
    export: '*',
    method: 'run',
    members: ['eachMessage', 'eachBatch'],
    batches: ['eachBatch'],
    source: 'kafka',
  },
  { module: 'amqplib', export: '*', method: 'consume', source: 'message' },
  { module: 'amqplib/callback_api', export: '*', method: 'consume', source: 'message' },
  { module: 'amqp-connection-manager', export: '*', method: 'consume', source: 'message' },
  {
    module: 'sqs-consumer',
    export: '*',
    method: 'create',
    members: ['handleMessage', 'handleMessageBatch'],
    batches: ['handleMessageBatch'],
    source: 'message',
  },
  {
    module: 'sqs-consumer',
    export: 'Consumer',
    members: ['handleMessage', 'handleMessageBatch'],
    batches: ['handleMessageBatch'],
    source: 'message',
  },
  { module: 'pg-boss', export: '*', method: 'work', source: 'job' },
  { module: 'agenda', export: '*', method: 'define', source: 'job' },
  { module: 'inngest', export: '*', method: 'createFunction', source: 'job' },
  { module: '@trigger.dev/sdk', export: 'task', members: ['run'], source: 'job' },
  { module: '@trigger.dev/sdk/v3', export: 'task', members: ['run'], source: 'job' },
  ...['@trigger.dev/sdk', '@trigger.dev/sdk/v3'].map((module): Consumer => ({
    module,
    export: 'schemaTask',
    members: ['run'],
    source: 'job',
  })),
  ...['run', 'runOnce'].map((name): Consumer => ({
    module: 'graphile-worker',
    export: name,
    members: ['taskList'],
    named: ['taskList'],
    source: 'job',
  })),
  {
    module: '@temporalio/worker',
    export: '*',
    method: 'create',
    members: ['activities'],
    named: ['activities'],
    source: 'job',
  },
  { module: '@azure/service-bus', export: '*', method: 'subscribe', members: ['processMessage'], source: 'message' },
  { module: '@google-cloud/pubsub', export: '*', method: 'on', event: 'message', source: 'message' },
  { module: 'rhea', export: '*', method: 'on', event: 'message', source: 'message' },
  { module: '@nats-io/jetstream', export: '*', method: 'consume', members: ['callback'], source: 'message' },
  { module: '@aws/durable-execution-sdk-js', export: 'withDurableExecution', source: 'durable' },
  { module: '@azure/functions', export: 'app', method: 'serviceBusQueue', members: ['handler'], source: 'message' },
  { module: '@azure/functions', export: 'app', method: 'storageQueue', members: ['handler'], source: 'message' },
  { module: '@azure/functions', export: 'app', method: 'eventHub', members: ['handler'], source: 'message' },
  { module: '@azure/functions', export: 'app', method: 'http', members: ['handler'], source: 'http' },
  { module: 'node-cron', export: '*', method: 'schedule', source: 'cron' },
  { module: 'node-cron', export: 'schedule', source: 'cron' },
  { module: 'cron', export: 'CronJob', source: 'cron' },
  { module: 'node-schedule', export: 'scheduleJob', source: 'cron' },
  { module: 'node-schedule', export: '*', method: 'scheduleJob', source: 'cron' },
];

/** Sources that deliver each thing for itself, and again when its handler fails; no clock comes back to it. */
export const deliveringSources: ReadonlySet<HandlerSource> = new Set([
  'sqs',
  'sns',
  'eventbridge',
  'kinesis',
  'dynamodb-stream',
  's3',
  'kafka',
  'event',
  'job',
  'message',
]);

/** Sources that deliver at least once, or start again what did not answer. */
export const reRunnableSources: ReadonlySet<HandlerSource> = new Set([
  ...deliveringSources,
  'records',
  'schedule',
  'custom-resource',
  'webhook',
  'durable',
]);

/** Methods of base classes that a framework calls for each job. Source: the guide of `@nestjs/bullmq` 11. */
export const baseClasses: Readonly<Record<string, Readonly<Record<string, readonly [string, HandlerSource]>>>> = {
  '@nestjs/bullmq': { WorkerHost: ['process', 'job'] },
};
