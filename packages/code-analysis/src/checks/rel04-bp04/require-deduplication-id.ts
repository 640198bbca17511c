import type { TokenFact } from '../../behaviour/mutations/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to messages for FIFO queues and topics without an id by which a second one is dropped. */
export const requireDeduplicationId = defineCheck({
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

function judgeMessage({ at, operation, key, fifo }: TokenFact): SiteVerdict {
  if (key.state === 'unknown') {
    const message = `It cannot be told here whether ${operation} sets \`MessageDeduplicationId\`.`;
    return { at, status: 'undetermined', message };
  }
  if (key.state !== 'absent') return { at, status: 'compliant', message: 'The message carries a deduplication id.' };
  if (fifo === 'group') {
    const message = `${operation} sets a group and no \`MessageDeduplicationId\`, which is right where the queue compares contents or is a standard one; the queue is not known here.`;
    return { at, status: 'undetermined', message };
  }
  const consequence =
    fifo === 'content'
      ? 'and its content is another one each time, so a message that is sent again is delivered twice'
      : 'so a message is refused unless the queue compares contents, and is delivered twice when they differ';
  return {
    at,
    status: 'violation',
    message:
      `${operation} sends to a FIFO queue or topic without \`MessageDeduplicationId\`, ${consequence}. ` +
      'Set it to an id of what the message is about, such as the id of the event that caused it.',
  };
}
