import { hasFailureTarget } from '../failure-target.js';
import { judgeRetryBounds } from '../retry-bounds.js';
import type { InfrastructureRule } from '../rule.js';
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
    if (source === 'other') return undefined;
    // With a failure destination Lambda retries a Kafka batch ten times at most.
    if (source === 'kafka' && hasFailureTarget(mapping.get('DestinationConfig.OnFailure.Destination')))
      return undefined;
    const finding = judgeRetryBounds(mapping, {
      attempts: 'MaximumRetryAttempts',
      age: 'MaximumRecordAgeInSeconds',
      missing:
        'This mapping retries a failing batch until its records expire, so one bad record blocks its shard and all that follow it. ' +
        'Set MaximumRetryAttempts or MaximumRecordAgeInSeconds.',
    });
    if (source !== 'unknown' || finding.status !== 'violation') return finding;
    const message = 'It cannot be told whether the source is a stream, so it is open whether its retries need a limit.';
    return { status: 'undetermined', message };
  },
};
