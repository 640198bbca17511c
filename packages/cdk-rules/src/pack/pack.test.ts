import {
  App,
  type CfnResource,
  Duration,
  type IPolicyValidationContext,
  RemovalPolicy,
  Stack,
  Validations,
  aws_cloudwatch as cloudwatch,
  aws_cloudwatch_actions as actions,
  aws_events as events,
  aws_events_targets as targets,
} from 'aws-cdk-lib';
import {
  aws_lambda as lambda,
  aws_logs as logs,
  aws_lambda_destinations as destinations,
  aws_lambda_event_sources as sources,
  aws_kinesis as kinesis,
  aws_s3 as s3,
  aws_s3_notifications as notifications,
  aws_scheduler as scheduler,
  aws_scheduler_targets as schedulerTargets,
  aws_sns as sns,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { NagMessageLevel, NagPack, type NagRuleResult } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { nagRules } from './nag-rules.js';
import { FaultlineChecks, type FaultlineChecksProps } from './pack.js';
import { sqsQueueDlq } from '../rules/sqs/sqs-queue-dlq.js';

// The CDK's own validation of templates takes seconds and is not what is tested.
beforeAll(() => void vi.stubEnv('CDK_VALIDATION', 'false'));
afterAll(() => void vi.unstubAllEnvs());

function fn(scope: Stack, id: string, props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
    timeout: Duration.seconds(5),
    ...props,
  });
}

/** Tells the topic when a metric of a queue is above a threshold. */
function alarm(metric: cloudwatch.Metric, operators: sns.ITopic, scope: Stack, threshold = 0): void {
  const watch = new cloudwatch.Alarm(scope, `${metric.metricName}${scope.node.children.length}`, {
    metric,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  watch.addAlarmAction(new actions.SnsAction(operators));
}

/** A queue that keeps failures for two weeks and tells of them. */
function failureQueue(scope: Stack, id: string, operators: sns.ITopic): sqs.Queue {
  const queue = new sqs.Queue(scope, id, { retentionPeriod: Duration.days(14) });
  alarm(queue.metricApproximateNumberOfMessagesVisible(), operators, scope);
  return queue;
}

/** Failure queues in one stack, what fails in another; all that cdk-nag 3.0.2 wrongly objects to. */
function soundApp(): App {
  const app = new App();
  const shared = new Stack(app, 'Shared');
  const operators = new sns.Topic(shared, 'Operators');
  const failures = failureQueue(shared, 'Failures', operators);
  const invocationFailures = failureQueue(shared, 'InvocationFailures', operators);
  const orders = new Stack(app, 'Orders');
  const eventFailures = failureQueue(orders, 'EventFailures', operators);
  const work = new sqs.Queue(orders, 'Work', { deadLetterQueue: { queue: failures, maxReceiveCount: 5 } });
  alarm(work.metricApproximateAgeOfOldestMessage(), operators, orders, 900);
  const worker = fn(orders, 'Worker');
  worker.addEventSource(new sources.SqsEventSource(work, { maxConcurrency: 10, reportBatchItemFailures: true }));
  const receiver = fn(orders, 'Receiver', { onFailure: new destinations.SqsDestination(invocationFailures) });
  new events.Rule(orders, 'OrderPlaced', {
    eventPattern: { source: ['shop'] },
    targets: [new targets.LambdaFunction(receiver, { deadLetterQueue: eventFailures })],
  });
  new lambda.FunctionUrl(orders, 'Url', { function: fn(orders, 'Api') });
  new logs.LogRetention(orders, 'Retention', {
    logGroupName: '/aws/lambda/old',
    retention: logs.RetentionDays.ONE_WEEK,
  });
  new s3.Bucket(orders, 'Uploads', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
  return app;
}

/** What cdk-nag 3.0.2 does not see. */
function faultyApp(): { app: App; stack: Stack } {
  const app = new App();
  const stack = new Stack(app, 'Faulty');
  const stream = new kinesis.Stream(stack, 'Clicks');
  fn(stack, 'Reader').addEventSource(
    new sources.KinesisEventSource(stream, { startingPosition: lambda.StartingPosition.LATEST }),
  );
  const resize = fn(stack, 'Resize');
  new s3.Bucket(stack, 'Images').addObjectCreatedNotification(new notifications.LambdaDestination(resize));
  new scheduler.Schedule(stack, 'Nightly', {
    schedule: scheduler.ScheduleExpression.cron({ hour: '3' }),
    target: new schedulerTargets.LambdaInvoke(fn(stack, 'Report'), {}),
  });
  return { app, stack };
}

function queueApp(): { app: App; stack: Stack; queue: sqs.Queue } {
  const app = new App();
  const stack = new Stack(app, 'Orders');
  const queue = new sqs.Queue(stack, 'Work');
  return { app, stack, queue };
}

function check(app: App, props?: FaultlineChecksProps) {
  return new FaultlineChecks(app, props).validateScope(app);
}

function found(app: App, props?: FaultlineChecksProps): string[] {
  return check(app, props)
    .violations.map(({ ruleName, violatingResources }) => `${ruleName} ${violatingResources[0]?.constructPath}`)
    .sort();
}

describe('FaultlineChecks', () => {
  it('raises none of the false alarms that are known of cdk-nag', () => {
    expect(found(soundApp(), { preset: 'strict' })).toEqual([]);
  });

  it('finds what cdk-nag misses', () => {
    expect(found(faultyApp().app)).toEqual([
      'Faultline-LambdaAsyncFailureDestination Faulty/Report/Resource',
      'Faultline-LambdaAsyncFailureDestination Faulty/Resize/Resource',
      'Faultline-LambdaStreamBisect Faulty/Reader/KinesisEventSource:FaultyClicksC16E185B/Resource',
      'Faultline-LambdaStreamFailureDestination Faulty/Reader/KinesisEventSource:FaultyClicksC16E185B/Resource',
      'Faultline-LambdaStreamRetries Faulty/Reader/KinesisEventSource:FaultyClicksC16E185B/Resource',
      'Faultline-SchedulerDlq Faulty/Nightly/Resource',
    ]);
  });

  it('says on which line of the app the fault is', () => {
    const { app } = queueApp();
    const [violation] = check(app).violations;
    expect(violation?.ruleMetadata?.['source']).toMatch(/^packages\/cdk-rules\/src\/pack\/pack\.test\.ts:\d+:\d+$/);
  });

  it('gives severities as the CDK names them, and fails for errors only', () => {
    const { app } = queueApp();
    expect(check(app)).toMatchObject({ success: true, violations: [{ severity: 'warning' }] });
    expect(check(app, { checks: { 'sqs-queue-dlq': 'error' } })).toMatchObject({
      success: false,
      violations: [{ severity: 'error' }],
    });
    expect(check(app, { checks: { 'sqs-queue-dlq': 'note' } })).toMatchObject({ violations: [{ severity: 'info' }] });
    expect(check(app, { checks: { 'sqs-queue-dlq': 'off' } })).toMatchObject({ success: true, violations: [] });
  });

  it('refuses a check that there is not', () => {
    expect(() => new FaultlineChecks(undefined, { checks: { 'sqs-dlq': 'off' } })).toThrow(
      "Faultline has no check 'sqs-dlq'.",
    );
  });

  it('explains more when it is verbose, and lists what could not be decided', () => {
    const { app, stack } = queueApp();
    fn(stack, 'Unseen');
    const { violations, metadata } = check(app, { verbose: true });
    expect(violations[0]?.description).toContain(sqsQueueDlq.meta.why);
    expect(metadata).toMatchObject({ undetermined: '1', suppressed: '0' });
    expect(metadata?.['could not be decided']).toContain('Orders/Unseen');
  });

  it.each([
    ['the construct', ({ queue }: ReturnType<typeof queueApp>) => queue],
    ['the stack around it', ({ stack }: ReturnType<typeof queueApp>) => stack],
    ['the app', ({ app }: ReturnType<typeof queueApp>) => app],
  ])('honours an acknowledgement of %s', (_, of) => {
    const made = queueApp();
    Validations.of(of(made)).acknowledge({ id: 'Faultline-SqsQueueDlq', reason: 'replies of minutes' });
    expect(check(made.app)).toMatchObject({ violations: [], metadata: { suppressed: '1' } });
  });

  it('reports again what was acknowledged until a day that has passed, and says so', () => {
    const { app, queue } = queueApp();
    Validations.of(queue).acknowledge({ id: 'Faultline-SqsQueueDlq', reason: 'PROJ-1 until 2020-01-31: later' });
    const [violation] = check(app).violations;
    expect(violation?.description).toContain('ended on 2020-01-31');
  });

  it('judges a part of an app by the templates of all of it', () => {
    const app = soundApp();
    new sqs.Queue(app.node.findChild('Orders') as Stack, 'Forgotten');
    expect(new FaultlineChecks(app).validateScope(app.node.findChild('Shared')).violations).toEqual([]);
    expect(new FaultlineChecks(app).validateScope(app.node.findChild('Orders')).violations).toHaveLength(1);
  });

  it('tells a rule that breaks off from a fault of the app', () => {
    const { app } = queueApp();
    const spy = vi.spyOn(sqsQueueDlq, 'judge').mockImplementation(() => {
      throw new Error('broken');
    });
    try {
      expect(check(app)).toMatchObject({
        success: false,
        violations: [{ ruleName: 'Faultline-InternalError', description: expect.stringContaining('broken') as string }],
      });
    } finally {
      spy.mockRestore();
    }
  });

  it('reports itself where it breaks off, so that nothing passes for judged', () => {
    const { app } = queueApp();
    const pack = new FaultlineChecks(app);
    const report = pack.validate({} as IPolicyValidationContext);
    expect(report.violations.map(({ ruleName }) => ruleName)).toEqual(['Faultline-UnreadableTemplate']);
    expect(new FaultlineChecks().validate({} as IPolicyValidationContext)).toMatchObject({
      success: false,
      violations: [
        {
          ruleName: 'Faultline-InternalError',
          severity: 'fatal',
          description: expect.stringContaining('write new FaultlineChecks(app)') as string,
        },
      ],
    });
  });

  it('makes one violation of the copies of a construct', () => {
    const app = new App();
    for (const name of ['Beta', 'Prod']) new sqs.Queue(new Stack(app, name), 'Work');
    const { violations } = check(app);
    expect(violations).toMatchObject([
      {
        ruleName: 'Faultline-SqsQueueDlq',
        violatingResources: [{ constructPath: 'Beta/Work/Resource' }, { constructPath: 'Prod/Work/Resource' }],
      },
    ]);
  });

  it('acknowledges what the own validation of the CDK says of the same fault', () => {
    const app = new App();
    const stack = new Stack(app, 'Orders');
    const fifo = new sqs.Queue(stack, 'Fifo', { fifo: true, contentBasedDeduplication: true });
    const dead = new sqs.Queue(stack, 'Dead', { retentionPeriod: Duration.days(14) });
    const work = new sqs.CfnQueue(stack, 'Work', {
      fifoQueue: true,
      contentBasedDeduplication: true,
      redrivePolicy: { deadLetterTargetArn: dead.queueArn, maxReceiveCount: 5 },
    });
    Validations.of(app).addPlugins(new FaultlineChecks(app));
    expect(() => app.synth()).toThrow(/Faultline-SqsDlqMismatch/);
    const acknowledged = (construct: IConstruct) =>
      construct.node.metadata.flatMap(({ type, data }) => (type.includes('acknowledged') ? (data as unknown) : []));
    expect(acknowledged(work)).toEqual([
      { 'CloudFormation-Validate::E3502': 'Faultline-SqsDlqMismatch says the same of this resource.' },
    ]);
    expect(acknowledged(fifo)).toEqual([]);
  });

  it('fails a synthesis that it is a plugin of', () => {
    const { app } = faultyApp();
    Validations.of(app).addPlugins(new FaultlineChecks(app));
    expect(() => app.synth()).toThrow(/Faultline-SchedulerDlq/);
  });

  it('lets a sound app pass as a plugin', () => {
    const app = soundApp();
    Validations.of(app).addPlugins(new FaultlineChecks(app));
    expect(() => app.synth()).not.toThrow();
  });
});

describe('nagRules', () => {
  class OwnPack extends NagPack {
    readonly name = 'Own';
    readonly results: Record<string, NagRuleResult> = {};
    constructor(private readonly rule: (node: CfnResource) => NagRuleResult) {
      super();
      this.packName = 'Own';
    }
    protected checkResource(node: CfnResource): void {
      this.results[node.node.path] = this.rule(node);
      this.applyRule({ info: 'x', explanation: 'y', level: NagMessageLevel.ERROR, node, rule: this.rule });
    }
  }
  const rule = nagRules['sqsQueueDlq'] as (node: CfnResource) => NagRuleResult;

  it('has a rule for every check, with a name that a bundler cannot change', () => {
    expect(Object.keys(nagRules)).toContain('lambdaAsyncFailureDestination');
    expect(rule.name).toBe('SqsQueueDlq');
  });

  it('works in the pack of another, over all stacks', () => {
    const app = soundApp();
    new sqs.Queue(app.node.findChild('Orders') as Stack, 'Forgotten');
    const pack = new OwnPack(rule);
    expect(pack.validateScope(app).violations).toMatchObject([
      { ruleName: 'Own-SqsQueueDlq', violatingResources: [{ constructPath: 'Orders/Forgotten/Resource' }] },
    ]);
    expect(pack.results).toMatchObject({
      'Orders/Work/Resource': 'Compliant',
      'Shared/Failures/Resource': 'N/A',
      'Orders/Worker/Resource': 'N/A',
    });
  });

  it('reads what is being validated when it runs in a synthesis', () => {
    const { app } = queueApp();
    const pack = new OwnPack(rule);
    Validations.of(app).addPlugins(pack);
    expect(() => app.synth()).toThrow(/Own-SqsQueueDlq/);
    expect(pack.results).toMatchObject({ 'Orders/Work/Resource': 'Non-Compliant' });
  });

  it('does not blame a resource for a rule that breaks off', () => {
    const { app } = queueApp();
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const spy = vi.spyOn(sqsQueueDlq, 'judge').mockImplementation(() => {
      throw new Error('broken');
    });
    try {
      const pack = new OwnPack(rule);
      expect(pack.validateScope(app).violations).toEqual([]);
      expect(warning).toHaveBeenCalledWith(expect.stringContaining('broken'));
    } finally {
      spy.mockRestore();
      warning.mockRestore();
    }
  });
});
