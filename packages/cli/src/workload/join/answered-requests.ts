import { nameOf, resourcePlace } from '../resource-places.js';
import type { JoinRule } from './join-rule.js';

/** Services that hand a request on once and wait for the answer; whether it is sent again is for the client to say. */
const requestServices: ReadonlySet<string> = new Set([
  'apigateway',
  'lambda-url',
  'elasticloadbalancing',
  'appsync',
  'vpc-lattice',
]);

/** What only requests reach is not delivered twice by the platform. */
export const answeredRequests: JoinRule = {
  checks: ['require-idempotency-key', 'no-unconditional-create'],
  decide(draft, context) {
    const functions = context.functionsAt(draft);
    if (!functions) return undefined;
    const invocations = functions.map((link) => context.invocations(link));
    const areRequests = invocations.every(
      (own) =>
        own.length > 0 && own.every(({ mode, service }) => mode === 'synchronous' && requestServices.has(service)),
    );
    if (!areRequests) return undefined;
    const names = [...new Set(functions.map(({ lambda }) => nameOf(lambda)))].join(' and ');
    return {
      withdraw: `Only requests of an API reach this code (${names}), which hands each of them on once and waits for the answer.`,
      places: invocations.flat().map(({ via }) => resourcePlace(via, 'hands on requests')),
    };
  },
};
