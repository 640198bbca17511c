import type { Resource } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { isOperational } from './operational-topics.js';

/** Notes functions that a topic invokes directly: nothing between them holds a burst back. */
export const snsDirectLambda: InfrastructureRule = {
  meta: {
    name: 'sns-direct-lambda',
    bestPractice: 'REL04-BP02',
    layer: 'infrastructure',
    severity: 'note',
    precision: 'medium',
    preset: 'strict',
    title: 'Topics reach functions through a queue',
    why:
      'A topic invokes a function once for each message as fast as they come: a burst takes the concurrency that others need and goes ' +
      'through to what the function calls. A queue between them holds messages back, retries at its own pace, and can be read again.',
    fix: 'Subscribe a queue with a dead-letter queue to the topic, and let the function read the queue.',
    sources: [
      practiceSource('REL04-BP02'),
      {
        title: 'AWS Lambda: Understanding Lambda function invocation methods',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html',
      },
    ],
  },
  types: ['AWS::SNS::Subscription', 'AWS::SNS::Topic'],
  judge(resource, graph) {
    if (resource.type === 'AWS::SNS::Subscription') {
      const topic = resource.get('TopicArn');
      if (topic.kind === 'reference' && isOperational(topic.resource, graph)) return undefined;
      return judgeProtocol(resource, 'Protocol');
    }
    if (isOperational(resource, graph)) return undefined;
    return (resource.indexes('Subscription') ?? []).flatMap(
      (index) => judgeProtocol(resource, `Subscription.${index}.Protocol`) ?? [],
    );
  },
};

function judgeProtocol(resource: Resource, property: string): Finding | undefined {
  const protocol = asString(resource.get(property));
  if (protocol === 'sqs' || protocol === 'firehose') {
    const message = 'A queue or delivery stream holds what the topic sends until it can be processed.';
    return { status: 'compliant', message, property };
  }
  if (protocol !== 'lambda') return undefined;
  return {
    status: 'violation',
    message:
      'The topic invokes this function directly, so a burst of messages goes straight through to the function and what it calls. ' +
      'Put a queue between them.',
    property,
  };
}
