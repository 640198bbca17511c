import type { Severity } from '@faultline/catalog';
import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { anyOf, isWritten, type Answer } from '../answers.js';
import { referenced } from '../referenced.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { rateLimitAt } from '../waf/web-acls.js';
import { apisOf, isPrivate, isWebSocket, routesOf, type Route } from './routes.js';
import { coversAll, isForAll, isThrottled, methodThrottles, repeatsAccount } from './throttles.js';
import { hasLimitedPlan, isPlanned } from './usage-plans.js';

const STAGE = 'AWS::ApiGateway::Stage';
const STAGE_V2 = 'AWS::ApiGatewayV2::Stage';
const DEPLOYMENT = 'AWS::ApiGateway::Deployment';
const API_V2 = 'AWS::ApiGatewayV2::Api';
const USAGE_PLAN = 'AWS::ApiGateway::UsagePlan';
/** WebSocket routes that only open and close connections. */
const MANAGEMENT = ['$connect', '$disconnect'];

/** One thing that may hold requests back, and whether it does. */
interface Throttle {
  readonly name: string;
  readonly answer: Answer;
}

/** Objects to API stages that nothing but the limit of the whole account holds back. */
export const apiThrottling: InfrastructureRule = {
  meta: {
    name: 'api-throttling',
    bestPractice: 'REL05-BP02',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'API stages limit the rate of requests',
    why:
      'Without a limit of its own a stage shares the limit of the whole account: a burst at one API, or one broken client, ' +
      'overloads what is behind it and takes the requests of every other API in the Region.',
    fix: 'Set a rate and a burst limit for all methods of the stage, from what the backend was tested to bear.',
    sources: [
      practiceSource('REL05-BP02'),
      {
        title: 'Amazon API Gateway: Throttle requests to your REST APIs for better throughput',
        url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
      },
    ],
  },
  types: [STAGE, STAGE_V2, DEPLOYMENT, API_V2, USAGE_PLAN],
  judge(resource, graph) {
    switch (resource.type) {
      case STAGE:
        return judgeRest(resource, graph, 'MethodSettings', []);
      case DEPLOYMENT:
        return makesStage(resource, graph)
          ? judgeRest(resource, graph, 'StageDescription.MethodSettings', ['StageDescription'])
          : undefined;
      case STAGE_V2:
        return judgeV2(resource, graph);
      case USAGE_PLAN:
        return judgePlan(resource, graph);
      default:
        return hasQuickStage(resource, graph) ? judgeQuick(resource, graph) : undefined;
    }
  },
};

/** A deployment makes a stage when it names one; with a stage of its own in the template that name is a leftover. */
function makesStage(deployment: Resource, graph: ResourceGraph): boolean {
  if (deployment.get('StageName').kind === 'absent') return false;
  const apis = referenced(deployment.get('RestApiId'));
  return !apis.some((api) => graph.referrers(api, STAGE).length > 0);
}

function judgeRest(
  stage: Resource,
  graph: ResourceGraph,
  settings: string,
  base: readonly string[],
): Finding | undefined {
  const [api] = apisOf(stage);
  const routes = api && routesOf(api, graph);
  const throttles = methodThrottles(stage, settings);
  const whole = throttles?.find(isForAll);
  const place = whole?.place ?? base;
  const stageAnswer = throttles
    ? anyOf([whole?.isSet ?? 'no', base.length > 0 ? isThrottled(stage, base) : 'no'])
    : 'unknown';
  if (stageAnswer === 'yes' && repeatsAccount(stage, place)) return repeated(settings);
  if (stageAnswer !== 'yes' && api && routes?.length === 0 && hasOnlyMocks(api, graph)) return undefined;
  const limited = api ? hasLimitedPlan(stage, api, graph) : 'no';
  const found: Throttle[] = [
    { name: 'the throttle of the stage', answer: stageAnswer },
    { name: 'the throttles of its methods', answer: throttles ? coversAll(throttles, routes) : 'unknown' },
    { name: 'a usage plan', answer: isPlanned(limited, routes) },
    { name: 'a rate rule of a web ACL', answer: webAclAnswer(stage, api, graph) },
  ];
  const where = 'MethodSettings for HttpMethod "*" and ResourcePath "/*"';
  return settle(found, severityOf(api, routes), settings, where, limited === 'yes' ? WITHOUT_KEYS : '');
}

/** Why a usage plan with limits does not help. */
const WITHOUT_KEYS = ', and its usage plan holds only for methods with ApiKeyRequired';

/** All of its methods answer by themselves, and there is at least one. */
function hasOnlyMocks(api: Resource, graph: ResourceGraph): boolean {
  return graph.referrers(api, 'AWS::ApiGateway::Method').length > 0 || (api.keys('Body.paths')?.length ?? 0) > 0;
}

function judgeV2(stage: Resource, graph: ResourceGraph): Finding | undefined {
  const [api] = apisOf(stage);
  const routes = api && routesOf(api, graph);
  if (api && isWebSocket(api) && routes && routes.length > 0 && routes.every(({ name }) => MANAGEMENT.includes(name)))
    return undefined;
  const property = 'DefaultRouteSettings';
  const stageAnswer = isThrottled(stage, [property]);
  if (stageAnswer === 'yes' && repeatsAccount(stage, [property])) return repeated(property);
  const found: Throttle[] = [
    { name: 'the default throttle of its routes', answer: stageAnswer },
    { name: 'the throttles of its routes', answer: routeThrottles(stage, routes) },
    { name: 'a rate rule of a web ACL in front', answer: webAclAnswer(undefined, api, graph) },
  ];
  return settle(found, severityOf(api, routes), property, property);
}

function routeThrottles(stage: Resource, routes: readonly Route[] | undefined): Answer {
  const keys = stage.keys('RouteSettings');
  if (!keys) return 'unknown';
  const throttled = keys.filter((key) => isThrottled(stage, ['RouteSettings', key]) !== 'no');
  if (throttled.length === 0) return 'no';
  if (!routes || routes.length === 0 || routes.some(({ name }) => name === '?')) return 'unknown';
  return routes.every(({ name }) => throttled.includes(name)) ? 'yes' : 'no';
}

/** An HTTP API with a `Target` makes its own stage, which cannot be given any limits. */
function hasQuickStage(api: Resource, graph: ResourceGraph): boolean {
  if (api.get('Target').kind === 'absent' || isWebSocket(api)) return false;
  return graph.referrers(api, STAGE_V2).length === 0;
}

function judgeQuick(api: Resource, graph: ResourceGraph): Finding {
  const found = [{ name: 'a rate rule of a web ACL in front', answer: webAclAnswer(undefined, api, graph) }];
  return settle(found, 'error', 'Target', 'DefaultRouteSettings at a stage of its own');
}

/** A plan that gives out keys and sets no limits for them. */
function judgePlan(plan: Resource, graph: ResourceGraph): Finding | undefined {
  if (graph.referrers(plan, 'AWS::ApiGateway::UsagePlanKey').length === 0) return undefined;
  const stages = plan.indexes('ApiStages') ?? [];
  const places = [['Throttle'], ['Quota'], ...stages.map((index) => ['ApiStages', `${index}`, 'Throttle'])];
  const answer = anyOf(places.map((place) => (plan.keys(place)?.length === 0 ? 'no' : isWritten(plan.get(place)))));
  const property = 'Throttle';
  if (answer === 'yes') return { status: 'compliant', message: 'The keys of this usage plan have limits.', property };
  if (answer === 'unknown')
    return {
      status: 'undetermined',
      message: 'Whether the keys of this usage plan have limits is not known.',
      property,
    };
  return {
    status: 'violation',
    severity: 'warning',
    message:
      'This usage plan gives out API keys without any limit, so one client can take the share of all others. Set Throttle or Quota.',
    property,
  };
}

function webAclAnswer(stage: Resource | undefined, api: Resource | undefined, graph: ResourceGraph): Answer {
  const limit = rateLimitAt(
    [stage, api].flatMap((each) => each ?? []),
    graph,
  );
  return limit === 'counting' ? 'no' : limit;
}

/** Who reaches a private API, or signs every request, is known and can be asked to stop. */
function severityOf(api: Resource | undefined, routes: readonly Route[] | undefined): Severity {
  if (!api) return 'error';
  const isSigned = routes !== undefined && routes.length > 0 && routes.every((route) => route.needsSignature === 'yes');
  return isPrivate(api) || isSigned ? 'warning' : 'error';
}

function settle(
  throttles: readonly Throttle[],
  severity: Severity,
  property: string,
  where: string,
  although = '',
): Finding {
  const yes = throttles.find(({ answer }) => answer === 'yes');
  if (yes) return { status: 'compliant', message: `Requests are limited by ${yes.name}.`, property };
  const open = throttles.find(({ answer }) => answer === 'unknown');
  if (open) {
    const message = `Whether requests are limited depends on ${open.name}, which cannot be settled from the templates.`;
    return { status: 'undetermined', message, property };
  }
  return {
    status: 'violation',
    severity,
    message:
      `This API stage has no throttle of its own${although}, so one client can use up the request limit of the whole account and overload the backend. ` +
      `Set ThrottlingRateLimit and ThrottlingBurstLimit in ${where}.`,
    property,
  };
}

function repeated(property: string): Finding {
  return {
    status: 'violation',
    severity: 'note',
    message:
      'The throttle of this stage is no lower than the limit of the whole account, so it holds nothing back. Set limits from what the backend was tested to bear.',
    property,
  };
}
