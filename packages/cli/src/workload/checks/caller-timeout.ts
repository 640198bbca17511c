import { asNumber, waitingCallers } from '@faultline/cdk-rules/analysis';
import { nameOf, resourcePlace } from '../resource-places.js';
import { arithmetic, endOf, factorsOf, seconds, termPlaces, timeOfFunction } from '../time-of-function.js';
import type { WorkloadCheck } from './workload-check.js';

/** Objects to handlers whose calls may take longer than whoever waits for the answer does. */
export const callerTimeout: WorkloadCheck = {
  meta: {
    name: 'caller-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'workload',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'The calls of a handler take less time than its caller waits',
    why: 'An API, a load balancer or a trigger gives up after a time of its own. Where the calls of the handler may take longer, the client sees an error and tries again while the first attempt is still at work.',
    fix: 'Let the calls with all their attempts take less than the caller waits, or answer at once and do the work behind a queue.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
    ],
  },
  *judge({ context }) {
    for (const link of context.links.linked) {
      const { lambda } = link;
      const ends = endOf(link);
      const time = timeOfFunction(link, context);
      if (!time || ends === undefined || time.watchesClock) continue;
      for (const caller of waitingCallers(lambda, context.graph)) {
        const waits = caller.limit.kind === 'absent' ? caller.otherwise : asNumber(caller.limit);
        // Where the function ends first, nobody waits in vain: that is the budget of the function.
        if (waits === undefined || ends * 1000 <= waits || time.known <= waits) continue;
        yield {
          resource: lambda,
          subject: caller.name,
          status: 'violation',
          message:
            `${caller.name} waits ${seconds(waits)} for ${nameOf(lambda)}, whose calls may take ${arithmetic(time.terms)} = ${seconds(time.known)}: its client sees an error and tries again while the work goes on. ` +
            'Let the calls with all their attempts take less than the caller waits.',
          places: [
            ...termPlaces(time.terms, context),
            resourcePlace(lambda, `may run for ${ends} s`, 'Timeout'),
            resourcePlace(caller.via, `waits for ${seconds(waits)} at most`),
          ],
          evidence: { factors: factorsOf(time.terms), total: time.known / 1000, limit: waits / 1000 },
          replaces: ['lambda-timeout'],
        };
      }
    }
  },
};
