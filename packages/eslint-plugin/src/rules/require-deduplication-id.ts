import type { TokenFact } from '../facts/mutations/types.js';
import { defineRule, type SiteVerdict } from './define-rule.js';

/** Objects to messages for FIFO queues and topics without an id by which a second one is dropped. */
export const requireDeduplicationId = defineRule({
  meta: {
    name: 'require-deduplication-id',
    bestPractice: 'REL04-BP04',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Messages to FIFO queues and topics carry a deduplication id',
    why: 'A FIFO queue drops a message that it got before by the deduplication id. Without one, and without deduplication by content, SQS refuses the message; with deduplication by content, a timestamp in the body makes each copy another message.',
    fix: 'Set `MessageDeduplicationId` to an id of what the message is about, such as the id of the event that caused it.',
    sources: [
      {
        title: 'REL04-BP04 Make mutating operations idempotent',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel04-bp04.html',
      },
      {
        title: 'Amazon SQS: using the message deduplication ID',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html',
      },
    ],
  },
  *judge(facts) {
    for (const fact of facts.mutations) {
      if (fact.effect === 'request' && fact.about === 'deduplication')
        yield { ...judgeMessage(fact), evidence: { operation: fact.operation } };
    }
  },
});

function judgeMessage({ at, operation, key }: TokenFact): SiteVerdict {
  if (key.state === 'unknown')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told here whether ${operation} sets \`MessageDeduplicationId\`.`,
    };
  if (key.state !== 'absent') return { at, status: 'compliant', message: 'The message carries a deduplication id.' };
  return {
    at,
    status: 'violation',
    message:
      `${operation} sends to a FIFO queue or topic without \`MessageDeduplicationId\`, so a message that is sent again is refused or delivered twice unless the queue compares contents. ` +
      'Set it to an id of what the message is about, such as the id of the event that caused it.',
  };
}
