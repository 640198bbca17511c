import type { Location, ResourceReference, Suppression } from '@faultline/catalog';
import type { Json, Resource, ResourceFinding } from '@faultline/cdk-rules/analysis';
import { posix } from 'node:path';
import { readJustification, suppress } from '../assessment/suppressions.js';
import type { DraftVerdict } from '../assessment/verdicts.js';

/** Id of a check in cdk-nag: `Faultline-SqsQueueDlq`. */
export function nagId(check: string): string {
  return `Faultline-${check.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
}

function asObject(value: Json | undefined): Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
}

/** Suppressions of a check in a `Metadata` section: `faultline: suppress: [{ check, reason, until, ticket }]`. */
function metadataSuppressions(metadata: Json | undefined, check: string): Suppression[] {
  const list = asObject(asObject(metadata)['faultline'])['suppress'];
  return (Array.isArray(list) ? (list as readonly Json[]) : []).flatMap((item): Suppression[] => {
    const entry = asObject(item);
    if (entry['check'] !== check) return [];
    const text = (key: string): string | undefined => (typeof entry[key] === 'string' ? entry[key] : undefined);
    const written = readJustification(text('reason') ?? '');
    const until = text('until') ?? written.until;
    const ticket = text('ticket') ?? written.ticket;
    return [
      {
        kind: 'metadata',
        ...(written.reason !== undefined && { reason: written.reason }),
        ...(until !== undefined && { until }),
        ...(ticket !== undefined && { ticket }),
      },
    ];
  });
}

function suppressionsOf(resource: Resource, check: string): Suppression[] {
  const reason = resource.trace?.acknowledged?.[nagId(check)];
  return [
    ...(reason === undefined ? [] : [{ kind: 'acknowledgement' as const, ...readJustification(reason) }]),
    ...metadataSuppressions(resource.metadata, check),
    ...metadataSuppressions(resource.document.body['Metadata'], check),
  ];
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
function locate(resource: Resource, property: string | undefined): Location | undefined {
  const source = resource.trace?.source;
  if (source) return { file: source.file, line: source.line, column: source.column };
  if (resource.document.input.constructs) return undefined;
  const position = resource.position(property);
  return position && { file: resource.document.input.path, line: position.line, column: position.column };
}

/** Stack and construct path, or what stands for them in a template that no CDK app made. */
function anchor(resource: Resource): string {
  const { stackName, path } = resource.document.input;
  return `${stackName ?? posix.basename(path)}/${constructPath(resource) ?? resource.logicalId}`;
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
    anchor: anchor(resource),
    subject: finding.property ?? '',
  };
  return suppress(draft, suppressionsOf(resource, rule.meta.name), today);
}
