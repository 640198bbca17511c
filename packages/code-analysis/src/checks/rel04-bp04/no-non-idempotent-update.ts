import { runAt, whyAgain, type Run } from '../../behaviour/handlers/run.js';
import type { UpdateFact } from '../../behaviour/mutations/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';
import { handlerPlace } from '../handler-place.js';

/** Objects to counters and lists that a second run of the same handler changes once more. */
export const noNonIdempotentUpdate = defineCheck({
  meta: {
    name: 'no-non-idempotent-update',
    bestPractice: 'REL04-BP04',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Updates on paths that can run twice have the same effect the second time',
    why: 'Adding to a number or a list has another effect each time. A handler that runs twice for one event books an amount twice or appends an entry twice, and nothing tells it apart from two events.',
    fix: 'Write the new value, or add a condition that the event was not yet applied and record its id in the same write.',
    sources: [
      {
        title: 'REL04-BP04 Make mutating operations idempotent',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel04-bp04.html',
      },
      {
        title: 'Amazon DynamoDB: update expressions',
        url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html',
      },
    ],
  },
  *judge(facts) {
    for (const fact of facts.mutations) {
      if (fact.effect !== 'update') continue;
      const verdict = judgeUpdate(fact, runAt(facts, fact.at));
      if (verdict) yield { ...verdict, evidence: { operation: fact.operation, growth: fact.growth } };
    }
  },
});

function judgeUpdate(
  { at, operation, growth, condition, guard, forMetrics }: UpdateFact,
  run: Run,
): SiteVerdict | undefined {
  if (run.kind === 'once') return undefined;
  if (guard === 'utility')
    return { at, status: 'compliant', message: 'A utility drops what the handler has already done.' };
  if (condition === 'present')
    return { at, status: 'compliant', message: `${operation} looks at the state before it changes it.` };
  const about = `\`${growth}\` has another effect when it is done twice`;
  if (run.kind === 'unknown')
    return {
      at,
      status: 'undetermined',
      message: `${about}, and it cannot be told here whether the code can run twice for one intent.`,
    };
  if (forMetrics)
    return { at, status: 'undetermined', message: `${about}; by its name it is a figure that may be a little off.` };
  if (condition === 'unknown' || guard === 'marker')
    return {
      at,
      status: 'undetermined',
      message: `${about}, and it cannot be told here whether something keeps a second run from it.`,
    };
  return {
    at,
    status: 'violation',
    message:
      `${about}, and a second run for the same event does it: ${whyAgain(run.handler)}. ` +
      'Write the new value, or make the update conditional on the event not having been applied, and record its id in the same write.',
    ...handlerPlace(run.handler),
  };
}
