import { watchingOf, type Watching } from '../../template/alarms.js';
import type { Resource, ResourceGraph } from '../../template/graph.js';
import { argumentOf } from '../../template/workflow-calls.js';
import { workflowOf } from '../../template/workflow.js';
import type { Value } from '../../template/value.js';
import { asString, branches } from '../../template/values.js';

/** How executions of a state machine are started: by somebody who waits for the result, or not; empty when nobody is in view. */
export interface Starts {
  readonly waits: boolean;
  readonly by: Resource;
}

const byGraph = new WeakMap<ResourceGraph, ReadonlyMap<Resource, readonly Starts[]>>();

/** Who starts a state machine. */
export function startsOf(machine: Resource, graph: ResourceGraph): readonly Starts[] {
  let index = byGraph.get(graph);
  if (!index) byGraph.set(graph, (index = indexStarts(graph)));
  return index.get(machine) ?? [];
}

function indexStarts(graph: ResourceGraph): ReadonlyMap<Resource, readonly Starts[]> {
  const index = new Map<Resource, Starts[]>();
  const add = (value: Value, by: Resource, waits: boolean): void => {
    for (const { value: outcome } of branches(value)) {
      if (outcome.kind !== 'reference' || outcome.resource.type !== 'AWS::StepFunctions::StateMachine') continue;
      index.set(outcome.resource, [...(index.get(outcome.resource) ?? []), { waits, by }]);
    }
  };
  for (const parent of graph.ofType('AWS::StepFunctions::StateMachine')) {
    for (const state of workflowOf(parent).states) {
      if (state.call?.service !== 'states') continue;
      const waits = state.call.pattern === 'job' || state.call.action === 'startSyncExecution';
      add(argumentOf(state, 'StateMachineArn'), parent, waits);
    }
  }
  for (const pipe of graph.ofType('AWS::Pipes::Pipe')) {
    const type = asString(pipe.get('TargetParameters.StepFunctionStateMachineParameters.InvocationType'));
    add(pipe.get('Target'), pipe, type !== 'FIRE_AND_FORGET');
    add(pipe.get('Enrichment'), pipe, true);
  }
  for (const rule of graph.ofType('AWS::Events::Rule'))
    for (const [position] of (rule.list('Targets') ?? []).entries())
      add(rule.get(`Targets.${position}.Arn`), rule, false);
  for (const schedule of graph.ofType('AWS::Scheduler::Schedule')) add(schedule.get('Target.Arn'), schedule, false);
  for (const integration of graph.ofType('AWS::ApiGatewayV2::Integration')) {
    const waits = asString(integration.get('IntegrationSubtype')) === 'StepFunctions-StartSyncExecution';
    add(integration.get('RequestParameters.StateMachineArn'), integration, waits);
  }
  for (const method of graph.ofType('AWS::ApiGateway::Method')) {
    const action = /:states:action\/(\w+)/.exec(textOf(method.get('Integration.Uri')))?.[1];
    if (action === undefined) continue;
    // The machine stands in a mapping template, as text.
    for (const machine of graph.ofType('AWS::StepFunctions::StateMachine'))
      if (graph.referrers(machine).includes(method))
        index.set(machine, [...(index.get(machine) ?? []), { waits: action === 'StartSyncExecution', by: method }]);
  }
  return index;
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
