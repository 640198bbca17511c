import { App, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { FaultlineChecks } from '@faultline/cdk-rules';

// Everything here is as it should be, and is what other tools object to.
const app = new App();
const failures = new Stack(app, 'Failures');
const operators = new Topic(failures, 'Operators');
const alarm = (scope: Stack, id: string, metric: Metric, threshold: number) =>
  new Alarm(scope, id, {
    metric,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  }).addAlarmAction(new SnsAction(operators));
const failureQueue = (id: string) => {
  const failed = new Queue(failures, id, { retentionPeriod: Duration.days(14) });
  alarm(failures, `${id}NotEmpty`, failed.metricApproximateNumberOfMessagesVisible(), 0);
  return failed;
};
const failedOrders = failureQueue('FailedOrders');
const undelivered = failureQueue('Undelivered');
const failedUploads = failureQueue('FailedUploads');

const orders = new Stack(app, 'Orders');
const lambda = (id: string, props: { onFailure?: SqsDestination; logRetention?: RetentionDays } = {}) =>
  new Lambda(orders, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {}'),
    timeout: Duration.seconds(30),
    reservedConcurrentExecutions: 10,
    ...props,
  });

// Dead-letter queues of another stack's queue, target and function need none themselves.
const queue = new Queue(orders, 'Queue', {
  visibilityTimeout: Duration.minutes(3),
  deadLetterQueue: { queue: failedOrders, maxReceiveCount: 5 },
});
// A mapping from a queue has no on-failure destination: the queue has its dead-letter queue.
lambda('Work').addEventSource(new SqsEventSource(queue, { maxConcurrency: 10, reportBatchItemFailures: true }));
alarm(orders, 'QueueWaits', queue.metricApproximateAgeOfOldestMessage(), 900);

// A function with an on-failure destination needs no dead-letter queue; the CDK's own functions are not the user's.
const upload = lambda('Upload', {
  onFailure: new SqsDestination(failedUploads),
  logRetention: RetentionDays.ONE_MONTH,
});
const bucket = new Bucket(orders, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(upload));

// A function that is called synchronously has nobody to keep its failures for: the caller gets them.
const api = new HttpApi(orders, 'Api', { createDefaultStage: false });
new HttpStage(orders, 'Stage', { httpApi: api, autoDeploy: true, throttle: { rateLimit: 100, burstLimit: 200 } });
const answer = new HttpLambdaIntegration('Answer', lambda('AnswerFunction'));
api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration: answer });

undelivered.grantSendMessages(new ServicePrincipal('events.amazonaws.com'));
new CfnRule(orders, 'Rule', {
  eventPattern: { source: ['orders'] },
  targets: [{ id: 'queue', arn: queue.queueArn, deadLetterConfig: { arn: undelivered.queueArn } }],
});

Validations.of(app).addPlugins(new FaultlineChecks(app, { preset: 'strict' }));
app.synth();
