import { allows, grantsOf } from '../../graph/function-permissions.js';
import type { Invocation, Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asNumber, branches } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { allInTemplate, named } from './once-per-template.js';

const ENDPOINT = 'AWS::Lambda::WebFunctionEndpoint';

/** Lists what operators can turn in an emergency, for each function or endpoint that takes requests or events. */
export const leverInventory: InfrastructureRule = {
  meta: {
    name: 'lever-inventory',
    bestPractice: 'REL05-BP07',
    layer: 'infrastructure',
    severity: 'note',
    precision: 'medium',
    preset: 'strict',
    title: 'Each entry point has a lever that works without a deployment',
    why:
      'In an emergency there is no time to build and deploy. What can be switched, shrunk or stopped while it runs decides ' +
      'how long an overload or a bad feature lasts.',
    fix: 'Read a feature flag or parameter at run time, or prepare a runbook that stops the consumer or lowers its concurrency.',
    sources: [practiceSource('REL05-BP07')],
  },
  types: ['AWS::Lambda::Function', ENDPOINT],
  judge(lambda, graph): Finding | undefined {
    if (lambda.type === ENDPOINT) return judgeEndpoint(lambda);
    if (entriesOf(lambda, graph).length === 0) return undefined;
    const levers = leversOf(lambda, graph);
    if (levers.length === 0) {
      const alike = allInTemplate(lambda, graph, isWithoutLever);
      if (!alike) return undefined;
      const which = alike.length === 1 ? 'this entry point' : `these ${alike.length} entry points (${named(alike)})`;
      const message = `No lever of ${which} is in the templates; whether operators have one is for them to say.`;
      const related = alike.slice(1).map((resource) => ({ resource, message: 'has none in the templates either' }));
      return { status: 'undetermined', message, related };
    }
    const found = [...new Set(levers)].join(', ');
    return { status: 'compliant', message: `Operators can use: ${found}.`, evidence: { levers: found } };
  },
};

/** Rate, size and weights of an endpoint change while it runs, without a new revision; a rate of 0 turns all requests away. */
function judgeEndpoint(endpoint: Resource): Finding {
  const weights = endpoint.indexes('RevisionWeights') ?? [];
  const levers = [
    ...(endpoint.get('ThrottleConfig.RateLimit').kind === 'absent' ? [] : ['rate limit']),
    ...(endpoint.get('ScalingConfig.MaxEnvironments').kind === 'absent' ? [] : ['most environments']),
    ...(weights.length > 1 ? ['the traffic of revisions'] : []),
  ];
  const found = levers.join(', ');
  return levers.length > 0
    ? { status: 'compliant', message: `Operators can use: ${found}.`, evidence: { levers: found } }
    : {
        status: 'undetermined',
        message: 'No lever of this endpoint is in the templates; whether operators have one is for them to say.',
      };
}

const isWithoutLever = (lambda: Resource, graph: ResourceGraph) =>
  entriesOf(lambda, graph).length > 0 && leversOf(lambda, graph).length === 0;

/** What sends requests or events to a function; deployments and workflows have levers of their own. */
function entriesOf(lambda: Resource, graph: ResourceGraph): readonly Invocation[] {
  const others = ['cloudformation', 'edgelambda', 'states', 'ecs', 'arc-region-switch'];
  return graph.invocations(lambda).filter(({ service }) => !others.includes(service));
}

function leversOf(lambda: Resource, graph: ResourceGraph): readonly string[] {
  return [
    ...flags(lambda, graph),
    ...concurrency(lambda),
    ...switches(entriesOf(lambda, graph).map(({ via }) => via)),
    ...traffic(lambda, graph),
  ];
}

/** Flags and parameters that it may read while it runs; a value in the environment is fixed until the next deployment. */
function flags(lambda: Resource, graph: ResourceGraph): string[] {
  const grants = grantsOf(lambda, graph);
  const may = (...actions: string[]) => grants.some((grant) => actions.some((action) => allows(grant, action)));
  const layers = (lambda.list('Layers') ?? []).some(
    (layer) => layer.kind === 'external' && layer.text.includes('AWS-AppConfig-Extension'),
  );
  return [
    ...(layers || may('appconfig:getlatestconfiguration', 'appconfig:getconfiguration') ? ['AppConfig'] : []),
    ...(may('ssm:getparameter', 'ssm:getparameters', 'ssm:getparametersbypath') ? ['SSM parameters'] : []),
  ];
}

function concurrency(lambda: Resource): string[] {
  const reserved = asNumber(lambda.get('ReservedConcurrentExecutions'));
  return reserved === undefined ? [] : [`reserved concurrency (${reserved})`];
}

/** Senders whose state a parameter of the stack decides. */
function switches(vias: readonly Resource[]): string[] {
  return vias
    .filter((via) => ['Enabled', 'State', 'DesiredState'].some((property) => isSwitchable(via.get(property))))
    .map(({ logicalId }) => `the switch of ${logicalId}`);
}

const isSwitchable = (value: Value) =>
  branches(value).some(({ value: outcome }) => outcome.kind === 'known' && outcome.assumed !== undefined);

function traffic(lambda: Resource, graph: ResourceGraph): string[] {
  return graph
    .referrers(lambda, 'AWS::Lambda::Alias')
    .filter(
      (alias) =>
        alias.get('RoutingConfig').kind !== 'absent' ||
        graph.referrers(alias, 'AWS::CodeDeploy::DeploymentGroup').length > 0,
    )
    .map(({ logicalId }) => `the traffic of alias ${logicalId}`);
}
