import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asString, branches } from '../../values/values.js';

/** Databases and caches that take a limited number of connections. */
const LIMITED: readonly RegExp[] = [
  /^AWS::RDS::DB(?:Instance|Cluster)$/,
  /^AWS::(?:DocDB|Neptune|Redshift)::(?:DB)?Cluster$/,
  /^AWS::ElastiCache::(?:CacheCluster|ReplicationGroup)$/,
  /^AWS::MemoryDB::Cluster$/,
  /^AWS::(?:OpenSearchService|Elasticsearch)::Domain$/,
];
/** Addresses of such servers as text. */
const ADDRESS =
  /^(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|memcached|amqps?):\/\/|\.rds\.amazonaws\.com|\.cache\.amazonaws\.com|\.docdb\.amazonaws\.com|\.redshift\.amazonaws\.com|\.es\.amazonaws\.com/i;

/** Something that a function reaches and that takes only so many calls or connections at a time. */
export interface LimitedDependency {
  /** In words, for a message: a logical id, or `the server that the variable DB_HOST names`. */
  readonly name: string;
  readonly resource: Resource | undefined;
}

/**
 * The connection-limited server whose address a function is given in its environment; undefined when none is in view.
 * A proxy in between pools connections, and the Data API needs none.
 */
export function limitedDependencyOf(lambda: Resource): LimitedDependency | undefined {
  for (const name of lambda.keys('Environment.Variables') ?? []) {
    for (const { value } of branches(lambda.get(['Environment', 'Variables', name]))) {
      const found = limited(name, value);
      if (found) return found;
    }
  }
  return undefined;
}

function limited(name: string, value: Value): LimitedDependency | undefined {
  if (value.kind === 'reference') {
    const { resource, attribute } = value;
    // Only an address leads to connections; ARNs are for control and for the Data API.
    const isAddress = attribute !== undefined && /endpoint|address/i.test(attribute);
    return isAddress && LIMITED.some((type) => type.test(resource.type))
      ? { name: resource.logicalId, resource }
      : undefined;
  }
  const text = value.kind === 'external' ? value.text : asString(value);
  return text !== undefined && ADDRESS.test(text) && !/\.proxy-/.test(text)
    ? { name: `the server that the variable ${name} names`, resource: undefined }
    : undefined;
}
