/**
 * Shapes of an AWS API, read from the schemas that its SDK serialises by. A schema is a number (a kind of scalar), a
 * function that gives it, a pair of it with its traits, or a tuple that begins with its kind.
 * @module
 */

type Schema = number | Member | readonly unknown[];
type Member = () => Schema;

const kinds = { list: 1, map: 2, structure: 3 } as const;
const scalars: Readonly<Record<number, string>> = { 0: 'string', 1: 'number', 2: 'boolean', 4: 'number' };
const listBit = 64;

/** An operation as the SDK's schema describes it. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  /** Matches the path of a request and captures its labels by their names. */
  readonly path: RegExp;
  readonly input: Schema;
  readonly output: Schema;
}

/** Reads the schema of an operation. */
export function operation(schema: unknown): Operation {
  const [, , name, { http }, input, output] = schema as [
    9,
    string,
    string,
    { http: [string, string, number] },
    Schema,
    Schema,
  ];
  const path = new RegExp(`^${http[1].replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  return { name, method: http[0], path, input, output };
}

function resolve(schema: Schema): number | readonly unknown[] {
  if (typeof schema === 'function') return resolve(schema());
  if (Array.isArray(schema) && schema.length === 2) return resolve(schema[0] as Schema);
  return schema as number | readonly unknown[];
}

/** Where a value breaks its schema; empty when it keeps it. */
export function shapeErrors(value: unknown, schema: Schema, at = '$'): string[] {
  if (value === undefined || value === null) return [];
  const shape = resolve(schema);
  if (typeof shape === 'number') {
    if ((shape & listBit) === 0) return typeof value === scalars[shape] ? [] : [`${at} is no ${scalars[shape]}`];
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((item, index) => shapeErrors(item, shape & ~listBit, `${at}[${index}]`));
  }
  const entries = Object.entries(value);
  if (shape[0] === kinds.list) {
    return Array.isArray(value)
      ? entries.flatMap(([key, item]) => shapeErrors(item, shape[4] as Schema, `${at}[${key}]`))
      : [`${at} is no list`];
  }
  if (shape[0] === kinds.map)
    return entries.flatMap(([key, item]) => shapeErrors(item, shape[5] as Schema, `${at}.${key}`));
  const [names, members, required = 0] = shape.slice(4) as [string[], Schema[], number?];
  const missing = names.slice(0, required).filter((name) => !(name in (value as object)));
  return [
    ...missing.map((name) => `${at}.${name} is missing`),
    ...entries.flatMap(([key, item]) => {
      const index = names.indexOf(key);
      return index < 0 ? [`${at}.${key} is unknown`] : shapeErrors(item, members[index] as Schema, `${at}.${key}`);
    }),
  ];
}
