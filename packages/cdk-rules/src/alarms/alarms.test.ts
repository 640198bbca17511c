import { describe, expect, it } from 'vitest';
import type { Resource } from '../graph/graph.js';
import { buildGraph } from '../graph/build-graph.js';
import { alarmsOn, hasAlarms, watchingOf } from './alarms.js';
import { readTemplate } from '../template/read-template.js';

const DEPTH = { namespace: 'AWS/SQS', names: ['ApproximateNumberOfMessagesVisible'] };

function watching(...texts: string[]) {
  const graph = buildGraph(texts.map((text, index) => readTemplate({ path: `stack-${index}.yaml`, text })));
  const queue = graph.resources.find(({ logicalId }) => logicalId === 'Queue');
  return watchingOf(queue as Resource, DEPTH, graph);
}

const queue = (properties = '{}') => `
  Queue:
    Type: AWS::SQS::Queue
    Properties: ${properties}`;

const alarm = (value: string, more = 'AlarmActions: [arn:aws:sns:eu-west-1:111122223333:oncall]') => `
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: depth
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{ Name: QueueName, Value: ${value} }]
      ${more}`;

const resources = (...parts: string[]) => `Resources:${parts.join('')}`;

describe('the alarms of a resource', () => {
  it('are found by the name attribute of the dimension', () => {
    expect(watching(resources(queue(), alarm('!GetAtt Queue.QueueName')))).toMatchObject({ status: 'watched' });
  });

  it('are found by a literal name, in another template too', () => {
    expect(watching(resources(queue('{ QueueName: work }')), resources(alarm('work')))).toMatchObject({
      status: 'watched',
    });
  });

  it('are found by the same expression', () => {
    const text = resources(
      queue("{ QueueName: !Sub '${AWS::StackName}-work' }"),
      alarm("!Sub '${AWS::StackName}-work'"),
    );
    expect(watching(text)).toMatchObject({ status: 'watched' });
  });

  it('are found by an import from another stack', () => {
    const exporting = `${resources(queue())}
Outputs:
  Name:
    Value: !GetAtt Queue.QueueName
    Export: { Name: queue-name }`;
    expect(watching(exporting, resources(alarm('!ImportValue queue-name')))).toMatchObject({ status: 'watched' });
  });

  it('are found in metric maths', () => {
    const maths = `
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmActions: [!Ref Topic]
      Metrics:
        - { Id: sum, Expression: a + a }
        - Id: a
          ReturnData: false
          MetricStat:
            Stat: Maximum
            Period: 60
            Metric:
              Namespace: AWS/SQS
              MetricName: ApproximateNumberOfMessagesVisible
              Dimensions: [{ Name: QueueName, Value: !GetAtt Queue.QueueName }]
  Topic:
    Type: AWS::SNS::Topic`;
    expect(watching(resources(queue(), maths))).toMatchObject({ status: 'watched' });
  });

  it('count when a query goes over all resources', () => {
    const query = `
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmActions: [arn:aws:sns:eu-west-1:111122223333:oncall]
      Metrics:
        - Id: a
          Expression: SELECT MAX(ApproximateNumberOfMessagesVisible) FROM SCHEMA("AWS/SQS", QueueName)`;
    expect(watching(resources(queue(), query))).toMatchObject({ status: 'watched' });
  });

  it('are unclear when a PromQL query names the metric, or is not known', () => {
    const asks = (query: string) => `
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmActions: [arn:aws:sns:eu-west-1:111122223333:oncall]
      EvaluationInterval: 60
      EvaluationCriteria: { PromQLCriteria: { Query: ${query} } }`;
    const depth = `!Sub '{"ApproximateNumberOfMessagesVisible", QueueName="\${Queue.QueueName}"} > 0'`;
    expect(watching(resources(queue(), asks(depth)))).toMatchObject({ status: 'unclear' });
    expect(watching(resources(queue(), asks('!ImportValue query')))).toMatchObject({ status: 'unclear' });
    expect(watching(resources(queue(), asks(`'{"http.server.errors"} > 5'`)))).toEqual({ status: 'unwatched' });
  });

  it('count when a composite alarm speaks for them', () => {
    const composite = `
  Composite:
    Type: AWS::CloudWatch::CompositeAlarm
    Properties:
      AlarmRule: !Sub 'ALARM("\${Alarm}")'
      AlarmActions: [arn:aws:sns:eu-west-1:111122223333:oncall]`;
    expect(watching(resources(queue(), alarm('!GetAtt Queue.QueueName', ''), composite))).toMatchObject({
      status: 'watched',
    });
    const named = composite.replace(/!Sub .*/, `'ALARM("depth")'`);
    expect(watching(resources(queue(), alarm('!GetAtt Queue.QueueName', '')), resources(named))).toMatchObject({
      status: 'watched',
    });
  });

  it('count when a rule passes on all changes of alarms', () => {
    const rule = `
  Changes:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [aws.cloudwatch], detail-type: [CloudWatch Alarm State Change] }
      Targets: [{ Id: a, Arn: arn:aws:sns:eu-west-1:111122223333:oncall }]`;
    expect(watching(resources(queue(), alarm('!GetAtt Queue.QueueName', ''), rule))).toMatchObject({
      status: 'watched',
    });
  });

  it.each([
    ['without actions', '!GetAtt Queue.QueueName', ''],
    ['with actions that are off', '!GetAtt Queue.QueueName', "AlarmActions: [a]\n      ActionsEnabled: 'false'"],
    ['that only scale', '!GetAtt Queue.QueueName', 'AlarmActions: [arn:aws:autoscaling:eu-west-1:1:scalingPolicy:x]'],
    ['with the URL in place of the name', '!Ref Queue', 'AlarmActions: [arn:aws:sns:eu-west-1:1:a]'],
  ])('are silent %s', (_, value, more) => {
    expect(watching(resources(queue(), alarm(value, more)))).toMatchObject({ status: 'silent' });
  });

  it('are unclear when the resource or the actions are not known', () => {
    const parameters = 'Parameters: { Name: { Type: String } }\n';
    expect(watching(parameters + resources(queue(), alarm('!Ref Name')))).toMatchObject({ status: 'unclear' });
    const actions = 'AlarmActions: !Split [",", !ImportValue actions]';
    expect(watching(resources(queue(), alarm('!GetAtt Queue.QueueName', actions)))).toMatchObject({
      status: 'unclear',
    });
  });

  it('do not count for another queue or another metric', () => {
    expect(watching(resources(queue('{ QueueName: work }'), alarm('other')))).toEqual({ status: 'unwatched' });
    const age = alarm('!GetAtt Queue.QueueName').replace('ApproximateNumberOfMessagesVisible', 'NumberOfMessagesSent');
    expect(watching(resources(queue(), age))).toEqual({ status: 'unwatched' });
  });

  it('can be listed', () => {
    const text = resources(queue(), alarm('!GetAtt Queue.QueueName'));
    const graph = buildGraph([readTemplate({ path: 'a.yaml', text })]);
    const found = graph.resources.find(({ logicalId }) => logicalId === 'Queue');
    expect(alarmsOn(found as Resource, graph).map(({ metric }) => metric.name)).toEqual([
      'ApproximateNumberOfMessagesVisible',
    ]);
    expect(hasAlarms(graph)).toBe(true);
  });
});
