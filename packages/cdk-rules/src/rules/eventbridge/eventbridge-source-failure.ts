import type { Resource } from '../../graph/graph.js';
import { judgeFailureTarget } from '../failure-target.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const KINDS = ['AwsServiceEventsConfiguration', 'PartnerEventsConfiguration'].map((kind) => `Configuration.${kind}`);

/** Objects to sources of event buses whose events are lost on the way to the bus. */
export const eventbridgeSourceFailure: InfrastructureRule = {
  meta: {
    name: 'eventbridge-source-failure',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'EventBridge sources keep events that they cannot forward to the bus',
    why:
      'An event source forwards the events of an AWS service or a partner to a bus of your own. One that it cannot forward, ' +
      'for a policy or a key that is wrong, is dropped, and nobody learns of it.',
    fix: 'Add an `OnFailureConfiguration` with a standard queue to the configuration of the source.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS CloudFormation: AWS::EventsV2::EventSource',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eventsv2-eventsource.html',
      },
    ],
  },
  types: ['AWS::EventsV2::EventSource'],
  judge(source): Finding {
    const kind = KINDS.find((path) => source.get(path).kind !== 'absent');
    if (kind) return judgeKind(source, kind);
    return { status: 'undetermined', message: 'What this source forwards is not known.', property: 'Configuration' };
  },
};

function judgeKind(source: Resource, kind: string): Finding {
  return judgeFailureTarget(source, {
    property: `${kind}.OnFailureConfiguration.Arn`,
    what: 'events that cannot be forwarded',
    missing:
      'This source has no failure destination, so an event that it cannot forward to the bus is dropped and nobody learns of it. ' +
      'Add an OnFailureConfiguration with a standard queue.',
    refusesFifo: 'EventBridge',
  });
}
