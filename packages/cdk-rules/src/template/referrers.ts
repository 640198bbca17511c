import type { Json } from './document.js';
import type { Resource } from './graph.js';
import { intrinsicOf, isList } from './json-values.js';
import type { TemplateResource } from './template-resource.js';
import { textParts } from './text-parts.js';

/** Resources that refer to each resource anywhere in their properties, by key. */
export function findReferrers(resources: readonly TemplateResource[]): ReadonlyMap<string, readonly Resource[]> {
  const referrers = new Map<string, Set<Resource>>();
  for (const from of resources) {
    for (const to of referencesIn(from)) {
      const set = referrers.get(to.key);
      if (set) set.add(from);
      else referrers.set(to.key, new Set([from]));
    }
  }
  return new Map([...referrers].map(([key, set]) => [key, [...set]]));
}

function referencesIn(resource: TemplateResource): ReadonlySet<Resource> {
  const found = new Set<Resource>();
  const visit = (raw: Json | undefined): void => {
    if (typeof raw === 'string') {
      if (raw.startsWith('arn:') || raw.startsWith('https:')) add(raw);
    } else if (isList(raw)) raw.forEach(visit);
    else if (typeof raw === 'object' && raw !== null) {
      const intrinsic = intrinsicOf(raw);
      if (!intrinsic) Object.values(raw).forEach(visit);
      else if (intrinsic.name === 'Fn::If' && isList(intrinsic.argument)) intrinsic.argument.slice(1).forEach(visit);
      else {
        add(raw);
        const parts = intrinsic.name === 'Ref' || intrinsic.name === 'Fn::GetAtt' ? undefined : textParts(raw);
        const inner = (parts ?? []).filter((part) => typeof part === 'object').map((part) => part.raw);
        // What is picked from a list, or split, is no text of its own: its references stand in its arguments.
        if (inner.length === 1 && inner[0] === raw) visit(intrinsic.argument);
        else inner.forEach(visit);
        if (parts === undefined && isList(intrinsic.argument)) intrinsic.argument.forEach(visit);
      }
    }
  };
  const add = (raw: Json): void => {
    const value = resource.resolve(raw);
    const values = value.kind === 'choice' ? value.branches.map((branch) => branch.value) : [value];
    for (const each of values) if (each.kind === 'reference' && each.resource !== resource) found.add(each.resource);
  };
  visit(resource.properties);
  return found;
}
