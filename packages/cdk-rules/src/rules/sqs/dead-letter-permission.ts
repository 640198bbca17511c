import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import { anyOf, type Answer } from '../answers.js';
import { roleAllows } from '../iam/roles.js';
import { documentAllows } from '../iam/statements.js';
import { functionOf } from '../lambda/invoke-configs.js';
import { referenced, refersTo } from '../referenced.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

/** Senders that write as a service: the policy of the target must let that service in. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ['AWS::Events::Rule', 'events.amazonaws.com'],
  ['AWS::Events::EventBus', 'events.amazonaws.com'],
  ['AWS::SNS::Subscription', 'sns.amazonaws.com'],
]);
/** Senders that write with a role, and where they name it; a function's role for its configurations. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['AWS::Lambda::Function', 'Role'],
  ['AWS::Scheduler::Schedule', 'Target.RoleArn'],
  ['AWS::Pipes::Pipe', 'RoleArn'],
]);
/** What a target must allow, and the policies that do so: names of the service authorization reference. */
const TARGETS = {
  'AWS::SQS::Queue': {
    action: 'sqs:SendMessage',
    policies: [
      ['AWS::SQS::QueuePolicy', 'Queues'],
      ['AWS::SQS::QueueInlinePolicy', 'Queue'],
    ],
  },
  'AWS::SNS::Topic': {
    action: 'sns:Publish',
    policies: [
      ['AWS::SNS::TopicPolicy', 'Topics'],
      ['AWS::SNS::TopicInlinePolicy', 'TopicArn'],
    ],
  },
} as const;

type TargetType = keyof typeof TARGETS;

/** Objects to failure targets that the sender may not write to: failures are lost although everything looks right. */
export const deadLetterPermission: InfrastructureRule = {
  meta: {
    name: 'dead-letter-permission',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Failure targets can be written to by those who send failures there',
    why:
      'EventBridge and SNS write to a dead-letter queue as a service, for which the policy of the queue and that of its key must allow ' +
      'it; schedules, pipes and functions write with their role. Without the permission failures are dropped, in spite of the queue.',
    fix: 'Allow `sqs:SendMessage` to the service in a queue policy (and `kms:GenerateDataKey`, `kms:Decrypt` in the key policy), or to the role.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon EventBridge: Using dead-letter queues to process undelivered events',
        url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
      },
      {
        title: 'Amazon SNS: Dead-letter queues',
        url: 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
      },
    ],
  },
  types: ['AWS::SQS::Queue', 'AWS::SNS::Topic'],
  judge(target, graph) {
    // SAM gives the queues and topics that it makes itself the policies they need.
    if (target.sourceType !== target.type) return undefined;
    // Senders that write in the same way are told together.
    const findings = new Map<string, { finding: Finding; senders: Resource[] }>();
    for (const { from } of graph.deadLettersInto(target)) {
      const finding = judgeSender(target, from, graph);
      if (!finding) continue;
      const known = findings.get(finding.message);
      if (!known) findings.set(finding.message, { finding, senders: [from] });
      else if (!known.senders.includes(from)) known.senders.push(from);
    }
    return [...findings.values()].map(({ finding, senders }) => ({
      ...finding,
      related: senders.map((resource) => ({ resource, message: `${resource.logicalId} sends failures here` })),
    }));
  },
};

function judgeSender(target: Resource, from: Resource, graph: ResourceGraph): Finding | undefined {
  const service = SERVICES.get(from.type);
  return service === undefined ? judgeRole(target, from, graph) : judgeService(target, service, graph);
}

function judgeService(target: Resource, service: string, graph: ResourceGraph): Finding {
  const { action, policies } = TARGETS[target.type as TargetType];
  const given = policies.flatMap(([type, property]) =>
    graph
      .referrers(target, type)
      .filter(
        (policy) =>
          refersTo(policy.get(property), target) ||
          (policy.list(property) ?? []).some((each) => refersTo(each, target)),
      ),
  );
  const answer = anyOf([
    ...given.map((policy) => documentAllows(policy, ['PolicyDocument'], { actions: [action], service })),
    ...mayBeGranted(target, graph),
  ]);
  if (answer === 'no') {
    const message =
      `No policy lets ${service} send to this ${noun(target)}, so failures are dropped. ` +
      `Allow ${action} to ${service}.`;
    return { status: 'violation', message };
  }
  if (answer === 'unknown') return open(`what the policy allows ${service} is not known`);
  return judgeKey(target, service) ?? sound(service);
}

/** Connectors of SAM make policies of their own. */
function mayBeGranted(target: Resource, graph: ResourceGraph): Answer[] {
  return graph.referrers(target, 'AWS::Serverless::Connector').length > 0 ? ['unknown'] : [];
}

/** The key that encrypts the target must let the service in too; that of AWS cannot be told to. */
function judgeKey(target: Resource, service: string): Finding | undefined {
  const property = 'KmsMasterKeyId';
  const written = target.get(property);
  if (written.kind === 'absent') return undefined;
  if (/^alias\/aws\//.test(asString(written) ?? '')) {
    const message =
      `The key of AWS that encrypts this ${noun(target)} does not let ${service} in, so failures are dropped. ` +
      'Use SqsManagedSseEnabled, or a key of your own whose policy allows the service.';
    return { status: 'violation', message, property };
  }
  const [key] = referenced(written, 'AWS::KMS::Key');
  const answer = key ? documentAllows(key, ['KeyPolicy'], { actions: ['kms:GenerateDataKey'], service }) : 'unknown';
  if (answer === 'yes') return undefined;
  if (answer === 'unknown') return open(`the policy of its key is not known`, property);
  const message =
    `The policy of the key ${key?.logicalId} does not let ${service} encrypt, so failures are dropped. ` +
    'Allow kms:GenerateDataKey and kms:Decrypt to the service.';
  return { status: 'violation', message, property };
}

function judgeRole(target: Resource, from: Resource, graph: ResourceGraph): Finding | undefined {
  const holder = ROLES.has(from.type) ? from : functionOf(from);
  const property = holder && ROLES.get(holder.type);
  const [role] = !holder || property === undefined ? [] : referenced(holder.get(property), 'AWS::IAM::Role');
  if (!role) return undefined;
  const { action } = TARGETS[target.type as TargetType];
  const answer = roleAllows(role, { actions: [action], target }, graph);
  if (answer === 'yes') return sound(role.logicalId);
  if (answer === 'unknown') return open(`what the role ${role.logicalId} allows is not known`);
  const message =
    `The role ${role.logicalId} may not send to this ${noun(target)}, so failures are dropped. ` +
    `Allow ${action} in that role.`;
  return { status: 'violation', message };
}

const noun = ({ type }: Resource) => (type === 'AWS::SQS::Queue' ? 'queue' : 'topic');

const sound = (sender: string): Finding => ({
  status: 'compliant',
  message: `${sender} may send failures here.`,
});

function open(why: string, property?: string): Finding {
  const message = `It cannot be told whether failures may be sent here, because ${why}.`;
  return { status: 'undetermined', message, ...(property !== undefined && { property }) };
}
