import type { ReplayedValue } from '../../behaviour/durable/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to values of the clock and of chance that a durable function takes outside of its steps. */
export const noNondeterministicReplay = defineCheck({
  meta: {
    name: 'no-nondeterministic-replay',
    bestPractice: 'REL04-BP04',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'A durable function decides the same in each replay',
    why: 'What stands outside of the steps of a durable function runs again from the beginning after each wait and each failure. The clock and chance say something else then, so a replay takes another way than the run that it repeats, and sends other values.',
    fix: 'Take the value in a step of its own and go on with what the step returns.',
    sources: [
      {
        title: 'REL04-BP04 Make mutating operations idempotent',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel04-bp04.html',
      },
      {
        title: 'Best practices for Lambda durable functions',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/durable-best-practices.html',
      },
    ],
  },
  *judge(facts) {
    for (const value of facts.durable.values) yield judgeValue(value);
  },
});

function judgeValue({ at, text, by, where }: ReplayedValue): SiteVerdict {
  if (where === 'step')
    return {
      at,
      status: 'compliant',
      message: `\`${text}\` stands in a step, whose result is kept.`,
      evidence: { by },
    };
  if (where === 'unknown')
    return {
      at,
      status: 'undetermined',
      message: `It cannot be told here whether \`${text}\` runs in a step, because other code calls the function around it.`,
    };
  return {
    at,
    status: 'violation',
    message:
      `\`${text}\` stands outside of the steps of a durable function, so each replay gets another value and what is decided or sent with it changes. ` +
      `Take it in a step and use what that returns: \`await context.step('now', async () => ${text})\`.`,
    evidence: { by },
  };
}
