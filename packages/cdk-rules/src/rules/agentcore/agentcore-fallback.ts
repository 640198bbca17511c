import type { Resource } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const TIMEOUT = 'FirstByteTimeoutMilliseconds';

/** Objects to fallbacks of model routes that a model that hangs never sets off. */
export const agentcoreFallback: InfrastructureRule = {
  meta: {
    name: 'agentcore-fallback',
    bestPractice: 'REL05-BP01',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Fallbacks to another model also begin when a model hangs',
    why:
      'A gateway falls back when a model answers with an error. For one that does not answer at all there is no timeout ' +
      'unless one is set: callers wait for the whole outage while the other model stands by.',
    fix: 'Set `FirstByteTimeoutMilliseconds` at the fallback, and at each fallback target but the last.',
    sources: [
      practiceSource('REL05-BP01'),
      {
        title: 'Amazon Bedrock AgentCore API: FallbackTarget',
        url: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_FallbackTarget.html',
      },
      {
        title: 'Amazon Bedrock AgentCore API: Fallback',
        url: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Fallback.html',
      },
    ],
  },
  types: ['AWS::BedrockAgentCore::GatewayRule'],
  judge: (rule) => fallbacksOf(rule).flatMap((path) => [judgeTimeouts(rule, path), ...judgeBreaker(rule, path)]),
};

/** Paths of the fallbacks of all routes: a static one, or one for each part of the traffic. */
function fallbacksOf(rule: Resource): readonly string[] {
  const routes = (rule.indexes('Actions') ?? []).flatMap((action) => {
    const route = `Actions.${action}.RouteToTarget`;
    const split = `${route}.WeightedRoute.TrafficSplit`;
    return [`${route}.StaticRoute`, ...(rule.indexes(split) ?? []).map((index) => `${split}.${index}`)];
  });
  return routes.map((route) => `${route}.Fallback`).filter((path) => rule.get(path).kind !== 'absent');
}

/** The last target has nothing to fall back to. */
function judgeTimeouts(rule: Resource, path: string): Finding {
  const targets = rule.indexes(`${path}.TargetFallback`) ?? [];
  const places = [path, ...targets.slice(0, -1).map((index) => `${path}.TargetFallback.${index}`)].map(
    (place) => `${place}.${TIMEOUT}`,
  );
  const values = places.map((place) => rule.get(place));
  return overBranches(rule, values, (...limits): Finding => {
    const missing = limits.findIndex(({ kind }) => kind === 'absent');
    if (missing >= 0) {
      return {
        status: 'violation',
        message:
          'No timeout is set before this fallback, so a model that hangs keeps its callers waiting and the fallback never begins. ' +
          `Set ${TIMEOUT}.`,
        property: places[missing] ?? path,
      };
    }
    const unknown = limits.findIndex((limit) => asNumber(limit) === undefined);
    return unknown < 0
      ? { status: 'compliant', message: 'The fallback also begins when a model hangs.', property: places[0] ?? path }
      : {
          status: 'undetermined',
          message: 'When this fallback begins is not known.',
          property: places[unknown] ?? path,
        };
  });
}

function judgeBreaker(rule: Resource, path: string): Finding[] {
  const property = `${path}.CircuitBreaker.Mode`;
  if (asString(rule.get(property)) !== 'DISABLED') return [];
  return [
    {
      status: 'violation',
      severity: 'note',
      message:
        'The circuit breaker of this fallback is off, so during an outage every request tries the failing model first. Leave the mode out, or set it to ENABLED.',
      property,
    },
  ];
}
