import { invokeConfigsOf, type Resource, type ResourceGraph } from '@faultline/cdk-rules/analysis';
import { codePlace } from '../code-places.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import type { WorkloadCheck } from './workload-check.js';

/** Objects to functions that code hands events to, and whose failed events are dropped. */
export const eventFailureDestination: WorkloadCheck = {
  meta: {
    name: 'event-failure-destination',
    bestPractice: 'REL05-BP04',
    layer: 'workload',
    severity: 'warning',
    precision: 'very-high',
    preset: 'recommended',
    title: 'A function that other code hands events to keeps those that fail',
    why: 'An invocation of type `Event` is accepted at once, tried up to three times and then dropped. No template shows that: the call stands in the code of another function, and a permission to invoke does not tell whether it waits. Where the invoked function has no place for failed events, the work is lost unseen.',
    fix: 'Give the invoked function an on-failure destination or a dead-letter queue, and watch it.',
    sources: [
      {
        title: 'AWS Lambda: Capturing records of Lambda asynchronous invocations',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
      },
    ],
  },
  *judge({ context, operations }) {
    const { graph, code } = context;
    const byTarget = new Map<Resource, typeof operations>();
    for (const operation of operations) {
      const { fact, file, bound } = operation;
      if (fact.service !== 'lambda' || bound?.resource.type !== 'AWS::Lambda::Function') continue;
      const invocation = code.factsOf(file)?.invocations.find(({ at }) => at.range[0] === fact.at.range[0]);
      if (invocation?.mode !== 'asynchronous') continue;
      byTarget.set(bound.resource, [...(byTarget.get(bound.resource) ?? []), operation]);
    }
    for (const [target, calls] of byTarget) {
      // Where the templates show an event, that is judged there.
      if (graph.invocations(target).some(({ mode }) => mode === 'asynchronous')) continue;
      const name = nameOf(target);
      const senders = [...new Set(calls.map(({ link }) => nameOf(link.lambda)))].join(' and ');
      const isKept = keepsFailures(target, graph);
      yield {
        resource: target,
        status: isKept ? 'compliant' : 'violation',
        message: isKept
          ? `${senders} hands events to ${name}, and those that fail are kept.`
          : `${senders} hands events to ${name} and does not wait, and nothing keeps those that fail, so they are dropped after the retries. Give ${name} an on-failure destination or a dead-letter queue.`,
        places: [
          ...calls.map(({ file, fact }) => codePlace(code, file, fact.at, 'hands over an event')),
          resourcePlace(target, isKept ? 'keeps failed events' : 'has no place for failed events', 'DeadLetterConfig'),
        ],
        replaces: ['lambda-async-failure-destination'],
      };
    }
  },
};

/** Whether failed events go anywhere, as far as it is written: where to is for other checks to judge. */
function keepsFailures(target: Resource, graph: ResourceGraph): boolean {
  const isWritten = (resource: Resource, property: string) => resource.get(property).kind !== 'absent';
  return (
    isWritten(target, 'DeadLetterConfig') ||
    isWritten(target, 'DeadLetterConfig.TargetArn') ||
    target.get('DurableConfig').kind !== 'absent' ||
    invokeConfigsOf(target, graph).some((config) => isWritten(config, 'DestinationConfig.OnFailure.Destination'))
  );
}
