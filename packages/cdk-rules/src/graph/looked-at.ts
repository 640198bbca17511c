import { SEEN_TYPES } from './seen-types.js';

const names = new Map<string, ReadonlySet<string>>();

/**
 * Whether somebody looked at a resource type when the rules were written, or need not, since REL04 and REL05 do not touch its service.
 * Any other type may hold queues, retries or limits that no rule knows of.
 */
export function isLookedAt(type: string): boolean {
  const end = type.indexOf('::', 'AWS::'.length);
  const service = type.slice(0, end);
  if (end < 0 || !Object.hasOwn(SEEN_TYPES, service)) return true;
  let known = names.get(service);
  if (!known) names.set(service, (known = new Set(SEEN_TYPES[service]?.split(' '))));
  return known.has(type.slice(end + 2));
}
