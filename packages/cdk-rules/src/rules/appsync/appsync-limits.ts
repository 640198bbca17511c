import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { aclsAt, rateLimitAt } from '../waf/web-acls.js';

const DEPTH = 'QueryDepthLimit';
const EVENT_API = 'AWS::AppSync::Api';
const NAMESPACE = 'AWS::AppSync::ChannelNamespace';

/** Objects to public APIs of AppSync whose clients may send as much as they like. */
export const appsyncLimits: InfrastructureRule = {
  meta: {
    name: 'appsync-limits',
    bestPractice: 'REL05-BP02',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Public GraphQL and event APIs limit the rate of requests, and the depth of queries',
    why:
      'AppSync has no throttle of its own that could be set: only the quota of the account stands between one broken client ' +
      'and the data sources. A single deep query may also fan out into thousands of resolver calls.',
    fix: 'Attach a web ACL with a rate-based rule that blocks, and set `QueryDepthLimit`.',
    sources: [
      practiceSource('REL05-BP02'),
      {
        title: 'AWS AppSync: Using AWS WAF to protect your APIs',
        url: 'https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html',
      },
      {
        title: 'AWS AppSync Events: Using AWS WAF to protect Event APIs',
        url: 'https://docs.aws.amazon.com/appsync/latest/eventapi/using-waf-protect-apis.html',
      },
      {
        title: 'AWS CloudFormation: AWS::AppSync::GraphQLApi',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-appsync-graphqlapi.html',
      },
    ],
  },
  types: ['AWS::AppSync::GraphQLApi', EVENT_API],
  judge(api, graph) {
    if (asString(api.get('Visibility')) === 'PRIVATE' || isForAwsOnly(api, graph)) return undefined;
    switch (rateLimitAt([api], graph)) {
      case 'yes':
        return [
          { status: 'compliant', message: 'A web ACL blocks clients above a rate.' },
          ...(api.type === EVENT_API ? [] : judgeDepth(api)),
        ];
      case 'unknown':
        return {
          status: 'undetermined',
          message: 'Whether clients are blocked above a rate depends on a web ACL that is not in view.',
        };
      case 'counting':
        return unlimited('The rate rules of its web ACL only count', 'Change their action to Block.', api, graph);
      case 'no': {
        const kind = api.type === EVENT_API ? 'event' : 'GraphQL';
        const what = `No web ACL with a rate rule protects this public ${kind} API`;
        return unlimited(what, 'Attach a web ACL with a RateBasedStatement and the action Block.', api, graph);
      }
    }
  },
};

function unlimited(what: string, repair: string, api: Resource, graph: ResourceGraph): Finding {
  const acls = aclsAt(api, graph).flatMap(({ acl }) => acl ?? []);
  return {
    status: 'violation',
    message: `${what}, so one client can use up its quota and overload what is behind it. ${repair}`,
    related: acls.map((resource) => ({ resource, message: 'is its web ACL' })),
  };
}

/** Only the owner of the account can sign requests. */
function isForAwsOnly(api: Resource, graph: ResourceGraph): boolean {
  if (api.type === EVENT_API) return isSigned(api, 'EventConfig.AuthProviders') || onlyListens(api, graph);
  const others = api.indexes('AdditionalAuthenticationProviders');
  const types = [
    api.get('AuthenticationType'),
    ...(others ?? []).map((index) => api.get(['AdditionalAuthenticationProviders', index, 'AuthenticationType'])),
  ];
  return others !== undefined && types.every((type) => asString(type) === 'AWS_IAM');
}

/** Whether what clients do sets off no work: they may only subscribe, and a subscription asks nothing behind the API. */
function onlyListens(api: Resource, graph: ResourceGraph): boolean {
  return (
    isSigned(api, 'EventConfig.DefaultPublishAuthModes') &&
    graph
      .referrers(api, NAMESPACE)
      .every(
        (namespace) =>
          (namespace.get('PublishAuthModes').kind === 'absent' || isSigned(namespace, 'PublishAuthModes')) &&
          namespace.get('HandlerConfigs.OnSubscribe').kind === 'absent',
      )
  );
}

function isSigned(resource: Resource, list: string): boolean {
  const types = (resource.indexes(list) ?? []).map((index) => asString(resource.get(`${list}.${index}.AuthType`)));
  return types.length > 0 && types.every((type) => type === 'AWS_IAM');
}

/** No limit of the depth is a hint: it matters for schemas with types that refer to each other. */
function judgeDepth(api: Resource): Finding[] {
  const depth = api.get(DEPTH);
  if (depth.kind !== 'absent' && asNumber(depth) !== 0) return [];
  return [
    {
      status: 'violation',
      severity: 'note',
      message: `Queries may be nested without limit, so one query can set off thousands of resolver calls. Set ${DEPTH}.`,
      property: DEPTH,
    },
  ];
}
