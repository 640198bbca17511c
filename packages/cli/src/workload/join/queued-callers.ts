import type { Resource } from '@faultline/cdk-rules/analysis';
import type { FunctionLink } from '../links/link-functions.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import type { JoinContext } from './join-context.js';
import type { JoinDecision, JoinRule } from './join-rule.js';

/**
 * Behind a queue or stream nobody waits for a function that waits for another one: what fails with it is kept, and comes
 * again.
 */
export const queuedCallers: JoinRule = {
  checks: ['no-synchronous-invoke', 'function-invokes-function'],
  decide(draft, context) {
    if (draft.layer === 'infrastructure') {
      const lambda = context.functionOf(draft);
      return lambda && decideFor([lambda], context);
    }
    return decideFor(context.functionsAt(draft)?.map(lambdaOf), context);
  },
};

const lambdaOf = ({ lambda }: FunctionLink): Resource => lambda;

function decideFor(functions: readonly Resource[] | undefined, { graph }: JoinContext): JoinDecision | undefined {
  if (!functions || functions.length === 0) return undefined;
  const invocations = functions.map((lambda) => graph.invocations(lambda));
  const areKept = invocations.every(
    (own) => own.length > 0 && own.every(({ mode }) => mode === 'queue' || mode === 'stream'),
  );
  if (!areKept) return undefined;
  const sources = [...new Set(invocations.flat().map(({ source, via }) => nameOf(source ?? via)))].join(' and ');
  const names = [...new Set(functions.map(nameOf))].join(' and ');
  return {
    withdraw: `${sources} stands between ${names} and whoever asks for the work, and keeps it while the other function fails, so that nobody waits.`,
    places: invocations.flat().map(({ via }) => resourcePlace(via, 'keeps the work')),
  };
}
