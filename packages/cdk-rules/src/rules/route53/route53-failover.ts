import { asString } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { isAlias, isChecked, RECORD_TYPES, recordsOf, type DnsRecord } from './records.js';

/** Objects to failover records that never fail over. */
export const route53Failover: InfrastructureRule = {
  meta: {
    name: 'route53-failover',
    bestPractice: 'REL05-BP01',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Primary failover records have a health check',
    why:
      'Route 53 takes a record without a health check for healthy, always. The secondary record is then never used, and the ' +
      'fallback that was built does not happen when it is needed.',
    fix: 'Give the primary record a `HealthCheckId`, or `EvaluateTargetHealth: true` where it is an alias.',
    sources: [
      practiceSource('REL05-BP01'),
      {
        title: 'Amazon Route 53: Configuring DNS failover',
        url: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-configuring.html',
      },
    ],
  },
  types: RECORD_TYPES,
  judge(resource) {
    return recordsOf(resource).flatMap((record) => {
      return asString(record.get('Failover')) === 'PRIMARY' ? judgePrimary(record) : [];
    });
  },
};

function judgePrimary(record: DnsRecord): Finding {
  const property = record.at(isAlias(record) ? 'AliasTarget.EvaluateTargetHealth' : 'HealthCheckId');
  switch (isChecked(record)) {
    case 'yes':
      return { status: 'compliant', message: 'Route 53 fails over when this target is not healthy.', property };
    case 'unknown':
      return {
        status: 'undetermined',
        message: 'Whether this primary record has a health check is not known.',
        property,
      };
    case 'no': {
      const repair = isAlias(record)
        ? 'Set EvaluateTargetHealth to true, or give it a HealthCheckId.'
        : 'Give it a HealthCheckId.';
      const message = `This primary record has no health check, so Route 53 never fails over to the secondary one. ${repair}`;
      return { status: 'violation', message, property };
    }
  }
}
