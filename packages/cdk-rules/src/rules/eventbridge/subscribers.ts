import type { Resource } from '../../graph/graph.js';
import { asString } from '../../values/values.js';

export const SUBSCRIBER = 'AWS::EventsV2::Subscriber';
/** Retries and seconds of a subscriber when nothing is set: documentation of `AWS::EventsV2::Subscriber RetryPolicy`. */
export const SUBSCRIBER_RETRIES = { attempts: 5, age: 300 } as const;
/** Seconds that a subscriber waits for its target when nothing is set, and most that it does: Amazon EventBridge user guide, "Targets for a Custom Event Bus subscriber". */
export const SUBSCRIBER_WAIT = 30;

/** Whether nothing is delivered, because the subscriber is switched off. */
export const isStopped = (subscriber: Resource) => asString(subscriber.get('State')) === 'STOPPED';
