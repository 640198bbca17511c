import type { Json, JsonObject } from '../template/document.js';
import type { Resource } from './graph.js';
import { intrinsicOf, isContainer, isList } from '../template/json-values.js';
import type { TemplateResource } from './template-resource.js';
import type { Meter } from '../values/meter.js';
import { textParts } from '../values/text-parts.js';
import { branches } from '../values/values.js';

/** Which of some resources refer to each resource anywhere in their properties, by its key. */
export function findReferrers(among: readonly TemplateResource[]): ReadonlyMap<string, readonly Resource[]> {
  const referrers = new Map<string, Set<Resource>>();
  for (const from of among) {
    const mentions: Json[] = [];
    const meter = from.meter();
    collectMentions(from.properties, mentions, meter);
    if (meter.excess !== undefined) from.tell([], meter.excess);
    for (const mention of mentions)
      for (const { value } of branches(from.resolve(mention)))
        if (value.kind === 'reference' && value.resource !== from) {
          const set = referrers.get(value.resource.key);
          if (set) set.add(from);
          else referrers.set(value.resource.key, new Set([from]));
        }
  }
  return new Map([...referrers].map(([key, set]) => [key, [...set]]));
}

/** Collects what may refer to a resource, anywhere in a value: intrinsics and addresses. */
function collectMentions(raw: Json | undefined, mentions: Json[], meter: Meter): void {
  if (raw === undefined || !mayMention(raw) || !meter.spend()) return;
  const intrinsic = intrinsicOf(raw);
  if (intrinsic) collectFromIntrinsic(raw, intrinsic, mentions, meter);
  else if (typeof raw === 'string') mentions.push(raw);
  else for (const value of Object.values(raw).filter(mayMention)) collectMentions(value, mentions, meter);
}

/** Whether a value is a mapping, a list or an address. Every value of a template is asked. */
function mayMention(value: Json): value is string | JsonObject | readonly Json[] {
  return typeof value === 'string' ? value.startsWith('arn:') || value.startsWith('https:') : isContainer(value);
}

function collectFromIntrinsic(
  raw: Json,
  { name, argument }: { readonly name: string; readonly argument: Json },
  mentions: Json[],
  meter: Meter,
): void {
  if (name === 'Fn::If' && isList(argument)) return collectMentions(argument.slice(1), mentions, meter);
  mentions.push(raw);
  const parts = name === 'Ref' || name === 'Fn::GetAtt' ? undefined : textParts(raw, meter);
  if (!parts) return isList(argument) ? collectMentions(argument, mentions, meter) : undefined;
  const inner = parts.flatMap((part) => (typeof part === 'object' ? [part.raw] : []));
  // What is picked from a list, or split, is no text of its own: its references stand in its arguments.
  collectMentions(inner.length === 1 && inner[0] === raw ? argument : inner, mentions, meter);
}
