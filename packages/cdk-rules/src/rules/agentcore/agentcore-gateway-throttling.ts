import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { rateLimitAt } from '../waf/web-acls.js';

const RATE_LIMIT = 'AWS::BedrockAgentCore::GatewayRateLimit';

/** Objects to gateways of agents whose callers may send as much as they like. */
export const agentcoreGatewayThrottling: InfrastructureRule = {
  meta: {
    name: 'agentcore-gateway-throttling',
    bestPractice: 'REL05-BP02',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'AgentCore gateways limit what callers send to tools and models',
    why:
      'Without a rate limit of your own only the quota of the account bounds a gateway: one agent in a loop uses up the ' +
      'tools, the tokens and the connections of all others.',
    fix: 'Add an `AWS::BedrockAgentCore::GatewayRateLimit` with a rate for each caller or target.',
    sources: [
      practiceSource('REL05-BP02'),
      {
        title: 'Amazon Bedrock AgentCore: Add rate limits to a gateway',
        url: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rate-limits.html',
      },
    ],
  },
  types: ['AWS::BedrockAgentCore::Gateway'],
  judge(gateway, graph): Finding {
    const limits = limitsOf(gateway, graph);
    if (limits.length > 0) {
      const message = `${limits.map(({ logicalId }) => logicalId).join(' and ')} limits what callers send.`;
      return { status: 'compliant', message };
    }
    switch (rateLimitAt([gateway], graph)) {
      case 'yes':
        return { status: 'compliant', message: 'A web ACL blocks clients above a rate.' };
      case 'unknown':
        return {
          status: 'undetermined',
          message: 'Whether callers are limited depends on a web ACL that is not in view.',
        };
      default:
        return unlimited(gateway);
    }
  },
};

/** A limit that exists under a condition only still says that somebody thought of it. */
const limitsOf = (gateway: Resource, graph: ResourceGraph) =>
  graph.referrers(gateway, RATE_LIMIT).filter((limit) => (limit.indexes('Entries') ?? [0]).length > 0);

/** Callers that a gateway knows are a hint: they are the workload's own. */
function unlimited(gateway: Resource): Finding {
  const property = 'AuthorizerType';
  const isPublic = asString(gateway.get(property)) === 'NONE';
  return {
    status: 'violation',
    ...(!isPublic && { severity: 'note' as const }),
    message:
      `${isPublic ? 'Anybody may call this gateway and' : 'No rate limit is set for this gateway, so'} only the quota of the account bounds what one caller takes from all others. ` +
      'Add a GatewayRateLimit.',
    property,
  };
}
