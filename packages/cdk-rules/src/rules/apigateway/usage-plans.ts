import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import { allOf, anyOf, type Answer } from '../answers.js';
import { referenced } from '../referenced.js';
import type { Route } from './routes.js';
import { isLimit } from './throttles.js';

const USAGE_PLAN = 'AWS::ApiGateway::UsagePlan';

/** Whether usage plans that name stages of an API set limits for them. */
class PlannedStages {
  /** Answers of the plans by the stage, or by its name; under undefined where that is not known. */
  readonly named = new Map<Resource | string | undefined, Set<Answer>>();
  /** Those of all plans that name a stage by text: a stage without a known name may be any of them. */
  readonly byText = new Set<Answer>();

  add(bound: Resource | string | undefined, answer: Answer): void {
    const known = this.named.get(bound);
    if (known) known.add(answer);
    else this.named.set(bound, new Set([answer]));
    if (typeof bound !== 'object') this.byText.add(answer);
  }

  answersFor(stage: Resource): readonly Answer[] {
    const name = asString(stage.get('StageName'));
    const byText =
      name === undefined ? this.byText : [...(this.named.get(name) ?? []), ...(this.named.get(undefined) ?? [])];
    return [...(this.named.get(stage) ?? []), ...byText];
  }
}

interface PlanIndex {
  readonly byApi: ReadonlyMap<Resource, PlannedStages>;
  /** Plans whose list of stages is not known. */
  readonly open: ReadonlySet<Resource>;
}

const indexes = new WeakMap<ResourceGraph, PlanIndex>();

function indexOf(graph: ResourceGraph): PlanIndex {
  let index = indexes.get(graph);
  if (!index) indexes.set(graph, (index = readPlans(graph.ofType(USAGE_PLAN))));
  return index;
}

function readPlans(plans: readonly Resource[]): PlanIndex {
  const byApi = new Map<Resource, PlannedStages>();
  const open = new Set<Resource>();
  for (const plan of plans) {
    const stages = plan.list('ApiStages');
    if (!stages) open.add(plan);
    const limit = allOf(['RateLimit', 'BurstLimit'].map((name) => isLimit(plan.get(['Throttle', name]))));
    for (const index of stages?.keys() ?? []) {
      const bound = plan.get(['ApiStages', index, 'Stage']);
      for (const api of referenced(plan.get(['ApiStages', index, 'ApiId']))) {
        let planned = byApi.get(api);
        if (!planned) byApi.set(api, (planned = new PlannedStages()));
        planned.add(bound.kind === 'reference' ? bound.resource : asString(bound), limit);
      }
    }
  }
  return { byApi, open };
}

/** Whether a usage plan sets limits for a stage, whether or not its methods need the keys that make it hold. */
export function hasLimitedPlan(stage: Resource, api: Resource, graph: ResourceGraph): Answer {
  const { byApi, open } = indexOf(graph);
  const isOpen =
    open.size > 0 && [api, stage].some((each) => graph.referrers(each, USAGE_PLAN).some((plan) => open.has(plan)));
  return anyOf([...(byApi.get(api)?.answersFor(stage) ?? []), isOpen ? 'unknown' : 'no']);
}

/** Whether a usage plan with limits holds for every route of a stage: it protects methods that need a key only. */
export function isPlanned(limited: Answer, routes: readonly Route[] | undefined): Answer {
  if (limited === 'no') return 'no';
  const keyed = routes ? (routes.length === 0 ? 'unknown' : allOf(routes.map(({ needsKey }) => needsKey))) : 'unknown';
  return allOf([limited, keyed]);
}
