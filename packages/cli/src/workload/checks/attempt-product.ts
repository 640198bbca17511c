import { asNumber, type Resource } from '@faultline/cdk-rules/analysis';
import type { RetryFact } from '@faultline/code-analysis';
import { codePlace } from '../code-places.js';
import type { JoinContext } from '../join/join-context.js';
import type { FunctionLink } from '../links/link-functions.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import { display } from '../../paths.js';
import { timeOfFunction } from '../time-of-function.js';
import type { Retry } from '../time-reader.js';
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

function* productsOf(link: FunctionLink, receives: Receives, context: JoinContext): Iterable<WorkloadFinding> {
  const chains = new Map<string, Chain>();
  for (const chain of [...chainsOfRetries(link, context), ...chainsOfCalls(link, context)]) {
    const key = `${chain.file} ${chain.factors[0]?.at.range[0]}`;
    const known = chains.get(key);
    if (!known || productOf(known) < productOf(chain)) chains.set(key, chain);
  }
  for (const chain of chains.values()) yield judgeChain(link.lambda, chain, receives, context);
}

/** Retries in each other, the outermost first, and the client inside of them. */
interface Chain {
  /** Absolute path of the file of the outermost. */
  readonly file: string;
  readonly factors: readonly Retry[];
}

const productOf = ({ factors }: Chain): number => factors.reduce((product, { attempts }) => product * attempts, 1);

/** What each file says of its own retries. */
function chainsOfRetries(link: FunctionLink, context: JoinContext): readonly Chain[] {
  return context.reach
    .within(link, ({ retries }) => retries)
    .flatMap(({ file, fact }): Chain[] => {
      const attempts = fact.limit?.attempts;
      if (attempts === undefined || attempts < 2 || fact.purpose !== 'retry' || fact.isSelective) return [];
      const inner = innermost(fact);
      const own = { label: fact.label, attempts, file, at: fact.at };
      return [{ file, factors: inner ? [own, { ...inner, file }] : [own] }];
    });
}

/** The calls with all the retries around them, those of other files among them. */
function chainsOfCalls(link: FunctionLink, context: JoinContext): readonly Chain[] {
  const calls = timeOfFunction(link, context)?.calls ?? [];
  return calls.flatMap(({ file, at, name, attempts, retries }): Chain[] => {
    const [outermost] = retries;
    if (!outermost) return [];
    const client = { label: name, attempts, file, at };
    return [{ file: outermost.file, factors: attempts > 1 ? [...retries, client] : retries }];
  });
}

function judgeChain(
  lambda: Resource,
  chain: Chain,
  { queue, count }: Receives,
  { code }: JoinContext,
): WorkloadFinding {
  const [outermost, ...inner] = chain.factors;
  const factors = [
    { by: `receives of ${nameOf(queue)}`, attempts: count },
    ...chain.factors.map(({ label, attempts }) => ({ by: label, attempts })),
  ];
  const total = count * productOf(chain);
  const shown = factors.map(({ attempts }) => attempts).join(' x ');
  const finding = {
    resource: lambda,
    subject: `${display(code.scope.root, chain.file)} ${outermost?.label}`,
    places: [
      ...chain.factors.map(({ file, at, attempts }) =>
        codePlace(
          code,
          file,
          at,
          `makes ${attempts} attempts${inner.length > 0 && at === inner.at(-1)?.at ? ' by itself' : ''}`,
        ),
      ),
      resourcePlace(queue, `gives a message ${count} times`, 'RedrivePolicy'),
    ],
    evidence: { factors, total, limit: most },
  };
  if (total <= most)
    return { ...finding, status: 'compliant', message: `One message leads to ${shown} = ${total} calls at most.` };
  return {
    ...finding,
    status: 'violation',
    message:
      `One message of ${nameOf(queue)} leads to up to ${shown} = ${total} calls (${factors.map(({ by, attempts }) => `${by}: ${attempts}`).join(', ')}), most of them while the service at the end is already failing. ` +
      'Retry in one layer only: the queue delivers again, so let the call in the handler fail at once.',
    replaces: ['no-nested-retry', 'sqs-redrive-count'],
  };
}

/** The client with the most attempts of its own: those of several stand beside each other, and do not multiply. */
const innermost = ({ inner }: RetryFact) => inner.toSorted((a, b) => b.attempts - a.attempts)[0];
