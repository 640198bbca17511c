import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { DISTRIBUTION, isEnabled, originsOf } from './origins.js';

const LIST = 'DistributionConfig.CustomErrorResponses';
/** Seconds for a listed error without a time of its own: documentation of `CustomErrorResponse.ErrorCachingMinTTL`. */
const DEFAULT_TTL = 300;
/** Seconds from which an outage is noticeably longer for viewers than for the origin. */
const TOO_LONG = 300;

/** Objects to distributions that go on answering with an error long after the origin has recovered. */
export const cloudfrontErrorCaching: InfrastructureRule = {
  meta: {
    name: 'cloudfront-error-caching',
    bestPractice: 'REL05-BP01',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Distributions keep the server errors of their origin for a short time only',
    why:
      'A server error that is cached for five minutes turns an outage of a second into one of five minutes for everybody ' +
      'who asks for the same thing. That is the default for each error that is listed without a time.',
    fix: 'Set `ErrorCachingMinTTL` of the 5xx codes to a few seconds.',
    sources: [
      practiceSource('REL05-BP01'),
      {
        title: 'Amazon CloudFront: Control how long CloudFront caches errors',
        url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html',
      },
    ],
  },
  types: [DISTRIBUTION],
  judge(distribution) {
    const origins = originsOf(distribution);
    // What a bucket answers does not change within minutes.
    if (!isEnabled(distribution) || origins?.every(({ kind }) => kind === 'static')) return undefined;
    const isDynamic = origins?.some(({ kind }) => kind === 'dynamic') ?? false;
    return (distribution.indexes(LIST) ?? []).flatMap((index): Finding[] => {
      const code = asNumber(distribution.get(`${LIST}.${index}.ErrorCode`));
      if (code === undefined || code < 500) return [];
      const property = `${LIST}.${index}.ErrorCachingMinTTL`;
      return [
        overBranches(distribution, [distribution.get(property)], (value): Finding => {
          const seconds = value.kind === 'absent' ? DEFAULT_TTL : asNumber(value);
          return isDynamic ? judge(code, seconds, property) : open('What its origins are is not known.', property);
        }),
      ];
    });
  },
};

function judge(code: number, seconds: number | undefined, property: string): Finding {
  if (seconds === undefined) return open(`How long the error ${code} is cached is not known.`, property);
  const evidence = { errorCode: code, errorCachingMinTTL: seconds };
  if (seconds < TOO_LONG)
    return { status: 'compliant', message: `The error ${code} is cached for ${seconds} s.`, property, evidence };
  return {
    status: 'violation',
    message: `The error ${code} is cached for ${seconds} s, so viewers see it for minutes after the origin has recovered. Set ErrorCachingMinTTL to a few seconds.`,
    property,
    evidence,
  };
}

const open = (message: string, property: string): Finding => ({ status: 'undetermined', message, property });
