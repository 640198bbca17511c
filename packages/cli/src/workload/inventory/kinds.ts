import type { DependencyKind } from '@faultline/catalog';

/** Kinds of the resources that functions are driven by and work with, by type. */
const kinds: Readonly<Record<string, DependencyKind>> = {
  'AWS::Lambda::Function': 'function',
  'AWS::ECS::Service': 'service',
  'AWS::AppRunner::Service': 'service',
  'AWS::ApiGateway::RestApi': 'api',
  'AWS::ApiGatewayV2::Api': 'api',
  'AWS::AppSync::GraphQLApi': 'api',
  'AWS::AppSync::Api': 'api',
  'AWS::Lambda::Url': 'api',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'api',
  'AWS::CloudFront::Distribution': 'api',
  'AWS::SQS::Queue': 'queue',
  'AWS::AmazonMQ::Broker': 'queue',
  'AWS::SNS::Topic': 'topic',
  'AWS::Events::EventBus': 'bus',
  'AWS::Events::Rule': 'bus',
  'AWS::Kinesis::Stream': 'stream',
  'AWS::KinesisFirehose::DeliveryStream': 'stream',
  'AWS::MSK::Cluster': 'stream',
  'AWS::MSK::ServerlessCluster': 'stream',
  'AWS::DynamoDB::Table': 'table',
  'AWS::DynamoDB::GlobalTable': 'table',
  'AWS::ElastiCache::CacheCluster': 'cache',
  'AWS::ElastiCache::ReplicationGroup': 'cache',
  'AWS::ElastiCache::ServerlessCache': 'cache',
  'AWS::RDS::DBInstance': 'database',
  'AWS::RDS::DBCluster': 'database',
  'AWS::RDS::DBProxy': 'database',
  'AWS::DocDB::DBCluster': 'database',
  'AWS::S3::Bucket': 'bucket',
  'AWS::StepFunctions::StateMachine': 'workflow',
  'AWS::Scheduler::Schedule': 'schedule',
};

/** What a resource of a type is in the workload. */
export function kindOf(type: string): DependencyKind {
  return Object.hasOwn(kinds, type) ? (kinds[type] as DependencyKind) : 'other';
}
