import { nameOf, resourcePlace } from '../resource-places.js';
import type { JoinRule } from './join-rule.js';

/** A permission says what may invoke a function; what does invoke it stands elsewhere, and here it waits or polls. */
export const unusedPermissions: JoinRule = {
  checks: ['lambda-async-failure-destination', 'lambda-async-retries'],
  decide(draft, context) {
    const lambda = context.functionOf(draft);
    if (!lambda || draft.status !== 'violation') return undefined;
    const invocations = context.graph.invocations(lambda);
    const events = invocations.filter(({ mode }) => mode === 'asynchronous');
    const others = invocations.filter(({ mode }) => mode !== 'asynchronous');
    const isUnused = events.every(({ via, source }) => via.type === 'AWS::Lambda::Permission' && !source);
    if (!isUnused || events.length === 0 || others.length === 0) return undefined;
    const callers = [...new Set(others.map(({ via, source }) => nameOf(source ?? via)))].join(' and ');
    return {
      withdraw: `Nothing in the templates uses the permission for ${events.map(({ service }) => service).join(' and ')}; ${nameOf(lambda)} is invoked by ${callers}, and not asynchronously.`,
      places: events.map(({ via }) => resourcePlace(via, 'a permission that nothing uses')),
    };
  },
};
