import type { JsonPath } from '../../template/document.js';
import { allows, grantsIn, GRANTING } from '../../graph/function-permissions.js';
import { integrationsOf } from '../../graph/open-api.js';
import { watchingOf, type Watching } from '../../alarms/alarms.js';
import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { argumentOf } from '../../workflow/workflow-calls.js';
import { workflowOf } from '../../workflow/workflow.js';
import { LIMITS } from '../../limits.js';
import type { Value } from '../../values/value.js';
import { asString, branches } from '../../values/values.js';
import { SUBSCRIBER } from '../eventbridge/subscribers.js';
import { refersTo } from '../referenced.js';

/** How executions of a state machine are started: by somebody who waits for the result, or not; empty when nobody is in view. */
export interface Starts {
  readonly waits: boolean;
  readonly by: Resource;
  /** Where the integration stands that starts it, when `by` is an API with an OpenAPI document. */
  readonly place?: JsonPath;
}

/** Integration of an HTTP API that waits for the execution. */
const WAITING_SUBTYPE = 'StepFunctions-StartSyncExecution';

const byGraph = new WeakMap<ResourceGraph, ReadonlyMap<Resource, readonly Starts[]>>();

/** Who starts a state machine. */
export function startsOf(machine: Resource, graph: ResourceGraph): readonly Starts[] {
  let index = byGraph.get(graph);
  if (!index) byGraph.set(graph, (index = indexStarts(graph)));
  return index.get(machine) ?? [];
}

function indexStarts(graph: ResourceGraph): ReadonlyMap<Resource, readonly Starts[]> {
  const index = new Map<Resource, Starts[]>();
  const push = (machine: Resource, starts: Starts): void => {
    const known = index.get(machine);
    if (known) known.push(starts);
    else index.set(machine, [starts]);
  };
  const add = (value: Value, by: Resource, waits: boolean, place?: JsonPath): void => {
    for (const { value: outcome } of branches(value)) {
      if (outcome.kind !== 'reference' || outcome.resource.type !== 'AWS::StepFunctions::StateMachine') continue;
      push(outcome.resource, { waits, by, ...(place && { place }) });
    }
  };
  for (const parent of graph.ofType('AWS::StepFunctions::StateMachine')) {
    // Many states of a workflow may start the same one.
    const seen = new Set<string>();
    for (const state of workflowOf(parent).states) {
      if (state.call?.service !== 'states') continue;
      const waits = state.call.pattern === 'job' || state.call.action === 'startSyncExecution';
      const started = argumentOf(state, 'StateMachineArn');
      const key = started.kind === 'reference' ? `${started.resource.key} ${waits}` : '';
      if (key !== '' && seen.has(key)) continue;
      seen.add(key);
      add(started, parent, waits);
    }
  }
  for (const pipe of graph.ofType('AWS::Pipes::Pipe')) {
    const type = asString(pipe.get('TargetParameters.StepFunctionStateMachineParameters.InvocationType'));
    add(pipe.get('Target'), pipe, type !== 'FIRE_AND_FORGET');
    add(pipe.get('Enrichment'), pipe, true);
  }
  for (const rule of graph.ofType('AWS::Events::Rule'))
    for (const position of rule.indexes('Targets') ?? []) add(rule.get(`Targets.${position}.Arn`), rule, false);
  for (const subscriber of graph.ofType(SUBSCRIBER)) {
    const type = asString(subscriber.get('InvokeConfiguration.StepFunctionsParameters.InvocationType'));
    add(subscriber.get('InvokeConfiguration.TargetArn'), subscriber, type === 'REQUEST_RESPONSE');
  }
  for (const schedule of graph.ofType('AWS::Scheduler::Schedule')) add(schedule.get('Target.Arn'), schedule, false);
  for (const integration of graph.ofType('AWS::ApiGatewayV2::Integration')) {
    const waits = asString(integration.get('IntegrationSubtype')) === WAITING_SUBTYPE;
    add(integration.get('RequestParameters.StateMachineArn'), integration, waits);
  }
  const machines = graph.ofType('AWS::StepFunctions::StateMachine');
  // The machine stands in a mapping template, as text.
  const byName = namedMachines(machines);
  const referred = new Map<string, ReadonlyMap<Resource, readonly Resource[]>>();
  const referredBy = (by: Resource): readonly Resource[] => {
    let machinesBy = referred.get(by.type);
    if (!machinesBy) referred.set(by.type, (machinesBy = referredMachines(machines, by.type, graph)));
    return machinesBy.get(by) ?? [];
  };
  const addNamed = (uri: Value, by: Resource, place?: JsonPath): void => {
    const action = /:states:action\/(\w+)/.exec(textOf(uri))?.[1];
    if (action === undefined) return;
    const meant = new Set([...referredBy(by), ...namesIn(by, place).flatMap((name) => byName.get(name) ?? [])]);
    for (const machine of meant) push(machine, { waits: action === 'StartSyncExecution', by, ...(place && { place }) });
  };
  for (const method of graph.ofType('AWS::ApiGateway::Method')) addNamed(method.get('Integration.Uri'), method);
  for (const api of graph.ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api')) {
    for (const { place } of integrationsOf(api)) {
      addNamed(api.get([...place, 'uri']), api, place);
      const subtype = asString(api.get([...place, 'integrationSubtype']));
      add(api.get([...place, 'requestParameters', 'StateMachineArn']), api, subtype === WAITING_SUBTYPE, place);
    }
  }
  for (const machine of machines) {
    if (index.has(machine)) continue;
    for (const by of waitingStarters(machine, graph)) push(machine, { waits: true, by });
  }
  return index;
}

function namedMachines(machines: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const byName = new Map<string, Resource[]>();
  for (const machine of machines) {
    const name = asString(machine.get('StateMachineName'));
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), machine].slice(0, LIMITS.namesakes));
  }
  return byName;
}

/** The machines that each resource of a type refers to. */
function referredMachines(
  machines: readonly Resource[],
  type: string,
  graph: ResourceGraph,
): ReadonlyMap<Resource, readonly Resource[]> {
  const referred = new Map<Resource, Resource[]>();
  for (const machine of machines)
    for (const by of graph.referrers(machine, type)) {
      const known = referred.get(by);
      if (known) known.push(machine);
      else referred.set(by, [machine]);
    }
  return referred;
}

/** Names of the machines whose ARNs stand in mapping templates. */
function namesIn(by: Resource, place: JsonPath | undefined): readonly string[] {
  const templates = place ? [...place, 'requestTemplates'] : ['Integration', 'RequestTemplates'];
  return (by.keys(templates) ?? []).flatMap((type) =>
    [...textOf(by.get([...templates, type])).matchAll(/:stateMachine:([\w-]+)/g)].map((match) => match[1] as string),
  );
}

/** Roles and policies that let somebody start a machine in no other way than by waiting for its result. */
function waitingStarters(machine: Resource, graph: ResourceGraph): readonly Resource[] {
  const starters = graph.referrers(machine, ...GRANTING).filter((by) => {
    const grants = grantsIn(by).filter(({ resources }) => resources.some((value) => refersTo(value, machine)));
    const may = (action: string) => grants.some((grant) => allows(grant, action) || grant.actions.includes('*'));
    return may('states:startsyncexecution') && !may('states:startexecution');
  });
  // Nobody else may start it in another way, and what functions do with it is in their code.
  const isOpen =
    graph.referrers(machine, 'AWS::Lambda::Function').length > 0 ||
    graph
      .referrers(machine, ...GRANTING)
      .some((by) => grantsIn(by).some((grant) => allows(grant, 'states:startexecution')));
  return isOpen ? [] : starters;
}

/** Whether anybody learns of failed executions: an alarm, or a rule on changes of their status. */
export function failureWatch(machine: Resource, graph: ResourceGraph): Watching {
  const metrics = { namespace: 'AWS/States', names: ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'] };
  const watching = watchingOf(machine, metrics, graph);
  if (watching.status === 'watched') return watching;
  // EXPRESS executions send no such events: AWS Step Functions developer guide, EventBridge events.
  const express = workflowOf(machine).type === 'EXPRESS';
  const rule = express ? undefined : graph.ofType('AWS::Events::Rule').find((each) => takesFailures(each, machine));
  return rule ? { status: 'watched', alarm: rule, metric: 'status changes' } : watching;
}

function takesFailures(rule: Resource, machine: Resource): boolean {
  const types = rule.list('EventPattern.detail-type')?.map(asString) ?? [];
  if (!types.includes('Step Functions Execution Status Change') || asString(rule.get('State')) === 'DISABLED')
    return false;
  const statuses = rule.list('EventPattern.detail.status');
  if (statuses && statuses.length > 0 && !statuses.map(asString).includes('FAILED')) return false;
  const machines = rule.list('EventPattern.detail.stateMachineArn');
  if (!machines || machines.length === 0) return true;
  return machines.some((value) => value.kind !== 'reference' || value.resource === machine);
}

const textOf = (value: Value) =>
  (value.kind === 'external' ? value.text : (asString(value) ?? '')).replace(/\$\{[^{}]{0,300}\}/g, '');
