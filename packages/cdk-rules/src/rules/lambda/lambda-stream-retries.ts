import type { Resource } from '../../graph/graph.js';
import { judgeFailureTarget } from '../failure-target.js';
import { judgeRetryBounds } from '../retry-bounds.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { streamSourceOf } from './streams.js';

/** Objects to stream mappings that retry a bad record until the stream drops it. */
export const lambdaStreamRetries: InfrastructureRule = {
  meta: {
    name: 'lambda-stream-retries',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Stream mappings limit the retries of a failing batch',
    why:
      'By default a mapping retries a failing batch until its records expire. One record that cannot be processed then ' +
      'blocks its shard for a day or more, and everything behind it waits or expires too.',
    fix: 'Set `MaximumRetryAttempts` or `MaximumRecordAgeInSeconds`, together with an on-failure destination and bisection.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'AWS CloudFormation: AWS::Lambda::EventSourceMapping',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html',
      },
    ],
  },
  types: ['AWS::Lambda::EventSourceMapping'],
  judge(mapping) {
    const source = streamSourceOf(mapping);
    if (source === undefined) return undefined;
    if (source === 'unknown') {
      const message =
        'It cannot be told whether the source is a stream, so it is open whether its retries need a limit.';
      return { status: 'undetermined', message, property: 'EventSourceArn' };
    }
    const finding = judgeRetryBounds(mapping, {
      attempts: 'MaximumRetryAttempts',
      age: 'MaximumRecordAgeInSeconds',
      stream: mapping.get('EventSourceArn'),
      missing:
        'This mapping retries a failing batch until its records expire, so one bad record blocks all that follow it. ' +
        (source === 'kafka'
          ? 'Add an on-failure destination, with which Lambda ends the retries, or set MaximumRetryAttempts.'
          : 'Set MaximumRetryAttempts or MaximumRecordAgeInSeconds.'),
    });
    return source === 'kafka' && finding.status === 'violation' ? (boundedByDestination(mapping) ?? finding) : finding;
  },
};

/** With a failure destination Lambda retries a Kafka batch ten times at most. */
function boundedByDestination(mapping: Resource): Finding | undefined {
  const property = 'DestinationConfig.OnFailure.Destination';
  const target = judgeFailureTarget(mapping, { property, what: 'discarded records', missing: '' });
  if (target.status === 'violation') return undefined;
  const message = 'With the on-failure destination Lambda ends the retries of a Kafka batch after ten.';
  return target.status === 'compliant' ? { ...target, message } : target;
}
