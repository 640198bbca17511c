import type { Json, JsonObject, JsonPath } from './document.js';
import type { Report } from './drafts.js';
import { LIMITS } from '../limits.js';
import { isList, isObject, member, members, textMember } from './json-values.js';

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
  return new LoopWriter(body, report).entriesOf(member(body, 'Resources'), ['Resources'], 0);
}

interface Loop {
  readonly variable: string;
  readonly items: readonly string[];
  readonly fragment: JsonObject;
}

class LoopWriter {
  private made = 0;

  constructor(
    private readonly body: JsonObject,
    private readonly report: Report,
  ) {}

  entriesOf(section: Json | undefined, path: JsonPath, depth: number): WrittenEntry[] {
    return members(section).flatMap(([key, value]) => {
      const own = [...path, key];
      return key.startsWith(LOOP) ? this.loop(value, own, depth) : [{ logicalId: key, resource: value, path: own }];
    });
  }

  private loop(value: Json, path: JsonPath, depth: number): WrittenEntry[] {
    const loop = this.read(value);
    const entries: WrittenEntry[] = [];
    if (loop && depth < LIMITS.loopNesting) {
      const inner = this.entriesOf(loop.fragment, [...path, 2], depth + 1);
      for (const item of loop.items) {
        for (const entry of inner) {
          const resource = this.replaced(entry.resource, loop.variable, item);
          if (this.made <= LIMITS.loopValues)
            entries.push({ ...entry, logicalId: substitute(entry.logicalId, loop.variable, item), resource });
        }
        if (this.made > LIMITS.loopValues) break;
      }
    }
    if (!loop || depth >= LIMITS.loopNesting || this.made > LIMITS.loopValues)
      this.report(path, 'A loop makes resources here that were not all written out.');
    return entries;
  }

  private read(value: Json): Loop | undefined {
    if (!isList(value) || value.length !== 3) return undefined;
    const [variable, list, fragment] = value;
    const items = this.itemsOf(list);
    return typeof variable === 'string' && items && isObject(fragment) ? { variable, items, fragment } : undefined;
  }

  private itemsOf(list: Json | undefined): readonly string[] | undefined {
    if (isList(list))
      return list.every((item) => typeof item === 'string' || typeof item === 'number') ? list.map(String) : undefined;
    const parameter = member(member(this.body, 'Parameters'), textMember(list, 'Ref') ?? '');
    return textMember(parameter, 'Default')
      ?.split(',')
      .map((item) => item.trim());
  }

  private replaced(value: Json, variable: string, item: string): Json {
    this.made += typeof value === 'string' ? 1 + value.length / 100 : 1;
    if (this.made > LIMITS.loopValues) return null;
    if (typeof value === 'string') return substitute(value, variable, item);
    if (isList(value)) return value.map((element) => this.replaced(element, variable, item));
    if (!isObject(value)) return value;
    if (Object.keys(value).length === 1 && value['Ref'] === variable) return item;
    return Object.fromEntries(
      Object.entries(value).map(([key, element]) => [
        substitute(key, variable, item),
        this.replaced(element, variable, item),
      ]),
    );
  }
}

/** A text with the loop's variable put in; `&{}` puts it in without characters that ids may not have. */
function substitute(text: string, variable: string, item: string): string {
  return text.replaceAll(`\${${variable}}`, item).replaceAll(`&{${variable}}`, item.replace(/[^A-Za-z0-9]/g, ''));
}
