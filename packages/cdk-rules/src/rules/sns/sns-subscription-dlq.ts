import type { Severity } from '@faultline/catalog';
import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import { judgeFailureTarget } from '../failure-target.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { isOperational } from './operational-topics.js';

const property = 'RedrivePolicy.deadLetterTargetArn';

/**
 * How grave a missing queue is, by protocol: AWS retries its own endpoints for 23 days, HTTP endpoints three times within a
 * minute (Amazon SNS: message delivery retries). Protocols that reach people are not in the list.
 */
const SEVERITIES = new Map<string, Severity>([
  ['http', 'error'],
  ['https', 'error'],
  ['sqs', 'warning'],
  ['lambda', 'warning'],
  ['firehose', 'warning'],
]);

/** Objects to subscriptions whose messages are dropped when the endpoint does not take them. */
export const snsSubscriptionDlq: InfrastructureRule = {
  meta: {
    name: 'sns-subscription-dlq',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Subscriptions of programs send messages that cannot be delivered to a dead-letter queue',
    why:
      'SNS drops a message when its retries are used up: for an HTTP endpoint after three more tries within a minute, and at ' +
      'once when a queue or function refuses it because of a policy. Without a redrive policy it is gone.',
    fix: 'Add a `RedrivePolicy` with a dead-letter queue to the subscription, and watch that queue.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon SNS: Message delivery retries',
        url: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
      },
    ],
  },
  types: ['AWS::SNS::Subscription', 'AWS::SNS::Topic'],
  judge(resource, graph) {
    return resource.type === 'AWS::SNS::Topic' ? judgeTopic(resource, graph) : judgeSubscription(resource, graph);
  },
};

function judgeSubscription(subscription: Resource, graph: ResourceGraph): Finding | undefined {
  const protocol = asString(subscription.get('Protocol'));
  if (protocol === undefined) return judgeUnknownProtocol(subscription);
  const severity = SEVERITIES.get(protocol);
  if (!severity) return undefined;
  const topic = subscription.get('TopicArn');
  return judgeFailureTarget(subscription, {
    property,
    what: 'messages that cannot be delivered',
    missing:
      `This ${protocol} subscription has no dead-letter queue, so a message that the endpoint does not take is dropped. ` +
      'Add a RedrivePolicy with a queue.',
    severity: topic.kind === 'reference' && isOperational(topic.resource, graph) ? 'note' : severity,
  });
}

/** Subscriptions written inside of a topic, which have no redrive policy at all. */
function judgeTopic(topic: Resource, graph: ResourceGraph): Finding[] {
  return (topic.indexes('Subscription') ?? []).flatMap((index): Finding[] => {
    const protocol = asString(topic.get(`Subscription.${index}.Protocol`)) ?? '';
    const severity = SEVERITIES.get(protocol);
    if (!severity) return [];
    return [
      {
        status: 'violation',
        severity: isOperational(topic, graph) ? 'note' : severity,
        property: `Subscription.${index}`,
        message:
          `This ${protocol} subscription is written inside of its topic, where it can have no dead-letter queue, so a message that ` +
          'the endpoint does not take is dropped. Make it an AWS::SNS::Subscription with a RedrivePolicy.',
      },
    ];
  });
}

function judgeUnknownProtocol(subscription: Resource): Finding | undefined {
  if (subscription.get(property).kind !== 'absent') return undefined;
  const message = 'The protocol of this subscription is not known, so it is open whether its messages can be lost.';
  return { status: 'undetermined', message, property: 'Protocol' };
}
