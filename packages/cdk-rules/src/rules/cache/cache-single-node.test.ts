import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { cacheSingleNode } from './cache-single-node.js';

const judged = (type: string, properties: string) =>
  findingsFor(cacheSingleNode, `Resources:\n  Cache: { Type: AWS::${type}, Properties: { ${properties} } }`).map(
    ({ status }) => status,
  );
const GROUP = 'ElastiCache::ReplicationGroup';

describe('cache-single-node', () => {
  it('finds groups without failover, and single nodes', () => {
    expect(judged(GROUP, 'Engine: redis')).toEqual(['violation']);
    expect(judged(GROUP, 'MultiAZEnabled: false, AutomaticFailoverEnabled: "false"')).toEqual(['violation']);
    expect(judged(GROUP, 'AutomaticFailoverEnabled: true, NumCacheClusters: 1')).toEqual(['violation']);
    expect(judged('ElastiCache::CacheCluster', 'Engine: redis, NumCacheNodes: 1')).toEqual(['violation']);
    expect(judged('DAX::Cluster', 'ReplicationFactor: 1')).toEqual(['violation']);
    expect(judged('MemoryDB::Cluster', 'NumReplicasPerShard: 0')).toEqual(['violation']);
  });
  it('passes what survives the loss of a node', () => {
    expect(judged(GROUP, 'AutomaticFailoverEnabled: true')).toEqual(['compliant']);
    expect(judged(GROUP, 'MultiAZEnabled: "true"')).toEqual(['compliant']);
    expect(judged('DAX::Cluster', 'ReplicationFactor: 3')).toEqual(['compliant']);
    expect(judged('MemoryDB::Cluster', 'ACLName: open-access')).toEqual(['compliant']);
  });
  it('does not apply to Memcached, which has no replicas', () => {
    expect(judged('ElastiCache::CacheCluster', 'Engine: memcached, NumCacheNodes: 1')).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged(GROUP, 'AutomaticFailoverEnabled: !ImportValue Failover')).toEqual(['undetermined']);
    expect(judged('ElastiCache::CacheCluster', 'Engine: !ImportValue Engine')).toEqual(['undetermined']);
    expect(judged('DAX::Cluster', 'ReplicationFactor: !ImportValue Nodes')).toEqual(['undetermined']);
  });
});
