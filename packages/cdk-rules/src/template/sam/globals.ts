import type { Json, JsonObject, JsonPath } from '../document.js';
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

/** Most members that are merged: more than any service takes, so that many resources do not multiply large globals. */
const MAX_MEMBERS = 1_000;

/** SAM adds lists together, merges mappings, and lets the resource win for everything else. */
function merged(globals: Json, own: Json): Json {
  if (isList(globals) && isList(own)) return globals.length > MAX_MEMBERS ? own : [...globals, ...own];
  if (!isObject(globals) || !isObject(own) || intrinsicOf(globals) || intrinsicOf(own)) return own;
  const names = new Set([...Object.keys(globals), ...Object.keys(own)]);
  if (names.size > MAX_MEMBERS) return own;
  return Object.fromEntries(
    [...names].map((name) => {
      const [left, right] = [member(globals, name), member(own, name)];
      return [name, left === undefined ? (right as Json) : right === undefined ? left : merged(left, right)];
    }),
  );
}
