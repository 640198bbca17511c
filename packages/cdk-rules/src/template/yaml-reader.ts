import type * as Yaml from 'yaml';
import type { Alias, Document, Node, YAMLMap } from 'yaml';
import { withFlowOnOneLine } from './flow-layout.js';
import { TemplateError, type Json, type JsonPath } from './document.js';
import { LIMITS } from '../limits.js';
import { isContainer } from './json-values.js';
import { nestsTooDeep, TOO_DEEP, yamlTooDeep } from './nesting.js';
import { positionAt, type Offsets } from './offsets.js';
import { intrinsicArgument, intrinsicOfTag } from './short-intrinsics.js';

/** Loaded on first use: most templates are JSON, and the library takes a third of the time that all of this takes. */
function library(): typeof Yaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a literal call, so that bundlers see what is loaded
  return require('yaml') as typeof Yaml;
}

/** What a text in YAML holds. */
export interface YamlContent {
  readonly body: Json;
  /** Where each member begins. */
  readonly offsets: Offsets;
  /** Keys that stand more than once in their mapping. The last one counts, as for CloudFormation. */
  readonly repeated: readonly JsonPath[];
}

/** Reads YAML with short intrinsics written out; throws TemplateError with the position of the fault. */
export function readYaml(text: string): YamlContent {
  if (yamlTooDeep(text)) throw new TemplateError(TOO_DEEP);
  const strict = parse(text);
  // Only what the reader refuses is read again, since that takes the time twice.
  const document = strict.errors.length > 0 ? parseAgain(text, strict) : strict;
  const fault = document.errors[0] && (strict.errors[0] ?? document.errors[0]);
  if (fault) {
    const reason =
      fault.code === 'MULTIPLE_DOCS' ? 'The file holds several YAML documents.' : 'The template is not valid YAML.';
    throw new TemplateError(reason, positionAt(text, fault.pos[0]));
  }
  return new YamlConverter(text, document).convert();
}

function parseAgain(text: string, strict: Document.Parsed): Document.Parsed {
  const flat = withFlowOnOneLine(text);
  return flat === text ? strict : parse(flat);
}

function parse(text: string): Document.Parsed {
  // A broken text has an error for each of its lines, and most of the time would go into where in the library each was made.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return library().parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error', merge: false });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

interface Converted {
  readonly value: Json;
  /** Number of values in it, aliases written out. */
  readonly size: number;
}

class YamlConverter {
  private readonly yaml = library();
  private readonly offsets: Offsets = new WeakMap();
  private readonly anchors = new Map<string, Converted>();
  private readonly repeated: JsonPath[] = [];
  /** Keys and indexes that lead to the node that is converted. */
  private readonly path: (string | number)[] = [];
  /** Values that aliases and merge keys have added so far. */
  private added = 0;

  constructor(
    private readonly text: string,
    private readonly document: Document,
  ) {}

  convert(): YamlContent {
    const { value } = this.node(this.document.contents);
    // An alias may stand for something as deep as the text around it, so that the text alone does not tell how deep it gets.
    if (this.added > 0 && isContainer(value) && nestsTooDeep(value)) this.fail(TOO_DEEP, undefined);
    return { body: value, offsets: this.offsets, repeated: this.repeated };
  }

  private node(node: unknown): Converted {
    if (this.yaml.isAlias(node)) return this.alias(node);
    let converted: Converted;
    if (this.yaml.isMap(node)) converted = this.map(node);
    else if (this.yaml.isSeq(node)) converted = this.list(node.items as Node[]);
    else converted = { value: this.yaml.isScalar(node) ? scalarValue(node.value) : null, size: 1 };
    const { tag, anchor, range } = (node ?? {}) as { tag?: string; anchor?: string; range?: readonly number[] };
    const intrinsic = intrinsicOfTag(tag);
    if (intrinsic) {
      // An untagged plain scalar may read as a number; the argument of a tag is the text as written.
      const argument = this.yaml.isScalar(node) ? (node.source ?? String(node.value ?? '')) : converted.value;
      const value = { [intrinsic]: intrinsicArgument(intrinsic, argument) };
      this.offsets.set(value, new Map([[intrinsic, range?.[0] ?? 0]]));
      converted = { value, size: converted.size + 1 };
    }
    if (anchor) this.anchors.set(anchor, converted);
    return converted;
  }

  private below(step: string | number, node: unknown): Converted {
    this.path.push(step);
    const converted = this.node(node);
    this.path.pop();
    return converted;
  }

  private alias(node: Alias): Converted {
    const anchored = this.anchors.get(node.source);
    if (!anchored) this.fail('The template uses an alias that is not defined before.', node.range?.[0]);
    const converted = anchored as Converted;
    this.added += converted.size;
    if (this.added > LIMITS.aliasedValues)
      this.fail('The template grows beyond all bounds when its aliases are written out.', node.range?.[0]);
    return converted;
  }

  private list(items: readonly Node[]): Converted {
    const value: Json[] = [];
    const own = new Map<number, number>();
    let size = 1;
    for (const item of items) {
      own.set(value.length, item?.range?.[0] ?? 0);
      const converted = this.below(value.length, item);
      value.push(converted.value);
      size += converted.size;
    }
    this.offsets.set(value, own);
    return { value, size };
  }

  private map(map: YAMLMap): Converted {
    const members = new Map<string, Json>();
    const merged = new Map<string, Json>();
    const own = new Map<string, number>();
    let size = 1;
    for (const pair of map.items) {
      const keyNode = pair.key as Node | null;
      const key = this.yaml.isScalar(keyNode)
        ? (keyNode.source ?? String(keyNode.value))
        : JSON.stringify(this.node(keyNode).value);
      const offset = keyNode?.range?.[0] ?? 0;
      const converted = this.below(key, pair.value);
      size += converted.size;
      if (key === '<<') {
        for (const [name, value] of mergedMembers(converted.value)) if (!merged.has(name)) merged.set(name, value);
        continue;
      }
      if (members.has(key)) this.repeated.push([...this.path, key]);
      members.set(key, converted.value);
      own.set(key, offset);
    }
    for (const [name, value] of merged) if (!members.has(name)) members.set(name, value);
    // fromEntries makes own properties even of names such as __proto__.
    const value = Object.fromEntries(members);
    this.offsets.set(value, own);
    return { value, size };
  }

  private fail(message: string, offset: number | undefined): void {
    throw new TemplateError(message, offset === undefined ? undefined : positionAt(this.text, offset));
  }
}

function scalarValue(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return value === undefined ? null : String(value);
}

function mergedMembers(value: Json): (readonly [string, Json])[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => mergedMembers(item));
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
