import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { backendOf, type Backend } from './backends.js';
import { behaviorsOf, DISTRIBUTION, isEnabled, originGroupsOf, originsOf, type Origin } from './origins.js';

/** Seconds when nothing is set: documentation of `CustomOriginConfig.OriginReadTimeout`. */
const DEFAULT_READ = 30;
/** Objects to distributions that give up on a write while the origin still works on it. */
export const cloudfrontOriginTimeout: InfrastructureRule = {
  meta: {
    name: 'cloudfront-origin-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Distributions wait as long as their origin may take for a write',
    why:
      'When CloudFront gives up first, the viewer gets a 504 while the origin goes on. A write is then done although it was ' +
      'reported as failed, and the client sends it again.',
    fix: 'Set `OriginReadTimeout` above the limit of what is behind the origin, or shorten that limit.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'Amazon CloudFront: Origin response timeout',
        url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginResponseTimeout',
      },
    ],
  },
  types: [DISTRIBUTION],
  judge(distribution, graph) {
    if (!isEnabled(distribution)) return undefined;
    return (originsOf(distribution) ?? []).flatMap((origin) => judgeOrigin(distribution, origin, graph) ?? []);
  },
};

function judgeOrigin(distribution: Resource, origin: Origin, graph: ResourceGraph): Finding | undefined {
  if (origin.kind !== 'dynamic' || !takesWrites(distribution, origin)) return undefined;
  const config =
    distribution.get(`${origin.property}.VpcOriginConfig`).kind === 'absent' ? 'CustomOriginConfig' : 'VpcOriginConfig';
  const property = `${origin.property}.${config}.OriginReadTimeout`;
  const whole = `${origin.property}.ResponseCompletionTimeout`;
  const backend = backendOf(distribution, distribution.get(`${origin.property}.DomainName`), graph);
  const values = [distribution.get(property), distribution.get(whole), ...(backend?.values ?? [])] as const;
  return overBranches(distribution, values, (read, completion, ...limits): Finding => {
    const wait = read.kind === 'absent' ? DEFAULT_READ : asNumber(read);
    const longest = completion.kind === 'absent' ? Infinity : asNumber(completion);
    if (wait === undefined || longest === undefined) {
      return { status: 'undetermined', message: 'How long CloudFront waits for this origin is not known.', property };
    }
    const taken = backend?.longest(limits, { buffered: Math.min(wait, longest), streamed: longest });
    if (!backend || !taken || (taken.streamed === 0 && taken.buffered === 0)) return waits(wait, longest, property);
    if (taken.buffered === undefined || taken.streamed === undefined) {
      return { status: 'undetermined', message: `How long ${backend.name} may take is not known.`, property };
    }
    if (taken.streamed > longest) return cutOff(longest, taken.streamed, backend, whole);
    if (taken.buffered === 0) return waits(wait, longest, property);
    return compare({ read: wait, whole: longest }, taken.buffered, backend, origin.property, property);
  });
}

/** What a read timeout bounds: the silence before and within an answer, while only a completion timeout bounds the whole. */
function waits(wait: number, longest: number, property: string): Finding {
  const whole = longest === Infinity ? 'as long as parts keep coming' : `${longest} s in all`;
  const message = `CloudFront waits ${wait} s for the next part of an answer, and ${whole}.`;
  const evidence = { originReadTimeout: wait, ...(longest === Infinity ? {} : { responseCompletionTimeout: longest }) };
  return { status: 'compliant', message, property, evidence };
}

function cutOff(longest: number, taken: number, backend: Backend, property: string): Finding {
  return {
    status: 'violation',
    message:
      `CloudFront ends an answer after ${longest} s, but ${backend.name} may stream for ${taken} s, so viewers get half of it and send a write again while it is being done. ` +
      `Raise ResponseCompletionTimeout to ${taken} s or more, or shorten what is behind it.`,
    property,
    related: [{ resource: backend.resource, message: `may take ${taken} s` }],
    evidence: { responseCompletionTimeout: longest, backendLimit: taken },
  };
}

/** What CloudFront waits for: each part of an answer, and all of it. */
interface OriginWait {
  readonly read: number;
  readonly whole: number;
}

function compare(
  { read, whole }: OriginWait,
  taken: number,
  backend: Backend,
  origin: string,
  property: string,
): Finding {
  const wait = Math.min(read, whole);
  const evidence = {
    originReadTimeout: read,
    ...(whole < read && { responseCompletionTimeout: whole }),
    backendLimit: taken,
  };
  if (taken <= wait) {
    const message = `CloudFront waits for ${wait} s, and ${backend.name} ends after ${taken} s.`;
    return { status: 'compliant', message, property, evidence };
  }
  const tooShort = [
    ...(read < taken ? ['OriginReadTimeout'] : []),
    ...(whole < taken ? ['ResponseCompletionTimeout'] : []),
  ];
  return {
    status: 'violation',
    message: `CloudFront gives up after ${wait} s, but ${backend.name} may take ${taken} s, so a write is reported as failed and sent again while it is being done. Raise ${tooShort.join(' and ')} above ${taken} s, or shorten what is behind it.`,
    property: whole < read ? `${origin}.ResponseCompletionTimeout` : property,
    related: [{ resource: backend.resource, message: `may take ${taken} s` }],
    evidence,
  };
}

/** Whether a behavior that takes POST sends requests to an origin, by itself or in a group. */
function takesWrites(distribution: Resource, origin: Origin): boolean {
  const groups = (originGroupsOf(distribution) ?? []).filter(({ members }) => members.includes(origin.id));
  const targets = [origin.id, ...groups.map(({ id }) => id)];
  return behaviorsOf(distribution).some(
    ({ target, mutates }) => mutates && target !== undefined && targets.includes(target),
  );
}
