import { defineCheck } from '../define-check.js';

/** Wants a limit of time for each callback that a durable function waits for. */
export const requireCallbackTimeout = defineCheck({
  meta: {
    name: 'require-callback-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Waiting for a callback ends',
    why: 'A durable function that waits for a callback without a timeout stays open until the time of the whole execution is over, which may be a year, when the other side loses the request or fails. Nobody is told, and nothing that should follow happens.',
    fix: 'Give the wait a timeout, and decide what is to happen when it is over.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
      {
        title: 'Best practices for Lambda durable functions',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/durable-best-practices.html',
      },
    ],
  },
  *judge(facts) {
    for (const { at, operation, timeout } of facts.durable.callbacks) {
      if (timeout === 'written') yield { at, status: 'compliant', message: 'Waiting for the callback ends.' };
      else if (timeout === 'unknown')
        yield {
          at,
          status: 'undetermined',
          message: 'The options of the wait come from elsewhere, so it cannot be told here whether it ends.',
        };
      else
        yield {
          at,
          status: 'violation',
          message:
            `\`${operation}\` waits without a timeout, so the execution stays open for as long as it may when no answer comes. ` +
            'Add `timeout: { hours: 1 }` to its options, and say what follows when it is over.',
        };
    }
  },
});
