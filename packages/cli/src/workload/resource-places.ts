import type { WorkloadPlace } from '@faultline/catalog';
import type { Resource } from '@faultline/cdk-rules/analysis';
import { locate, referenceTo } from '../scan/resource-verdicts.js';

/** A resource as a place of a verdict or edge. */
export function resourcePlace(resource: Resource, message: string, property?: string): WorkloadPlace {
  const location = locate(resource, property);
  return { layer: 'infrastructure', message, resource: referenceTo(resource), ...(location && { location }) };
}

/** What people call a resource: the path of its construct, else its id; one that SAM implies has an id of its own. */
export function nameOf(resource: Resource): string {
  return referenceTo(resource).constructPath?.replace(/\/Resource$/, '') ?? resource.key.replace(/^.*#/, '');
}
