import type { RepairSite } from './repair-site.js';
import type { FixValueName } from './values.js';
import type { Path, Plain } from './template-edit.js';

/** One value to write, below `Properties` of a resource. */
interface Setting {
  readonly path: Path;
  readonly value: Plain;
}

type Repair = (site: RepairSite) => readonly Setting[] | undefined;

/** Writes a chosen number at the property of the finding. */
const atProperty =
  (name: FixValueName): Repair =>
  (site) => [{ path: pathOf(site.property), value: site.value(name) }];

const set =
  (...settings: readonly Setting[]): Repair =>
  () =>
    settings;

/** The steps of a property path; list places are numbers. */
function pathOf(property: string): Path {
  return property.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/**
 * Repairs of resources by the name of the check. Each is only proposed here: it counts once the same check finds the
 * resource sound with it, and no check finds a new fault.
 */
export const templateRepairs: Readonly<Record<string, Repair>> = {
  'api-destination-rate': (site) => [
    { path: ['InvocationRateLimitPerSecond'], value: Math.min(300, site.value('requestsPerSecond')) },
  ],
  'api-throttling': throttleStage,
  'autoscaling-health-check': set({ path: ['HealthCheckType'], value: 'ELB' }),
  'batch-job-timeout': (site) => [
    { path: ['Timeout', 'AttemptDurationSeconds'], value: site.value('jobTimeoutMinutes') * 60 },
  ],
  'cloudfront-error-caching': (site) =>
    site.property.endsWith('ErrorCachingMinTTL') ? atProperty('errorCachingSeconds')(site) : undefined,
  'codebuild-timeout': (site) => [{ path: ['TimeoutInMinutes'], value: Math.max(5, site.value('jobTimeoutMinutes')) }],
  'ecs-deployment-circuit-breaker': set({
    path: ['DeploymentConfiguration', 'DeploymentCircuitBreaker'],
    value: { Enable: true, Rollback: true },
  }),
  'eventbridge-retry-policy': (site) =>
    /Max\w*RetryAttempts$/.test(site.property) ? atProperty('retries')(site) : undefined,
  'glue-job-timeout': atProperty('jobTimeoutMinutes'),
  'iot-job-timeout': atProperty('jobTimeoutMinutes'),
  'lambda-concurrency': (site) => [{ path: ['ReservedConcurrentExecutions'], value: site.value('concurrency') }],
  'lambda-queue-concurrency': (site) => [
    { path: ['ScalingConfig', 'MaximumConcurrency'], value: site.value('concurrency') },
  ],
  'lambda-stream-bisect': set({ path: ['BisectBatchOnFunctionError'], value: true }),
  'lambda-stream-retries': (site) => [{ path: ['MaximumRetryAttempts'], value: site.value('retries') }],
  'lambda-timeout': (site) => [{ path: ['Timeout'], value: site.value('functionTimeoutSeconds') }],
  'pipe-retries': (site) => [
    {
      path: pathOf(site.property.replace(/MaximumRecordAgeInSeconds$/, 'MaximumRetryAttempts')),
      value: site.value('retries'),
    },
  ],
  'rds-proxy-borrow-timeout': (site) => [
    {
      path: ['ConnectionPoolConfigurationInfo', 'ConnectionBorrowTimeout'],
      value: site.value('borrowTimeoutSeconds'),
    },
  ],
  'schedule-window': (site) => [
    {
      path: ['FlexibleTimeWindow'],
      value: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: site.value('windowMinutes') },
    },
  ],
  'scheduler-retry-policy': (site) => {
    const { interval } = site.evidence;
    return typeof interval === 'number'
      ? [{ path: ['Target', 'RetryPolicy', 'MaximumEventAgeInSeconds'], value: Math.max(60, interval) }]
      : undefined;
  },
  'sqs-fifo-deduplication': (site) =>
    site.property === 'ContentBasedDeduplication' ? [{ path: [site.property], value: true }] : undefined,
  'sqs-redrive-count': (site) => [{ path: ['RedrivePolicy', 'maxReceiveCount'], value: site.value('receives') }],
  'sqs-visibility-timeout': ({ evidence: { recommended } }) =>
    typeof recommended === 'number' && recommended <= 43_200
      ? [{ path: ['VisibilityTimeout'], value: recommended }]
      : undefined,
  'stepfunctions-map-concurrency': inDefinition('concurrency'),
  'stepfunctions-task-timeout': inDefinition('taskTimeoutSeconds'),
  'stepfunctions-timeout': inDefinition('workflowTimeoutSeconds'),
  'web-function-throttling': (site) => [
    { path: ['ThrottleConfig', 'RateLimit'], value: site.value('requestsPerSecond') },
  ],
  'web-function-timeout': (site) => [
    { path: ['ServiceConfig', 'TimeoutSeconds'], value: site.value('functionTimeoutSeconds') },
  ],
};

/** Names of the checks whose faults in resources have a repair. */
export const repairedInTemplates = [...Object.keys(templateRepairs), 'sqs-queue-dlq'].sort();

function throttleStage(site: RepairSite): readonly Setting[] | undefined {
  const limits = (): Plain => ({
    ThrottlingRateLimit: site.value('requestsPerSecond'),
    ThrottlingBurstLimit: site.value('requestsPerSecond'),
  });
  if (site.property === 'DefaultRouteSettings') {
    return Object.entries(limits()).map(([name, value]) => ({ path: [site.property, name], value: value as number }));
  }
  if (site.property !== 'MethodSettings') return undefined;
  return [{ path: [site.property], value: [{ HttpMethod: '*', ResourcePath: '/*', ...(limits() as object) }] }];
}

/** Writes into a definition that is an object; one that is text has no place of its own. */
function inDefinition(name: FixValueName): Repair {
  return (site) => (site.property.startsWith('Definition.') ? atProperty(name)(site) : undefined);
}
