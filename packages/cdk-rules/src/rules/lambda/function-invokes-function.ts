import { allows, grantsOf, type Grant } from '../../graph/function-permissions.js';
import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { branches } from '../../values/values.js';
import { withoutQualifier } from '../../workflow/workflow-calls.js';
import { LIMITS } from '../../limits.js';
import { referenced } from '../referenced.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { named } from './once-per-template.js';

/** Points at functions that may invoke other functions. */
export const functionInvokesFunction: InfrastructureRule = {
  meta: {
    name: 'function-invokes-function',
    bestPractice: 'REL04-BP02',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Functions do not call other functions directly',
    why:
      'A function that waits for another one shares its failures, its throttling and its run time: both are paid for ' +
      'while one waits, the timeouts add up, and retries multiply.',
    fix: 'Put a queue or a bus between them, let a state machine call both, or make the inner one a library.',
    sources: [
      practiceSource('REL04-BP02'),
      {
        title: 'AWS Lambda: Event-driven architectures, Lambda functions calling Lambda functions',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/concepts-event-driven-architectures.html',
      },
    ],
  },
  types: ['AWS::Lambda::Function'],
  judge(lambda, graph): readonly Finding[] {
    const invocations = graph.invocations(lambda);
    // A handler of custom resources works during deployments only, where somebody waits for every step.
    if (invocations.length > 0 && invocations.every(({ service }) => service === 'cloudformation')) return [];
    const isOrchestrator = lambda.get('DurableConfig').kind !== 'absent';
    const others = calledFunctions(lambda, graph);
    const called = others.slice(0, LIMITS.calledFunctions).map(([target, from]): Finding => {
      if (isOrchestrator) return orchestrates(target, from);
      if (from !== lambda && hasRole(target, from)) return sharesRole(target);
      return {
        status: 'violation',
        // A permission does not say whether the call waits for its answer.
        severity: 'note',
        message:
          `This function may invoke function ${target.logicalId} directly, so the failures, throttles and run time of one become those of the other. ` +
          'Put a queue or bus between them, or let a state machine call both.',
        property: from === lambda ? 'Policies' : 'Role',
        related: [{ resource: target, message: 'may be invoked by it' }],
      };
    });
    if (others.length > called.length) called.push(tooMany);
    if (called.length > 0) return called;
    const services = callsService(lambda, graph);
    return services.length > 0 ? services : handsOn(lambda, graph);
  },
};

/** A durable function is suspended while another one works for it, and the result is kept: it calls as a state machine does. */
function orchestrates(target: Resource, from: Resource): Finding {
  return {
    status: 'compliant',
    message: `This durable function does not run while it waits for function ${target.logicalId}.`,
    property: from.type === 'AWS::Lambda::Function' ? 'Policies' : 'Role',
  };
}

const tooMany: Finding = {
  status: 'undetermined',
  message: `This function may invoke more than ${LIMITS.calledFunctions} functions; the others were not looked at.`,
  property: 'Role',
};

/** Who calls whom is not known where caller and called have the same role. */
function sharesRole(target: Resource): Finding {
  return {
    status: 'undetermined',
    message: `This function has the same role as function ${target.logicalId}, which the role may invoke; which of its functions does so is seen in code only.`,
    property: 'Role',
  };
}

/** Whether a function has a role, or the role that a policy is attached to. */
function hasRole(lambda: Resource, from: Resource): boolean {
  const roles =
    from.type === 'AWS::IAM::Role' ? [from] : (from.list('Roles') ?? []).flatMap((role) => referenced(role));
  return referenced(lambda.get('Role')).some((role) => roles.includes(role));
}

/** Names of variables that hold the address of another service of the system. */
const SERVICE = /(?:^|_)(?:SERVICE|BACKEND|UPSTREAM)_(?:BASE_)?(?:URL|URI|ENDPOINT|HOST|ADDRESS)$/i;
/** Services whose callers wait for an answer. */
const REQUESTS = ['apigateway', 'lambda-url', 'appsync', 'elasticloadbalancing'];

/** A function that answers requests and is given the address of another service calls it within its own request. */
function callsService(lambda: Resource, graph: ResourceGraph): readonly Finding[] {
  if (!graph.invocations(lambda).some(({ mode, service }) => mode === 'synchronous' && REQUESTS.includes(service)))
    return [];
  const names = (lambda.keys('Environment.Variables') ?? []).filter((name) => SERVICE.test(name));
  return names.map((name) => ({
    status: 'violation',
    severity: 'note',
    message:
      `This function answers requests and is given the address of another service (${name}), so a slow or failing service fails its requests as well. ` +
      'Take the call out of the request with a queue or a copy of the data, or plan for its failure.',
    property: `Environment.Variables.${name}`,
  }));
}

/** Actions that hand work on without waiting for it, and the types of what takes it. */
const HANDS_ON: readonly (readonly [action: string, type: string])[] = [
  ['sqs:sendmessage', 'AWS::SQS::Queue'],
  ['sns:publish', 'AWS::SNS::Topic'],
  ['events:putevents', 'AWS::Events::EventBus'],
  ['kinesis:putrecord', 'AWS::Kinesis::Stream'],
  ['states:startexecution', 'AWS::StepFunctions::StateMachine'],
];

/** A function that hands its work to something in between, and may invoke no function. */
function handsOn(lambda: Resource, graph: ResourceGraph): readonly Finding[] {
  const grants = grantsOf(lambda, graph);
  if (grants.some((grant) => allows(grant, 'lambda:invokefunction') || grant.actions.includes('*'))) return [];
  const takers = takersIn(grants, graph);
  if (takers.length === 0) return [];
  const names = named(takers);
  const message = `It hands work on through ${names} and may invoke no function directly.`;
  return [{ status: 'compliant', message, property: 'Role', evidence: { handsOnThrough: names } }];
}

const takersByGrants = new WeakMap<readonly Grant[], readonly Resource[]>();

/** What takes the work that some grants let a function hand on. */
function takersIn(grants: readonly Grant[], graph: ResourceGraph): readonly Resource[] {
  let takers = takersByGrants.get(grants);
  if (!takers) {
    const found = grants.flatMap((grant) =>
      HANDS_ON.filter(([action]) => allows(grant, action))
        .flatMap(([, type]) => grant.resources.flatMap((value) => referenced(value, type)))
        // Where failures go is no way to the next step.
        .filter((taker) => !graph.isFailureTarget(taker)),
    );
    takersByGrants.set(grants, (takers = [...new Set(found)]));
  }
  return takers;
}

const targetsByGrants = new WeakMap<readonly Grant[], ReadonlyMap<Resource, Resource>>();

/** Functions of the templates that it may invoke, other than itself and those made by the CDK, each with what allows it; one more than are told. */
function calledFunctions(lambda: Resource, graph: ResourceGraph): (readonly [Resource, Resource])[] {
  const grants = grantsOf(lambda, graph);
  let targets = targetsByGrants.get(grants);
  if (!targets) targetsByGrants.set(grants, (targets = targetsIn(grants)));
  const found: (readonly [Resource, Resource])[] = [];
  for (const target of targets) {
    if (target[0] !== lambda) found.push(target);
    if (found.length > LIMITS.calledFunctions) break;
  }
  return found;
}

function targetsIn(grants: readonly Grant[]): ReadonlyMap<Resource, Resource> {
  const found = new Map<Resource, Resource>();
  for (const grant of grants) {
    if (!allows(grant, 'lambda:invokefunction')) continue;
    for (const target of grant.resources.flatMap(functionsIn)) if (!target.ownedByCdk) found.set(target, grant.from);
  }
  return found;
}

function functionsIn(value: Value): Resource[] {
  return branches(value).flatMap(({ value: outcome }) => {
    const target = outcome.kind === 'reference' ? withoutQualifier(outcome.resource) : undefined;
    return target?.type === 'AWS::Lambda::Function' ? [target] : [];
  });
}
