import { branches, type Invocation, type ResourceGraph } from '@faultline/cdk-rules/analysis';
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
    if (!events.every((event) => isUnused(event, context.graph)) || events.length === 0 || others.length === 0)
      return undefined;
    const callers = [...new Set(others.map(({ via, source }) => nameOf(source ?? via)))].join(' and ');
    return {
      withdraw: `Nothing in the templates uses the permission for ${events.map(({ service }) => service).join(' and ')}; ${nameOf(lambda)} is invoked by ${callers}, and not asynchronously.`,
      places: events.map(({ via }) => resourcePlace(via, 'a permission that nothing uses')),
    };
  },
};

/** A topic in view tells its subscribers; what else a permission may be for tells its targets in ways that are not all seen. */
function isUnused({ via, source }: Invocation, graph: ResourceGraph): boolean {
  if (via.type !== 'AWS::Lambda::Permission') return false;
  if (!source) return true;
  if (source.type !== 'AWS::SNS::Topic') return false;
  return graph
    .referrers(source, 'AWS::SNS::Subscription')
    .every((one) => branches(one.get('Endpoint')).every(({ value: { kind } }) => kind === 'reference'));
}
