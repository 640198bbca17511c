// Made by `npm run update` from the files in this folder.
import { agentcoreFallback } from './agentcore/agentcore-fallback.js';
import { agentcoreGatewayThrottling } from './agentcore/agentcore-gateway-throttling.js';
import { flinkCheckpoints } from './analytics/flink-checkpoints.js';
import { apiIntegrationTimeout } from './apigateway/api-integration-timeout.js';
import { apiThrottling } from './apigateway/api-throttling.js';
import { flagRollbackAlarm } from './appconfig/flag-rollback-alarm.js';
import { appsyncLimits } from './appsync/appsync-limits.js';
import { regionSwitchTimeout } from './arc/region-switch-timeout.js';
import { autoscalingHealthCheck } from './autoscaling/autoscaling-health-check.js';
import { batchJobTimeout } from './batch/batch-job-timeout.js';
import { batchQueueTimeLimit } from './batch/batch-queue-time-limit.js';
import { cacheSingleNode } from './cache/cache-single-node.js';
import { cloudfrontErrorCaching } from './cloudfront/cloudfront-error-caching.js';
import { cloudfrontFailoverBudget } from './cloudfront/cloudfront-failover-budget.js';
import { cloudfrontOriginFailover } from './cloudfront/cloudfront-origin-failover.js';
import { cloudfrontOriginTimeout } from './cloudfront/cloudfront-origin-timeout.js';
import { codebuildTimeout } from './codebuild/codebuild-timeout.js';
import { dynamodbCapacity } from './dynamodb/dynamodb-capacity.js';
import { instanceStoreState } from './ec2/instance-store-state.js';
import { ecsDaemonDeployment } from './ecs/ecs-daemon-deployment.js';
import { ecsDeploymentCircuitBreaker } from './ecs/ecs-deployment-circuit-breaker.js';
import { ecsHealthCheck } from './ecs/ecs-health-check.js';
import { ecsHostVolume } from './ecs/ecs-host-volume.js';
import { ecsStopTimeout } from './ecs/ecs-stop-timeout.js';
import { ecsTrafficShift } from './ecs/ecs-traffic-shift.js';
import { apiDestinationRate } from './eventbridge/api-destination-rate.js';
import { eventbridgeRetryPolicy } from './eventbridge/eventbridge-retry-policy.js';
import { eventbridgeSourceFailure } from './eventbridge/eventbridge-source-failure.js';
import { eventbridgeSubscriberFailure } from './eventbridge/eventbridge-subscriber-failure.js';
import { eventbridgeTargetDlq } from './eventbridge/eventbridge-target-dlq.js';
import { firehoseProcessorTimeout } from './firehose/firehose-processor-timeout.js';
import { firehoseRetries } from './firehose/firehose-retries.js';
import { glueJobTimeout } from './glue/glue-job-timeout.js';
import { iotErrorAction } from './iot/iot-error-action.js';
import { iotJobAbort } from './iot/iot-job-abort.js';
import { iotJobTimeout } from './iot/iot-job-timeout.js';
import { streamRetention } from './kinesis/stream-retention.js';
import { durableFunctionVersion } from './lambda/durable-function-version.js';
import { endpointInEnvironment } from './lambda/endpoint-in-environment.js';
import { functionInvokesFunction } from './lambda/function-invokes-function.js';
import { lambdaAsyncFailureDestination } from './lambda/lambda-async-failure-destination.js';
import { lambdaAsyncRetries } from './lambda/lambda-async-retries.js';
import { lambdaConcurrency } from './lambda/lambda-concurrency.js';
import { lambdaPartialBatchResponse } from './lambda/lambda-partial-batch-response.js';
import { lambdaQueueConcurrency } from './lambda/lambda-queue-concurrency.js';
import { lambdaRecursion } from './lambda/lambda-recursion.js';
import { lambdaStreamBisect } from './lambda/lambda-stream-bisect.js';
import { lambdaStreamFailureDestination } from './lambda/lambda-stream-failure-destination.js';
import { lambdaStreamRetries } from './lambda/lambda-stream-retries.js';
import { lambdaTimeout } from './lambda/lambda-timeout.js';
import { leverInventory } from './lambda/lever-inventory.js';
import { webFunctionThrottling } from './lambda/web-function-throttling.js';
import { webFunctionTimeout } from './lambda/web-function-timeout.js';
import { loadBalancerDrain } from './load-balancing/load-balancer-drain.js';
import { loadBalancerHealthCheck } from './load-balancing/load-balancer-health-check.js';
import { loadBalancerIdleTimeout } from './load-balancing/load-balancer-idle-timeout.js';
import { loadBalancerStickiness } from './load-balancing/load-balancer-stickiness.js';
import { pipeDlq } from './pipes/pipe-dlq.js';
import { pipeRetries } from './pipes/pipe-retries.js';
import { databaseConnectionPressure } from './rds/database-connection-pressure.js';
import { rdsProxyBorrowTimeout } from './rds/rds-proxy-borrow-timeout.js';
import { route53Failover } from './route53/route53-failover.js';
import { route53Health } from './route53/route53-health.js';
import { scheduleWindow } from './scheduler/schedule-window.js';
import { schedulerDlq } from './scheduler/scheduler-dlq.js';
import { schedulerRetryPolicy } from './scheduler/scheduler-retry-policy.js';
import { serviceMeshRetries } from './service-mesh/service-mesh-retries.js';
import { serviceMeshTimeout } from './service-mesh/service-mesh-timeout.js';
import { snsDeliveryPolicy } from './sns/sns-delivery-policy.js';
import { snsDirectLambda } from './sns/sns-direct-lambda.js';
import { snsSubscriptionDlq } from './sns/sns-subscription-dlq.js';
import { deadLetterPermission } from './sqs/dead-letter-permission.js';
import { deadLetterWatched } from './sqs/dead-letter-watched.js';
import { queueAgeAlarm } from './sqs/queue-age-alarm.js';
import { redriveLoop } from './sqs/redrive-loop.js';
import { sqsDlqMismatch } from './sqs/sqs-dlq-mismatch.js';
import { sqsFifoDeduplication } from './sqs/sqs-fifo-deduplication.js';
import { sqsQueueDlq } from './sqs/sqs-queue-dlq.js';
import { sqsRedriveCount } from './sqs/sqs-redrive-count.js';
import { sqsVisibilityTimeout } from './sqs/sqs-visibility-timeout.js';
import { stepfunctionsCatch } from './stepfunctions/stepfunctions-catch.js';
import { stepfunctionsExpressIdempotency } from './stepfunctions/stepfunctions-express-idempotency.js';
import { stepfunctionsHeartbeat } from './stepfunctions/stepfunctions-heartbeat.js';
import { stepfunctionsMapConcurrency } from './stepfunctions/stepfunctions-map-concurrency.js';
import { stepfunctionsRetry } from './stepfunctions/stepfunctions-retry.js';
import { stepfunctionsTaskTimeout } from './stepfunctions/stepfunctions-task-timeout.js';
import { stepfunctionsTimeout } from './stepfunctions/stepfunctions-timeout.js';
import { wafRateRule } from './waf/waf-rate-rule.js';
import { retryProduct } from './workflow/retry-product.js';
import { timeoutChain } from './workflow/timeout-chain.js';
import type { InfrastructureRule } from './rule.js';

/** Every infrastructure rule, sorted by name. */
export const infrastructureRules: readonly InfrastructureRule[] = [
  agentcoreFallback,
  agentcoreGatewayThrottling,
  apiDestinationRate,
  apiIntegrationTimeout,
  apiThrottling,
  appsyncLimits,
  autoscalingHealthCheck,
  batchJobTimeout,
  batchQueueTimeLimit,
  cacheSingleNode,
  cloudfrontErrorCaching,
  cloudfrontFailoverBudget,
  cloudfrontOriginFailover,
  cloudfrontOriginTimeout,
  codebuildTimeout,
  databaseConnectionPressure,
  deadLetterPermission,
  deadLetterWatched,
  durableFunctionVersion,
  dynamodbCapacity,
  ecsDaemonDeployment,
  ecsDeploymentCircuitBreaker,
  ecsHealthCheck,
  ecsHostVolume,
  ecsStopTimeout,
  ecsTrafficShift,
  endpointInEnvironment,
  eventbridgeRetryPolicy,
  eventbridgeSourceFailure,
  eventbridgeSubscriberFailure,
  eventbridgeTargetDlq,
  firehoseProcessorTimeout,
  firehoseRetries,
  flagRollbackAlarm,
  flinkCheckpoints,
  functionInvokesFunction,
  glueJobTimeout,
  instanceStoreState,
  iotErrorAction,
  iotJobAbort,
  iotJobTimeout,
  lambdaAsyncFailureDestination,
  lambdaAsyncRetries,
  lambdaConcurrency,
  lambdaPartialBatchResponse,
  lambdaQueueConcurrency,
  lambdaRecursion,
  lambdaStreamBisect,
  lambdaStreamFailureDestination,
  lambdaStreamRetries,
  lambdaTimeout,
  leverInventory,
  loadBalancerDrain,
  loadBalancerHealthCheck,
  loadBalancerIdleTimeout,
  loadBalancerStickiness,
  pipeDlq,
  pipeRetries,
  queueAgeAlarm,
  rdsProxyBorrowTimeout,
  redriveLoop,
  regionSwitchTimeout,
  retryProduct,
  route53Failover,
  route53Health,
  scheduleWindow,
  schedulerDlq,
  schedulerRetryPolicy,
  serviceMeshRetries,
  serviceMeshTimeout,
  snsDeliveryPolicy,
  snsDirectLambda,
  snsSubscriptionDlq,
  sqsDlqMismatch,
  sqsFifoDeduplication,
  sqsQueueDlq,
  sqsRedriveCount,
  sqsVisibilityTimeout,
  stepfunctionsCatch,
  stepfunctionsExpressIdempotency,
  stepfunctionsHeartbeat,
  stepfunctionsMapConcurrency,
  stepfunctionsRetry,
  stepfunctionsTaskTimeout,
  stepfunctionsTimeout,
  streamRetention,
  timeoutChain,
  wafRateRule,
  webFunctionThrottling,
  webFunctionTimeout,
];
