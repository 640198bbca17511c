import { ACCESS, NAMING, NETWORK, RECORDS, RELATION, type Decisions } from './decision.js';

/** Streams, and the analytics and jobs on data. */
export const streams: Decisions = {
  'AWS::Glue::Blueprint': NAMING,
  'AWS::Glue::Catalog': NAMING,
  'AWS::Glue::Classifier': NAMING,
  'AWS::Glue::Connection': NETWORK,
  'AWS::Glue::ConnectionType': NAMING,
  'AWS::Glue::Crawler': 'no: a crawl has no timeout that could be set',
  'AWS::Glue::CustomEntityType': NAMING,
  'AWS::Glue::DataCatalogEncryptionSettings': ACCESS,
  'AWS::Glue::DataQualityRuleset': NAMING,
  'AWS::Glue::Database': NAMING,
  'AWS::Glue::DevEndpoint': 'no: for the work of one person, who ends it',
  'AWS::Glue::IdentityCenterConfiguration': ACCESS,
  'AWS::Glue::Integration': 'no: copies data at its own pace; no timeout or retry can be set',
  'AWS::Glue::IntegrationResourceProperty': NAMING,
  'AWS::Glue::MLTransform': 'no: run by hand or by a job that is judged',
  'AWS::Glue::Partition': NAMING,
  'AWS::Glue::Registry': NAMING,
  'AWS::Glue::Schema': NAMING,
  'AWS::Glue::SchemaVersion': NAMING,
  'AWS::Glue::SchemaVersionMetadata': NAMING,
  'AWS::Glue::SecurityConfiguration': ACCESS,
  'AWS::Glue::Table': NAMING,
  'AWS::Glue::TableOptimizer': RECORDS,
  'AWS::Glue::Trigger': 'no: starts jobs that are judged by their own timeouts',
  'AWS::Glue::UsageProfile': 'no: bounds on what people may ask for, not what a job takes',
  'AWS::Glue::UserDefinedFunction': NAMING,
  'AWS::Glue::Workflow': 'no: joins jobs that are judged by their own timeouts',
  'AWS::Kinesis::Channel': {
    type: 'no: what cannot be delivered is always kept, beside the data unless another bucket is named',
    properties: {
      'S3DestinationConfiguration.DeadLetterQueueS3Configuration':
        'no: the destination bucket, under a prefix for errors, unless set',
      'S3TablesDestinationConfiguration.DeadLetterQueueS3Configuration': 'no: tables take no channel without one',
    },
  },
  'AWS::Kinesis::ResourcePolicy': ACCESS,
  'AWS::Kinesis::Stream': {
    properties: {
      MaxRecordSizeInKiB: 'no: how large a record may be',
      WarmThroughputMiBps: 'no: how capacity follows load belongs to REL07',
    },
  },
  'AWS::Kinesis::StreamConsumer': 'check: stream-retention, lambda-stream-retries',
  'AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption': RECORDS,
  'AWS::KinesisAnalyticsV2::ApplicationOutput': RELATION,
  'AWS::KinesisAnalyticsV2::ApplicationReferenceDataSource': RELATION,
  'AWS::KinesisFirehose::DeliveryStream': {
    type: 'check: firehose-retries',
    properties: {
      'IcebergDestinationConfiguration.RetryOptions': 'check: firehose-retries',
      'SnowflakeDestinationConfiguration.BufferingHints': 'no: how much is sent at once is a choice',
    },
  },
  'AWS::MSK::BatchScramSecret': ACCESS,
  'AWS::MSK::Channel': {
    type: 'no: a bucket for what cannot be delivered is required',
    properties: {
      'S3DestinationConfiguration.DeadLetterQueueS3': 'no: required',
      'IcebergDestinationConfiguration.DeadLetterQueueS3': 'no: required',
    },
  },
  'AWS::MSK::Cluster': 'check: lambda-stream-failure-destination',
  'AWS::MSK::ClusterPolicy': ACCESS,
  'AWS::MSK::Configuration': 'no: a document in the language of the broker, which is not read',
  'AWS::MSK::Replicator': 'no: copies to another cluster belong to REL09',
  'AWS::MSK::ServerlessCluster': 'check: lambda-stream-failure-destination',
  'AWS::MSK::Topic': 'no: how many copies a topic has belongs to REL09',
  'AWS::MSK::VpcConnection': NETWORK,
  'AWS::Glue::Session': {
    properties: { Timeout: 'check: glue-job-timeout', IdleTimeout: 'check: glue-job-timeout' },
  },
  'AWS::Glue::Job': { properties: { JobRunQueuingEnabled: 'no: a run that waits for capacity holds nobody up' } },
};
