import { readJustification, type Suppression } from '@faultline/catalog';
import {
  checks,
  nagId,
  suppressionsIn,
  type Resource,
  type ResourceFinding,
  type ResourceGraph,
} from '@faultline/cdk-rules/analysis';
import type { UnusedSuppression } from './outcome.js';
import { locate, referenceTo } from './resource-verdicts.js';

const known: ReadonlySet<string> = new Set(checks.map(({ name }) => name));

/**
 * Acknowledgements of constructs, and suppressions in the metadata of templates and their resources, that no finding of
 * their check needs. One that could not be decided may need it.
 * Those of a check that there is not are among them.
 * @param ran names of the checks that ran; nothing can be said of others
 */
export function unusedAcknowledgements(
  graph: ResourceGraph,
  findings: readonly ResourceFinding[],
  ran: ReadonlySet<string>,
): UnusedSuppression[] {
  const needed = new Map<Resource, Set<string>>();
  for (const { resource, rule, status } of findings) {
    if (status === 'compliant') continue;
    needed.set(resource, (needed.get(resource) ?? new Set()).add(rule.meta.name));
  }
  const needs = (resource: Resource, check: string): boolean => needed.get(resource)?.has(check) ?? false;
  return [...ofConstructs(graph, needs, ran), ...ofTemplates(graph, needs, ran)];
}

type Needs = (resource: Resource, check: string) => boolean;

/** A construct's acknowledgement shows on all resources in it; it serves when one of them needs it. */
function ofConstructs(graph: ResourceGraph, needs: Needs, ran: ReadonlySet<string>): UnusedSuppression[] {
  const groups = new Map<string, { readonly check: string; readonly reason: string; readonly on: Resource[] }>();
  const names = new Map([...known].map((name) => [nagId(name), name]));
  for (const resource of graph.resources) {
    for (const [id, reason] of Object.entries(resource.trace?.acknowledged ?? {})) {
      if (!id.startsWith(nagId(''))) continue;
      const check = names.get(id) ?? id;
      if (known.has(check) && !ran.has(check)) continue;
      const key = JSON.stringify([id, reason]);
      const group = groups.get(key) ?? { check, reason, on: [] };
      group.on.push(resource);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ check, reason, on }) => {
    const [first] = on;
    if (!first || on.some((resource) => needs(resource, check))) return [];
    return unused(check, { kind: 'acknowledgement', ...readJustification(reason) }, first);
  });
}

function ofTemplates(graph: ResourceGraph, needs: Needs, ran: ReadonlySet<string>): UnusedSuppression[] {
  const ofResources = graph.resources.flatMap((resource) =>
    suppressionsIn(resource.metadata)
      .filter(({ check }) => !needs(resource, check))
      .flatMap(({ check, suppression }) => unused(check, suppression, resource)),
  );
  const ofDocuments = graph.documents.flatMap((document) => {
    const inside = graph.resources.filter((resource) => resource.document === document);
    return suppressionsIn(document.body['Metadata'])
      .filter(({ check }) => !inside.some((resource) => needs(resource, check)))
      .map(({ check, suppression }) => {
        const position = document.locate(['Metadata', 'faultline']) ?? { line: 1, column: 1 };
        return { check, suppression, location: { file: document.input.path, ...position } };
      });
  });
  return [...ofResources, ...ofDocuments].filter(({ check }) => ran.has(check) || !known.has(check));
}

function unused(check: string, suppression: Suppression, resource: Resource): [UnusedSuppression] {
  const location = locate(resource, undefined);
  return [{ check, suppression, ...(location && { location }), resource: referenceTo(resource) }];
}
