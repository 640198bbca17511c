import type { DetachedFact } from '../../behaviour/detached/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to work that a function starts and does not wait for. */
export const noDetachedWork = defineCheck({
  meta: {
    name: 'no-detached-work',
    bestPractice: 'REL05-BP04',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'A function waits for the work that it starts',
    why:
      'The environment of a function is frozen once it has answered. Work that nobody waits for stops half way, goes on ' +
      'with the next event or never, and its errors are heard by nobody.',
    fix: 'Await or return the promise, or hand the work to a queue. For many promises use `Promise.all` over `map`, not `forEach`.',
    sources: [
      {
        title: 'REL05-BP04 Fail fast and limit queues',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp04.html',
      },
      {
        title: 'AWS Lambda: the lifecycle of the execution environment',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html',
      },
    ],
  },
  *judge(facts) {
    for (const work of facts.detached)
      yield { ...judgeWork(work), evidence: { work: work.work, handler: work.handler, state: work.state } };
  },
});

function judgeWork({ at, work, state, inCallbacks }: DetachedFact): SiteVerdict {
  if (state === 'awaited') return { at, status: 'compliant', message: `Something waits for ${work}.` };
  if (state === 'marked')
    return {
      at,
      status: 'compliant',
      message: `The code says by \`void\` and a \`catch\` that nobody has to wait for ${work}.`,
    };
  const fault = inCallbacks
    ? `Nothing waits for the promises of the callbacks of ${work}`
    : `Nothing waits for ${work}`;
  const fix = inCallbacks
    ? 'Await `Promise.all` over `map`, with a limit where there are many.'
    : 'Await or return it, or hand the work to a queue.';
  return {
    at,
    status: 'violation',
    message: `${fault}, so the work is lost when the environment freezes after the answer. ${fix}`,
  };
}
