import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { workflowOf } from '../../workflow/workflow.js';
import { withoutQualifier } from '../../workflow/workflow-calls.js';
import type { Value } from '../../values/value.js';
import { asString, branches } from '../../values/values.js';
import { answerTime, functionsInvokedVia, orDefault } from '../lambda/functions.js';
import { referenced } from '../referenced.js';
import { EXPRESS_LIMIT } from '../stepfunctions/called-work.js';
import { consumersOf } from './consumers.js';

/** How long a consumer keeps a message of a queue. */
export interface Processing {
  /** In words: `function Ship`, `pipe Orders with Enrich and Ship`. */
  readonly name: string;
  /** Seconds that each step may take, one after the other. */
  readonly steps: readonly Value[];
  /** Seconds that it waits for a batch to fill. */
  readonly window: Value;
  /** What is said where a step is not in view; the time is then longer than that of the steps. */
  readonly missing?: string;
  readonly related: readonly Resource[];
}

/** What takes messages from a queue, without what the CDK makes for itself. */
export function processingOf(queue: Resource, graph: ResourceGraph): readonly Processing[] {
  return consumersOf(queue, graph).flatMap((consumer) =>
    consumer.type === 'AWS::Pipes::Pipe' ? ofPipe(consumer) : ofMapping(consumer, graph),
  );
}

function ofMapping(mapping: Resource, graph: ResourceGraph): Processing[] {
  const window = mapping.get('MaximumBatchingWindowInSeconds');
  const lambdas = functionsInvokedVia(mapping, graph).map(({ lambda }) => lambda);
  if (lambdas.length === 0) {
    const missing = `The function of ${mapping.logicalId} is not in view`;
    return [{ name: mapping.logicalId, steps: [], window, missing, related: [] }];
  }
  return lambdas
    .filter((lambda) => !lambda.ownedByCdk)
    .map((lambda) => ({
      name: `function ${lambda.logicalId}`,
      steps: [answerTime(lambda)],
      window,
      related: [lambda],
    }));
}

/** A pipe keeps a message until its enrichment has answered, and its target too where it waits for that. */
function ofPipe(pipe: Resource): Processing[] {
  const enrichment = pipe.get('Enrichment');
  const steps = [
    ...(enrichment.kind === 'absent' ? [] : stepsOf(enrichment, 'enrichment', true)),
    ...stepsOf(pipe.get('Target'), 'target', waitsForTarget(pipe)),
  ];
  if (steps.length === 0) return [];
  const missing = steps.find(({ resource }) => resource === undefined)?.part;
  const related = steps.flatMap(({ resource }) => resource ?? []);
  const names = related.map(({ logicalId }) => logicalId).join(' and ');
  return [
    {
      name: `pipe ${pipe.logicalId}${names === '' ? '' : ` with ${names}`}`,
      steps: steps.flatMap(({ limit }) => limit ?? []),
      window: pipe.get('SourceParameters.SqsQueueParameters.MaximumBatchingWindowInSeconds'),
      related,
      ...(missing !== undefined && {
        missing: `How long the ${missing} of pipe ${pipe.logicalId} takes is not in view`,
      }),
    },
  ];
}

const INVOCATION_TYPES = ['LambdaFunctionParameters', 'StepFunctionStateMachineParameters'];

function waitsForTarget(pipe: Resource): boolean {
  return !INVOCATION_TYPES.some(
    (parameters) => asString(pipe.get(`TargetParameters.${parameters}.InvocationType`)) === 'FIRE_AND_FORGET',
  );
}

interface Step {
  readonly part: 'enrichment' | 'target';
  readonly resource?: Resource;
  readonly limit?: Value;
}

/** Targets other than functions and workflows take what they are sent at once. */
function stepsOf(value: Value, part: Step['part'], waits: boolean): Step[] {
  if (!waits) return [];
  const found = referenced(value).flatMap((resource): Step[] => {
    const called = withoutQualifier(resource) ?? resource;
    if (called.type === 'AWS::Lambda::Function') return [{ part, resource: called, limit: answerTime(called) }];
    if (called.type === 'AWS::StepFunctions::StateMachine') return executionOf(called, part);
    return part === 'enrichment' ? [{ part }] : [];
  });
  const mayWork = branches(value).some(
    ({ value: outcome }) =>
      outcome.kind === 'unknown' ||
      (outcome.kind === 'external' && (part === 'enrichment' || /:lambda:|:states:|^\$\{/.test(outcome.text))),
  );
  return found.length === 0 && mayWork ? [{ part }] : found;
}

/** Only EXPRESS executions are waited for. */
function executionOf(machine: Resource, part: Step['part']): Step[] {
  const { type, definition } = workflowOf(machine);
  if (type === 'STANDARD') return [];
  if (type === undefined) return [{ part }];
  return [{ part, resource: machine, limit: orDefault(machine.get([definition, 'TimeoutSeconds']), EXPRESS_LIMIT) }];
}
