import { hasAlarms, watchingOf, type Watching } from '../../alarms/alarms.js';
import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { consumersOf } from './consumers.js';
import { unseenUse } from './unseen-use.js';

/** Metrics that rise when a message waits in the queue, however it came there. */
const WAITING = {
  namespace: 'AWS/SQS',
  names: ['ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage'],
};
/** Metrics that rise when something sends to the queue; a redrive by SQS itself does not count there. */
const SENT = { namespace: 'AWS/SQS', names: ['NumberOfMessagesSent'] };
/** The same told by the sender. */
const BY_SENDER: ReadonlyMap<string, { readonly namespace: string; readonly names: readonly string[] }> = new Map([
  ['AWS::Events::Rule', { namespace: 'AWS/Events', names: ['InvocationsSentToDlq'] }],
]);

/** Objects to failure queues that nobody looks at: what lands there is lost as surely as without them, only later. */
export const deadLetterWatched: InfrastructureRule = {
  meta: {
    name: 'dead-letter-watched',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Somebody learns when messages land in a dead-letter queue',
    why:
      'A dead-letter queue keeps messages for a few days. Without an alarm on its depth nobody learns that work fails, and the ' +
      'messages are deleted unseen when their retention ends.',
    fix: 'Add an alarm on `ApproximateNumberOfMessagesVisible` above 0 with an action that reaches somebody, or a consumer that deals with what lands there.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon SQS: Creating alarms for dead-letter queues using Amazon CloudWatch',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html',
      },
    ],
  },
  types: ['AWS::SQS::Queue'],
  judge(queue, graph) {
    if (!graph.isFailureTarget(queue)) return undefined;
    const [consumer] = consumersOf(queue, graph);
    if (consumer) {
      return { status: 'compliant', message: `${consumer.logicalId} takes what lands in this queue.` };
    }
    const watching = watchingOf(queue, WAITING, graph);
    if (watching.status === 'watched') return watched(watching);
    return judgeUnwatched(queue, watching, graph);
  },
};

function watched({ alarm, metric }: { readonly alarm: Resource; readonly metric: string }): Finding {
  const message = `The alarm ${alarm.logicalId} watches this queue.`;
  return { status: 'compliant', message, evidence: { alarm: alarm.logicalId, metric } };
}

function judgeUnwatched(queue: Resource, watching: Watching, graph: ResourceGraph): Finding {
  const senders = graph.deadLettersInto(queue).map(({ from }) => from);
  const sent = watchingOf(queue, SENT, graph);
  const redrives = senders.some(({ type }) => type === 'AWS::SQS::Queue');
  if (sent.status === 'watched' && !redrives) return watched(sent);
  const bySender = senders.map((sender) => {
    const metrics = BY_SENDER.get(sender.type);
    return metrics ? watchingOf(sender, metrics, graph) : undefined;
  });
  const [told] = bySender.filter((each) => each?.status === 'watched');
  if (told?.status === 'watched' && bySender.every((each) => each?.status === 'watched')) return watched(told);
  if (watching.status === 'silent') {
    const message =
      `The alarm ${watching.alarm.logicalId} on this failure queue tells nobody, because ${watching.reason}, so messages are deleted ` +
      'unseen when their retention ends. Repair the alarm.';
    return { status: 'violation', message, related: [{ resource: watching.alarm, message: 'this alarm' }] };
  }
  const unseen =
    watching.status === 'unclear'
      ? `of the alarm ${watching.alarm.logicalId} it can only be told that ${watching.reason}`
      : unseenUse(queue, graph);
  if (unseen !== undefined) {
    return { status: 'undetermined', message: `It is open whether an alarm watches this queue, because ${unseen}.` };
  }
  if (sent.status === 'watched') {
    const message =
      `The alarm ${sent.alarm.logicalId} looks at NumberOfMessagesSent, which does not count messages that SQS moves here itself, so it ` +
      'never fires. Use ApproximateNumberOfMessagesVisible.';
    return { status: 'violation', message, related: [{ resource: sent.alarm, message: 'this alarm' }] };
  }
  return {
    status: 'violation',
    // Without any alarm in the templates they may all be kept elsewhere.
    severity: hasAlarms(graph) ? 'warning' : 'note',
    message:
      'No alarm watches this failure queue and nothing reads it, so messages that land here are deleted unseen when their retention ends. ' +
      'Add an alarm on ApproximateNumberOfMessagesVisible.',
  };
}
