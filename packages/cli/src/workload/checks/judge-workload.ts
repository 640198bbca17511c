import { suppress } from '@faultline/catalog';
import { suppressionsOf } from '@faultline/cdk-rules/analysis';
import type { DraftVerdict } from '../../assessment/verdicts.js';
import { locate, referenceTo } from '../../scan/resource-verdicts.js';
import { nameOf } from '../resource-places.js';
import { workloadChecks } from './index.js';
import type { Workload, WorkloadCheck, WorkloadFinding } from './workload-check.js';

/** What the wanted checks say of a workload, beside what each layer said, which is withdrawn where a check says it better. */
export function judgeWorkload(
  workload: Workload,
  wanted: ReadonlySet<string>,
  drafts: readonly DraftVerdict[],
  today: string,
): DraftVerdict[] {
  const found = workloadChecks
    .filter(({ meta }) => wanted.has(meta.name))
    .flatMap((check) => [...check.judge(workload)].map((finding) => ({ check, finding })));
  const replacing = found.filter(({ finding }) => finding.replaces && finding.status !== 'undetermined');
  const rest = drafts.map((draft) => {
    if (draft.status !== 'violation' && draft.status !== 'undetermined') return draft;
    const by = replacing.find(({ finding }) => isReplaced(draft, finding));
    if (!by) return draft;
    const reason = `It is one fact with what ${by.check.meta.name} says of ${nameOf(by.finding.resource)}, with both layers in view.`;
    return { ...draft, status: 'withdrawn' as const, withdrawal: { reason, from: draft.status } };
  });
  return [...rest, ...found.map(({ check, finding }) => draftOf(check, finding, today))];
}

/** Whether a verdict of one layer says a part of a finding, at one of its places. */
function isReplaced({ check, location, resource }: DraftVerdict, { replaces = [], places }: WorkloadFinding): boolean {
  if (!replaces.includes(check)) return false;
  return places.some((place) =>
    resource
      ? place.resource?.logicalId === resource.logicalId && place.resource.template === resource.template
      : place.layer === 'code' && place.location?.file === location?.file && place.location?.line === location?.line,
  );
}

function draftOf({ meta }: WorkloadCheck, finding: WorkloadFinding, today: string): DraftVerdict {
  const { resource, places, evidence } = finding;
  const location = places.find(({ layer }) => layer === 'code')?.location ?? locate(resource, undefined);
  const draft: DraftVerdict = {
    check: meta.name,
    bestPractice: meta.bestPractice,
    layer: 'workload',
    status: finding.status,
    severity: finding.severity ?? meta.severity,
    message: finding.message,
    ...(location && { location }),
    resource: referenceTo(resource),
    places,
    related: places.map(({ message, location: at, resource: part }) => ({
      message,
      ...(at && { location: at }),
      ...(part && { resource: part }),
    })),
    ...(evidence && { evidence }),
    anchor: nameOf(resource),
    subject: finding.subject ?? '',
  };
  return suppress(draft, suppressionsOf(resource, meta.name), today);
}
