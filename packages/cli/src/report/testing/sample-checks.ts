import type { CheckMetadata } from '@faultline/catalog';

/** Checks as the sample's scan would have run them. */
export const sampleChecks: readonly CheckMetadata[] = [
  {
    name: 'lambda-async-failure-destination',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Asynchronously invoked functions have a failure destination',
    why: 'An event whose retries are used up is thrown away, and nobody learns that it was there.',
    fix: 'Give the function an on-failure destination or a dead-letter queue, and watch it with an alarm.',
    sources: [
      {
        title: 'Retaining records of asynchronous invocations',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
      },
    ],
  },
  {
    name: 'no-disabled-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'very-high',
    preset: 'recommended',
    title: 'No timeout is switched off',
    why: 'The value switches the limit off, so one slow peer holds the connection, and in the end every worker, for ever.',
    fix: 'Set a limit somewhat above the slowest answer that is still useful.',
    sources: [],
  },
  {
    name: 'require-aws-sdk-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'AWS SDK clients have connection and request timeouts',
    why: 'The SDK waits for an answer without a limit. When the service stalls, the function runs into its own timeout and the caller learns nothing.',
    fix: 'Give the client a request handler with connectionTimeout, requestTimeout and throwOnRequestTimeout.',
    sources: [
      {
        title: 'Configuring the AWS SDK for JavaScript',
        url: 'https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/configuring-the-jssdk.html',
      },
    ],
  },
  {
    name: 'require-http-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'error',
    precision: 'very-high',
    preset: 'recommended',
    title: 'HTTP calls have a total timeout',
    why: 'A peer that accepts the connection and then stays silent keeps the caller waiting; waiting callers use up memory, sockets and threads until the service itself is down.',
    fix: 'Pass `signal: AbortSignal.timeout(milliseconds)`, or set the timeout on the client that all calls share.',
    sources: [
      {
        title: 'Timeouts, retries, and backoff with jitter',
        url: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
      },
    ],
  },
  {
    name: 'sns-subscription-dlq',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Subscriptions have a dead-letter queue',
    why: 'A message that cannot be delivered is dropped after the last retry.',
    fix: 'Set RedrivePolicy on the subscription.',
    sources: [],
  },
  {
    name: 'sqs-queue-dlq',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Queues have a dead-letter queue',
    why: 'A message that no consumer can process comes back until its retention ends, blocks the work behind it and is then lost.',
    fix: 'Set a redrive policy that points at a dead-letter queue with a longer retention.',
    sources: [
      {
        title: 'Using dead-letter queues in Amazon SQS',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
      },
    ],
  },
];
