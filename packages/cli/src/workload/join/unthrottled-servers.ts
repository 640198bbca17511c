import { asString, type Resource, type ResourceGraph } from '@faultline/cdk-rules/analysis';
import type { JoinContext } from './join-context.js';
import type { JoinRule } from './join-rule.js';

/** Integrations that reach nothing but functions and AWS services. */
const toServices: ReadonlySet<string> = new Set(['AWS', 'AWS_PROXY', 'MOCK']);
/** What may stand in front of a server of its own. */
const inFrontOfServers = [
  'AWS::CloudFront::Distribution',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::WAFv2::WebACLAssociation',
];

/** A throttle in front of functions limits nothing at a server that none of them runs. */
export const unthrottledServers: JoinRule = {
  checks: ['require-rate-limit'],
  decide(draft, context) {
    const { limiter, listens, framework } = draft.evidence ?? {};
    const file = context.fileOf(draft);
    if (limiter !== 'in the infrastructure' || listens !== 'here' || file === undefined) return undefined;
    if (!limitsFunctionsOnly(context.graph) || mayRunInFunction(file, context)) return undefined;
    return {
      status: 'violation',
      message:
        `Nothing limits the rate of requests to this ${String(framework)} server, so a burst slows down everybody's until none is answered; the throttle in the templates stands in front of functions only. ` +
        'Put a limiter in front of its routes, or a throttle or web ACL in front of the server.',
      evidence: { limiter: 'none in the project' },
    };
  },
};

function limitsFunctionsOnly(graph: ResourceGraph): boolean {
  const kinds = [
    ...graph.ofType('AWS::ApiGateway::Method').map((method) => method.get('Integration.Type')),
    ...graph.ofType('AWS::ApiGatewayV2::Integration').map((integration) => integration.get('IntegrationType')),
  ].map(asString);
  const isOpen = graph.ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api').some(hasOwnDocument);
  return (
    !isOpen &&
    kinds.every((kind) => kind !== undefined && toServices.has(kind)) &&
    graph.ofType(...inFrontOfServers).length === 0
  );
}

/** A document of its own may name servers; the one that SAM implies names functions. */
const hasOwnDocument = (api: Resource): boolean =>
  (api.keys('Body')?.length ?? 0) > 0 && !api.sourceType.startsWith('AWS::Serverless::');

const mayRunInFunction = (file: string, { links, closures }: JoinContext): boolean =>
  links.unlinked.some(({ isElsewhere }) => !isElsewhere) ||
  links.linked.some((link) => closures.of(link.file).has(file));
