import type { FileFacts, Place } from '../types.js';
import { handlersAt } from './at.js';
import type { HandlerFact } from './types.js';

/** How often code at a place may run for one intent. */
export type Run =
  /** The handler can be started again for the same intent. */
  | { readonly kind: 'again'; readonly handler: HandlerFact }
  /** Somebody waits for the answer, or a timer starts it; nothing starts it again by itself. */
  | { readonly kind: 'once' }
  /** What starts it is in another file. */
  | { readonly kind: 'unknown' };

/** How often the code at a place may run for one intent. */
export function runAt(facts: Pick<FileFacts, 'handlers' | 'reachedBy'>, at: Place): Run {
  const around = handlersAt(facts, at);
  const handler = around.find(({ reRunnable }) => reRunnable);
  if (handler) return { kind: 'again', handler };
  return around.some(({ source }) => source !== 'unknown') ? { kind: 'once' } : { kind: 'unknown' };
}

const senders: Partial<Record<HandlerFact['source'], string>> = {
  sqs: 'SQS delivers at least once',
  sns: 'SNS delivers at least once',
  eventbridge: 'EventBridge delivers at least once',
  kinesis: 'a batch of the stream comes again when one record fails',
  'dynamodb-stream': 'a batch of the stream comes again when one record fails',
  s3: 'S3 delivers events at least once',
  kafka: 'messages come again when the consumer stops before it commits',
  schedule: 'a scheduled event is delivered at least once',
  'custom-resource': 'CloudFormation sends a request again that was not answered',
  webhook: 'the sender of a webhook sends again when no answer comes',
  job: 'a job that fails or stalls is run again',
  durable: 'a durable function runs what stands outside of its steps again on each replay, and a step up to six times',
  message: 'a message that is not acknowledged comes again',
};

/** Why a handler can run twice, as a part of a sentence. */
export function whyAgain({ source }: HandlerFact): string {
  return senders[source] ?? 'events are delivered at least once';
}
