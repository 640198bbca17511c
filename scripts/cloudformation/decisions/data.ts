import { ACCESS, NAMING, NETWORK, RECORDS, RECOVERY, type Decisions } from './decision.js';

const CLUSTER =
  'no: copies and failover of databases belong to REL09 to REL11; how they are called is judged at the callers';

/** Tables, databases and caches. */
export const data: Decisions = {
  'AWS::DAX::ParameterGroup': NAMING,
  'AWS::DAX::SubnetGroup': NETWORK,
  'AWS::DocDB::DBCluster': 'check: database-connection-pressure',
  'AWS::DocDB::DBClusterParameterGroup': NAMING,
  'AWS::DocDB::DBInstance': 'check: database-connection-pressure',
  'AWS::DocDB::DBSubnetGroup': NETWORK,
  'AWS::DocDB::EventSubscription': RECORDS,
  'AWS::DocDB::GlobalCluster': RECOVERY,
  'AWS::DSQL::Cluster': CLUSTER,
  'AWS::DynamoDB::GlobalTable': {
    properties: {
      'GlobalReadProvisionedThroughputSettings.ReadCapacityUnits': 'check: dynamodb-capacity',
      'PointInTimeRecoverySpecification.RecoveryPeriodInDays': 'no: restoring data belongs to REL09',
    },
  },
  'AWS::DynamoDB::Table': {
    properties: {
      WarmThroughput: 'no: how capacity follows load belongs to REL07',
      'PointInTimeRecoverySpecification.RecoveryPeriodInDays': 'no: restoring data belongs to REL09',
    },
  },
  'AWS::ElastiCache::GlobalReplicationGroup': RECOVERY,
  'AWS::ElastiCache::ParameterGroup': NAMING,
  'AWS::ElastiCache::SecurityGroup': NETWORK,
  'AWS::ElastiCache::SecurityGroupIngress': NETWORK,
  'AWS::ElastiCache::ServerlessCache': 'no: always has copies in several zones; nothing of it can be set',
  'AWS::ElastiCache::ServerlessCacheSnapshot': RECORDS,
  'AWS::ElastiCache::Snapshot': RECORDS,
  'AWS::ElastiCache::SubnetGroup': NETWORK,
  'AWS::ElastiCache::User': ACCESS,
  'AWS::ElastiCache::UserGroup': ACCESS,
  'AWS::MemoryDB::ACL': ACCESS,
  'AWS::MemoryDB::MultiRegionCluster': RECOVERY,
  'AWS::MemoryDB::ParameterGroup': NAMING,
  'AWS::MemoryDB::Snapshot': RECORDS,
  'AWS::MemoryDB::SubnetGroup': NETWORK,
  'AWS::MemoryDB::User': ACCESS,
  'AWS::Neptune::DBCluster': CLUSTER,
  'AWS::Neptune::DBClusterParameterGroup': NAMING,
  'AWS::Neptune::DBInstance': CLUSTER,
  'AWS::Neptune::DBParameterGroup': NAMING,
  'AWS::Neptune::DBSubnetGroup': NETWORK,
  'AWS::Neptune::EventSubscription': RECORDS,
  'AWS::Neptune::GlobalCluster': RECOVERY,
  'AWS::RDS::ClusterSnapshot': RECORDS,
  'AWS::RDS::CustomDBEngineVersion': NAMING,
  'AWS::RDS::DBCluster': {
    type: 'check: database-connection-pressure',
    properties: {
      'ServerlessV2ScalingConfiguration.SecondsUntilAutoPause':
        'no: how long a caller waits for a paused database is bounded by its own timeouts',
    },
  },
  'AWS::RDS::DBClusterEndpoint': NETWORK,
  'AWS::RDS::DBClusterParameterGroup': NAMING,
  'AWS::RDS::DBInstance': 'check: database-connection-pressure',
  'AWS::RDS::DBParameterGroup': NAMING,
  'AWS::RDS::DBProxy': 'check: rds-proxy-borrow-timeout, database-connection-pressure',
  'AWS::RDS::DBProxyEndpoint': 'check: database-connection-pressure',
  'AWS::RDS::DBSecurityGroup': NETWORK,
  'AWS::RDS::DBSecurityGroupIngress': NETWORK,
  'AWS::RDS::DBShardGroup': {
    type: CLUSTER,
    properties: { ComputeRedundancy: 'no: copies of databases belong to REL09' },
  },
  'AWS::RDS::DBSnapshot': RECORDS,
  'AWS::RDS::DBSubnetGroup': NETWORK,
  'AWS::RDS::Deployment': 'no: moves a database to a new version by hand',
  'AWS::RDS::EventSubscription': RECORDS,
  'AWS::RDS::GlobalCluster': RECOVERY,
  'AWS::RDS::Integration': 'no: copies data at its own pace; no timeout or retry can be set',
  'AWS::RDS::OptionGroup': NAMING,
};
