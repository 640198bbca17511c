import { judgeRetryBounds } from '../retry-bounds.js';
import type { InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { streamParametersOf } from './stream-source.js';

/** Objects to pipes that retry a bad record until the stream drops it. */
export const pipeRetries: InfrastructureRule = {
  meta: {
    name: 'pipe-retries',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Pipes that read a stream limit the retries of a failing batch',
    why:
      'By default a pipe retries a failing batch until its records expire. One record that the target cannot take then ' +
      'blocks its shard for a day or more, and the dead-letter queue is reached only at the end.',
    fix: 'Set `MaximumRetryAttempts` or `MaximumRecordAgeInSeconds` in the parameters of the source.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'AWS CloudFormation: AWS::Pipes::Pipe PipeSourceKinesisStreamParameters',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-pipes-pipe-pipesourcekinesisstreamparameters.html',
      },
    ],
  },
  types: ['AWS::Pipes::Pipe'],
  judge(pipe) {
    const parameters = streamParametersOf(pipe);
    if (parameters === undefined) return undefined;
    return judgeRetryBounds(pipe, {
      attempts: `${parameters}.MaximumRetryAttempts`,
      age: `${parameters}.MaximumRecordAgeInSeconds`,
      stream: pipe.get('Source'),
      missing:
        'This pipe retries a failing batch until its records expire, so one bad record blocks its shard and all that follow it. ' +
        'Set MaximumRetryAttempts or MaximumRecordAgeInSeconds.',
    });
  },
};
