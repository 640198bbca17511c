import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber, describe } from '../../values/values.js';
import { constantOf } from '../../workflow/constants.js';
import { workflowOf, type WorkflowState } from '../../workflow/workflow.js';
import { overBranches } from '../branch-findings.js';
import { SUBSCRIBER, SUBSCRIBER_WAIT } from '../eventbridge/subscribers.js';
import { answerProperty, answerTime } from '../lambda/functions.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { EXPRESS_LIMIT, workLimitOf } from '../stepfunctions/called-work.js';
import { startsOf, type Starts } from '../stepfunctions/outcomes.js';
import { propertyOf } from '../stepfunctions/states.js';

/** Seconds that an API waits for an integration: `TimeoutInMillis` in the CloudFormation resource specification. */
const REST_WAIT = 29;
const HTTP_WAIT = 30;
/** Seconds that a custom resource waits when nothing is set: `AWS::CloudFormation::CustomResource.ServiceTimeout`. */
const RESOURCE_WAIT = 3_600;

/** Objects to callers that give up while what they called may still be at work. */
export const timeoutChain: InfrastructureRule = {
  meta: {
    name: 'timeout-chain',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'What is called ends before its caller gives up',
    why:
      'When the inner limit is longer than the outer one, the caller sees an error and retries while the first run goes on: ' +
      'the work is done twice, and nobody sees the result of the first.',
    fix: 'Shorten the inner timeout below the outer one, with room for its retries, or give the caller more time.',
    sources: [practiceSource('REL05-BP05')],
  },
  types: ['AWS::StepFunctions::StateMachine', 'AWS::Lambda::Function'],
  judge: (resource, graph) =>
    resource.type === 'AWS::Lambda::Function' ? judgeHandler(resource, graph) : judgeMachine(resource, graph),
};

function judgeMachine(machine: Resource, graph: ResourceGraph): Finding[] {
  const workflow = workflowOf(machine);
  const tasks = workflow.states.filter((state) => state.type === 'Task');
  return [
    ...tasks.flatMap((task) => judgeTask(task) ?? []),
    ...tasks.flatMap((task) => judgeWithin(task, workflow.timeout) ?? []),
    ...judgeCallers(machine, graph),
  ];
}

/** A task against the own limit of what it calls. */
function judgeTask(task: WorkflowState): Finding | undefined {
  const limit = workLimitOf(task);
  if (!limit || task.timeout === 'none') return undefined;
  const property = propertyOf(task, 'TimeoutSeconds');
  const related = [{ resource: limit.resource, message: 'is what the task calls' }];
  if (typeof task.timeout !== 'number') {
    const message = `How long task "${task.name}" waits for ${limit.name} is not known.`;
    return { status: 'undetermined', message, property, related };
  }
  const outer = task.timeout;
  const finding = overBranches(task.machine, [limit.value], (value) => {
    const inner = asNumber(value);
    return compare(
      `Task "${task.name}"`,
      outer,
      limit.name,
      inner === undefined ? undefined : inner * limit.unit,
      property,
    );
  });
  return { ...finding, related };
}

/** A task that may take longer than the whole workflow never comes to its own timeout. */
function judgeWithin(task: WorkflowState, whole: WorkflowState['timeout']): Finding | undefined {
  if (typeof whole !== 'number' || typeof task.timeout !== 'number' || task.timeout <= whole) return undefined;
  return {
    status: 'violation',
    message:
      `Task "${task.name}" may take ${task.timeout} s but its workflow ends after ${whole} s, so its timeout never comes and what catches it never runs. ` +
      'Make the timeout of the task shorter than that of the workflow.',
    property: propertyOf(task, 'TimeoutSeconds'),
    evidence: { inner: task.timeout, outer: whole },
  };
}

/** APIs and subscribers that wait for an execution. */
function judgeCallers(machine: Resource, graph: ResourceGraph): Finding[] {
  const { type, definition } = workflowOf(machine);
  const property = `${definition}.TimeoutSeconds`;
  const seen = new Set<string>();
  return startsOf(machine, graph).flatMap((starts): Finding[] => {
    const { by } = starts;
    const caller = callerOf(starts);
    if (!starts.waits || !caller) return [];
    // Many routes of a document start the same workflow with the same wait.
    const key = `${by.key} ${describe(caller.set)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const finding = overBranches(machine, [machine.get(property), caller.set], (whole, wait): Finding => {
      const inner = whole.kind === 'absent' ? (type === 'EXPRESS' ? EXPRESS_LIMIT : undefined) : constantOf(whole);
      const set = asNumber(wait);
      const outer = wait.kind === 'absent' ? caller.otherwise : set && set / caller.perSecond;
      if (outer === undefined) return open(`How long ${caller.name} waits for this workflow is not known.`, property);
      return compare(caller.name, outer, 'this workflow', inner, property);
    });
    return [{ ...finding, related: [{ resource: by, message: 'waits for the execution' }] }];
  });
}

/** Who waits for an execution, what is set for it, and the seconds that hold where nothing is. */
function callerOf({ by, place }: Starts) {
  if (by.type === SUBSCRIBER) {
    const set = by.get('InvokeConfiguration.StepFunctionsParameters.InvocationTimeoutSeconds');
    return { name: 'EventBridge', set, perSecond: 1, otherwise: SUBSCRIBER_WAIT };
  }
  if (!by.type.startsWith('AWS::ApiGateway')) return undefined;
  const isHttp = by.type.startsWith('AWS::ApiGatewayV2::');
  const set = by.get(
    place ? [...place, 'timeoutInMillis'] : isHttp ? 'TimeoutInMillis' : 'Integration.TimeoutInMillis',
  );
  return { name: 'API Gateway', set, perSecond: 1000, otherwise: isHttp ? HTTP_WAIT : REST_WAIT };
}

/** Custom resources that wait for a function. */
function judgeHandler(lambda: Resource, graph: ResourceGraph): Finding[] {
  const property = answerProperty(lambda);
  return graph
    .invocations(lambda)
    .filter(({ service, via }) => service === 'cloudformation' && via.get('ServiceTimeout').kind !== 'absent')
    .map(({ via }) => {
      const finding = overBranches(
        lambda,
        [answerTime(lambda), via.get('ServiceTimeout')],
        (timeout, wait): Finding => {
          const inner = asNumber(timeout);
          const outer = wait.kind === 'absent' ? RESOURCE_WAIT : asNumber(wait);
          if (outer === undefined)
            return open('How long the deployment waits for this function is not known.', property);
          return compare(`The custom resource ${via.logicalId}`, outer, 'this function', inner, property);
        },
      );
      return { ...finding, related: [{ resource: via, message: 'waits for the function' }] };
    });
}

/** Both limits in seconds; the inner one undefined when it is not known. */
function compare(caller: string, outer: number, called: string, inner: number | undefined, property: string): Finding {
  if (inner === undefined) return open(`How long ${called} may take is not known.`, property);
  const evidence = { inner, outer };
  if (inner <= outer) {
    return {
      status: 'compliant',
      message: `${caller} waits ${outer} s for ${called}, which ends after ${inner} s.`,
      property,
      evidence,
    };
  }
  return {
    status: 'violation',
    message:
      `${caller} gives up after ${outer} s but ${called} may take ${inner} s, so the work goes on for up to ${inner - outer} s unseen while the caller retries. ` +
      `Bring ${called} below ${outer} s, or wait longer.`,
    property,
    evidence,
  };
}

const open = (message: string, property: string): Finding => ({ status: 'undetermined', message, property });
