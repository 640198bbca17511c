import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asString, branches } from '../../values/values.js';
import { referenced } from '../referenced.js';
import { rateLimitOf, strongest, type RateLimit } from './rate-limits.js';

export const WEB_ACL = 'AWS::WAFv2::WebACL';
const ASSOCIATION = 'AWS::WAFv2::WebACLAssociation';
export const DISTRIBUTION = 'AWS::CloudFront::Distribution';
/** What stands between an API and a distribution in front of it: a domain name and its mapping to the API. */
const MAPPINGS = [
  'AWS::ApiGateway::BasePathMapping',
  'AWS::ApiGateway::BasePathMappingV2',
  'AWS::ApiGatewayV2::ApiMapping',
];
const DOMAINS = ['AWS::ApiGateway::DomainName', 'AWS::ApiGateway::DomainNameV2', 'AWS::ApiGatewayV2::DomainName'];

/** A web ACL at an entry; `acl` is undefined when it is not in view. */
export interface AttachedAcl {
  readonly acl: Resource | undefined;
  readonly entry: Resource;
  /** What attaches it: an association, or the distribution itself. */
  readonly via: Resource;
}

interface AclIndex {
  readonly byEntry: ReadonlyMap<Resource, readonly AttachedAcl[]>;
  readonly byAcl: ReadonlyMap<Resource, readonly AttachedAcl[]>;
  /** Attached by Firewall Manager, to entries that are not named in the templates. */
  readonly isManagedCentrally: boolean;
}

const indexes = new WeakMap<ResourceGraph, AclIndex>();

function indexOf(graph: ResourceGraph): AclIndex {
  let index = indexes.get(graph);
  if (!index) indexes.set(graph, (index = buildIndex(graph)));
  return index;
}

function buildIndex(graph: ResourceGraph): AclIndex {
  const stages = new Map<Resource, Resource[]>();
  for (const stage of graph.ofType('AWS::ApiGateway::Stage')) {
    for (const association of graph.referrers(stage, ASSOCIATION)) push(stages, association, stage);
    for (const api of referenced(stage.get('RestApiId')))
      for (const association of graph.referrers(api, ASSOCIATION))
        if (namesStage(association, stage)) push(stages, association, stage);
  }
  const attached = graph.ofType(ASSOCIATION).flatMap((via): AttachedAcl[] => {
    const entries = stages.get(via) ?? referenced(via.get('ResourceArn'));
    return entries.flatMap((entry) => aclsOf(via, 'WebACLArn').map((acl) => ({ acl, entry, via })));
  });
  for (const via of graph.ofType(DISTRIBUTION))
    attached.push(...aclsOf(via, 'DistributionConfig.WebACLId').map((acl) => ({ acl, entry: via, via })));
  // The older kind of web ACL has its rate rules in other resources, which are not read.
  for (const via of graph.ofType('AWS::WAFRegional::WebACLAssociation'))
    for (const entry of referenced(via.get('ResourceArn'))) attached.push({ acl: undefined, entry, via });
  const byEntry = new Map<Resource, AttachedAcl[]>();
  const byAcl = new Map<Resource, AttachedAcl[]>();
  for (const each of attached) {
    push(byEntry, each.entry, each);
    if (each.acl) push(byAcl, each.acl, each);
  }
  const isManagedCentrally = graph
    .ofType('AWS::FMS::Policy')
    .some((policy) => asString(policy.get('SecurityServicePolicyData.Type')) === 'WAFV2');
  return { byEntry, byAcl, isManagedCentrally };
}

/** The ARN of a stage ends in its name; without references to the stage itself that has to tell. */
function namesStage(association: Resource, stage: Resource): boolean {
  const name = asString(stage.get('StageName'));
  return branches(association.get('ResourceArn')).some(({ value }) => {
    const text = value.kind === 'external' ? value.text : undefined;
    const named = text === undefined ? undefined : /\/stages\/([^/]+)$/.exec(text)?.[1];
    return named !== undefined && (name === undefined || named.includes('${') || named === name);
  });
}

function aclsOf(via: Resource, property: string): (Resource | undefined)[] {
  return branches(via.get(property)).flatMap(({ value }) => {
    if (value.kind === 'absent' || (value.kind === 'known' && value.value === '')) return [];
    return value.kind === 'reference' && value.resource.type === WEB_ACL ? [value.resource] : [undefined];
  });
}

/** The entries that a web ACL is attached to. */
export function entriesOf(acl: Resource, graph: ResourceGraph): readonly AttachedAcl[] {
  return indexOf(graph).byAcl.get(acl) ?? [];
}

/** The web ACLs at an entry itself. */
export function aclsAt(entry: Resource, graph: ResourceGraph): readonly AttachedAcl[] {
  return indexOf(graph).byEntry.get(entry) ?? [];
}

/** The distributions that have an API, load balancer or function URL as an origin, also by a custom domain name. */
export function distributionsInFrontOf(entry: Resource, graph: ResourceGraph): readonly Resource[] {
  const domains = graph
    .referrers(entry, ...MAPPINGS)
    .flatMap((mapping) => referenced(mapping.get('DomainName'), ...DOMAINS));
  const found = [entry, ...domains].flatMap((each) => graph.referrers(each, DISTRIBUTION));
  return [...new Set(found)];
}

/** Whether a web ACL at one of the entries, or at a distribution in front of them, blocks clients that send too much. */
export function rateLimitAt(entries: readonly Resource[], graph: ResourceGraph): RateLimit {
  const all = entries.flatMap((entry) => [entry, ...distributionsInFrontOf(entry, graph)]);
  const limits = all.flatMap((entry) =>
    aclsAt(entry, graph).map(({ acl, via }) => {
      const limit = acl ? rateLimitOf(acl) : 'unknown';
      // An association or ACL that is there under a condition only protects only then.
      return limit === 'yes' && isConditional(via, entry) ? 'unknown' : limit;
    }),
  );
  return strongest(indexOf(graph).isManagedCentrally ? [...limits, 'unknown'] : limits);
}

const isConditional = (via: Resource, entry: Resource) => {
  return via !== entry && via.condition !== undefined && via.condition !== entry.condition;
};

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
