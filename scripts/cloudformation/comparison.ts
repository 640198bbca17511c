import type { ResourceType } from './resource-types.js';
import type { SeenTypes } from './seen.js';

/** A type or property that was not there when somebody last looked. */
export interface NewThing {
  readonly type: string;
  /** Absent for a type as a whole. */
  readonly property?: string;
  readonly text: string;
  /** Whether its name or text speaks of what REL04 and REL05 are about. */
  readonly bears: boolean;
}

/** What changed since somebody last looked. */
export interface Drift {
  readonly types: readonly NewThing[];
  /** New properties of types that were known. */
  readonly properties: readonly NewThing[];
  /** Types and properties that are gone: `AWS::X::Y`, `AWS::X::Y Path`. */
  readonly gone: readonly string[];
}

/** Words by which documentation speaks of retries, waits, limits, failures and switches. */
const WORDS =
  /time-?out|retr(?:y|ies)|attempt|limit|throttl|concurren|dead-?letter|dlq|fail|maximum|\bmax|minimum|backoff|\brate|queue|alarm|rollback|health|drain|expir|\bage\b|interval|burst|quota|idle|lifetime|bake|recover|shift|deduplic|idempot|buffer|circuit|fallback|\bstate\b/i;

/** Compares the types of a release with what was seen before. */
export function compare(seen: SeenTypes, current: readonly ResourceType[]): Drift {
  const types: NewThing[] = [];
  const properties: NewThing[] = [];
  const gone: string[] = [];
  const names = new Map(current.map((type) => [type.name, type]));
  for (const type of current) {
    const known = seen.get(type.name);
    const added = [...type.properties].filter(([property]) => !known?.has(property));
    const things = added.map(([property, text]) => ({ type: type.name, property, text, bears: bears(property, text) }));
    if (known) properties.push(...things);
    else types.push({ type: type.name, text: listed(things), bears: things.some((thing) => thing.bears) });
  }
  for (const [type, known] of seen) {
    const now = names.get(type)?.properties;
    if (!now) gone.push(type);
    else gone.push(...[...known].filter((property) => !now.has(property)).map((property) => `${type} ${property}`));
  }
  return { types, properties, gone };
}

/** The first sentence is what a property is about; later ones often name limits of its length. */
function bears(property: string, text: string): boolean {
  return WORDS.test(property.replace(/([a-z])([A-Z])/g, '$1 $2')) || WORDS.test(text.split('. ')[0] ?? '');
}

/** The properties of a new type that bear on reliability, as the text about it. */
function listed(things: readonly NewThing[]): string {
  return things
    .filter((thing) => thing.bears)
    .map(({ property, text }) => `${property}: ${text}`)
    .join('\n');
}
