import type { PatternName } from '@faultline/catalog';

/** What a library makes that is a pattern by itself: by a call or construction of one of its exports, or by a decorator. */
export interface PatternLibrary {
  readonly modules: readonly string[];
  /** Names of exports; `''` for the module itself. */
  readonly exports: readonly string[];
  readonly pattern: PatternName;
  /** One of several parts, which make the pattern only together. */
  readonly part?: string;
  /** What is seen, as the end of a sentence that begins with the module. */
  readonly makes: string;
}

/**
 * Sources: the published types of @nestjs/cqrs 12.0.0, node-sagas 0.0.6, @castore/core 2.4.2, @eventstore/db-client 6.2.1,
 * @kurrent/kurrentdb-client 1.3.1, @aws-lambda-powertools/tracer 2.36.0, aws-xray-sdk-core 3.12.0, dd-trace 6.21.0,
 * @opentelemetry/sdk-node 0.301.0, cls-rtracer 2.6.4, express-correlation-id 3.0.1 and
 * @dazn/lambda-powertools-middleware-correlation-ids 1.29.0.
 */
export const patternLibraries: readonly PatternLibrary[] = [
  {
    modules: ['@nestjs/cqrs'],
    exports: ['CommandHandler'],
    pattern: 'cqrs',
    part: 'commands',
    makes: 'hands commands and queries to handlers of their own',
  },
  {
    modules: ['@nestjs/cqrs'],
    exports: ['QueryHandler'],
    pattern: 'cqrs',
    part: 'queries',
    makes: 'hands commands and queries to handlers of their own',
  },
  {
    modules: ['@nestjs/cqrs'],
    exports: ['Saga'],
    pattern: 'saga',
    makes: 'answers events with the commands of the next step',
  },
  {
    modules: ['node-sagas'],
    exports: ['SagaBuilder'],
    pattern: 'saga',
    makes: 'runs steps and undoes them when a later one fails',
  },
  {
    modules: ['@castore/core'],
    exports: ['EventStore'],
    pattern: 'event-sourcing',
    makes: 'keeps events and works out the state from them',
  },
  {
    modules: ['@eventstore/db-client'],
    exports: ['EventStoreDBClient', 'EventStoreDBClient.connectionString'],
    pattern: 'event-sourcing',
    makes: 'appends events to streams and reads them again',
  },
  {
    modules: ['@kurrent/kurrentdb-client'],
    exports: ['KurrentDBClient', 'KurrentDBClient.connectionString'],
    pattern: 'event-sourcing',
    makes: 'appends events to streams and reads them again',
  },
  {
    modules: ['@aws-lambda-powertools/tracer'],
    exports: ['Tracer'],
    pattern: 'correlation',
    makes: 'adds what the code does to the traces of X-Ray',
  },
  {
    modules: ['aws-xray-sdk', 'aws-xray-sdk-core'],
    exports: ['captureAWS', 'captureAWSv3Client', 'captureAWSClient', 'captureHTTPs', 'captureHTTPsGlobal'],
    pattern: 'correlation',
    makes: 'adds calls of other systems to the traces of X-Ray',
  },
  {
    modules: ['@opentelemetry/sdk-node'],
    exports: ['NodeSDK'],
    pattern: 'correlation',
    makes: 'traces requests over the systems that they pass',
  },
  {
    modules: ['dd-trace'],
    exports: ['init', 'default.init', 'tracer.init'],
    pattern: 'correlation',
    makes: 'traces requests over the systems that they pass',
  },
  {
    modules: ['cls-rtracer'],
    exports: ['expressMiddleware', 'fastifyPlugin', 'koaMiddleware', 'hapiPlugin'],
    pattern: 'correlation',
    makes: 'keeps the id of a request for all that is done for it',
  },
  {
    modules: ['express-correlation-id'],
    exports: ['', 'default'],
    pattern: 'correlation',
    makes: 'keeps the id of a request for all that is done for it',
  },
  {
    modules: ['@dazn/lambda-powertools-middleware-correlation-ids'],
    exports: ['', 'default'],
    pattern: 'correlation',
    makes: 'takes the ids of a request out of events and keeps them',
  },
];
