import { judgeFailureTarget } from '../failure-target.js';
import type { InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { isStopped, SUBSCRIBER } from './subscribers.js';

const property = 'OnFailureConfiguration.Arn';

/** Objects to subscribers of event buses whose events are dropped after a few minutes. */
export const eventbridgeSubscriberFailure: InfrastructureRule = {
  meta: {
    name: 'eventbridge-subscriber-failure',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'EventBridge subscribers send events they cannot deliver to a failure destination',
    why:
      'A subscriber tries an event five times within five minutes by default, where a rule goes on for a day. After that the event ' +
      'is dropped, and without a failure destination nobody learns of it.',
    fix: 'Add an `OnFailureConfiguration` with a queue, and a `RetryPolicy` that outlasts the outages you expect of the target.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS CloudFormation: AWS::EventsV2::Subscriber',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-eventsv2-subscriber.html',
      },
    ],
  },
  types: [SUBSCRIBER],
  judge(subscriber) {
    if (isStopped(subscriber)) return undefined;
    const isDefault =
      subscriber.get('RetryPolicy.MaxRetryAttempts').kind === 'absent' &&
      subscriber.get('RetryPolicy.MaxEventAgeInSeconds').kind === 'absent';
    const when = isDefault ? 'after five tries or five minutes' : 'when the retries are used up';
    return judgeFailureTarget(subscriber, {
      property,
      what: 'events that cannot be delivered',
      missing:
        `This subscriber has no failure destination, so an event that cannot be delivered is dropped ${when} and nobody learns of it. ` +
        'Add an OnFailureConfiguration with a queue.',
    });
  },
};
