import type { Resource } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import { isMissing } from '../failure-target.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

/** Retries and seconds when nothing is set: documentation of `AWS::Events::Rule` RetryPolicy. */
const DEFAULTS = { attempts: 185, age: 86_400 } as const;

/** Objects to rules that try once and drop the event. */
export const eventbridgeRetryPolicy: InfrastructureRule = {
  meta: {
    name: 'eventbridge-retry-policy',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Targets of EventBridge rules retry, or keep what they could not deliver',
    why:
      'With no retries a single throttle of the target drops the event; without a dead-letter queue it is gone. The default, a day of ' +
      'retries with back-off and jitter, is sound.',
    fix: 'Leave out the retry policy, set a limit that fits how long an event is of use, or add a dead-letter queue.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'Amazon EventBridge: Retrying event delivery',
        url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html',
      },
    ],
  },
  types: ['AWS::Events::Rule'],
  judge(rule) {
    if (asString(rule.get('State')) === 'DISABLED') return undefined;
    // Unknown targets are told of by the check of their dead-letter queues.
    return (rule.indexes('Targets') ?? []).map((index) => judgeTarget(rule, `Targets.${index}`));
  },
};

function judgeTarget(rule: Resource, target: string): Finding {
  const property = `${target}.RetryPolicy.MaximumRetryAttempts`;
  const values = [
    rule.get(property),
    rule.get(`${target}.RetryPolicy.MaximumEventAgeInSeconds`),
    rule.get(`${target}.DeadLetterConfig.Arn`),
  ] as const;
  const id = asString(rule.get(`${target}.Id`)) ?? target;
  return overBranches(rule, values, (most, oldest, failures): Finding => {
    const attempts = most.kind === 'absent' ? DEFAULTS.attempts : asNumber(most);
    const age = oldest.kind === 'absent' ? DEFAULTS.age : asNumber(oldest);
    if (attempts === undefined) {
      const message = `How often an event is tried again for target ${id} is not known.`;
      return { status: 'undetermined', message, property };
    }
    if (attempts > 0) {
      const message = `An event is tried again ${attempts} times for target ${id}${age === undefined ? '' : `, for up to ${age} s`}.`;
      return { status: 'compliant', message, property, evidence: { MaximumRetryAttempts: attempts } };
    }
    if (isMissing(failures, rule)) {
      const message =
        `An event for target ${id} is tried once and then dropped, so a single throttle loses it. ` +
        'Allow retries, or add a DeadLetterConfig.';
      return { status: 'violation', message, property };
    }
    if (failures.kind === 'unknown') {
      const message = `An event for target ${id} is tried once, and it is not known whether it is kept then.`;
      return { status: 'undetermined', message, property };
    }
    return { status: 'compliant', message: `An event for target ${id} that fails is kept at once.`, property };
  });
}
