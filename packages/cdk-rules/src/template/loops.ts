import type { Json, JsonObject, JsonPath } from './document.js';
import type { Report } from './drafts.js';
import { isList, isObject, member, members, textMember } from './json-values.js';

/** Most resources that loops may make in one template. */
const MAX_MADE = 2_000;
const LOOP = 'Fn::ForEach::';

/** An entry of `Resources`, and where it is written. */
export interface WrittenEntry {
  readonly logicalId: string;
  readonly resource: Json;
  readonly path: JsonPath;
}

/**
 * Entries of `Resources` with `Fn::ForEach` written out, where it goes over a literal list or over a list parameter with a default.
 * Other loops are told to `report`.
 */
export function loopsWrittenOut(body: JsonObject, report: Report): readonly WrittenEntry[] {
  const entries: WrittenEntry[] = [];
  const visit = (section: Json | undefined, path: JsonPath, depth: number): void => {
    for (const [key, value] of members(section)) {
      const own = [...path, key];
      if (!key.startsWith(LOOP)) {
        entries.push({ logicalId: key, resource: value, path: own });
        continue;
      }
      const loop = readLoop(value, body);
      if (!loop || depth >= 5 || entries.length + loop.items.length > MAX_MADE) {
        report(own, 'A loop makes resources here that were not written out.');
        continue;
      }
      for (const item of loop.items) {
        const made: WrittenEntry[] = [];
        const from = entries.length;
        visit(loop.fragment, [...own, 2], depth + 1);
        made.push(...entries.splice(from));
        for (const entry of made) {
          const logicalId = substitute(entry.logicalId, loop.variable, item);
          entries.push({ ...entry, logicalId, resource: replaced(entry.resource, loop.variable, item) });
        }
      }
    }
  };
  visit(member(body, 'Resources'), ['Resources'], 0);
  return entries;
}

interface Loop {
  readonly variable: string;
  readonly items: readonly string[];
  readonly fragment: JsonObject;
}

function readLoop(value: Json, body: JsonObject): Loop | undefined {
  if (!isList(value) || value.length !== 3) return undefined;
  const [variable, list, fragment] = value;
  const items = itemsOf(list, body);
  if (typeof variable !== 'string' || !items || !isObject(fragment)) return undefined;
  return { variable, items, fragment };
}

function itemsOf(list: Json | undefined, body: JsonObject): readonly string[] | undefined {
  if (isList(list))
    return list.every((item) => typeof item === 'string' || typeof item === 'number') ? list.map(String) : undefined;
  const parameter = member(member(body, 'Parameters'), textMember(list, 'Ref') ?? '');
  const fallback = textMember(parameter, 'Default');
  return fallback === undefined ? undefined : fallback.split(',').map((item) => item.trim());
}

/** A text with the loop's variable put in; `&{}` puts it in without characters that ids may not have. */
function substitute(text: string, variable: string, item: string): string {
  return text.replaceAll(`\${${variable}}`, item).replaceAll(`&{${variable}}`, item.replace(/[^A-Za-z0-9]/g, ''));
}

function replaced(value: Json, variable: string, item: string): Json {
  if (typeof value === 'string') return substitute(value, variable, item);
  if (isList(value)) return value.map((element) => replaced(element, variable, item));
  if (!isObject(value)) return value;
  if (Object.keys(value).length === 1 && value['Ref'] === variable) return item;
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [substitute(key, variable, item), replaced(element, variable, item)]),
  );
}
