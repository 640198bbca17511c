import type { Severity } from '@faultline/catalog';
import { allows, grantsIn, GRANTING } from '../../graph/function-permissions.js';
import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Json, TemplateDocument } from '../../template/document.js';
import { isContainer, isObject, member, members } from '../../template/json-values.js';
import { asBoolean, asString, branches } from '../../values/values.js';
import { judgeFailureTarget } from '../failure-target.js';
import type { InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { consumersOf } from './consumers.js';
import { unseenUse } from './unseen-use.js';

const target = 'RedrivePolicy.deadLetterTargetArn';

/** Objects to work queues whose messages vanish when they cannot be processed. */
export const sqsQueueDlq: InfrastructureRule = {
  meta: {
    name: 'sqs-queue-dlq',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Queues send messages that cannot be processed to a dead-letter queue',
    why:
      'Without a dead-letter queue a message that always fails is received again and again until its retention ends; ' +
      'it takes capacity from the other messages and is then deleted without a trace.',
    fix: 'Add a redrive policy with a dead-letter queue and a `maxReceiveCount`, and watch the depth of that queue.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon SQS: Using dead-letter queues',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
      },
    ],
  },
  types: ['AWS::SQS::Queue'],
  judge(queue, graph) {
    if (graph.isFailureTarget(queue)) return undefined;
    const isRead = consumersOf(queue, graph).length > 0;
    const finding = judgeFailureTarget(queue, {
      property: target,
      what: 'messages that cannot be processed',
      missing: `${fault(queue, isRead)} ${repair}`,
      severity: severityOf(queue, isRead),
    });
    if (finding.status !== 'violation' || isRead) return finding;
    const [sender] = isNamed(queue, DEAD_LETTERS) ? sendersTo(queue, graph) : [];
    if (sender) {
      const end = `Its name says that failures go to this queue, and ${sender.logicalId} may send them there.`;
      return { status: 'compliant', message: end, related: [{ resource: sender, message: 'may send to it' }] };
    }
    const unseen =
      unseenUse(queue, graph) ??
      unknownTarget(queue, graph) ??
      (isNamed(queue, DEAD_LETTERS) ? exportOf(queue) : undefined);
    if (unseen !== undefined) {
      const open = `It is open whether this queue is where the failures of others go, because ${unseen}.`;
      return { status: 'undetermined', message: open, property: target };
    }
    if (!isNamed(queue, REPLIES)) return finding;
    const message =
      'Its name says that it takes replies, whose loss a caller notices; whether it needs a dead-letter queue is open.';
    return { status: 'undetermined', message, property: target };
  },
};

const repair = 'Add a redrive policy with a dead-letter queue.';
const DEAD_LETTERS = /dlq|dead.?letter|failed|on.?fail/i;
const WORKERS = ['AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine', 'AWS::ECS::TaskDefinition'];
const REPLIES = /repl(?:y|ies)|response/i;

function fault(queue: Resource, isRead: boolean): string {
  if (!isRead && isNamed(queue, DEAD_LETTERS)) {
    return 'Its name says that failures go to this queue, but nothing in view sends any there, and messages that cannot be processed are deleted unseen when they get too old.';
  }
  const consumer = isRead ? '' : ' No consumer of it is in view.';
  return `This queue has no dead-letter queue, so a message that cannot be processed is received again and again and is then deleted unseen.${consumer}`;
}

function severityOf(queue: Resource, isRead: boolean): Severity {
  if (!isRead) return isNamed(queue, DEAD_LETTERS) ? 'note' : 'warning';
  // Where order must never break, a message may have to block those behind it.
  return asBoolean(queue.get('FifoQueue')) === true ? 'warning' : 'error';
}

/** Code and workflows that know of a queue, and policies that allow to send to it. */
const sendersTo = (queue: Resource, graph: ResourceGraph) =>
  graph
    .referrers(queue, ...WORKERS, ...GRANTING)
    .filter((by) => WORKERS.includes(by.type) || grantsIn(by).some((grant) => allows(grant, 'sqs:sendmessage')));

/** Says that another queue of a template sends failures where only its deployment knows. */
function unknownTarget(queue: Resource, graph: ResourceGraph): string | undefined {
  let open = openTargets.get(graph);
  if (!open)
    openTargets.set(
      graph,
      (open = new Set(
        graph
          .ofType(queue.type)
          .filter(isOpen)
          .map(({ document }) => document),
      )),
    );
  return open.has(queue.document) ? 'the deployment decides where another queue sends its failures' : undefined;
}

/** Templates with a queue whose dead-letter queue is not known, by graph. */
const openTargets = new WeakMap<ResourceGraph, ReadonlySet<TemplateDocument>>();

const isOpen = (queue: Resource): boolean => branches(queue.get(target)).some(({ value }) => value.kind === 'unknown');

/** Says that a template exports a queue, whose users are then elsewhere. */
function exportOf(queue: Resource): string | undefined {
  const outputs = member(queue.document.body, 'Outputs');
  if (!isObject(outputs)) return undefined;
  let named = exportedNames.get(outputs);
  if (!named) {
    exportedNames.set(outputs, (named = new Set()));
    for (const [, output] of members(outputs)) if (member(output, 'Export') !== undefined) collectTexts(output, named);
  }
  return named.has(queue.logicalId) ? 'it is exported to stacks that are not in view' : undefined;
}

/** All texts and names of members in the exports of a template, by its outputs. */
const exportedNames = new WeakMap<object, Set<string>>();

function collectTexts(value: Json, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value);
  else if (isContainer(value))
    for (const [key, item] of Object.entries(value)) {
      texts.add(key);
      collectTexts(item as Json, texts);
    }
}

const isNamed = (queue: Resource, pattern: RegExp) =>
  pattern.test(queue.logicalId) || pattern.test(asString(queue.get('QueueName')) ?? '');
