import { handlersAt } from '../../behaviour/handlers/at.js';
import type { InvocationFact } from '../../behaviour/invocations/types.js';
import type { FileFacts } from '../../behaviour/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';
import { handlerPlace } from '../handler-place.js';

/** Objects to functions that invoke another function and wait for it. */
export const noSynchronousInvoke = defineCheck({
  meta: {
    name: 'no-synchronous-invoke',
    bestPractice: 'REL04-BP02',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'A function does not wait for another function',
    why:
      'A function that invokes another one and waits is up only when both are, is billed for both, and takes on the ' +
      'timeouts, throttling and errors of the other. Without `InvocationType` the call waits, too.',
    fix: 'Put a queue, an event bus or a state machine between the two, or set `InvocationType` to `Event`.',
    sources: [
      {
        title: 'REL04-BP02 Implement loosely coupled dependencies',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel04-bp02.html',
      },
      {
        title: 'AWS Lambda: Invoke',
        url: 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html',
      },
    ],
  },
  *judge(facts) {
    for (const invocation of facts.invocations) {
      const verdict = judgeInvocation(invocation, facts);
      if (verdict)
        yield { ...verdict, evidence: { mode: invocation.mode, target: invocation.target ?? 'not written here' } };
    }
  },
});

function judgeInvocation({ at, mode, byDefault, script }: InvocationFact, facts: FileFacts): SiteVerdict | undefined {
  if (script || mode === 'dry-run') return undefined;
  if (mode === 'asynchronous')
    return {
      at,
      status: 'compliant',
      message: 'The event is queued by the service, and nobody waits for the function.',
    };
  if (mode === 'unknown')
    return { at, status: 'undetermined', message: 'It cannot be told here whether the function is waited for.' };
  const cause = byDefault
    ? 'Without `InvocationType` this waits for the other function'
    : 'This waits for the other function';
  const handler = handlersAt(facts, at).find(({ host }) => host === 'function');
  if (!handler)
    return {
      at,
      status: 'undetermined',
      message: `${cause}; it cannot be told here whether it runs in a function itself.`,
    };
  return {
    at,
    status: 'violation',
    message:
      `${cause}, so this one fails, slows down and is billed together with it. ` +
      'Put a queue, an event bus or a state machine between the two, or set `InvocationType` to `Event`.',
    ...handlerPlace(handler),
  };
}
