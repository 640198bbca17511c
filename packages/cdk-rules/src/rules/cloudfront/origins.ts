import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asBoolean, asString, branches } from '../../values/values.js';

export const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const ORIGINS = 'DistributionConfig.Origins';
const GROUPS = 'DistributionConfig.OriginGroups.Items';

/** An origin of a distribution. */
export interface Origin {
  readonly id: string | undefined;
  readonly property: string;
  /** `static`: a bucket; `dynamic`: something that works for each request. */
  readonly kind: 'static' | 'dynamic' | 'unknown';
}

/** A group that fails over from its first origin to its second. */
export interface OriginGroup {
  readonly id: string | undefined;
  readonly property: string;
  readonly members: readonly (string | undefined)[];
}

export const isEnabled = (distribution: Resource) =>
  asBoolean(distribution.get('DistributionConfig.Enabled')) !== false;

/** The origins of a distribution; undefined when they are not known. */
export function originsOf(distribution: Resource): readonly Origin[] | undefined {
  return distribution.indexes(ORIGINS)?.flatMap((index): Origin[] => {
    const property = `${ORIGINS}.${index}`;
    if (distribution.get(property).kind === 'absent') return [];
    return [{ id: nameOf(distribution.get(`${property}.Id`)), property, kind: kindOf(distribution, property) }];
  });
}

function kindOf(distribution: Resource, property: string): Origin['kind'] {
  if (distribution.get(`${property}.S3OriginConfig`).kind !== 'absent') return 'static';
  const isCustom = ['CustomOriginConfig', 'VpcOriginConfig'].some((config) => {
    return distribution.get(`${property}.${config}`).kind !== 'absent';
  });
  if (!isCustom) return 'unknown';
  const domains = branches(distribution.get(`${property}.DomainName`)).map(({ value }) => value);
  return domains.some(isWebsite) ? 'static' : 'dynamic';
}

/** A bucket that serves a website is a custom origin, and static. */
function isWebsite(domain: Value): boolean {
  if (domain.kind === 'reference') return domain.resource.type === 'AWS::S3::Bucket';
  const text = domain.kind === 'external' ? domain.text : asString(domain);
  return text !== undefined && /s3-website|\.s3[.-]|WebsiteURL/.test(text);
}

/** The origin groups of a distribution; undefined when they are not known. */
export function originGroupsOf(distribution: Resource): readonly OriginGroup[] | undefined {
  return distribution.indexes(GROUPS)?.flatMap((index): OriginGroup[] => {
    const property = `${GROUPS}.${index}`;
    if (distribution.get(property).kind === 'absent') return [];
    const members = distribution.list(`${property}.Members.Items`) ?? [];
    const names = members.map((__, place) => nameOf(distribution.get(`${property}.Members.Items.${place}.OriginId`)));
    return [{ id: nameOf(distribution.get(`${property}.Id`)), property, members: names }];
  });
}

/** Ids may be made of references; the same expression names the same origin. */
function nameOf(value: Value): string | undefined {
  if (value.kind === 'external') return value.text;
  if (value.kind === 'reference') return `${value.resource.key}.${value.attribute ?? ''}`;
  return asString(value);
}

/** Where behaviors send their requests, and whether they may change something. */
export interface Behavior {
  readonly property: string;
  readonly target: string | undefined;
  readonly mutates: boolean;
}

/** All behaviors of a distribution, the default one first. */
export function behaviorsOf(distribution: Resource): readonly Behavior[] {
  const config = 'DistributionConfig';
  const others = distribution.indexes(`${config}.CacheBehaviors`) ?? [];
  const places = [`${config}.DefaultCacheBehavior`, ...others.map((index) => `${config}.CacheBehaviors.${index}`)];
  return places.map((property) => {
    const methods = distribution.list(`${property}.AllowedMethods`) ?? [];
    return {
      property,
      target: nameOf(distribution.get(`${property}.TargetOriginId`)),
      mutates: methods.some((method) => asString(method) === 'POST'),
    };
  });
}
