import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { integration, oneTask, workflowTemplate } from '../../testing/workflows.js';
import { stepfunctionsRetry } from './stepfunctions-retry.js';

const find = (...templates: string[]) => findingsFor(stepfunctionsRetry, ...templates);
const retried = (retrier: object, action = 'lambda:invoke', more: object = {}) =>
  oneTask({ Resource: integration(action), Retry: [{ ErrorEquals: ['States.TaskFailed'], ...retrier }], ...more });
const inMap = (definition: object, more: object = {}) => ({
  StartAt: 'Each',
  States: { Each: { Type: 'Map', End: true, ItemProcessor: definition, ...more } },
});

describe('stepfunctions-retry', () => {
  it('objects to a task without a retry', () => {
    expect(find(workflowTemplate(oneTask({ Resource: integration('aws-sdk:s3:getObject') })))).toMatchObject([
      { status: 'violation', property: 'Definition.States.Work.Retry' },
    ]);
  });

  it.each([
    ['a constant interval', retried({ BackoffRate: 1, MaxAttempts: 5 }), 'constant interval'],
    ['many attempts without a cap', retried({ MaxAttempts: 20 }), 'without a cap'],
    ['everything of a call that adds something', retried({ ErrorEquals: ['States.ALL'] }, 'sns:publish'), 'done twice'],
    ['throttling without jitter', retried({ ErrorEquals: ['Lambda.TooManyRequestsException'] }), 'without jitter'],
    ['no jitter inside a Map', inMap(retried({})), 'inside a Map'],
  ])('objects to %s', (_, definition, words) => {
    const violations = find(workflowTemplate(definition)).filter(({ status }) => status === 'violation');
    expect(violations).toMatchObject([{ message: expect.stringContaining(words) }]);
  });

  it('looks at how long waits without a cap get', () => {
    const judged = (retrier: object) =>
      find(workflowTemplate(retried({ ErrorEquals: ['Lambda.ServiceException'], ...retrier }))).map(
        ({ status }) => status,
      );
    // 1.1 x 15 waits half a minute in all, 1.2 x 20 from 30 s on more than an hour.
    expect(judged({ MaxAttempts: 15, BackoffRate: 1.1 })).toEqual(['compliant']);
    expect(judged({ MaxAttempts: 20, BackoffRate: 1.2, IntervalSeconds: 30 })).toEqual(['violation']);
    expect(judged({ MaxAttempts: 11 })).toEqual(['compliant']);
    expect(judged({ MaxAttempts: 12 })).toEqual(['violation']);
  });

  it('passes the retries that the CDK adds to functions', () => {
    const ErrorEquals = [
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
    ];
    expect(
      find(workflowTemplate(retried({ ErrorEquals, IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2 }))),
    ).toMatchObject([{ status: 'compliant', evidence: { maxAttempts: 6 } }]);
  });

  it('passes jitter, a cap, one item at a time, and a decision not to retry', () => {
    for (const definition of [
      retried({ ErrorEquals: ['Lambda.TooManyRequestsException'], JitterStrategy: 'FULL' }),
      retried({ MaxAttempts: 20, MaxDelaySeconds: 60 }),
      retried({ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }, 'sns:publish'),
      retried({ MaxAttempts: 1, BackoffRate: 1 }),
    ])
      expect(find(workflowTemplate(definition))).toMatchObject([{ status: 'compliant' }]);
    const one = find(workflowTemplate(inMap(retried({}), { MaxConcurrency: 1 })));
    expect(one.filter(({ status }) => status === 'violation')).toEqual([]);
  });

  it('passes polling, which waits for an error of the application at a constant interval', () => {
    expect(
      find(workflowTemplate(retried({ ErrorEquals: ['JobNotReady'], BackoffRate: 1, MaxAttempts: 360 }))),
    ).toMatchObject([{ status: 'compliant' }]);
  });

  it('passes the retry of everything where a token or the call itself makes that harmless', () => {
    const all = { ErrorEquals: ['States.ALL'] };
    for (const definition of [
      retried(all, 'states:startExecution', { Parameters: { StateMachineArn: 'x', 'Name.$': '$.id' } }),
      retried(all, 'dynamodb:putItem'),
      retried(all, 'http:invoke', { Arguments: { Method: 'POST', Headers: { 'Idempotency-Key': 'k' } } }),
      retried(all, 'dynamodb:updateItem', { Parameters: { UpdateExpression: 'SET a = :a' } }),
    ])
      expect(find(workflowTemplate(definition))).toMatchObject([{ status: 'compliant' }]);
    expect(
      find(workflowTemplate(retried(all, 'dynamodb:updateItem', { Parameters: { UpdateExpression: 'ADD n :one' } }))),
    ).toMatchObject([{ status: 'violation' }]);
  });

  it('passes a task whose group is retried', () => {
    const group = inMap(oneTask({ Resource: integration('lambda:invoke') }), {
      Retry: [{ ErrorEquals: ['States.ALL'] }],
    });
    expect(find(workflowTemplate(group))).toMatchObject([{ status: 'compliant' }, { status: 'compliant' }]);
  });

  it('does not demand that whole jobs and work for activities are repeated', () => {
    expect(find(workflowTemplate(oneTask({ Resource: integration('ecs:runTask.sync') })))).toEqual([]);
    expect(find(workflowTemplate(oneTask({ Resource: 'arn:aws:states:eu-west-1:111122223333:activity:a' })))).toEqual(
      [],
    );
  });

  it('does not decide about retries and calls that are not known', () => {
    expect(
      find(workflowTemplate(oneTask({ Resource: integration('lambda:invoke'), Retry: { 'Fn::ImportValue': 'x' } }))),
    ).toMatchObject([{ status: 'undetermined' }]);
    expect(find(workflowTemplate(retried({ MaxAttempts: { 'Fn::ImportValue': 'x' } })))).toMatchObject([
      { status: 'undetermined' },
    ]);
    expect(find(workflowTemplate(oneTask({ Resource: { 'Fn::ImportValue': 'x' } })))).toMatchObject([
      { status: 'undetermined' },
    ]);
  });
});
