import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber, branches } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'RetentionPeriodHours';
/** Hours when nothing is set: documentation of `AWS::Kinesis::Stream.RetentionPeriodHours`. The CDK writes it. */
const DEFAULT_HOURS = 24;
const READERS = [
  ['AWS::Lambda::EventSourceMapping', 'EventSourceArn'],
  ['AWS::Pipes::Pipe', 'Source'],
] as const;

/** Notes streams that drop records when a consumer stands still for a day. */
export const streamRetention: InfrastructureRule = {
  meta: {
    name: 'stream-retention',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'note',
    precision: 'high',
    preset: 'strict',
    title: 'Streams keep records longer than the longest outage of a consumer',
    why:
      'A consumer that stands still on Friday evening is often repaired on Monday. A stream that keeps records for 24 hours has dropped ' +
      'two days of them by then.',
    fix: 'Set `RetentionPeriodHours` to the longest outage that must not cost data, such as 168 for a week.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS CloudFormation: AWS::Kinesis::Stream',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kinesis-stream.html',
      },
    ],
  },
  types: ['AWS::Kinesis::Stream'],
  judge(stream, graph) {
    const [reader] = readersOf(stream, graph);
    if (!reader) return undefined;
    return overBranches(stream, [stream.get(property)], (written) => {
      const hours = written.kind === 'absent' ? DEFAULT_HOURS : asNumber(written);
      if (hours === undefined) {
        return { status: 'undetermined', message: 'How long the stream keeps its records is not known.', property };
      }
      const evidence = { hours };
      if (hours > DEFAULT_HOURS) {
        return { status: 'compliant', message: `Records are kept for ${hours} hours.`, property, evidence };
      }
      const message =
        `Records are kept for ${hours} hours, so when ${reader.logicalId} stands still over a weekend they are lost. ` +
        'Raise RetentionPeriodHours.';
      return { status: 'violation', message, property, evidence };
    });
  },
};

/** Mappings and pipes that read a stream, those through an enhanced consumer too. */
function readersOf(stream: Resource, graph: ResourceGraph): readonly Resource[] {
  const sources = [stream, ...graph.referrers(stream, 'AWS::Kinesis::StreamConsumer')];
  return sources
    .flatMap((source) => graph.referrers(source, ...READERS.map(([type]) => type)))
    .filter((reader) =>
      READERS.some(
        ([type, source]) =>
          type === reader.type &&
          branches(reader.get(source)).some(
            ({ value }) => value.kind === 'reference' && sources.includes(value.resource),
          ),
      ),
    );
}
