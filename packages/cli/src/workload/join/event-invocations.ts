import { codePlace } from '../code-places.js';
import { nameOf } from '../resource-places.js';
import type { JoinRule } from './join-rule.js';

/** A function that hands events to another one waits for nothing, whatever its permission would let it do. */
export const eventInvocations: JoinRule = {
  checks: ['function-invokes-function'],
  decide(draft, context) {
    const lambda = context.functionOf(draft);
    const link = lambda && context.linkOf(lambda);
    if (!link || !link.isSeen) return undefined;
    // All that it loads, and not only what is seen to run: one call that waits would be enough.
    const found = [...context.closures.of(link.file)].flatMap((file) =>
      (context.code.factsOf(file)?.invocations ?? []).map((fact) => ({ file, fact })),
    );
    const calls = found.filter(({ fact }) => fact.mode !== 'dry-run');
    if (calls.length === 0 || calls.some(({ fact }) => fact.mode !== 'asynchronous')) return undefined;
    return {
      withdraw: `The code of ${nameOf(link.lambda)} invokes with InvocationType 'Event' only, so that the service keeps the event and nobody waits.`,
      places: calls.map(({ file, fact }) => codePlace(context.code, file, fact.at, 'hands over an event')),
    };
  },
};
