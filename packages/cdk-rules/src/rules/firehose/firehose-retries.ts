import type { Resource } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

/** Retry options of a kind of destination, and where it writes what it could not deliver. */
interface Destination {
  readonly name: string;
  readonly retries: string;
  readonly backups: readonly string[];
}

const destination = (name: string, retries = 'RetryOptions', backups = ['S3Configuration']): Destination => ({
  name,
  retries: `${name}.${retries}.DurationInSeconds`,
  backups: backups.map((backup) => `${name}.${backup}`),
});

/** Names from the CloudFormation resource specification. */
const DESTINATIONS: readonly Destination[] = [
  destination('AmazonopensearchserviceDestinationConfiguration'),
  destination('AmazonOpenSearchServerlessDestinationConfiguration'),
  destination('ElasticsearchDestinationConfiguration'),
  destination('HttpEndpointDestinationConfiguration'),
  destination('IcebergDestinationConfiguration'),
  destination('RedshiftDestinationConfiguration'),
  destination('SnowflakeDestinationConfiguration'),
  destination('SplunkDestinationConfiguration'),
  destination('ExtendedS3DestinationConfiguration', 'DynamicPartitioningConfiguration.RetryOptions', ['BucketARN']),
];

/** Objects to delivery streams that try once. */
export const firehoseRetries: InfrastructureRule = {
  meta: {
    name: 'firehose-retries',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Delivery streams retry their destination and their transformation',
    why:
      'With a retry duration of 0 every hiccup of the destination sends records to the error bucket, from where somebody has to load ' +
      'them by hand; without such a bucket they are gone. The same holds for a transformation that is not tried again.',
    fix: 'Leave out `DurationInSeconds` or set it to some minutes, leave `NumberOfRetries` of the processor at 3, and keep failed records in a bucket.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'Amazon Data Firehose: Handle data delivery failures',
        url: 'https://docs.aws.amazon.com/firehose/latest/dev/retry.html',
      },
      {
        title: 'Amazon Data Firehose: Handle failure in data transformation',
        url: 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html',
      },
    ],
  },
  types: ['AWS::KinesisFirehose::DeliveryStream'],
  judge(stream) {
    return DESTINATIONS.filter(({ name }) => stream.get(name).kind !== 'absent').flatMap((written) => [
      judgeDelivery(stream, written),
      ...judgeProcessors(stream, written),
    ]);
  },
};

function judgeDelivery(stream: Resource, { retries: property, backups }: Destination): Finding {
  const kept = backups.map((backup) => stream.get(backup));
  return overBranches(stream, [stream.get(property)], (duration): Finding => {
    const seconds = duration.kind === 'absent' ? undefined : asNumber(duration);
    if (duration.kind === 'absent') {
      return {
        status: 'compliant',
        message: 'Delivery is retried for as long as the service does by default.',
        property,
      };
    }
    if (seconds === undefined) {
      return { status: 'undetermined', message: 'How long delivery is retried is not known.', property };
    }
    if (seconds > 0) {
      const message = `Delivery is retried for ${seconds} s.`;
      return { status: 'compliant', message, property, evidence: { seconds } };
    }
    const isKept = kept.some(({ kind }) => kind !== 'absent');
    return {
      status: 'violation',
      severity: isKept ? 'warning' : 'error',
      message: isKept
        ? 'Delivery is not retried, so every hiccup of the destination leaves records in the error bucket for somebody to load by hand. Set DurationInSeconds to some minutes.'
        : 'Delivery is not retried and nothing keeps what failed, so every hiccup of the destination loses records. Set DurationInSeconds, and add an S3 configuration.',
      property,
    };
  });
}

/** Transformations that are given no second try. */
function judgeProcessors(stream: Resource, { name }: Destination): Finding[] {
  const processors = `${name}.ProcessingConfiguration.Processors`;
  return (stream.indexes(processors) ?? []).flatMap((processor) =>
    (stream.list(`${processors}.${processor}.Parameters`) ?? []).flatMap((_value, index): Finding[] => {
      const parameter = `${processors}.${processor}.Parameters.${index}`;
      if (asString(stream.get(`${parameter}.ParameterName`)) !== 'NumberOfRetries') return [];
      const property = `${parameter}.ParameterValue`;
      if (asNumber(stream.get(property)) !== 0) return [];
      const message =
        'A transformation that fails is not tried again, so a single timeout or throttle of the function sets its records aside. ' +
        'Set NumberOfRetries to 3.';
      return [{ status: 'violation', message, property }];
    }),
  );
}
