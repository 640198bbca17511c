import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { hasNoHealth, isAlias, isChecked, policyOf, RECORD_TYPES, recordsOf, type DnsRecord } from './records.js';

/** Seconds that AWS recommends at most for records with a health check: documentation of `RecordSet.TTL`. */
const LONGEST_TTL = 60;

/** Objects to records that keep sending traffic to a target that has failed. */
export const route53Health: InfrastructureRule = {
  meta: {
    name: 'route53-health',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'DNS records with several targets leave out those that have failed',
    why:
      'Weighted, latency and geographic records without a check of health send their share of users to a target that is ' +
      'down, for as long as it is down. A long TTL keeps resolvers there after Route 53 has moved on.',
    fix: 'Set `EvaluateTargetHealth: true` at aliases, or give the record a `HealthCheckId` and a TTL of 60 s or less.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon Route 53 API: AliasTarget',
        url: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html',
      },
      {
        title: 'Amazon Route 53: How Route 53 chooses records when health checking is configured',
        url: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html',
      },
    ],
  },
  types: RECORD_TYPES,
  judge(resource) {
    return recordsOf(resource).flatMap((record) => [...judgeAlias(record), ...judgeTtl(record)]);
  },
};

/** Failover records are the matter of a check of their own. */
function judgeAlias(record: DnsRecord): Finding[] {
  const policy = policyOf(record);
  if (policy === undefined || policy === 'Failover' || !isAlias(record)) return [];
  const property = record.at('AliasTarget.EvaluateTargetHealth');
  const answer = isChecked(record);
  if (answer === 'yes')
    return [{ status: 'compliant', message: 'Traffic moves away from this target when it fails.', property }];
  if (hasNoHealth(record)) return [];
  if (answer === 'unknown') {
    return [
      { status: 'undetermined', message: 'Whether the health of this target is looked at is not known.', property },
    ];
  }
  return [
    {
      status: 'violation',
      message: `This record with ${policy} does not look at the health of its target, so its share of the users is sent there while it is down. Set EvaluateTargetHealth to true, or give it a HealthCheckId.`,
      property,
    },
  ];
}

function judgeTtl(record: DnsRecord): Finding[] {
  const property = record.at('TTL');
  if (record.get('TTL').kind === 'absent' || record.get('HealthCheckId').kind === 'absent') return [];
  return [
    overBranches(record.resource, [record.get('TTL')], (value): Finding => {
      const seconds = asNumber(value);
      if (seconds === undefined)
        return { status: 'undetermined', message: 'The TTL of this record is not known.', property };
      const evidence = { ttl: seconds };
      if (seconds <= LONGEST_TTL)
        return { status: 'compliant', message: `Resolvers keep this record for ${seconds} s.`, property, evidence };
      return {
        status: 'violation',
        message: `Resolvers keep this record for ${seconds} s, so users go to a failed target for that long after its health check has failed. Set the TTL to ${LONGEST_TTL} s or less.`,
        property,
        evidence,
      };
    }),
  ];
}
