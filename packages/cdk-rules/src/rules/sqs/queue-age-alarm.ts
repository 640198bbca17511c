import { hasAlarms, watchingOf } from '../../alarms/alarms.js';
import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { branches } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { consumersOf } from './consumers.js';
import { unseenUse } from './unseen-use.js';

const AGE = { namespace: 'AWS/SQS', names: ['ApproximateAgeOfOldestMessage'] };
const DEPTH = { namespace: 'AWS/SQS', names: ['ApproximateNumberOfMessagesVisible'] };

/** Objects to work queues whose backlog grows unseen. */
export const queueAgeAlarm: InfrastructureRule = {
  meta: {
    name: 'queue-age-alarm',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Somebody learns when messages wait too long in a work queue',
    why:
      'A queue hides a consumer that is slow or stands still: senders see no error while messages grow old, and are deleted when ' +
      'their retention ends. The age of the oldest message is what tells it, however much traffic there is.',
    fix: 'Add an alarm on `ApproximateAgeOfOldestMessage` with the longest wait that users bear, and an action that reaches somebody.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon SQS: Available CloudWatch metrics',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
      },
    ],
  },
  types: ['AWS::SQS::Queue'],
  judge(queue, graph) {
    if (graph.isFailureTarget(queue)) return undefined;
    const age = watchingOf(queue, AGE, graph);
    const seen = age.status === 'watched' ? age : watchingOf(queue, DEPTH, graph);
    if (seen.status === 'watched') {
      const message = `The alarm ${seen.alarm.logicalId} watches the backlog of this queue.`;
      return { status: 'compliant', message, evidence: { alarm: seen.alarm.logicalId, metric: seen.metric } };
    }
    if (age.status === 'silent') {
      const message =
        `The alarm ${age.alarm.logicalId} on the age of messages tells nobody, because ${age.reason}, so a backlog grows unseen. ` +
        'Repair the alarm.';
      return { status: 'violation', message, related: [{ resource: age.alarm, message: 'this alarm' }] };
    }
    const unclear = age.status === 'unclear' ? age : seen.status === 'unclear' ? seen : undefined;
    if (unclear) return open(`of the alarm ${unclear.alarm.logicalId} it can only be told that ${unclear.reason}`);
    return judgeUnwatched(queue, graph);
  },
};

function judgeUnwatched(queue: Resource, graph: ResourceGraph): Finding {
  const unseen = unseenUse(queue, graph);
  if (unseen !== undefined) return open(unseen);
  const failures = branches(queue.get('RedrivePolicy.deadLetterTargetArn')).flatMap(({ value }) =>
    value.kind === 'reference' ? value.resource : [],
  );
  const watched = failures.find((target) => watchingOf(target, DEPTH, graph).status === 'watched');
  if (watched)
    return open(
      `only its dead-letter queue ${watched.logicalId} is watched, which stays empty while a consumer stands still`,
    );
  const isRead = consumersOf(queue, graph).length > 0;
  return {
    status: 'violation',
    // Without any alarm in the templates they may all be kept elsewhere.
    severity: isRead && hasAlarms(graph) ? 'warning' : 'note',
    message:
      'No alarm watches the age of messages in this queue, so a consumer that is slow or stands still goes unnoticed until messages are deleted. ' +
      'Add an alarm on ApproximateAgeOfOldestMessage.',
  };
}

function open(why: string): Finding {
  return { status: 'undetermined', message: `It is open whether a backlog of this queue is noticed, because ${why}.` };
}
