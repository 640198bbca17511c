import { asBoolean, asString, type Resource } from '@faultline/cdk-rules/analysis';
import type { TokenFact } from '@faultline/code-analysis';
import { codePlace } from '../code-places.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import type { WorkloadCheck, WorkloadFinding } from './workload-check.js';

const repair = 'Set `MessageDeduplicationId` to an id of what the message is about.';

/** Objects to messages for FIFO queues and topics whose copies are not recognised. */
export const fifoDeduplication: WorkloadCheck = {
  meta: {
    name: 'fifo-deduplication',
    bestPractice: 'REL04-BP04',
    layer: 'workload',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'A FIFO queue or topic recognises a message that is sent twice',
    why: 'A FIFO queue drops a copy by the deduplication id that the sender sets, or by a hash of the content where the queue says so. With neither the message is refused; with an id that is made up for each send, or a time in the hashed content, every copy is a new message.',
    fix: 'Set `MessageDeduplicationId` to an id of what the message is about, such as the id of the event that caused it.',
    sources: [
      {
        title: 'Amazon SQS: using the message deduplication ID',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html',
      },
    ],
  },
  *judge({ context, operations }) {
    for (const { link, file, fact, bound } of operations) {
      if (!bound || !/^(?:SendMessage|Publish)/.test(fact.name) || !isFifo(bound.resource)) continue;
      const token = (context.code.factsOf(file)?.mutations ?? []).find(
        (one): one is TokenFact => one.effect === 'request' && one.about === 'deduplication' && isAt(one, fact),
      );
      if (!token) continue;
      const judged = judgeMessage(token, bound.resource);
      yield {
        ...judged,
        resource: link.lambda,
        subject: `${fact.name} ${nameOf(bound.resource)}`,
        places: [
          // Where the check of code stands, which may be another line than that of the call.
          codePlace(context.code, file, token.at, fact.name),
          resourcePlace(bound.resource, 'a FIFO one', 'ContentBasedDeduplication'),
        ],
        replaces: ['require-deduplication-id'],
      };
    }
  },
};

const isFifo = (resource: Resource): boolean =>
  asBoolean(resource.get('FifoQueue')) === true ||
  asBoolean(resource.get('FifoTopic')) === true ||
  /\.fifo$/.test(asString(resource.get('QueueName')) ?? asString(resource.get('TopicName')) ?? '');

/** Facts of mutations stand at the command, or at the call that sends it. */
const isAt = ({ at }: TokenFact, operation: { at: TokenFact['at']; within: TokenFact['at'] }): boolean =>
  at.range[0] === operation.at.range[0] ||
  (operation.within.range[0] <= at.range[0] && at.range[1] <= operation.within.range[1]);

function judgeMessage(
  { key, fifo, content, operation }: TokenFact,
  target: Resource,
): Pick<WorkloadFinding, 'status' | 'message'> {
  const name = nameOf(target);
  const byContent = target.get('ContentBasedDeduplication');
  const hashes = byContent.kind === 'absent' ? false : asBoolean(byContent);
  if (key.state === 'fresh')
    return {
      status: 'violation',
      message: `${operation} to ${name} makes up another deduplication id for each send, so a message that is sent again is delivered twice. ${repair}`,
    };
  if (key.state === 'stable')
    return { status: 'compliant', message: `${name} recognises a copy by its deduplication id.` };
  if (key.state === 'absent' && hashes === true && fifo === 'content')
    return {
      status: 'violation',
      message: `${name} recognises copies by their content, and the content of ${operation} is another one each time, so a message that is sent again is delivered twice. ${repair}`,
    };
  if (key.state === 'absent' && hashes === true && content === 'stable')
    return { status: 'compliant', message: `${name} recognises a copy by its content.` };
  if (key.state === 'absent' && hashes === false)
    return {
      status: 'violation',
      message: `${name} does not compare contents, and ${operation} sets no deduplication id, so every message is refused. ${repair}`,
    };
  return {
    status: 'undetermined',
    message: `Whether ${name} recognises a copy of what ${operation} sends is not known.`,
  };
}
