import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { describe } from '../../values/values.js';
import { practiceSource } from '../sources.js';

const property = 'InvocationRateLimitPerSecond';

/** Objects to API destinations without a rate of their own: a burst of events goes to somebody else's API unthrottled. */
export const apiDestinationRate: InfrastructureRule = {
  meta: {
    name: 'api-destination-rate',
    bestPractice: 'REL05-BP02',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'API destinations have a rate limit that their endpoint bears',
    why:
      'Without a limit EventBridge calls the endpoint as fast as events come, up to the quota of the account. A burst, or a replay, ' +
      'overruns the endpoint or uses up its allowance for everybody.',
    fix: 'Set `InvocationRateLimitPerSecond` to what the endpoint takes, and give the rule a dead-letter queue for what does not get through in a day.',
    sources: [
      practiceSource('REL05-BP02'),
      {
        title: 'AWS CloudFormation: AWS::Events::ApiDestination',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-apidestination.html',
      },
    ],
  },
  types: ['AWS::Events::ApiDestination'],
  judge(destination) {
    return overBranches(destination, [destination.get(property)], (limit): Finding => {
      if (limit.kind === 'unknown') {
        const message = `The rate limit is not known, because ${limit.reason}.`;
        return { status: 'undetermined', message, property };
      }
      if (limit.kind !== 'absent') {
        const shown = describe(limit);
        return {
          status: 'compliant',
          message: `Calls are limited to ${shown} a second.`,
          property,
          evidence: { limit: shown },
        };
      }
      const message =
        'Nothing limits how fast EventBridge calls this endpoint, so a burst of events overruns it. ' +
        'Set InvocationRateLimitPerSecond.';
      return { status: 'violation', message, property };
    });
  },
};
