import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asBoolean, asString, branches } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'ContentBasedDeduplication';

/** Objects to FIFO queues whose senders give no deduplication id, and to half a setting for high throughput. */
export const sqsFifoDeduplication: InfrastructureRule = {
  meta: {
    name: 'sqs-fifo-deduplication',
    bestPractice: 'REL04-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'FIFO queues and topics can tell a message that was sent twice',
    why:
      'A FIFO queue takes a message only with a deduplication id, or when it may make one from the content. EventBridge and its ' +
      'Scheduler cannot give an id, so without content-based deduplication their messages are refused and lost.',
    fix: 'Set `ContentBasedDeduplication: true`, or let every sender give a `MessageDeduplicationId` that stays the same when it tries again.',
    sources: [
      practiceSource('REL04-BP04'),
      {
        title: 'Amazon SQS: Using the message deduplication ID',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html',
      },
      {
        title: 'AWS CloudFormation: AWS::Scheduler::Schedule Target',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-scheduler-schedule-target.html',
      },
    ],
  },
  types: ['AWS::SQS::Queue', 'AWS::SNS::Topic'],
  judge(resource, graph) {
    if (resource.type === 'AWS::SNS::Topic') return isSet(resource, 'FifoTopic') ? judgeTopic(resource) : undefined;
    if (!isSet(resource, 'FifoQueue')) return undefined;
    return [judgeQueue(resource, graph), judgeThroughput(resource)].flatMap((finding) => finding ?? []);
  },
};

const isSet = (resource: Resource, name: string) =>
  branches(resource.get(name)).some(({ value }) => asBoolean(value) === true);

function judgeQueue(queue: Resource, graph: ResourceGraph): Finding | undefined {
  const sender = graph.referrers(queue, ...SENDERS).find((from) => givesNoId(from, queue));
  const finding = overBranches(queue, [queue.get(property)], (setting) => {
    const isOn = isTrue(setting);
    if (isOn === true) return sound('queue');
    if (isOn === undefined || !sender) return open('queue');
    return {
      status: 'violation',
      message:
        `${sender.logicalId} sends to this FIFO queue and gives no deduplication id, so its messages are refused. ` +
        'Set ContentBasedDeduplication to true.',
      property,
    };
  });
  // What SQS moves from another queue keeps the id that it came with.
  if (!sender && finding.status === 'undetermined' && takesFailuresOfQueues(queue, graph)) return undefined;
  if (!sender) return finding;
  return { ...finding, related: [{ resource: sender, message: `${sender.logicalId} sends to the queue` }] };
}

const takesFailuresOfQueues = (queue: Resource, graph: ResourceGraph) =>
  graph.deadLettersInto(queue).some(({ from }) => from.type === 'AWS::SQS::Queue');

const SENDERS = ['AWS::Scheduler::Schedule', 'AWS::Events::Rule', 'AWS::Pipes::Pipe'];

/** Whether a resource sends to the queue and has no way, or makes no use of it, to give a deduplication id. */
function givesNoId(from: Resource, queue: Resource): boolean {
  const means = (path: string) =>
    branches(from.get(path)).some(({ value }) => value.kind === 'reference' && value.resource === queue);
  if (asString(from.get('State')) === 'DISABLED') return false;
  if (from.type === 'AWS::Scheduler::Schedule') return means('Target.Arn');
  if (from.type === 'AWS::Events::Rule')
    return (from.indexes('Targets') ?? []).some((index) => means(`Targets.${index}.Arn`));
  if (from.type !== 'AWS::Pipes::Pipe' || !means('Target')) return false;
  return from.get('TargetParameters.SqsQueueParameters.MessageDeduplicationId').kind === 'absent';
}

/** Who publishes is seen in code only; a topic hands its ids on to its queues. */
function judgeTopic(topic: Resource): Finding {
  return overBranches(topic, [topic.get(property)], (setting) =>
    isTrue(setting) === true ? sound('topic') : open('topic'),
  );
}

function sound(what: string): Finding {
  const message = `The ${what} makes deduplication ids from the content where senders give none.`;
  return { status: 'compliant', message, property };
}

function open(what: string): Finding {
  const message = `The ${what} makes no deduplication ids, so every sender has to give one; whether they do is seen in code only.`;
  return { status: 'undetermined', message, property };
}

/** High throughput needs both settings; with one of them the queue keeps its normal throughput. */
function judgeThroughput(queue: Resource): Finding | undefined {
  const perGroup = asString(queue.get('FifoThroughputLimit')) === 'perMessageGroupId';
  const byGroup = asString(queue.get('DeduplicationScope')) === 'messageGroup';
  if (perGroup === byGroup) return undefined;
  const missing = perGroup ? 'DeduplicationScope' : 'FifoThroughputLimit';
  const other = queue.get(missing);
  if (other.kind !== 'absent' && asString(other) === undefined) return undefined;
  return {
    status: 'violation',
    // The scope alone may be meant: ids then hold within a group.
    severity: perGroup ? 'warning' : 'note',
    message:
      `${perGroup ? 'FifoThroughputLimit' : 'DeduplicationScope'} is set for high throughput but ${missing} is not, so the queue ` +
      `keeps its normal throughput. Set ${missing} to ${perGroup ? 'messageGroup' : 'perMessageGroupId'}.`,
    property: missing,
  };
}

function isTrue(value: Value): boolean | undefined {
  return value.kind === 'absent' ? false : asBoolean(value);
}
