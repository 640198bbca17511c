import { App, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { FaultlineChecks } from '@faultline/cdk-rules';

// Everything here is as it should be, and is what other tools object to.
const app = new App();
const failures = new Stack(app, 'Failures');
const failedOrders = new Queue(failures, 'FailedOrders');
const undelivered = new Queue(failures, 'Undelivered');
const failedUploads = new Queue(failures, 'FailedUploads');

const orders = new Stack(app, 'Orders');
const lambda = (id: string, props: { onFailure?: SqsDestination; logRetention?: RetentionDays } = {}) =>
  new Lambda(orders, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {}'),
    timeout: Duration.seconds(30),
    ...props,
  });

// Dead-letter queues of another stack's queue, target and function need none themselves.
const queue = new Queue(orders, 'Queue', {
  visibilityTimeout: Duration.minutes(3),
  deadLetterQueue: { queue: failedOrders, maxReceiveCount: 5 },
});
// A mapping from a queue has no on-failure destination: the queue has its dead-letter queue.
lambda('Work').addEventSource(new SqsEventSource(queue));

// A function with an on-failure destination needs no dead-letter queue; the CDK's own functions are not the user's.
const upload = lambda('Upload', {
  onFailure: new SqsDestination(failedUploads),
  logRetention: RetentionDays.ONE_MONTH,
});
const bucket = new Bucket(orders, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(upload));

// A function that is called synchronously has nobody to keep its failures for: the caller gets them.
const api = new HttpApi(orders, 'Api');
const answer = new HttpLambdaIntegration('Answer', lambda('AnswerFunction'));
api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration: answer });

new CfnRule(orders, 'Rule', {
  eventPattern: { source: ['orders'] },
  targets: [{ id: 'queue', arn: queue.queueArn, deadLetterConfig: { arn: undelivered.queueArn } }],
});

Validations.of(app).addPlugins(new FaultlineChecks(app, { preset: 'strict' }));
app.synth();
