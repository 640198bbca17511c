import type { Resource } from '../../template/graph.js';
import { asString } from '../../template/values.js';
import { judgeFailureTarget } from '../failure-target.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

/** Targets that take an event as good as always, so that a loss is rarer. */
const DURABLE_TARGETS = ['AWS::SQS::Queue', 'AWS::Events::EventBus'];

/** Objects to rules whose events vanish when they cannot be delivered. */
export const eventbridgeTargetDlq: InfrastructureRule = {
  meta: {
    name: 'eventbridge-target-dlq',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Targets of EventBridge rules have a dead-letter queue for events that cannot be delivered',
    why:
      'EventBridge tries to deliver an event for a day and then drops it; an event that the target refuses (a missing ' +
      'permission, a deleted target) is dropped at once. Without a dead-letter queue nobody learns of it.',
    fix: 'Give every target a `DeadLetterConfig` with a standard queue, and watch that queue. Errors inside of a function need a destination of their own.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon EventBridge: How EventBridge retries delivering events',
        url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html',
      },
    ],
  },
  types: ['AWS::Events::Rule'],
  judge(rule) {
    if (asString(rule.get('State')) === 'DISABLED') return undefined;
    const targets = rule.list('Targets');
    if (!targets) {
      return { status: 'undetermined', message: 'The targets of this rule are not known.', property: 'Targets' };
    }
    return targets.map((_, index) => judgeTarget(rule, index));
  },
};

function judgeTarget(rule: Resource, index: number): Finding {
  const property = `Targets.${index}.DeadLetterConfig.Arn`;
  const id = asString(rule.get(`Targets.${index}.Id`)) ?? `number ${index + 1}`;
  return judgeFailureTarget(rule.get(property), {
    property,
    what: `events that cannot be delivered to target ${id}`,
    missing:
      `Target ${id} has no dead-letter queue, so an event that cannot be delivered is dropped and nobody learns of it. ` +
      'Add a DeadLetterConfig with a standard queue.',
    severity: isDurable(rule, index) || isSchedule(rule) ? 'warning' : 'error',
  });
}

function isDurable(rule: Resource, index: number): boolean {
  const target = rule.get(`Targets.${index}.Arn`);
  if (target.kind === 'reference') return DURABLE_TARGETS.includes(target.resource.type);
  return target.kind === 'external' && /:(?:sqs|events):/.test(target.text);
}

/** The next run often makes up for a lost one. */
const isSchedule = (rule: Resource) => rule.get('ScheduleExpression').kind !== 'absent';
