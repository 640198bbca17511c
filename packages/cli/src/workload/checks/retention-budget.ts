import { asNumber, type Resource } from '@faultline/cdk-rules/analysis';
import { codePlace } from '../code-places.js';
import type { BoundOperation } from '../inventory/code-edges.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import type { WorkloadCheck } from './workload-check.js';

/** Seconds when nothing is set: documentation of `AWS::SQS::Queue`. */
const defaults = { VisibilityTimeout: 30, DelaySeconds: 0, MessageRetentionPeriod: 345_600 } as const;

/** Objects to queues that delete messages before all their receives are used up. */
export const retentionBudget: WorkloadCheck = {
  meta: {
    name: 'retention-budget',
    bestPractice: 'REL05-BP04',
    layer: 'workload',
    severity: 'warning',
    precision: 'very-high',
    preset: 'recommended',
    title: 'A queue keeps a message until all its receives are used up',
    why: 'A queue counts the retention from when a message was sent, and deletes it then, whatever is still to be tried. Where receives, with the time for which each one hides the message, take longer, a message that keeps failing is deleted before it reaches the dead-letter queue. How long it is hidden may stand in the code, which puts it off with `ChangeMessageVisibility`.',
    fix: 'Raise `MessageRetentionPeriod` (14 days at most), or lower the receives or the time for which a message is put off.',
    sources: [
      {
        title: 'Amazon SQS: Configuring a dead-letter queue',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
      },
    ],
  },
  *judge({ context, operations }) {
    for (const queue of context.graph.ofType('AWS::SQS::Queue')) {
      const receives = asNumber(queue.get('RedrivePolicy.maxReceiveCount'));
      const [hidden, delayed, kept] = [
        secondsOf(queue, 'VisibilityTimeout'),
        secondsOf(queue, 'DelaySeconds'),
        secondsOf(queue, 'MessageRetentionPeriod'),
      ];
      if (receives === undefined || hidden === undefined || delayed === undefined || kept === undefined) continue;
      const own = operations.filter(({ bound }) => bound?.resource === queue);
      const putOff = longest(own, /^(?:ChangeMessageVisibility|ReceiveMessage)/);
      const sentLater = longest(own, /^SendMessage/);
      // Without code that puts it off, the template says all of it, and `sqs-redrive-count` with it.
      if (!putOff && !sentLater) continue;
      const longestHidden = Math.max(hidden, putOff?.fact.seconds ?? 0);
      const longestDelay = Math.max(delayed, sentLater?.fact.seconds ?? 0);
      const total = longestDelay + receives * longestHidden;
      const places = [
        ...(putOff ? [place(context, putOff, `hides a message for ${putOff.fact.seconds} s`)] : []),
        ...(sentLater ? [place(context, sentLater, `sends it ${sentLater.fact.seconds} s later`)] : []),
        resourcePlace(queue, `keeps a message for ${kept} s`, 'MessageRetentionPeriod'),
      ];
      const sum = `${longestDelay > 0 ? `${longestDelay} s + ` : ''}${receives} x ${longestHidden} s = ${total} s`;
      const finding = { resource: queue, places, evidence: { total, limit: kept } };
      if (total > kept)
        yield {
          ...finding,
          status: 'violation',
          message:
            `A message of ${nameOf(queue)} that keeps failing needs ${sum} until it is set aside, and the queue deletes it after ${kept} s, so it never reaches the dead-letter queue. ` +
            'Raise MessageRetentionPeriod, or lower the receives or the time for which a message is hidden.',
        };
      else
        yield {
          ...finding,
          status: 'compliant',
          message: `${nameOf(queue)} keeps a message for ${kept} s, longer than the ${sum} that its receives take.`,
        };
    }
  },
};

function secondsOf(queue: Resource, property: keyof typeof defaults): number | undefined {
  const value = queue.get(property);
  return value.kind === 'absent' ? defaults[property] : asNumber(value);
}

/** The operation that puts a message off for longest. */
function longest(operations: readonly BoundOperation[], name: RegExp): BoundOperation | undefined {
  return operations
    .filter(({ fact }) => name.test(fact.name) && (fact.seconds ?? 0) > 0)
    .toSorted((a, b) => (b.fact.seconds ?? 0) - (a.fact.seconds ?? 0))[0];
}

const place = (
  { code }: Parameters<WorkloadCheck['judge']>[0]['context'],
  { file, fact }: BoundOperation,
  message: string,
) => codePlace(code, file, fact.at, message);
