import type { Json, JsonObject, JsonPath } from '../document.js';
import type { ResourceDraft, Report } from '../drafts.js';

/** What the events of functions have to know of the APIs of the template; logical ids. */
export interface ApiTraits {
  /** APIs that bring a document of their own. */
  readonly documented: ReadonlySet<string>;
  /** APIs whose callers sign their requests when an event says nothing else. */
  readonly signed: ReadonlySet<string>;
}

/** A SAM resource while it is written out: its properties with the globals, and a maker of the resources that it implies. */
export class SamResource {
  readonly drafts: ResourceDraft[] = [];

  constructor(
    readonly source: ResourceDraft,
    /** Its own properties and those that globals give it. */
    readonly properties: JsonObject,
    /** Where the properties are written that only globals give. */
    private readonly fromGlobals: Readonly<Record<string, JsonPath>>,
    readonly report: Report,
    readonly apis: ApiTraits = { documented: new Set(), signed: new Set() },
  ) {}

  get id(): string {
    return this.source.logicalId;
  }

  /** Path of a property in the source. */
  pathOf(...steps: readonly (string | number)[]): JsonPath {
    const globals = this.fromGlobals[String(steps[0])];
    return globals ? [...globals, ...steps.slice(1)] : [...this.source.propertiesPath, ...steps];
  }

  /** Adds a resource; without paths its properties are where those of the SAM resource are. */
  add(
    id: string,
    type: string,
    properties: JsonObject,
    propertiesPath?: JsonPath,
    renamed?: Readonly<Record<string, JsonPath>>,
  ): void {
    this.drafts.push({
      id,
      logicalId: this.id,
      type,
      sourceType: this.source.sourceType,
      condition: this.source.condition,
      metadata: this.source.metadata,
      properties,
      sourcePath: this.source.sourcePath,
      propertiesPath: propertiesPath ?? this.source.propertiesPath,
      renamed: propertiesPath ? (renamed ?? {}) : { ...this.fromGlobals, ...renamed },
    });
  }
}

/** The members of a mapping with those names that are there, under new names. */
export function pick(from: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, as]) => (Object.hasOwn(from, name) ? [[as, from[name] as Json]] : [])),
  );
}

/** A mapping without some of its members. */
export function omit(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)));
}

/** A mapping without members that are undefined. */
export function present(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** The ARN of a resource of the same template. */
export function arnOf(id: string): Json {
  return { 'Fn::GetAtt': [id, 'Arn'] };
}
