import { asNumber, type Resource } from '@faultline/cdk-rules/analysis';
import type { RetryFact } from '@faultline/code-analysis';
import { codePlace } from '../code-places.js';
import type { JoinContext } from '../join/join-context.js';
import type { FunctionLink } from '../links/link-functions.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import type { WorkloadCheck, WorkloadFinding } from './workload-check.js';

/** Attempts for one message above which retries feed an outage; a choice, the one of `retry-product`. */
const most = 30;

/** Objects to messages that are received, retried and sent again by the SDK, times one another. */
export const attemptProduct: WorkloadCheck = {
  meta: {
    name: 'attempt-product',
    bestPractice: 'REL05-BP03',
    layer: 'workload',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Receives of a queue, retries in the handler and those of its clients do not multiply into a storm',
    why: 'A queue delivers a message again, the handler repeats its call, and the client repeats the request: each layer multiplies the one below. The product stands in no single file, and it is reached just when the service at the end is down.',
    fix: 'Retry in one layer. Where the queue delivers again, let the call fail at once: set the attempts of the client to 1 and drop the loop around it.',
    sources: [
      {
        title: 'REL05-BP03 Control and limit retry calls',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp03.html',
      },
      {
        title: 'Timeouts, retries, and backoff with jitter',
        url: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
      },
    ],
  },
  *judge({ context }) {
    for (const link of context.links.linked) {
      const receives = receivesOf(link, context);
      if (receives) yield* productsOf(link, receives, context);
    }
  },
};

/** How often a queue gives a message to a function. */
interface Receives {
  readonly queue: Resource;
  readonly count: number;
}

function receivesOf(link: FunctionLink, context: JoinContext): Receives | undefined {
  const queues = context
    .invocations(link)
    .flatMap(({ mode, source }) => (mode === 'queue' && source ? [source] : []))
    .map((queue) => ({ queue, count: asNumber(queue.get('RedrivePolicy.maxReceiveCount')) }))
    .filter((one): one is Receives => one.count !== undefined);
  return queues.toSorted((a, b) => b.count - a.count)[0];
}

function* productsOf(link: FunctionLink, { queue, count }: Receives, context: JoinContext): Iterable<WorkloadFinding> {
  for (const { file, fact } of context.reach.within(link, ({ retries }) => retries)) {
    const own = fact.limit?.attempts;
    if (own === undefined || own < 2 || fact.purpose !== 'retry' || isSwallowed(fact)) continue;
    const inner = innermost(fact);
    const factors = [
      { by: `receives of ${nameOf(queue)}`, attempts: count },
      { by: fact.label, attempts: own },
      ...(inner ? [{ by: inner.label, attempts: inner.attempts }] : []),
    ];
    const total = factors.reduce((product, { attempts }) => product * attempts, 1);
    const shown = factors.map(({ attempts }) => attempts).join(' x ');
    const finding = {
      resource: link.lambda,
      subject: `${file} ${fact.label}`,
      places: [
        codePlace(context.code, file, fact.at, `makes ${own} attempts`),
        ...(inner ? [codePlace(context.code, file, inner.at, `makes ${inner.attempts} attempts by itself`)] : []),
        resourcePlace(queue, `gives a message ${count} times`, 'RedrivePolicy'),
      ],
      evidence: { factors, total, limit: most },
    };
    yield total > most
      ? {
          ...finding,
          status: 'violation',
          message:
            `One message of ${nameOf(queue)} leads to up to ${shown} = ${total} calls (${factors.map(({ by, attempts }) => `${by}: ${attempts}`).join(', ')}), most of them while the service at the end is already failing. ` +
            'Retry in one layer only: the queue delivers again, so let the call in the handler fail at once.',
          replaces: ['no-nested-retry', 'sqs-redrive-count'],
        }
      : { ...finding, status: 'compliant', message: `One message leads to ${shown} = ${total} calls at most.` };
  }
}

/** The client with the most attempts of its own: those of several stand beside each other, and do not multiply. */
const innermost = ({ inner }: RetryFact) => inner.toSorted((a, b) => b.attempts - a.attempts)[0];

/** What only repeats named answers, such as a conflict, repeats nothing that fails below. */
const isSwallowed = ({ errors }: RetryFact): boolean =>
  errors?.kind === 'selected' && !errors.about.includes('transient') && errors.about.length > 0;
