import type { PolicyViolatingResource } from 'aws-cdk-lib';
import type { Resource } from '../graph/graph.js';

/** Construct path of a resource, where the assembly knows it. */
export const pathOf = ({ trace }: Resource): string | undefined => trace?.constructPath;

/** A resource as the CDK's report names it. */
export function violatingResource(resource: Resource, property?: string): PolicyViolatingResource {
  const locations = [property === undefined ? 'Properties' : `Properties.${property}`];
  const constructPath = pathOf(resource);
  if (constructPath !== undefined) return { constructPath, locations };
  return { resourceLogicalId: resource.logicalId, templatePath: resource.document.input.path, locations };
}
