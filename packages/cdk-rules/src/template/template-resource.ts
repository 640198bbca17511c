import type { ConstructTrace, Json, JsonPath, Position, TemplateDocument } from './document.js';
import type { Resource } from './graph.js';
import { MEMBERS, type Resolver } from './resolver.js';
import type { Scope } from './scope.js';
import type { Value } from './value.js';
import { branches } from './values.js';

/** Longest list that is gone through element by element. */
const MAX_ELEMENTS = 5_000;

/** What a resource is made from. */
export interface ResourceSource {
  readonly key: string;
  /** The id that references use. */
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
  /** Where properties stand in the source: below this path, and under another name where it is renamed. */
  readonly propertiesPath: JsonPath;
  readonly renamed?: Readonly<Record<string, JsonPath>> | undefined;
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
  private values: Map<string, Value> | undefined;

  constructor(
    private readonly source: ResourceSource,
    private readonly resolver: Resolver,
  ) {
    this.key = source.key;
    this.id = source.id;
    this.logicalId = source.logicalId;
    this.type = source.type;
    this.sourceType = source.sourceType;
    this.scope = source.scope;
    this.trace = source.trace;
    this.condition = source.condition;
    this.ownedByCdk = source.ownedByCdk;
    this.metadata = source.metadata;
    this.sourcePath = source.sourcePath;
    this.properties = source.properties;
  }

  get document(): TemplateDocument {
    return this.scope.document;
  }

  get(path: string | JsonPath): Value {
    const key = typeof path === 'string' ? path : `\0${path.join('\0')}`;
    this.values ??= new Map();
    let value = this.values.get(key);
    if (!value) {
      value = this.resolver.at(this.properties, stepsOf(path), this.scope);
      this.values.set(key, value);
    }
    return value;
  }

  /** Resolves a raw value in the scope of this resource. */
  resolve(raw: Json | undefined): Value {
    return this.resolver.at(raw, [], this.scope);
  }

  list(path: string | JsonPath): readonly Value[] | undefined {
    let length = 0;
    for (const { value } of branches(this.get([...stepsOf(path), MEMBERS]))) {
      if (value.kind === 'absent') continue;
      if (value.kind !== 'known' || typeof value.value !== 'number') return undefined;
      length = Math.max(length, value.value);
    }
    return Array.from({ length: Math.min(length, MAX_ELEMENTS) }, (_, index) => this.get([...stepsOf(path), index]));
  }

  keys(path: string | JsonPath): readonly string[] | undefined {
    const names = new Set<string>();
    for (const { value } of branches(this.get([...stepsOf(path), MEMBERS]))) {
      if (value.kind === 'absent') continue;
      if (value.kind !== 'known' || !Array.isArray(value.value)) return undefined;
      for (const name of value.value as readonly string[]) names.add(name);
    }
    return [...names];
  }

  position(path?: string | JsonPath): Position | undefined {
    const steps = path === undefined ? [] : stepsOf(path);
    const renamed = steps[0] === undefined ? undefined : this.source.renamed?.[steps[0]];
    let full: JsonPath =
      steps.length === 0
        ? this.source.propertiesPath.slice(0, -1)
        : [...(renamed ?? [...this.source.propertiesPath, steps[0] as string]), ...steps.slice(1)];
    for (; full.length > 0; full = full.slice(0, -1)) {
      const position = this.document.locate(full);
      if (position) return position;
    }
    return undefined;
  }
}

function stepsOf(path: string | JsonPath): readonly string[] {
  if (typeof path === 'string') return path === '' ? [] : path.split('.');
  return path.map(String);
}
