import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asString } from '../../values/values.js';
import { referenced } from '../referenced.js';

const JOB = 'AWS::IoT::Job';
const JOB_TEMPLATE = 'AWS::IoT::JobTemplate';
const OTA_UPDATE = 'AWS::IoT::OTAUpdate';
export const JOB_TYPES: readonly string[] = [JOB, JOB_TEMPLATE, OTA_UPDATE];

/** Where a job, template or update writes a configuration such as `TimeoutConfig`. */
export const configurationOf = (job: Resource, name: string) => (job.type === OTA_UPDATE ? `AwsJob${name}` : name);

/**
 * The template that a job is made from, which gives what the job does not write: `elsewhere` when it is not in view, undefined when the
 * job stands alone.
 */
export function templateOf(job: Resource): Resource | 'elsewhere' | undefined {
  const value = job.type === JOB ? job.get('JobTemplateArn') : undefined;
  if (!value || value.kind === 'absent') return undefined;
  return referenced(value, JOB_TEMPLATE)[0] ?? 'elsewhere';
}

/** Whether a job goes to single things only, which somebody named one by one. */
export function goesToNamedThings(job: Resource): boolean {
  const targets = job.list('Targets') ?? [];
  return targets.length > 0 && targets.length <= 2 && targets.every(isThing);
}

function isThing(target: Value): boolean {
  if (target.kind === 'reference') return target.resource.type === 'AWS::IoT::Thing';
  const text = target.kind === 'external' ? target.text : asString(target);
  return text !== undefined && /:thing\//.test(text);
}
