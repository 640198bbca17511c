import { suppress, type Location, type ResourceReference } from '@faultline/catalog';
import type { Json, Resource, ResourceFinding } from '@faultline/cdk-rules/analysis';
import type { DraftVerdict } from '../assessment/verdicts.js';

function asObject(value: Json | undefined): Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
}

function constructPath(resource: Resource): string | undefined {
  const written = asObject(resource.metadata)['aws:cdk:path'];
  return resource.trace?.constructPath ?? (typeof written === 'string' ? written : undefined);
}

/** The resource as results name it. */
export function referenceTo(resource: Resource): ResourceReference {
  const path = constructPath(resource);
  return {
    template: resource.document.input.path,
    logicalId: resource.logicalId,
    type: resource.sourceType,
    ...(path !== undefined && { constructPath: path }),
  };
}

/** The user's own line where the assembly knows it, else the place in a template that people wrote. */
export function locate(resource: Resource, property: string | undefined): Location | undefined {
  const source = resource.trace?.source;
  if (source) return { file: source.file, line: source.line, column: source.column };
  if (resource.document.input.constructs) return undefined;
  const position = resource.position(property);
  return position && { file: resource.document.input.path, line: position.line, column: position.column };
}

/** The verdict that a finding at a resource makes. Days are `YYYY-MM-DD`. */
export function verdictOf(finding: ResourceFinding, today: string): DraftVerdict {
  const { rule, resource } = finding;
  const location = locate(resource, finding.property);
  const draft: DraftVerdict = {
    check: rule.meta.name,
    bestPractice: rule.meta.bestPractice,
    layer: 'infrastructure',
    status: finding.status,
    severity: finding.severity ?? rule.meta.severity,
    message: finding.message,
    ...(location && { location }),
    resource: referenceTo(resource),
    ...(finding.related && {
      related: finding.related.map((related) => {
        const place = locate(related.resource, undefined);
        return {
          message: related.message,
          ...(place && { location: place }),
          resource: referenceTo(related.resource),
        };
      }),
    }),
    ...(finding.evidence && { evidence: finding.evidence }),
    // Stacks are named for the environment they go to, and templates for their files: neither is part of the identity.
    anchor: constructPath(resource) ?? resource.logicalId,
    subject: finding.property ?? '',
  };
  return suppress(draft, finding.suppressions, today);
}
