import type { Severity } from '@faultline/catalog';
import type { Resource } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { judgeFailureTarget } from '../failure-target.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

/** Targets that take an event as good as always, and logs, in which a line is lost and no work. */
const DURABLE_TARGETS = /^AWS::(?:SQS::Queue|Events::EventBus|Logs::LogGroup)$|:sqs:|:logs:|:events:.*:event-bus\//;
/** Targets that tell people or start deployments; with events of AWS services no data of the workload is lost. */
const OPERATIONS_TARGETS =
  /^AWS::(?:SNS::Topic|Logs::LogGroup|CodePipeline::Pipeline|CodeBuild::Project)$|:(?:sns|logs|codepipeline|codebuild):/;

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
    const targets = rule.indexes('Targets');
    if (!targets) {
      return { status: 'undetermined', message: 'The targets of this rule are not known.', property: 'Targets' };
    }
    return targets.map((index) => judgeTarget(rule, index));
  },
};

function judgeTarget(rule: Resource, index: number): Finding {
  const property = `Targets.${index}.DeadLetterConfig.Arn`;
  const id = asString(rule.get(`Targets.${index}.Id`)) ?? `number ${index + 1}`;
  return judgeFailureTarget(rule, {
    property,
    refusesFifo: 'EventBridge',
    what: `events that cannot be delivered to target ${id}`,
    missing:
      `Target ${id} has no dead-letter queue, so an event that cannot be delivered is dropped and nobody learns of it. ` +
      'Add a DeadLetterConfig with a standard queue.',
    severity: severityOf(rule, index),
  });
}

function severityOf(rule: Resource, index: number): Severity {
  if (asNumber(rule.get(`Targets.${index}.RetryPolicy.MaximumRetryAttempts`)) === 0) return 'error';
  const target = kindOf(rule, index);
  if (hasServiceEventsOnly(rule) && OPERATIONS_TARGETS.test(target)) return 'note';
  // The next run of a schedule often makes up for a lost one.
  const isSchedule = rule.get('ScheduleExpression').kind !== 'absent';
  return isSchedule || DURABLE_TARGETS.test(target) ? 'warning' : 'error';
}

/** Resource type or ARN of a target; empty when it is not known. */
function kindOf(rule: Resource, index: number): string {
  const target = rule.get(`Targets.${index}.Arn`);
  if (target.kind === 'reference') return target.resource.type;
  return target.kind === 'external' ? target.text : '';
}

/** Whether the rule matches nothing but events that AWS services send of themselves. */
function hasServiceEventsOnly(rule: Resource): boolean {
  const sources = rule.list('EventPattern.source')?.map(asString) ?? [];
  return (
    sources.length > 0 && sources.every((source) => source?.startsWith('aws.') && !source.startsWith('aws.partner/'))
  );
}
