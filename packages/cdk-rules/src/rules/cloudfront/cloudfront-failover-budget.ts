import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { DISTRIBUTION, isEnabled, originGroupsOf, originsOf } from './origins.js';

/** Defaults of an origin: documentation of `AWS::CloudFront::Distribution Origin`. */
const DEFAULT_ATTEMPTS = 3;
const DEFAULT_TIMEOUT = 10;
/** Seconds before failover that most clients no longer wait for. */
const TOO_LONG = 30;

/** Objects to origin groups that come to their second origin when the viewer has left. */
export const cloudfrontFailoverBudget: InfrastructureRule = {
  meta: {
    name: 'cloudfront-failover-budget',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Origin groups fail over before the viewer gives up',
    why:
      'CloudFront tries to connect to the first origin three times for ten seconds each before it turns to the second. ' +
      'Half a minute is more than most clients wait, so the failover that was paid for never reaches anybody.',
    fix: 'Set `ConnectionAttempts` to 1 or 2 and `ConnectionTimeout` to 2 to 5 seconds at the first origin of the group.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'Amazon CloudFront: Control origin timeouts and attempts',
        url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html#controlling-attempts-and-timeouts',
      },
    ],
  },
  types: [DISTRIBUTION],
  judge(distribution) {
    if (!isEnabled(distribution)) return undefined;
    const origins = originsOf(distribution);
    return (originGroupsOf(distribution) ?? []).map((group): Finding => {
      const [primary] = group.members;
      const origin = origins?.find(({ id }) => id !== undefined && id === primary);
      if (!origin) {
        const message = 'The first origin of this group is not known, so its time to failover cannot be told.';
        return { status: 'undetermined', message, property: group.property };
      }
      const attemptsPath = `${origin.property}.ConnectionAttempts`;
      const timeoutPath = `${origin.property}.ConnectionTimeout`;
      const values = [distribution.get(attemptsPath), distribution.get(timeoutPath)] as const;
      return overBranches(distribution, values, (tries, timeout): Finding => {
        const attempts = tries.kind === 'absent' ? DEFAULT_ATTEMPTS : asNumber(tries);
        const seconds = timeout.kind === 'absent' ? DEFAULT_TIMEOUT : asNumber(timeout);
        const property = tries.kind === 'absent' && timeout.kind !== 'absent' ? timeoutPath : attemptsPath;
        if (attempts === undefined || seconds === undefined) {
          const message = 'How long CloudFront tries to connect to the first origin is not known.';
          return { status: 'undetermined', message, property };
        }
        return judgeBudget(attempts, seconds, property);
      });
    });
  },
};

function judgeBudget(attempts: number, seconds: number, property: string): Finding {
  const total = attempts * seconds;
  const evidence = { connectionAttempts: attempts, connectionTimeout: seconds, secondsToFailover: total };
  const sum = `${attempts} x ${seconds} s = ${total} s`;
  if (total < TOO_LONG)
    return { status: 'compliant', message: `An unreachable origin is left after ${sum}.`, property, evidence };
  return {
    status: 'violation',
    message: `CloudFront turns to the second origin after ${sum}, when most clients have given up. Set ConnectionAttempts and ConnectionTimeout of the first origin to a few seconds in all.`,
    property,
    evidence,
  };
}
