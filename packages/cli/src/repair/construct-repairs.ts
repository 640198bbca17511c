import type { RepairSite } from './repair-site.js';

/** A value as source text; `duration` becomes a `Duration` of the CDK, by whatever name the file knows it. */
export type ConstructValue = string | { readonly duration: 'seconds' | 'minutes'; readonly amount: number };

/** A prop to give to a construct. */
export interface ConstructProp {
  readonly name: string;
  readonly value: ConstructValue;
}

/** Repairs of the constructs of the CDK, by the name of the check and that of the class. */
interface ConstructRepair {
  readonly classes: RegExp;
  props(site: RepairSite): readonly ConstructProp[] | undefined;
}

const functions = /^(?:\w*Function|NodejsFunction)$/;
const streamSources = /^(?:Dynamo|Kinesis)EventSource$/;

const seconds = (amount: number): ConstructValue => ({ duration: 'seconds', amount });

export const constructRepairs: Readonly<Record<string, readonly ConstructRepair[]>> = {
  'api-destination-rate': [
    {
      classes: /^ApiDestination$/,
      props: (site) => [{ name: 'rateLimitPerSecond', value: String(Math.min(300, site.value('requestsPerSecond'))) }],
    },
  ],
  'api-throttling': [
    {
      classes: /RestApi$/,
      props(site) {
        const rate = site.value('requestsPerSecond');
        return [{ name: 'deployOptions', value: `{ throttlingRateLimit: ${rate}, throttlingBurstLimit: ${rate} }` }];
      },
    },
    {
      classes: /^(?:Http|WebSocket)Stage$/,
      props(site) {
        const rate = site.value('requestsPerSecond');
        return [{ name: 'throttle', value: `{ rateLimit: ${rate}, burstLimit: ${rate} }` }];
      },
    },
  ],
  'codebuild-timeout': [
    {
      classes: /^(?:Pipeline)?Project$/,
      props: (site) => [
        { name: 'timeout', value: { duration: 'minutes', amount: Math.max(5, site.value('jobTimeoutMinutes')) } },
      ],
    },
  ],
  'ecs-deployment-circuit-breaker': [
    { classes: /Service$/, props: () => [{ name: 'circuitBreaker', value: '{ rollback: true }' }] },
  ],
  'lambda-concurrency': [
    {
      classes: functions,
      props: (site) => [{ name: 'reservedConcurrentExecutions', value: String(site.value('concurrency')) }],
    },
  ],
  'lambda-queue-concurrency': [
    {
      classes: /^SqsEventSource$/,
      props: (site) => [{ name: 'maxConcurrency', value: String(site.value('concurrency')) }],
    },
  ],
  'lambda-stream-bisect': [{ classes: streamSources, props: () => [{ name: 'bisectBatchOnError', value: 'true' }] }],
  'lambda-stream-retries': [
    { classes: streamSources, props: (site) => [{ name: 'retryAttempts', value: String(site.value('retries')) }] },
  ],
  'lambda-timeout': [
    {
      classes: functions,
      props: (site) => [{ name: 'timeout', value: seconds(site.value('functionTimeoutSeconds')) }],
    },
  ],
  'sqs-fifo-deduplication': [
    {
      classes: /^Queue$/,
      props: (site) =>
        site.property === 'ContentBasedDeduplication'
          ? [{ name: 'contentBasedDeduplication', value: 'true' }]
          : undefined,
    },
  ],
  'sqs-queue-dlq': [
    {
      classes: /^Queue$/,
      props: (site) => [
        {
          name: 'deadLetterQueue',
          value: `{ queue: new $class($scope, $id), maxReceiveCount: ${site.value('receives')} }`,
        },
      ],
    },
  ],
  'sqs-visibility-timeout': [
    {
      classes: /^Queue$/,
      props: ({ evidence: { recommended } }) =>
        typeof recommended === 'number' && recommended <= 43_200
          ? [{ name: 'visibilityTimeout', value: seconds(recommended) }]
          : undefined,
    },
  ],
  'stepfunctions-timeout': [
    {
      classes: /^StateMachine$/,
      props: (site) => [{ name: 'timeout', value: seconds(site.value('workflowTimeoutSeconds')) }],
    },
  ],
};
