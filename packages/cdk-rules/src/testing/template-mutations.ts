import fc from 'fast-check';
import type { Json, JsonObject } from '../template/document.js';
import { isList, isObject } from '../template/json-values.js';

type Mutable = Record<string | number, Json>;
type Place = readonly [holder: Mutable, key: string];

/** One change of a template: what to do, where, and which of the odd values or other places to do it with. */
export interface Mutation {
  readonly kind: keyof typeof KINDS;
  readonly at: number;
  readonly other: number;
}

/** A text that doubles at each level. */
function doubling(levels: number): Json {
  return levels === 0 ? 'x' : { 'Fn::Sub': ['${A}${A}', { A: doubling(levels - 1) }] };
}

/** A value in many lists. */
function deep(levels: number): Json {
  return levels === 0 ? 'x' : [deep(levels - 1)];
}

/** Values that have no business where they are put, or that no template should have at all. */
const ODD_VALUES: readonly Json[] = [
  ...[null, true, -1, 0, 1e12, 2.5, '', 'x', '300', 'arn:aws:sqs', 'arn:aws:lambda:r:1:function:', '${', '${}', '{'],
  ...['cron(', '{{resolve:ssm:a}}', '__proto__', '9'.repeat(400), 'AWS::SQS::Queue', 'AWS::Serverless::Function'],
  ...[
    [],
    {},
    [[]],
    [null],
    { '': '' },
    { constructor: {} },
    { Ref: 'Missing' },
    { Ref: 5 },
    { Ref: null },
    { Ref: [] },
  ],
  ...[{ Ref: '__proto__' }, { Ref: 'AWS::NoValue' }, { Ref: 'AWS::Region' }, { Condition: 'Missing' }],
  ...[{ 'Fn::GetAtt': [] }, { 'Fn::GetAtt': 'Work' }, { 'Fn::GetAtt': ['Work', { Ref: 'Work' }] }],
  ...[{ 'Fn::GetAtt': {} }, { 'Fn::If': [] }, { 'Fn::If': ['IsProd', 1] }, { 'Fn::If': [['a'], {}, []] }],
  ...[
    { 'Fn::If': ['Missing', { Ref: 'AWS::NoValue' }, 'a'] },
    { 'Fn::Select': [-1, []] },
    { 'Fn::Select': [9, ['a']] },
  ],
  ...[{ 'Fn::Select': ['a', { Ref: 'Work' }] }, { 'Fn::Sub': null }, { 'Fn::Sub': '${Open' }, { 'Fn::Sub': ['${A}'] }],
  ...[
    { 'Fn::Sub': ['${A}', { A: { 'Fn::Sub': '${A}' } }] },
    { 'Fn::Sub': ['${Work.Arn.Arn}', null] },
    { 'Fn::Join': {} },
  ],
  ...[{ 'Fn::Join': ['', null] }, { 'Fn::Join': [null, ['a', {}]] }, { 'Fn::Split': ['', 'a'] }, { 'Fn::Split': [] }],
  ...[{ 'Fn::FindInMap': [] }, { 'Fn::FindInMap': ['Bounds', {}, []] }, { 'Fn::ImportValue': { Ref: 'Work' } }],
  ...[{ 'Fn::ImportValue': [] }, { 'Fn::Transform': { Name: 'AWS::Include' } }, { 'Fn::ForEach::A': ['A', [], {}] }],
  ...[
    { 'Fn::ForEach::A': 5 },
    { 'Fn::Unheard': {} },
    { 'Fn::ToJsonString': { a: { Ref: 'Work' } } },
    { 'Fn::Length': 3 },
  ],
  ...[doubling(20), { 'Fn::Join': ['-', Array.from({ length: 500 }, () => ({ Ref: 'Work' }))] }, deep(200)],
  ...[
    'NaN',
    '-Infinity',
    '0x1F',
    1e308,
    '::error::',
    '\u001b[31m',
    '\uE0000\uE001',
    ':'.repeat(5_000),
    '${'.repeat(2_000),
  ],
  ...[{ 'Fn::Base64': {} }, { 'Fn::Cidr': [] }, { 'Fn::GetAZs': [] }, { 'Fn::And': 'a' }, { 'Fn::GetStackOutput': {} }],
];

const KINDS = {
  drop: ([holder, key]: Place) => void Reflect.deleteProperty(holder, key),
  replace: ([holder, key]: Place, other: number) =>
    void (holder[key] = structuredClone(pick(ODD_VALUES, other)) as Json),
  nest: ([holder, key]: Place, other: number) => {
    const value = holder[key] as Json;
    holder[key] = pick<Json>([[value], [null, value], { Nested: value }, { 'Fn::If': ['IsProd', value, null] }], other);
  },
  write: ([holder, key]: Place) => void (holder[key] = JSON.stringify(holder[key])),
  rename: ([holder, key]: Place, other: number) => {
    const value = holder[key] as Json;
    Reflect.deleteProperty(holder, key);
    // Defined, since an assignment would set the prototype.
    const name = pick(['__proto__', 'constructor', 'Fn::If', 'Ref', 'Fn::ForEach::B', 'Properties', ''], other);
    Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  },
  refer: ([holder, key]: Place, other: number, resources: readonly string[]) => {
    const name = pick(resources, other);
    const attribute = pick(['Arn', 'Name', 'Outputs.Arn', ''], Math.floor(other / resources.length));
    holder[key] = attribute === '' ? { Ref: name } : { 'Fn::GetAtt': [name, attribute] };
  },
  move: ([holder, key]: Place, other: number, _: readonly string[], places: readonly Place[]) => {
    const [from, name] = pick(places, other);
    holder[key] = structuredClone(from[name]) as Json;
  },
  repeat: ([holder, key]: Place) => {
    const value = structuredClone(holder[key]) as Json;
    if (Array.isArray(holder)) holder.push(value);
    else holder[`${key}Again`] = value;
  },
};

/** Lists of changes, as fast-check makes and shrinks them. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])),
    at: fc.nat(),
    other: fc.nat(),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Most resources of a template that is changed, so that many can be tried. */
const EXCERPT = 8;

/** A template with a few of its resources only, which stand side by side in it. */
export function excerpt(body: JsonObject, start: number): JsonObject {
  const resources = Object.entries(body['Resources'] as JsonObject);
  const from = start % resources.length;
  return { ...body, Resources: Object.fromEntries(resources.slice(from, from + EXCERPT)) };
}

/** The text of a template after some changes. */
export function mutated(body: Json, changes: readonly Mutation[]): string {
  const root = { body: structuredClone(body) };
  for (const { kind, at, other } of changes) {
    const places = placesIn(root.body);
    if (places.length === 0) break;
    const resources = isObject(root.body) ? Object.keys((root.body['Resources'] ?? {}) as object) : [];
    KINDS[kind](pick(places, at), other, resources.length > 0 ? resources : ['Missing'], places);
  }
  return JSON.stringify(root.body);
}

function placesIn(value: Json | undefined): Place[] {
  if (!isList(value) && !isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, Json]) => [
    [value as unknown as Mutable, key] as const,
    ...placesIn(inner),
  ]);
}

function pick<T>(from: readonly T[], index: number): T {
  return from[index % from.length] as T;
}

/** That many lists of changes, the same for the same seed. */
export function sampleMutations(count: number, seed: number): Mutation[][] {
  return fc.sample(mutations, { seed, numRuns: count });
}
