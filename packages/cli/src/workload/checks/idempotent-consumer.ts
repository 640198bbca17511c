import type { MutationFact } from '@faultline/code-analysis';
import type { Invocation } from '@faultline/cdk-rules/analysis';
import { codePlace } from '../code-places.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import type { WorkloadCheck } from './workload-check.js';

/** Objects to functions that an event source may invoke twice and that then do something twice. */
export const idempotentConsumer: WorkloadCheck = {
  meta: {
    name: 'idempotent-consumer',
    bestPractice: 'REL04-BP04',
    layer: 'workload',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'What an at-least-once source invokes has the same effect when the same event comes twice',
    why: 'Queues, topics, buses, streams and schedules deliver at least once, and asynchronous invocations are repeated after an error. A record whose key is made up in the run, or a counter that is added to, is then written twice, and no error says so. Which source invokes a handler stands in the template, what it writes stands in the code.',
    fix: 'Take keys from the event and write on the condition that they are new, or put an idempotency utility around the handler.',
    sources: [
      {
        title: 'REL04-BP04 Make mutating operations idempotent',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel04-bp04.html',
      },
      {
        title: 'AWS Lambda: Understanding retry behavior in Lambda',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html',
      },
    ],
  },
  *judge({ context }) {
    for (const link of context.links.linked) {
      const [source] = context.invocations(link).filter(deliversAgain);
      if (!source) continue;
      const found = context.reach.within(link, ({ mutations }) => mutations);
      const repeated = found.filter(({ fact }) => effectOf(fact) === 'again');
      const name = nameOf(link.lambda);
      const from = nameOf(source.source ?? source.via);
      const at = resourcePlace(source.via, `delivers at least once (${source.service})`);
      for (const { file, fact } of repeated) {
        yield {
          resource: link.lambda,
          subject: `${fact.operation} ${file}`,
          status: 'violation',
          message:
            `${from} delivers at least once to ${name}, and ${whatHappens(fact)}, so the same event has its effect twice. ` +
            'Take the key from the event and write on the condition that it is new, or drop events that were seen with an idempotency utility.',
          places: [codePlace(context.code, file, fact.at, fact.operation), at],
          evidence: { operation: fact.operation, source: source.service },
          replaces: ['no-unconditional-create', 'no-non-idempotent-update'],
        };
      }
      const safe = found.filter(({ fact }) => effectOf(fact) === 'same');
      const [first] = safe;
      if (first && safe.length === found.length)
        yield {
          resource: link.lambda,
          status: 'compliant',
          message: `${from} may deliver an event twice to ${name}, and what it writes is the same then.`,
          places: [codePlace(context.code, first.file, first.fact.at, first.fact.operation), at],
        };
    }
  },
};

/** A permission alone delivers nothing. */
const deliversAgain = ({ mode, via }: Invocation): boolean =>
  mode !== 'synchronous' && via.type !== 'AWS::Lambda::Permission';

/** What a second run of a mutation does; for requests with tokens the check of the code decides. */
function effectOf(fact: MutationFact): 'again' | 'same' | 'unknown' {
  if (fact.guard === 'utility') return 'same';
  if (fact.effect === 'request') return fact.key.state === 'stable' ? 'same' : 'unknown';
  if (fact.condition === 'present') return 'same';
  if (fact.condition !== 'none' || fact.guard !== 'none') return 'unknown';
  if (fact.effect === 'update') return fact.forMetrics ? 'unknown' : 'again';
  return fact.key.state === 'fresh' ? 'again' : fact.key.state === 'stable' ? 'same' : 'unknown';
}

function whatHappens(fact: MutationFact): string {
  if (fact.effect === 'update') return `${fact.operation} adds to what is there (\`${fact.growth}\`)`;
  return `the key of ${fact.operation} is made up in each run`;
}
