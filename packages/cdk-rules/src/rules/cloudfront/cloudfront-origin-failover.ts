import type { Resource } from '../../graph/graph.js';
import { asNumber } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { behaviorsOf, DISTRIBUTION, isEnabled, originGroupsOf, originsOf, type OriginGroup } from './origins.js';

const property = 'DistributionConfig.OriginGroups';

/** Objects to distributions that have nowhere to go when their origin fails. */
export const cloudfrontOriginFailover: InfrastructureRule = {
  meta: {
    name: 'cloudfront-origin-failover',
    bestPractice: 'REL05-BP01',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Distributions fail over to a second origin when the first one fails',
    why:
      'With a single origin every request that is not in the cache fails with it. A group that fails over on client errors ' +
      'only does not help when the origin is down, since that shows as 5xx.',
    fix: 'Put a second origin (another Region, a bucket with a static answer) into an origin group that fails over on 500, 502, 503 and 504.',
    sources: [
      practiceSource('REL05-BP01'),
      {
        title: 'Amazon CloudFront: Optimize high availability with CloudFront origin failover',
        url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
      },
    ],
  },
  types: [DISTRIBUTION],
  judge(distribution) {
    if (!isEnabled(distribution)) return undefined;
    const groups = originGroupsOf(distribution);
    if (!groups)
      return { status: 'undetermined', message: 'The origin groups of this distribution are not known.', property };
    return groups.length === 0 ? single(distribution) : groups.map((group) => judgeGroup(distribution, group));
  },
};

/** Most distributions do with one origin, so this is a hint; an error page of its own is a fallback, too. */
function single(distribution: Resource): Finding | undefined {
  const pages = distribution.indexes('DistributionConfig.CustomErrorResponses') ?? [];
  const isCovered = pages.some((index) => {
    const page = `DistributionConfig.CustomErrorResponses.${index}`;
    const code = asNumber(distribution.get(`${page}.ErrorCode`)) ?? 0;
    return code >= 500 && distribution.get(`${page}.ResponsePagePath`).kind !== 'absent';
  });
  const origins = originsOf(distribution);
  if (origins === undefined || origins.length === 0) return undefined;
  if (isCovered)
    return { status: 'compliant', message: 'When the origin fails, viewers get an error page of the distribution.' };
  return {
    status: 'violation',
    severity: 'note',
    message:
      'No origin group is set, so when an origin fails every request that is not cached fails with it. Add an origin group with a second origin, or an error page for 5xx.',
    property,
  };
}

function judgeGroup(distribution: Resource, group: OriginGroup): Finding {
  const path = `${group.property}.FailoverCriteria.StatusCodes.Items`;
  const codes = distribution.list(path)?.map(asNumber);
  if (!codes || codes.length === 0 || codes.includes(undefined)) {
    return {
      status: 'undetermined',
      message: 'On which status codes this group fails over is not known.',
      property: path,
    };
  }
  const written = codes.join(', ');
  if (codes.every((code) => code !== undefined && code < 500) && !isStatic(distribution, group)) {
    return {
      status: 'violation',
      message: `This group fails over on ${written} only, so it stays with an origin that is down. Add 500, 502, 503 and 504.`,
      property: path,
      evidence: { statusCodes: written },
    };
  }
  const writer = behaviorsOf(distribution).find(({ target, mutates }) => mutates && target === group.id);
  if (writer && group.id !== undefined) {
    return {
      status: 'violation',
      severity: 'note',
      message:
        'A behavior that takes POST points at this group, but CloudFront fails over GET, HEAD and OPTIONS only, so writes fail with the first origin. Send them to an origin that is highly available by itself.',
      property: `${writer.property}.AllowedMethods`,
      evidence: { statusCodes: written },
    };
  }
  return {
    status: 'compliant',
    message: `Requests fail over to a second origin on ${written}.`,
    property: path,
    evidence: { statusCodes: written },
  };
}

/** A bucket answers 403 or 404 for what it does not have, and hardly ever 5xx. */
function isStatic(distribution: Resource, group: OriginGroup): boolean {
  const [primary] = group.members;
  const origin = originsOf(distribution)?.find(({ id }) => id !== undefined && id === primary);
  return origin === undefined || origin.kind !== 'dynamic';
}
