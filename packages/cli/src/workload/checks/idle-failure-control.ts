import { invokeConfigsOf, type Invocation, type Resource } from '@faultline/cdk-rules/analysis';
import { codePlace } from '../code-places.js';
import type { JoinContext } from '../join/join-context.js';
import type { FunctionLink } from '../links/link-functions.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import type { Workload, WorkloadCheck, WorkloadFinding } from './workload-check.js';

/** Objects to failure controls that can never act. */
export const idleFailureControl: WorkloadCheck = {
  meta: {
    name: 'idle-failure-control',
    bestPractice: 'REL05-BP04',
    layer: 'workload',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'A place for failed events can be reached by failures',
    why: 'A dead-letter queue and an on-failure destination get what a function throws. Where the handler catches everything, or returns the error instead of throwing it, every event counts as done; and the dead-letter queue of a function gets nothing of what a queue or stream hands to it. The template looks safe, and what fails is lost.',
    fix: 'Throw the error again once it is logged. Where a queue invokes the function, give the queue a redrive policy instead.',
    sources: [
      {
        title: 'AWS Lambda: How Lambda handles errors and retries with asynchronous invocation',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html',
      },
      {
        title: 'REL05-BP04 Fail fast and limit queues',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp04.html',
      },
    ],
  },
  *judge(workload) {
    for (const link of workload.context.links.linked) {
      const swallowed = swallowedFailures(link, workload.context);
      if (swallowed) yield swallowed;
      const idle = queueOfNoEvents(link, workload);
      if (idle) yield idle;
    }
  },
};

/** What gets the failures of a function, and the property that says so. */
interface Control {
  readonly resource: Resource;
  readonly property: string;
  readonly name: string;
}

function swallowedFailures(link: FunctionLink, context: JoinContext): WorkloadFinding | undefined {
  const { lambda, file, handler } = link;
  const entry = context.code.factsOf(file)?.swallowingEntries.find(({ name }) => name === handler.export);
  const [control, ...others] = controlsOf(lambda, context.invocations(link), context);
  if (!entry || !control) return undefined;
  const controls = [control, ...others];
  const names = [...new Set(controls.map(({ name }) => name))].join(' and ');
  return {
    resource: lambda,
    status: 'violation',
    message:
      `${nameOf(lambda)} catches whatever fails in it and ends as after a success, so ${names} never gets an event and failed ones are lost. ` +
      'Throw the error again once it is logged.',
    places: [
      codePlace(context.code, file, entry.at, 'catches whatever fails'),
      ...controls.map(({ resource, property }) => resourcePlace(resource, 'waits for failures', property)),
    ],
    replaces: ['no-swallowed-failure', 'require-partial-batch-response'],
  };
}

function controlsOf(lambda: Resource, invocations: readonly Invocation[], { graph }: JoinContext): readonly Control[] {
  const sends = invocations.some(({ mode, via }) => mode === 'asynchronous' && via.type !== 'AWS::Lambda::Permission');
  const configs = invokeConfigsOf(lambda, graph);
  // A destination for successes reads what is returned.
  if (configs.some((config) => isWritten(config, 'DestinationConfig.OnSuccess.Destination'))) return [];
  const ofFunction: readonly Control[] = sends
    ? [
        { resource: lambda, property: 'DeadLetterConfig', name: 'its dead-letter queue' },
        ...configs.map((resource) => ({
          resource,
          property: 'DestinationConfig.OnFailure',
          name: 'its on-failure destination',
        })),
      ]
    : [];
  const ofQueues = invocations.flatMap(({ mode, source }): Control[] =>
    mode === 'queue' && source
      ? [{ resource: source, property: 'RedrivePolicy', name: `the dead-letter queue of ${nameOf(source)}` }]
      : [],
  );
  return [...ofFunction, ...ofQueues].filter(({ resource, property }) => isWritten(resource, property));
}

const isWritten = (resource: Resource, property: string): boolean =>
  resource.get(property).kind !== 'absent' || (resource.keys(property)?.length ?? 0) > 0;

/** The dead-letter queue of a function that nothing invokes asynchronously. */
function queueOfNoEvents(link: FunctionLink, { context, edges }: Workload): WorkloadFinding | undefined {
  const { lambda } = link;
  const invocations = context.invocations(link);
  const isPolledOnly = invocations.length > 0 && invocations.every(({ mode }) => mode === 'queue');
  const isInvokedByCode = edges.some(({ to, mode }) => to === lambda && mode === 'asynchronous');
  if (!isPolledOnly || isInvokedByCode || !isWritten(lambda, 'DeadLetterConfig')) return undefined;
  // Whatever may invoke functions by their name may send it events.
  if (context.links.unlinked.some(({ isElsewhere }) => !isElsewhere)) return undefined;
  const sources = invocations.flatMap(({ source }) => source ?? []);
  if (sources.length === 0 || sources.every((queue) => isWritten(queue, 'RedrivePolicy'))) return undefined;
  const names = [...new Set(sources.map(nameOf))].join(' and ');
  const { file, line } = link.handler;
  return {
    resource: lambda,
    subject: 'DeadLetterConfig',
    status: 'violation',
    message:
      `The dead-letter queue of ${nameOf(lambda)} gets events of asynchronous invocations only, and only ${names} invokes it, so a message that keeps failing is never set aside. ` +
      `Give ${names} a redrive policy instead.`,
    places: [
      { layer: 'code', message: 'is invoked by a queue only', location: { file, line, column: 1 } },
      resourcePlace(lambda, 'gets no event', 'DeadLetterConfig'),
      ...sources.map((queue) => resourcePlace(queue, 'hands over its messages and keeps those that failed')),
    ],
  };
}
