import { readJustification, type Suppression } from '@faultline/catalog';
import type { Json } from './template/document.js';
import type { Resource } from './graph/graph.js';
import { isList, isObject, member, textMember } from './template/json-values.js';

const nagIds = new Map<string, string>();

/** Id of a check in cdk-nag and in acknowledgements: `Faultline-SqsQueueDlq`. */
export function nagId(check: string): string {
  let id = nagIds.get(check);
  if (id === undefined) nagIds.set(check, (id = `Faultline-${nagSuffix(check)}`));
  return id;
}

/** Id of a check within the pack: `SqsQueueDlq`. */
export function nagSuffix(check: string): string {
  return check.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const none: readonly Suppression[] = [];

/**
 * What the owners of a resource wrote about a check: acknowledgements of its construct and those around it, and
 * `faultline: suppress: [{ check, reason, until, ticket }]` in the metadata of the resource or of its template.
 * Whether one still holds is for the caller to decide, who knows the day.
 */
export function suppressionsOf(resource: Resource, check: string): readonly Suppression[] {
  const reason = resource.trace?.acknowledged?.[nagId(check)];
  const ofTemplate = resource.document.body['Metadata'];
  if (reason === undefined && resource.metadata === undefined && ofTemplate === undefined) return none;
  return [
    ...(reason === undefined ? [] : [{ kind: 'acknowledgement' as const, ...readJustification(reason) }]),
    ...inMetadata(resource.metadata, check),
    ...inMetadata(ofTemplate, check),
  ];
}

/** By metadata, then by check: that of a template is asked of for every finding. */
const byMetadata = new WeakMap<object, ReadonlyMap<string, readonly Suppression[]>>();

function inMetadata(metadata: Json | undefined, check: string): readonly Suppression[] {
  if (!isObject(metadata)) return none;
  let byCheck = byMetadata.get(metadata);
  if (!byCheck) byMetadata.set(metadata, (byCheck = groupedByCheck(suppressionsIn(metadata))));
  return byCheck.get(check) ?? none;
}

function groupedByCheck(entries: ReturnType<typeof suppressionsIn>): ReadonlyMap<string, readonly Suppression[]> {
  const byCheck = new Map<string, Suppression[]>();
  for (const { check, suppression } of entries) {
    const list = byCheck.get(check);
    if (list) list.push(suppression);
    else byCheck.set(check, [suppression]);
  }
  return byCheck;
}

/** The suppressions in the metadata of a resource or a template, with the names of the checks as they are written. */
export function suppressionsIn(
  metadata: Json | undefined,
): { readonly check: string; readonly suppression: Suppression }[] {
  const list = member(member(metadata, 'faultline'), 'suppress');
  if (!isList(list)) return [];
  return list.filter(isObject).map((entry) => {
    const written = readJustification(textMember(entry, 'reason') ?? '');
    const until = textMember(entry, 'until') ?? written.until;
    const ticket = textMember(entry, 'ticket') ?? written.ticket;
    const owner = textMember(entry, 'owner');
    return {
      check: textMember(entry, 'check') ?? '',
      suppression: {
        kind: 'metadata',
        ...(written.reason !== undefined && { reason: written.reason }),
        ...(until !== undefined && { until }),
        ...(ticket !== undefined && { ticket }),
        ...(owner !== undefined && { owner }),
      },
    };
  });
}
