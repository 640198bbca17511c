import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import { originsOf } from '../cloudfront/origins.js';
import { CLASSIC, LOAD_BALANCER } from '../load-balancing/attributes.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { rateLimitOf } from './rate-limits.js';
import { aclsAt, distributionsInFrontOf, DISTRIBUTION, entriesOf, rateLimitAt, WEB_ACL } from './web-acls.js';

const GRAPHQL_API = 'AWS::AppSync::GraphQLApi';
const repair = 'Add a rule with a RateBasedStatement and the action Block.';

/** Objects to web ACLs that let one client send as much as it likes, and to public entries without any. */
export const wafRateRule: InfrastructureRule = {
  meta: {
    name: 'waf-rate-rule',
    bestPractice: 'REL05-BP02',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Public entries are protected by a rule that blocks clients above a rate',
    why:
      'A web ACL that looks for attacks lets floods of well-formed requests through. Without a rate rule that blocks, one ' +
      'client with a broken retry loop uses up the capacity of all others.',
    fix: 'Add a rate-based rule with the action `Block` to the web ACL, and attach the ACL to the entry.',
    sources: [
      practiceSource('REL05-BP02'),
      {
        title: 'AWS WAF: Using rate-based rule statements',
        url: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html',
      },
    ],
  },
  types: [WEB_ACL, DISTRIBUTION, LOAD_BALANCER, CLASSIC],
  judge(resource, graph) {
    return resource.type === WEB_ACL ? judgeAcl(resource, graph) : judgeEntry(resource, graph);
  },
};

function judgeAcl(acl: Resource, graph: ResourceGraph): Finding | undefined {
  // GraphQL APIs have a check of their own, which looks at their web ACL as well.
  const entries = entriesOf(acl, graph).flatMap(({ entry }) => (entry.type === GRAPHQL_API ? [] : entry));
  if (entries.length === 0 || entries.every(isInternal)) return undefined;
  const property = 'Rules';
  const related = entries.map((resource) => ({ resource, message: 'is protected by this web ACL' }));
  switch (rateLimitOf(acl)) {
    case 'yes':
      return { status: 'compliant', message: 'This web ACL blocks clients above a rate.', property, related };
    case 'unknown': {
      const message = 'Whether this web ACL blocks clients above a rate depends on rules that are not in view.';
      return { status: 'undetermined', message, property, related };
    }
    case 'counting': {
      const message =
        'The rate rules of this web ACL only count, so a client above the rate is let through. Change their action to Block.';
      return { status: 'violation', message, property, related };
    }
    case 'no': {
      const message = `This web ACL has no rate rule, so one client may send as much as it likes. ${repair}`;
      return { status: 'violation', message, property, related };
    }
  }
}

/** An entry without any web ACL: what protects it may stand elsewhere, so this is a hint. */
function judgeEntry(entry: Resource, graph: ResourceGraph): Finding | undefined {
  if (isInternal(entry) || servesFilesOnly(entry) || aclsAt(entry, graph).length > 0) return undefined;
  if (distributionsInFrontOf(entry, graph).length > 0) return undefined;
  if (rateLimitAt([entry], graph) === 'unknown') {
    return {
      status: 'undetermined',
      message: 'Web ACLs are attached centrally here, and their rules are not in view.',
    };
  }
  const type = asString(entry.get('Type'));
  if (entry.type === LOAD_BALANCER && type !== undefined && type !== 'application') return undefined;
  const repairEntry =
    entry.type === CLASSIC
      ? 'A classic load balancer cannot have a web ACL; move to an Application Load Balancer, or put CloudFront in front.'
      : 'Attach a web ACL with a rate-based rule.';
  return {
    status: 'violation',
    severity: 'note',
    message: `Nothing limits the rate of a client at this public entry, so one client can use up the capacity of all. ${repairEntry}`,
  };
}

const isInternal = (entry: Resource) => asString(entry.get('Scheme')) === 'internal' || isDisabled(entry);

const isDisabled = (entry: Resource) => asString(entry.get('DistributionConfig.Enabled')) === 'false';

/** Files from a bucket cost no capacity that clients would have to share. */
function servesFilesOnly(entry: Resource): boolean {
  const origins = entry.type === DISTRIBUTION ? (originsOf(entry) ?? []) : [];
  return origins.length > 0 && origins.every(({ kind }) => kind === 'static');
}
