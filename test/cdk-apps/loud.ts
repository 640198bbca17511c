import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Code, Function as Lambda, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { KinesisEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke as InvokeTask } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { FaultlineChecks } from '@faultline/cdk-rules';

// What other tools miss, each at a line that a comment marks.
const app = new App();
const failures = new Stack(app, 'Failures');
const failed = new Queue(failures, 'Failed');

const stack = new Stack(app, 'Orders');
const props = {
  runtime: Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: Code.fromInline('exports.handler = async () => {}'),
  timeout: Duration.seconds(30),
};

const scans = new Lambda(stack, 'Scans', props);
const source = new KinesisEventSource(new Stream(stack, 'Stream'), {
  startingPosition: StartingPosition.LATEST,
  onFailure: new SqsDlq(failed),
});
// fault: lambda-stream-retries, lambda-stream-bisect
scans.addEventSource(source);

// fault: lambda-async-failure-destination
const upload = new Lambda(stack, 'Upload', props);
new Bucket(stack, 'Bucket').addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(upload));

const nightly = new Lambda(stack, 'Nightly', { ...props, onFailure: new SqsDestination(failed) });
// fault: scheduler-dlq
new Schedule(stack, 'Schedule', {
  schedule: ScheduleExpression.rate(Duration.days(1)),
  target: new LambdaInvoke(nightly),
});

// fault: sqs-queue-dlq
const queue = new Queue(stack, 'Queue', { visibilityTimeout: Duration.minutes(3) });
const consumer = new Lambda(stack, 'Consumer', props);
// fault: lambda-partial-batch-response
consumer.addEventSource(new SqsEventSource(queue));
const acknowledged = process.env['ACKNOWLEDGE'];
if (acknowledged) Validations.of(queue).acknowledge({ id: acknowledged, reason: 'A person empties it each morning.' });

const label = new InvokeTask(stack, 'Label', { lambdaFunction: consumer });
// fault: stepfunctions-timeout, stepfunctions-catch
new StateMachine(stack, 'Ship', { definitionBody: DefinitionBody.fromChainable(label) });

Validations.of(app).addPlugins(new FaultlineChecks(app));
app.synth();
