import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { distributionsInFrontOf } from '../waf/web-acls.js';

const RATE = 'ThrottleConfig.RateLimit';
const ENVIRONMENTS = 'ScalingConfig.MaxEnvironments';

/** Objects to endpoints of web functions that anybody may flood. */
export const webFunctionThrottling: InfrastructureRule = {
  meta: {
    name: 'web-function-throttling',
    bestPractice: 'REL05-BP02',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Public endpoints of web functions limit the rate of requests',
    why:
      'Without a limit of its own an endpoint takes requests up to the quota of the account, which all endpoints share: a ' +
      'flood at one of them leaves nothing for the others, and overloads what the function calls.',
    fix: 'Set `ThrottleConfig.RateLimit` to what is behind the function bears, or `ScalingConfig.MaxEnvironments`.',
    sources: [
      practiceSource('REL05-BP02'),
      {
        title: 'AWS Lambda Web API: ThrottleConfig',
        url: 'https://docs.aws.amazon.com/lambda/latest/lambda-web/API_ThrottleConfig.html',
      },
    ],
  },
  types: ['AWS::Lambda::WebFunctionEndpoint'],
  judge(endpoint, graph): Finding | undefined {
    const values = [endpoint.get('AuthType'), endpoint.get(RATE), endpoint.get(ENVIRONMENTS)] as const;
    if (asString(values[0]) !== 'NONE' && values[1].kind === 'absent' && values[2].kind === 'absent') return undefined;
    return overBranches(endpoint, values, (access, rate, environments): Finding => {
      if (asNumber(rate) === 0) {
        return {
          status: 'undetermined',
          message: 'The endpoint is switched off: its rate limit is 0.',
          property: RATE,
        };
      }
      if (rate.kind !== 'absent') return limited(asNumber(rate), 'requests a second', RATE);
      if (environments.kind !== 'absent') return limited(asNumber(environments), 'environments', ENVIRONMENTS);
      const isOpen = asString(access) === 'NONE' && !isFronted(endpoint, graph);
      if (!isOpen)
        return { status: 'compliant', message: 'Nothing calls for a limit of the endpoint.', property: RATE };
      return {
        status: 'violation',
        message:
          'Anybody may call this endpoint as often as the quota of the account allows, so a flood leaves nothing for the other endpoints. ' +
          'Set ThrottleConfig.RateLimit.',
        property: RATE,
      };
    });
  },
};

/** A distribution in front has its own checks. */
const isFronted = (endpoint: Resource, graph: ResourceGraph) => distributionsInFrontOf(endpoint, graph).length > 0;

function limited(limit: number | undefined, unit: string, property: string): Finding {
  return limit === undefined
    ? { status: 'undetermined', message: 'The limit of this endpoint is not known.', property }
    : { status: 'compliant', message: `The endpoint takes ${limit} ${unit} at most.`, property, evidence: { limit } };
}
