import type { Json, JsonObject } from './document.js';

/** Whether a value of a template is a mapping. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value of a template is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a value of a template is a mapping or a list. */
export function isContainer(value: Json | undefined): value is JsonObject | readonly Json[] {
  return typeof value === 'object' && value !== null;
}

/** Own member of a mapping; undefined when it has none, or when the value is no mapping. */
export function member(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Members of a mapping; none when the value is no mapping. */
export function members(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** Own member when it is text. */
export function textMember(value: Json | undefined, key: string): string | undefined {
  const found = member(value, key);
  return typeof found === 'string' ? found : undefined;
}

/**
 * Mappings that were found to be wide, and whether a macro may add members to them. The engine lists all members of a wide mapping
 * before it gives the first one, so that what is asked of it again and again is kept.
 */
const wideMappings = new WeakMap<JsonObject, boolean>();
/** Members from which on a mapping is wide. */
const WIDE = 100;

/** Whether a macro or a loop may add members to a mapping. */
export function mayBeAdded(value: JsonObject): boolean {
  const kept = wideMappings.get(value);
  if (kept !== undefined) return kept;
  let count = 0;
  let adds = false;
  for (const key in value) {
    count++;
    if (key === 'Fn::Transform' || key.startsWith('Fn::ForEach::')) adds = true;
  }
  if (count > WIDE) wideMappings.set(value, adds);
  return adds;
}

/** Whether a mapping with a member of this name may be an intrinsic. */
export function mayBeIntrinsic(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}

/** The key of a mapping that has one; asked of nearly every value, and so without a list of all keys. */
function onlyKey(value: JsonObject): string | undefined {
  if (wideMappings.has(value)) return undefined;
  let only: string | undefined;
  for (const key in value) {
    if (only !== undefined) return undefined;
    only = key;
  }
  return only;
}

/** Name and argument of an intrinsic function in its long form; undefined for every other value. */
export function intrinsicOf(value: Json | undefined): { readonly name: string; readonly argument: Json } | undefined {
  if (!isObject(value)) return undefined;
  const name = onlyKey(value);
  if (name === undefined || !mayBeIntrinsic(name)) return undefined;
  const argument = value[name] as Json;
  // `Condition: X` is an intrinsic only with a name; in a policy statement it is a plain mapping.
  if (name === 'Condition' && typeof argument !== 'string') return undefined;
  return { name, argument };
}
