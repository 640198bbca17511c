import type { Resource } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import { isMissing } from '../failure-target.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { isStopped, SUBSCRIBER, SUBSCRIBER_RETRIES } from './subscribers.js';

/** Where a target writes how often it is tried, with what holds where nothing is written. */
interface RetryPolicy {
  /** In words: `target t1`. */
  readonly name: string;
  readonly attempts: string;
  readonly age: string;
  readonly failures: string;
  /** What to add for failures, with its article: `a DeadLetterConfig`. */
  readonly addition: string;
  readonly defaults: { readonly attempts: number; readonly age: number };
}

/** Retries and seconds when nothing is set: documentation of `AWS::Events::Rule` RetryPolicy. */
const RULE_RETRIES = { attempts: 185, age: 86_400 } as const;

/** Objects to rules that try once and drop the event. */
export const eventbridgeRetryPolicy: InfrastructureRule = {
  meta: {
    name: 'eventbridge-retry-policy',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Targets of EventBridge rules and subscribers are tried again, or keep what could not be delivered',
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
  types: ['AWS::Events::Rule', SUBSCRIBER],
  judge(resource) {
    if (resource.type === SUBSCRIBER) return isStopped(resource) ? undefined : judgePolicy(resource, ofSubscriber);
    if (asString(resource.get('State')) === 'DISABLED') return undefined;
    // Unknown targets are told of by the check of their dead-letter queues.
    return (resource.indexes('Targets') ?? []).map((index) =>
      judgePolicy(resource, ofTarget(resource, `Targets.${index}`)),
    );
  },
};

const ofSubscriber: RetryPolicy = {
  name: 'its target',
  attempts: 'RetryPolicy.MaxRetryAttempts',
  age: 'RetryPolicy.MaxEventAgeInSeconds',
  failures: 'OnFailureConfiguration.Arn',
  addition: 'an OnFailureConfiguration',
  defaults: SUBSCRIBER_RETRIES,
};

const ofTarget = (rule: Resource, target: string): RetryPolicy => ({
  name: `target ${asString(rule.get(`${target}.Id`)) ?? target}`,
  attempts: `${target}.RetryPolicy.MaximumRetryAttempts`,
  age: `${target}.RetryPolicy.MaximumEventAgeInSeconds`,
  failures: `${target}.DeadLetterConfig.Arn`,
  addition: 'a DeadLetterConfig',
  defaults: RULE_RETRIES,
});

function judgePolicy(rule: Resource, policy: RetryPolicy): Finding {
  const property = policy.attempts;
  const values = [rule.get(property), rule.get(policy.age), rule.get(policy.failures)] as const;
  const { name } = policy;
  return overBranches(rule, values, (most, oldest, failures): Finding => {
    const attempts = most.kind === 'absent' ? policy.defaults.attempts : asNumber(most);
    const age = oldest.kind === 'absent' ? policy.defaults.age : asNumber(oldest);
    if (attempts === undefined) {
      const message = `How often an event is tried again for ${name} is not known.`;
      return { status: 'undetermined', message, property };
    }
    if (attempts > 0) {
      const message = `An event is tried again ${attempts} times for ${name}${age === undefined ? '' : `, for up to ${age} s`}.`;
      return { status: 'compliant', message, property, evidence: { MaximumRetryAttempts: attempts } };
    }
    if (isMissing(failures, rule)) {
      const message =
        `An event for ${name} is tried once and then dropped, so a single throttle loses it. ` +
        `Allow retries, or add ${policy.addition}.`;
      return { status: 'violation', message, property };
    }
    if (failures.kind === 'unknown') {
      const message = `An event for ${name} is tried once, and it is not known whether it is kept then.`;
      return { status: 'undetermined', message, property };
    }
    return { status: 'compliant', message: `An event for ${name} that fails is kept at once.`, property };
  });
}
