import type { Resource } from '../../graph/graph.js';
import { asBoolean } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'TopicRulePayload.ErrorAction';
const actions = 'TopicRulePayload.Actions';
/** Actions whose loss costs little: they show numbers, or send the message on to other rules. */
const LIGHT = ['Republish', 'CloudwatchMetric', 'CloudwatchAlarm', 'CloudwatchLogs'];

/** Objects to IoT rules whose messages are lost when an action fails. */
export const iotErrorAction: InfrastructureRule = {
  meta: {
    name: 'iot-error-action',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'IoT rules have an error action',
    why:
      'When an action of an IoT rule fails, for a missing permission, a throttle or a target that is gone, the message is dropped after ' +
      'a few retries. Without an error action the data of the device is lost and nobody learns of it.',
    fix: 'Add an `ErrorAction` that keeps the message, such as a queue or a bucket, and watch it.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS IoT Core: Error handling (error action)',
        url: 'https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html',
      },
    ],
  },
  types: ['AWS::IoT::TopicRule'],
  judge(rule) {
    if (asBoolean(rule.get('TopicRulePayload.RuleDisabled')) === true) return undefined;
    const indexes = rule.indexes(actions);
    if (indexes?.length === 0) return undefined;
    return overBranches(rule, [rule.get(property)], (action): Finding => {
      if (action.kind === 'unknown') {
        const message = `It cannot be told where messages go when an action fails, because ${action.reason}.`;
        return { status: 'undetermined', message, property };
      }
      const kinds = action.kind === 'known' && typeof action.value === 'object' ? Object.keys(action.value ?? {}) : [];
      if (action.kind !== 'absent' && (action.kind !== 'known' || kinds.length > 0)) {
        const message = 'A message whose action fails goes to the error action.';
        return { status: 'compliant', message, property, ...(kinds[0] && { evidence: { action: kinds[0] } }) };
      }
      if (!indexes) {
        const message = 'The actions of this rule are not known, so it is open whether messages can be lost.';
        return { status: 'undetermined', message, property: actions };
      }
      return missing(rule, indexes);
    });
  },
};

function missing(rule: Resource, indexes: readonly number[]): Finding {
  const kinds = indexes.flatMap((index) => rule.keys(`${actions}.${index}`) ?? []);
  const isLight = kinds.length > 0 && kinds.every((kind) => LIGHT.includes(kind));
  return {
    status: 'violation',
    severity: isLight ? 'warning' : 'error',
    message:
      'This rule has no error action, so a message whose action fails is dropped and nobody learns of it. ' +
      'Add an ErrorAction that keeps it.',
    property,
  };
}
