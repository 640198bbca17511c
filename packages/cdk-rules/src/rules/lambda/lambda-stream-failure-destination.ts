import { judgeFailureTarget } from '../failure-target.js';
import type { InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { streamSourceOf } from './streams.js';

const onFailure = 'DestinationConfig.OnFailure.Destination';

/** Objects to stream mappings whose discarded records are lost. */
export const lambdaStreamFailureDestination: InfrastructureRule = {
  meta: {
    name: 'lambda-stream-failure-destination',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Stream mappings send discarded records to a failure destination',
    why:
      'When the retries or the age of a record are used up, Lambda discards the batch. Without a destination nothing ' +
      'says which records were lost, and they cannot be replayed once the stream has dropped them.',
    fix: 'Add an on-failure destination (queue, topic or bucket) to the event source mapping, and watch it.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS Lambda: Retaining discarded batch records for a Kinesis event source',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
      },
    ],
  },
  types: ['AWS::Lambda::EventSourceMapping'],
  judge(mapping) {
    const source = streamSourceOf(mapping);
    if (source === undefined) return undefined;
    if (source === 'unknown') {
      const message =
        'It cannot be told whether the source is a stream, so it is open whether discarded records need a place to go.';
      return mapping.get(onFailure).kind === 'absent'
        ? { status: 'undetermined', message, property: onFailure }
        : undefined;
    }
    return judgeFailureTarget(mapping, {
      property: onFailure,
      what: 'discarded records',
      missing:
        'Records that this mapping gives up on are discarded and nothing keeps them, so data is lost unseen. ' +
        'Add an on-failure destination to the mapping.',
    });
  },
};
