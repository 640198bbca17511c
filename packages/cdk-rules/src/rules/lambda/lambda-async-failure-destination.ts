import type { Invocation, Resource, ResourceGraph } from '../../template/graph.js';
import { asBoolean, branches } from '../../template/values.js';
import { hasFailureTarget, judgeFailureTarget } from '../failure-target.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const deadLetter = 'DeadLetterConfig.TargetArn';
const onFailure = 'DestinationConfig.OnFailure.Destination';
const repair = 'Add an on-failure destination for asynchronous invocations, or a dead-letter queue.';

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
    return resource.type === 'AWS::Lambda::Function' ? judgeFunction(resource, graph) : judgeConfig(resource);
  },
};

/** A configuration for asynchronous invocation that forgets the failures; it shows that somebody invokes it so. */
function judgeConfig(config: Resource): Finding | undefined {
  const lambda = functionOf(config);
  if (lambda && hasFailureTarget(lambda.get(deadLetter))) return undefined;
  const fifo = fifoTarget(config, onFailure);
  if (fifo) return fifo;
  return judgeFailureTarget(config.get(onFailure), {
    property: onFailure,
    what: 'events that failed',
    missing: `Asynchronous invocation is configured here without a place for failed events, so they are dropped after the retries. ${repair}`,
  });
}

function judgeFunction(lambda: Resource, graph: ResourceGraph): Finding | undefined {
  const invocations = graph.invocations(lambda);
  const asynchronous = invocations.filter(({ mode }) => mode === 'asynchronous');
  // What has a configuration of its own is judged there.
  if (configsOf(lambda, graph).length > 0) return undefined;
  const target = lambda.get(deadLetter);
  if (asynchronous.length === 0) return invocations.length === 0 ? judgeUnseen(lambda) : undefined;
  const [first] = asynchronous as [Invocation];
  return {
    ...(fifoTarget(lambda, deadLetter) ??
      judgeFailureTarget(target, {
        property: deadLetter,
        what: 'events that failed',
        missing: `${first.via.logicalId} invokes this function asynchronously and nothing keeps the events that fail, so they are dropped after the retries. ${repair}`,
      })),
    related: asynchronous.map(({ via, service }) => ({
      resource: via,
      message: `invoked asynchronously by ${service}`,
    })),
  };
}

/** Nothing in the templates invokes it; code may. */
function judgeUnseen(lambda: Resource): Finding | undefined {
  if (hasFailureTarget(lambda.get(deadLetter))) return undefined;
  return {
    status: 'undetermined',
    message:
      'Nothing in the templates invokes this function, so it cannot be told whether failed asynchronous events need a place to go.',
  };
}

/** Lambda takes no FIFO queue or topic here: documentation of `AWS::Lambda::EventInvokeConfig`. */
function fifoTarget(resource: Resource, property: string): Finding | undefined {
  const outcomes = branches(resource.get(property)).map(({ value }) => value);
  const isFifo = outcomes.every(
    (value) =>
      value.kind === 'reference' &&
      (asBoolean(value.resource.get('FifoQueue')) === true || asBoolean(value.resource.get('FifoTopic')) === true),
  );
  if (!isFifo) return undefined;
  return {
    status: 'violation',
    message:
      'Failed asynchronous events are sent to a FIFO queue or topic, which Lambda does not accept, so they are lost. Use a standard one.',
    property,
  };
}

/** Configurations for asynchronous invocation of a function, of its aliases and of its versions. */
function configsOf(lambda: Resource, graph: ResourceGraph): readonly Resource[] {
  const qualified = graph
    .referrers(lambda)
    .filter(({ type }) => type === 'AWS::Lambda::Alias' || type === 'AWS::Lambda::Version');
  return [lambda, ...qualified]
    .flatMap((target) => graph.referrers(target))
    .filter((config) => config.type === 'AWS::Lambda::EventInvokeConfig' && functionOf(config) === lambda);
}

/** The function that a configuration, an alias or a version is for; a loop of them is for none. */
function functionOf(config: Resource, hops = 5): Resource | undefined {
  const target = branches(config.get('FunctionName')).find(({ value }) => value.kind === 'reference')?.value;
  if (target?.kind !== 'reference' || hops === 0) return undefined;
  return target.resource.type === 'AWS::Lambda::Function' ? target.resource : functionOf(target.resource, hops - 1);
}
