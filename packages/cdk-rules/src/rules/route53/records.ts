import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asString, branches } from '../../values/values.js';
import { isOn, isWritten, anyOf, type Answer } from '../answers.js';

export const RECORD_TYPES = ['AWS::Route53::RecordSet', 'AWS::Route53::RecordSetGroup'];
/** Properties by which one name has several records. */
const POLICIES = [
  'Failover',
  'Weight',
  'Region',
  'GeoLocation',
  'MultiValueAnswer',
  'CidrRoutingConfig',
  'GeoProximityLocation',
];
/** Zone of all CloudFront distributions: documentation of `AliasTarget.HostedZoneId`. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

/** A record, by itself or in a group. */
export interface DnsRecord {
  readonly resource: Resource;
  get(property: string): Value;
  /** Path of one of its properties in the resource. */
  at(property: string): string;
}

/** The records of a resource. */
export function recordsOf(resource: Resource): readonly DnsRecord[] {
  const prefixes =
    resource.type === RECORD_TYPES[0]
      ? ['']
      : (resource.indexes('RecordSets') ?? []).map((index) => `RecordSets.${index}.`);
  return prefixes.map((prefix) => ({
    resource,
    get: (property) => resource.get(`${prefix}${property}`),
    at: (property) => `${prefix}${property}`,
  }));
}

/** The policy by which Route 53 chooses among the records of a name; undefined for a simple record. */
export const policyOf = (record: DnsRecord) => POLICIES.find((policy) => record.get(policy).kind !== 'absent');

export const isAlias = (record: DnsRecord) => record.get('AliasTarget').kind !== 'absent';

/** Whether Route 53 learns that the target of a record has failed. */
export function isChecked(record: DnsRecord): Answer {
  const health = isWritten(record.get('HealthCheckId'));
  return isAlias(record) ? anyOf([health, isOn(record.get('AliasTarget.EvaluateTargetHealth'), false)]) : health;
}

/** Whether the health of an alias cannot be taken from its target, or says nothing: distributions, websites, API domains. */
export function hasNoHealth(record: DnsRecord): boolean {
  if (asString(record.get('AliasTarget.HostedZoneId')) === CLOUDFRONT_ZONE) return true;
  return ['AliasTarget.DNSName', 'AliasTarget.HostedZoneId'].some((property) =>
    branches(record.get(property)).some(({ value }) => {
      if (value.kind === 'reference') return /^AWS::(?:CloudFront|ApiGateway(?:V2)?|S3)::/.test(value.resource.type);
      const text = value.kind === 'external' ? value.text : (asString(value) ?? '');
      return /cloudfront|s3-website|execute-api|RegionalDomainName|RegionalHostedZoneId|DistributionDomainName/i.test(
        text,
      );
    }),
  );
}
