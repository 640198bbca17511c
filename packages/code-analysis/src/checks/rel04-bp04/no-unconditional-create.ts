import { isOnRequestPath } from '../../behaviour/handlers/at.js';
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
      const run = runAt(facts, fact.at);
      const isConcurrent = run.kind === 'again' || isOnRequestPath(facts, fact.at);
      const verdict =
        fact.lookup && fact.key.state !== 'stable' ? judgeLookedUp(fact, isConcurrent) : judgeCreate(fact, run);
      if (verdict)
        yield { ...verdict, evidence: { operation: fact.operation, key: fact.key.name, made: fact.key.text ?? '' } };
    }
  },
});

/** Two that run at the same time both find that there is no record yet. */
function judgeLookedUp(fact: CreateFact, isConcurrent: boolean): SiteVerdict | undefined {
  const { at, operation, condition, uniqueness, guard, lookup } = fact;
  // A lock, or a mark of its own, may keep two apart.
  if (!isConcurrent || fact.isLog || guard !== 'none') return undefined;
  if (condition === 'present')
    return { at, status: 'compliant', message: `The table refuses a second record that ${operation} writes.` };
  if (uniqueness !== 'repeated')
    return {
      at,
      status: 'undetermined',
      message: `${operation} follows on a lookup that found nothing, and it cannot be told here whether the table refuses a second record.`,
    };
  return {
    at,
    status: 'violation',
    severity: 'warning',
    message:
      `${operation} follows on a lookup that found nothing, and nothing in its table is unique, so two that run at the same time, or one that is sent again, write two records. ` +
      'Make the columns that are looked for unique, and write with an upsert, or take the refusal for a record that is there.',
    ...(lookup && { related: [{ at: lookup, message: 'lookup' }] }),
  };
}

/** By the schema of a table: nothing that is written could keep it from taking a second record. */
const takesAnother = ({ uniqueness, key }: CreateFact): boolean => uniqueness === 'repeated' && key.name === '';

function judgeCreate(fact: CreateFact, run: Run): SiteVerdict | undefined {
  const { at, operation, key, condition, guard } = fact;
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
  const isAnother = takesAnother(fact);
  if (isAnother && fact.isLog) return undefined;
  if ((key.state !== 'fresh' && !isAnother) || condition === 'unknown' || guard === 'marker') {
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
  if (isAnother)
    return {
      at,
      status: 'violation',
      severity: 'warning',
      message:
        `Nothing that ${operation} writes is unique in its table, so a second run for the same event writes a second record: ${whyAgain(run.handler)}. ` +
        'Write the id of the event with it in a unique column.',
      ...handlerPlace(run.handler),
    };
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
