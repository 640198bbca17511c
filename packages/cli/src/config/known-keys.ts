import { jsonSchema } from './json-schema.js';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** Keys that an object of the configuration may have. @param path of the object; empty for the configuration itself */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  const whole = jsonSchema() as JsonSchema;
  const places = path.reduce<readonly JsonSchema[]>((found, key) => found.flatMap((one) => inside(one, key)), [whole]);
  return places.flatMap(alternatives).flatMap(({ properties }) => Object.keys(properties ?? {}));
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf?.flatMap(alternatives) ?? [schema];
}

function inside(schema: JsonSchema, key: PropertyKey): JsonSchema[] {
  return alternatives(schema).flatMap(({ properties, additionalProperties, items }) => {
    if (typeof key === 'number') return items ?? [];
    const own = properties?.[String(key)];
    return own ?? (typeof additionalProperties === 'object' ? additionalProperties : []);
  });
}
