import type { Json, JsonObject, JsonPath } from '../document.js';
import { LIMITS } from '../../limits.js';
import { intrinsicOf, isList, isObject, member } from '../json-values.js';

/** Properties of a SAM resource with those of `Globals`, and where the ones are written that come from there alone. */
export function withGlobals(
  body: JsonObject,
  kind: string,
  own: Json | undefined,
): { properties: JsonObject; fromGlobals: Record<string, JsonPath> } {
  const globals = member(member(body, 'Globals'), kind);
  const properties = isObject(own) && !intrinsicOf(own) ? own : {};
  if (!isObject(globals)) return { properties, fromGlobals: {} };
  const fromGlobals = Object.fromEntries(
    Object.keys(globals)
      .filter((name) => !Object.hasOwn(properties, name))
      .map((name) => [name, ['Globals', kind, name] as JsonPath]),
  );
  return { properties: merged(globals, properties) as JsonObject, fromGlobals };
}

/** SAM adds lists together, merges mappings, and lets the resource win for everything else. */
function merged(globals: Json, own: Json): Json {
  if (isList(globals) && isList(own)) return globals.length > LIMITS.mergedMembers ? own : [...globals, ...own];
  if (!isObject(globals) || !isObject(own) || intrinsicOf(globals) || intrinsicOf(own)) return own;
  const names = new Set([...Object.keys(globals), ...Object.keys(own)]);
  if (names.size > LIMITS.mergedMembers) return own;
  return Object.fromEntries(
    [...names].map((name) => {
      const [left, right] = [member(globals, name), member(own, name)];
      return [name, left === undefined ? (right as Json) : right === undefined ? left : merged(left, right)];
    }),
  );
}
