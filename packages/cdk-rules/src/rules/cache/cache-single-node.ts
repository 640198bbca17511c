import type { Resource } from '../../graph/graph.js';
import { asBoolean, asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const CLUSTER = 'AWS::ElastiCache::CacheCluster';
const DAX = 'AWS::DAX::Cluster';
const MEMORYDB = 'AWS::MemoryDB::Cluster';
const repair = 'Add a replica in another zone, with automatic failover.';

/** Objects to stores for shared state that are gone with one node. */
export const cacheSingleNode: InfrastructureRule = {
  meta: {
    name: 'cache-single-node',
    bestPractice: 'REL05-BP06',
    layer: 'infrastructure',
    severity: 'note',
    precision: 'medium',
    preset: 'strict',
    title: 'Caches that hold shared state survive the loss of a node',
    why:
      'Stateless services keep sessions and locks in a cache. With a single node, or with replicas that do not take over, ' +
      'all of that is lost or out of reach when the node fails or is patched.',
    fix: 'Run at least two nodes in different zones, with automatic failover.',
    sources: [
      practiceSource('REL05-BP06'),
      {
        title: 'Amazon ElastiCache: Minimizing downtime by using Multi-AZ with Valkey and Redis OSS',
        url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
      },
    ],
  },
  types: [GROUP, CLUSTER, DAX, MEMORYDB],
  judge(cache) {
    switch (cache.type) {
      case GROUP:
        return judgeGroup(cache);
      case CLUSTER:
        return judgeCluster(cache);
      case DAX:
        return judgeNodes(cache, 'ReplicationFactor', undefined, 2);
      default:
        // A shard has one replica when nothing is set.
        return judgeNodes(cache, 'NumReplicasPerShard', 1, 1);
    }
  },
};

function judgeGroup(group: Resource): Finding {
  const property = 'AutomaticFailoverEnabled';
  const values = [group.get(property), group.get('MultiAZEnabled'), group.get('NumCacheClusters')] as const;
  return overBranches(group, values, (failover, zones, nodes): Finding => {
    const takesOver = failover.kind === 'absent' ? false : asBoolean(failover);
    const overZones = zones.kind === 'absent' ? false : asBoolean(zones);
    if (asNumber(nodes) === 1) return fault('This cache has a single node', 'NumCacheClusters');
    // Several zones need automatic failover, so one implies the other.
    if (takesOver || overZones)
      return { status: 'compliant', message: 'A replica takes over when a node fails.', property };
    if (takesOver === undefined || overZones === undefined)
      return { status: 'undetermined', message: 'Whether a replica takes over is not known.', property };
    return fault('No replica takes over when the node fails', property);
  });
}

/** Nodes of Memcached do not hold copies of each other's data, and a member of a group is judged there. */
function judgeCluster(cluster: Resource): Finding | undefined {
  const engine = asString(cluster.get('Engine'));
  if (engine === 'memcached') return undefined;
  const property = 'NumCacheNodes';
  if (engine === undefined)
    return { status: 'undetermined', message: 'The engine of this cache is not known.', property: 'Engine' };
  return fault('A cache cluster of this engine has a single node', property);
}

/** @param fewest nodes or replicas that are enough; @param otherwise what holds when nothing is set */
function judgeNodes(cache: Resource, property: string, otherwise: number | undefined, fewest: number): Finding {
  return overBranches(cache, [cache.get(property)], (value): Finding => {
    const number = value.kind === 'absent' ? otherwise : asNumber(value);
    if (number === undefined) return { status: 'undetermined', message: 'The number of nodes is not known.', property };
    if (number >= fewest) return { status: 'compliant', message: 'Another node takes over when one fails.', property };
    return fault('This cache has a single node', property);
  });
}

function fault(what: string, property: string): Finding {
  const message = `${what}, so sessions and other state in it are out of reach or lost with that node. ${repair}`;
  return { status: 'violation', message, property };
}
