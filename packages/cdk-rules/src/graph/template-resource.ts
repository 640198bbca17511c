import type { ConstructTrace, Json, JsonObject, JsonPath, Position, TemplateDocument } from '../template/document.js';
import type { ResourceDraft } from '../template/drafts.js';
import type { Resource } from './graph.js';
import { LIMITS } from '../limits.js';
import { isObject, member } from '../template/json-values.js';
import { Meter } from '../values/meter.js';
import { MEMBERS, type Resolver } from '../values/resolver.js';
import type { NotAnalysed } from './not-analysed.js';
import type { Scope } from '../values/scope.js';
import type { Value } from '../values/value.js';
import { ABSENT, branches, known } from '../values/values.js';

/** What a draft becomes a resource with: its place among all documents. */
export interface ResourcePlace {
  readonly key: string;
  readonly scope: Scope;
  readonly trace: ConstructTrace | undefined;
  readonly ownedByCdk: boolean;
}

/** A resource whose properties are resolved when they are asked for, once each. */
export class TemplateResource implements Resource {
  readonly key: string;
  readonly id: string;
  readonly logicalId: string;
  readonly type: string;
  readonly sourceType: string;
  readonly scope: Scope;
  readonly trace: ConstructTrace | undefined;
  readonly condition: string | undefined;
  readonly ownedByCdk: boolean;
  readonly metadata: Json | undefined;
  readonly sourcePath: JsonPath;
  readonly properties: Json | undefined;
  /** The properties where they are a plain mapping, so that what is not in it is not set. */
  private readonly written: JsonObject | undefined;
  private values: Map<string, Value> | undefined;

  constructor(
    private readonly draft: ResourceDraft,
    place: ResourcePlace,
    private readonly resolver: Resolver,
    private readonly notAnalysed: NotAnalysed,
  ) {
    this.key = place.key;
    this.id = draft.id;
    this.logicalId = draft.logicalId;
    this.type = draft.type;
    this.sourceType = draft.sourceType;
    this.scope = place.scope;
    this.trace = place.trace;
    this.condition = draft.condition;
    this.ownedByCdk = place.ownedByCdk;
    this.metadata = draft.metadata;
    this.sourcePath = draft.sourcePath;
    this.properties = draft.properties;
    this.written = isPlain(draft.properties) ? draft.properties : undefined;
  }

  get document(): TemplateDocument {
    return this.scope.document;
  }

  get(path: string | JsonPath): Value {
    const steps = this.resolver.stepsOf(path);
    const first = steps[0];
    // Most of what rules ask for is not written, and much of the rest is a plain number: nothing of it is resolved or kept.
    if (this.written && first !== undefined && first !== MEMBERS) {
      const value = member(this.written, first);
      if (value === undefined) return ABSENT;
      if (steps.length === 1 && (typeof value === 'number' || typeof value === 'boolean')) return known(value);
    }
    return this.kept(path, steps);
  }

  private kept(path: string | JsonPath, steps: readonly string[]): Value {
    const key = typeof path === 'string' ? path : `\0${path.join('\0')}`;
    this.values ??= new Map();
    let value = this.values.get(key);
    if (!value) {
      value = this.resolver.at(this.properties, steps, this.scope);
      this.values.set(key, value);
      if (value.kind === 'unknown' && value.isLimit) this.tell(path, value.reason);
    }
    return value;
  }

  tell(path: string | JsonPath, reason: string): void {
    const [first] = this.resolver.stepsOf(path);
    const { propertiesPath } = this.draft;
    this.notAnalysed.beyondLimits(
      this.document,
      first === undefined ? propertiesPath : [...propertiesPath, first],
      reason,
    );
  }

  /** A meter for going through all that is written in this resource, within what its template has left. */
  meter(): Meter {
    const meter = new Meter();
    meter.begin(this.scope.left, Infinity);
    return meter;
  }

  /** Resolves a raw value in the scope of this resource. */
  resolve(raw: Json | undefined): Value {
    return this.resolver.at(raw, [], this.scope);
  }

  list(path: string | JsonPath): readonly Value[] | undefined {
    return this.indexes(path)?.map((index) => this.get(below(path, String(index))));
  }

  indexes(path: string | JsonPath): readonly number[] | undefined {
    const length = lengthOf(this.get(below(path, MEMBERS)));
    if (length === undefined) return undefined;
    if (length <= LIMITS.elements) return [...Array(length).keys()];
    this.tell(path, `a list of it has more than ${LIMITS.elements} elements`);
    return undefined;
  }

  keys(path: string | JsonPath): readonly string[] | undefined {
    const names = new Set<string>();
    for (const { value } of branches(this.get(below(path, MEMBERS)))) {
      if (value.kind === 'absent') continue;
      if (value.kind !== 'known' || !Array.isArray(value.value)) return undefined;
      for (const name of value.value as readonly string[]) names.add(name);
    }
    if (names.size <= LIMITS.members) return [...names];
    this.tell(path, `a mapping of it has more than ${LIMITS.members} members`);
    return undefined;
  }

  position(path?: string | JsonPath): Position | undefined {
    const steps = path === undefined ? [] : this.resolver.stepsOf(path);
    const renamed = steps[0] === undefined ? undefined : this.draft.renamed?.[steps[0]];
    let full: JsonPath =
      steps.length === 0
        ? this.draft.propertiesPath.slice(0, -1)
        : [...(renamed ?? [...this.draft.propertiesPath, steps[0] as string]), ...steps.slice(1)];
    for (; full.length > 0; full = full.slice(0, -1)) {
      const position = this.document.locate(full);
      if (position) return position;
    }
    return undefined;
  }
}

/** Whether properties are a mapping to which no intrinsic and no macro adds anything. */
function isPlain(properties: Json | undefined): properties is JsonObject {
  if (!isObject(properties)) return false;
  for (const name in properties) if (name === 'Ref' || name.startsWith('Fn::')) return false;
  return true;
}

/** Elements of the longest list that a value may be, by its number of members; undefined when one is not known. */
function lengthOf(members: Value): number | undefined {
  if (members.kind === 'absent') return 0;
  let length = 0;
  for (const { value } of branches(members)) {
    if (value.kind === 'absent') continue;
    if (value.kind !== 'known' || typeof value.value !== 'number') return undefined;
    length = Math.max(length, value.value);
  }
  return length;
}

/** A path one step longer; the step has no dot. */
function below(path: string | JsonPath, step: string): string | JsonPath {
  if (typeof path !== 'string') return [...path, step];
  return path === '' ? step : `${path}.${step}`;
}
