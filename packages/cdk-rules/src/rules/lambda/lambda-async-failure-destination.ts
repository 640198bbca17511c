import type { Severity } from '@faultline/catalog';
import type { Invocation, Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import { isMissing, judgeFailureTarget, judgeWritten } from '../failure-target.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { isDurable } from './functions.js';
import { invokeConfigsOf, functionOf, missesSenders } from './invoke-configs.js';
import { allInTemplate, named } from './once-per-template.js';
import { repeatsItself, senderName } from './senders.js';

const deadLetter = 'DeadLetterConfig.TargetArn';
const onFailure = 'DestinationConfig.OnFailure.Destination';
const what = 'events that failed';
const repair = 'Add an on-failure destination for asynchronous invocations, or a dead-letter queue.';
/** Lambda developer guide, "Best practices for Lambda durable functions": what fails goes to a dead-letter queue, and to no destination. */
const durableRepair = 'Add a dead-letter queue: what a durable function fails to do goes to no destination.';
const toDestination = { property: onFailure, what, refusesFifo: 'Lambda' };
const toQueue = { property: deadLetter, what };

/** Objects to functions whose events are lost when two retries did not help. */
export const lambdaAsyncFailureDestination: InfrastructureRule = {
  meta: {
    name: 'lambda-async-failure-destination',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Functions that are invoked asynchronously send failed events somewhere',
    why:
      'Lambda accepts an asynchronous event at once, tries it up to three times and then drops it. Nobody gets an ' +
      'error, so the order, the file or the notification behind it is lost unseen.',
    fix:
      'Give the function an on-failure destination (a standard queue, a topic, a bus or a bucket), which also carries ' +
      'the error, or a dead-letter queue; and watch it.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS Lambda: How Lambda handles errors and retries with asynchronous invocation',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html',
      },
    ],
  },
  types: ['AWS::Lambda::Function', 'AWS::Lambda::EventInvokeConfig'],
  judge(resource, graph) {
    if (resource.type === 'AWS::Lambda::Function') return judgeFunction(resource, graph);
    // What configures a function of these templates is judged there.
    return functionOf(resource)
      ? undefined
      : judgeFailureTarget(resource, { ...toDestination, missing: `${configured} ${repair}` });
  },
};

const configured = `Asynchronous invocation is configured here without a place for failed events, so they are dropped after the retries.`;

function judgeFunction(lambda: Resource, graph: ResourceGraph): Finding | undefined {
  const invocations = graph.invocations(lambda);
  // Whoever deploys waits for a custom resource and sees it fail.
  if (invocations.length > 0 && invocations.every(({ service }) => service === 'cloudformation')) return undefined;
  const senders = invocations.filter(({ mode, via }) => mode === 'asynchronous' && !sendsFailures(via, lambda, graph));
  const configs = invokeConfigsOf(lambda, graph);
  const durable = isDurable(lambda);
  if (senders.length === 0 && configs.length === 0)
    return invocations.length === 0 ? judgeUnseen(lambda, graph) : undefined;
  const targets: readonly Value[] = [lambda.get(deadLetter), ...configs.map((config) => config.get(onFailure))];
  const finding = overBranches(lambda, targets, (queue, ...destinations): Finding => {
    const judged = [
      ...(isMissing(queue, lambda) ? [] : [judgeWritten(queue, toQueue)]),
      ...(durable ? [] : destinations)
        .filter((value) => !isMissing(value, lambda))
        .map((value) => judgeWritten(value, toDestination)),
    ];
    const kept = judged.find(({ status }) => status === 'compliant') ?? judged.find(isOpen) ?? judged[0];
    if (kept?.status === 'compliant' && kept.property === onFailure && missesSenders(lambda, senders, configs, graph)) {
      return {
        status: 'violation',
        severity: 'warning',
        property: onFailure,
        message:
          'The on-failure destination is set for another version or alias of this function than the one that is invoked, so events that fail are dropped. ' +
          'Set it for the qualifier that the sender names.',
      };
    }
    if (kept) return kept;
    if (senders.length > 0 && senders.every(({ isModeAssumed }) => isModeAssumed)) return mayWait(senders);
    if (senders.length === 0 && invocations.length > 0 && !expectsEvents(configs)) return leftOver;
    return {
      status: 'violation',
      message: durable ? `${fault(senders)} ${durableRepair}` : `${fault(senders)} ${repair}`,
      severity: severityOf(senders, configs, invocations),
      property: deadLetter,
    };
  });
  const related = [...new Set(senders)].map(({ via, service }) => ({
    resource: via,
    message: `${senderName(service)} invokes it asynchronously`,
  }));
  return { ...finding, related };
}

const isOpen = ({ status }: Finding) => status === 'undetermined';

/** A function that takes the failures of others is the end of the line, and needs no other place for its own. */
function sendsFailures(via: Resource, lambda: Resource, graph: ResourceGraph): boolean {
  return graph.deadLettersInto(lambda).some(({ from }) => from === via);
}

/** What succeeds goes somewhere only after asynchronous invocations, so somebody counts on these. */
const expectsEvents = (configs: readonly Resource[]) =>
  configs.some((config) => config.get('DestinationConfig.OnSuccess.Destination').kind !== 'absent');

const leftOver: Finding = {
  status: 'undetermined',
  message:
    'Asynchronous invocation is configured for this function, but what is in view invokes it in other ways, so it is open whether failed events need a place to go.',
  property: deadLetter,
};

function mayWait([sender]: readonly Invocation[]): Finding {
  const message = `It is not known whether ${sender?.via.logicalId} invokes this function asynchronously, so it is open whether failed events need a place to go.`;
  return { status: 'undetermined', message, property: deadLetter };
}

function fault(senders: readonly Invocation[]): string {
  const [first] = senders;
  if (!first) return configured;
  return `${senderName(first.service)} invokes this function asynchronously and nothing keeps the events that fail, so they are dropped after the retries.`;
}

function severityOf(
  senders: readonly Invocation[],
  configs: readonly Resource[],
  invocations: readonly Invocation[],
): Severity {
  // What is in view invokes it in other ways.
  if (senders.length === 0 && invocations.length > 0) return 'warning';
  const isOnceOnly = configs.some((config) => asNumber(config.get('MaximumRetryAttempts')) === 0);
  const comesAgain = senders.length > 0 && senders.every(({ via }) => repeatsItself(via));
  return isOnceOnly || comesAgain ? 'warning' : 'error';
}

/** Nothing in the templates invokes it; code may. */
function judgeUnseen(lambda: Resource, graph: ResourceGraph): Finding | undefined {
  const queue = lambda.get(deadLetter);
  if (!isMissing(queue, lambda)) return judgeWritten(queue, toQueue);
  const alike = allInTemplate(lambda, graph, isUnseen);
  if (!alike) return undefined;
  const which = alike.length === 1 ? 'this function' : `these ${alike.length} functions (${named(alike)})`;
  return {
    status: 'undetermined',
    message: `Nothing in the templates invokes ${which}, so it cannot be told whether failed asynchronous events need a place to go.`,
    related: alike.slice(1).map((resource) => ({ resource, message: 'is not invoked in the templates either' })),
  };
}

const isUnseen = (lambda: Resource, graph: ResourceGraph) =>
  graph.invocations(lambda).length === 0 &&
  invokeConfigsOf(lambda, graph).length === 0 &&
  isMissing(lambda.get(deadLetter), lambda);
