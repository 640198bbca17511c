import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { isOperational } from './operational-topics.js';

const POLICY = 'DeliveryPolicy';
/** Retries at equal distance above this hit an endpoint that recovers all at once; the number is a choice. */
const MANY_RETRIES = 10;

/** Objects to HTTP subscriptions that retry three times within a minute and then give up, or that retry without backing off. */
export const snsDeliveryPolicy: InfrastructureRule = {
  meta: {
    name: 'sns-delivery-policy',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Subscriptions of HTTP endpoints have a delivery policy with exponential back-off',
    why:
      'Without a policy SNS tries an HTTP endpoint three more times, 20 seconds apart, and gives up: an outage of two minutes loses ' +
      'messages. It also sends as fast as messages come, so an endpoint that recovers is overrun.',
    fix: 'Give the subscription a `DeliveryPolicy` with more retries, `backoffFunction: exponential` and a `maxReceivesPerSecond` that the endpoint bears.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'Amazon SNS: Message delivery retries',
        url: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
      },
    ],
  },
  types: ['AWS::SNS::Subscription'],
  judge(subscription, graph) {
    const protocol = asString(subscription.get('Protocol'));
    // Only deliveries over HTTP can be given a policy.
    if (protocol !== 'http' && protocol !== 'https') return undefined;
    const topic = subscription.get('TopicArn');
    const onTopic = topic.kind === 'reference' ? topic.resource : undefined;
    return judgePolicies(subscription, onTopic, graph);
  },
};

function judgePolicies(subscription: Resource, topic: Resource | undefined, graph: ResourceGraph): Finding {
  const own = subscription.get(POLICY);
  const inherited = topic?.get(POLICY) ?? own;
  return overBranches(subscription, [own, inherited], (written, general): Finding => {
    if (written.kind === 'unknown') return open(written.reason);
    if (written.kind !== 'absent') return judgeWritten(subscription, 'healthyRetryPolicy');
    if (general.kind === 'unknown') return open(general.reason);
    if (topic && general.kind !== 'absent') return judgeWritten(topic, 'http.defaultHealthyRetryPolicy');
    return {
      status: 'violation',
      severity: topic && isOperational(topic, graph) ? 'note' : 'warning',
      message:
        'This endpoint gets three more tries within a minute and nothing slows SNS down, so a short outage loses messages and a recovering ' +
        'endpoint is overrun. Add a DeliveryPolicy with exponential back-off and maxReceivesPerSecond.',
      property: POLICY,
    };
  });
}

/** Judges the shape of the retries in a policy that is there. */
function judgeWritten(owner: Resource, section: string): Finding {
  const at = `${POLICY}.${section}`;
  return overBranches(
    owner,
    [owner.get(`${at}.numRetries`), owner.get(`${at}.backoffFunction`)],
    (retries, backoff) => {
      const count = retries.kind === 'absent' ? 3 : asNumber(retries);
      const shape = backoff.kind === 'absent' ? 'linear' : asString(backoff);
      if (count === undefined || shape === undefined) return open('a part of it is not known');
      const evidence = { numRetries: count, backoffFunction: shape };
      if (shape === 'linear' && count > MANY_RETRIES && !isThrottled(owner)) {
        const message =
          `${count} retries at equal distance and without a limit a second press hardest on an endpoint that is just recovering. ` +
          'Set backoffFunction to exponential.';
        return { status: 'violation', message, property: `${at}.backoffFunction`, evidence };
      }
      return {
        status: 'compliant',
        message: `A delivery policy decides: ${count} retries, ${shape}.`,
        property: POLICY,
        evidence,
      };
    },
  );
}

function isThrottled(owner: Resource): boolean {
  return ['throttlePolicy', 'http.defaultThrottlePolicy'].some((section) =>
    isWritten(owner.get(`${POLICY}.${section}.maxReceivesPerSecond`)),
  );
}

const isWritten = (value: Value) => value.kind !== 'absent' && value.kind !== 'unknown';

function open(why: string): Finding {
  return { status: 'undetermined', message: `The delivery policy cannot be judged, because ${why}.`, property: POLICY };
}
