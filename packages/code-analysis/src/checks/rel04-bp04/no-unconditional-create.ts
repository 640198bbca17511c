import { runAt, whyAgain, type Run } from '../../behaviour/handlers/run.js';
import type { CreateFact } from '../../behaviour/mutations/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';
import { handlerPlace } from '../handler-place.js';

/** Objects to records that a second run of the same handler writes a second time. */
export const noUnconditionalCreate = defineCheck({
  meta: {
    name: 'no-unconditional-create',
    bestPractice: 'REL04-BP04',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'A record that a handler creates is the same one when the handler runs again',
    why: 'An event that is delivered twice, or a job that is run again after a timeout, creates a second record when its key is made up in the handler: a second order, a second payment. No error says so.',
    fix: 'Take the key from the event (its id, or the natural key of what it is about), and write on the condition that the key is new.',
    sources: [
      {
        title: 'REL04-BP04 Make mutating operations idempotent',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel04-bp04.html',
      },
      {
        title: 'Amazon DynamoDB: condition expressions',
        url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html',
      },
    ],
  },
  *judge(facts) {
    for (const fact of facts.mutations) {
      if (fact.effect !== 'create') continue;
      const verdict = judgeCreate(fact, runAt(facts, fact.at));
      if (verdict)
        yield { ...verdict, evidence: { operation: fact.operation, key: fact.key.name, made: fact.key.text ?? '' } };
    }
  },
});

function judgeCreate({ at, operation, key, condition, guard }: CreateFact, run: Run): SiteVerdict | undefined {
  if (run.kind === 'once') return undefined;
  if (guard === 'utility')
    return { at, status: 'compliant', message: 'A utility drops what the handler has already done.' };
  if (condition === 'present') return { at, status: 'compliant', message: `${operation} is conditional.` };
  if (run.kind === 'unknown') {
    if (key.state !== 'fresh') return undefined;
    const message = `The key of ${operation} is made in this run, and it cannot be told here whether the code can run twice for one intent.`;
    return { at, status: 'undetermined', message };
  }
  if (key.state === 'stable') {
    return { at, status: 'compliant', message: `The key \`${key.name}\` of ${operation} is the same in each run.` };
  }
  if (key.state !== 'fresh' || condition === 'unknown' || guard === 'marker') {
    const what =
      guard === 'marker'
        ? 'The handler looks for a mark of its own'
        : `The key or the condition of ${operation} comes from elsewhere`;
    return {
      at,
      status: 'undetermined',
      message: `${what}, so it cannot be told here whether a second run writes a second record.`,
    };
  }
  return {
    at,
    status: 'violation',
    message:
      `The key${key.name ? ` \`${key.name}\`` : ''} of ${operation} is made in this run, so a second run for the same event writes a second record: ${whyAgain(run.handler)}. ` +
      'Take the key from the event, and write on the condition that it is new.',
    ...handlerPlace(run.handler),
    ...(key.made && { related: [{ at: key.made, message: 'key made' }] }),
  };
}
