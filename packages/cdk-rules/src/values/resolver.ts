import { readAddress, type Address } from '../graph/arns.js';
import type { Json, JsonObject, JsonPath } from '../template/document.js';
import type { Resource } from '../graph/graph.js';
import { intrinsicOf, isList } from '../template/json-values.js';
import { jsonInText } from './json-text.js';
import { resolveIntrinsic } from './intrinsics.js';
import type { Scope, Scoped } from './scope.js';
import { placeholder, type TextPart } from './text-parts.js';
import type { Value } from './value.js';
import { ABSENT, branches, choice, known, unknown, type Branch } from './values.js';

/** Longest chain of references (parameter of a nested stack, import of an import). */
const MAX_DEPTH = 100;
/** Most steps for one value; what takes more was written to exhaust the reader. */
const MAX_STEPS = 20_000;
/** Most texts that the conditions inside of one text may lead to. */
const MAX_TEXTS = 16;

/** A step that asks for the members of a mapping (their names) or of a list (their number) in place of a value. */
export const MEMBERS = '\0members';

/** What the resolver asks of the graph. */
export interface Lookup {
  /** The resource of the graph with this address, seen from a scope. */
  byAddress(address: Address, from: Scope): Resource | undefined;
  /** Value of an export, by its resolved name. */
  exported(name: string, from: Scope): Scoped | undefined;
  /** Value of an output of a stack, by stack name. */
  outputOf(stackName: string, output: string, from: Scope): Scoped | undefined;
  /** Scope of the template that a nested stack stands for. */
  childOf(stack: Resource): Scope | undefined;
  /** What stands behind an attribute of a resource that carries values over from another stack. */
  elsewhere(resource: Resource, attribute: string): Scoped | undefined;
}

/** Resolves values on demand: follows a path into raw JSON and through the intrinsics on the way. */
export class Resolver {
  private depth = 0;
  private steps = 0;
  private readonly parsedTexts = new WeakMap<object, Json | null>();
  private readonly parsedLiterals = new Map<string, Json | null>();
  private readonly paths = new Map<string, readonly string[]>();

  constructor(readonly lookup: Lookup) {}

  /** The steps of a dotted path; rules ask for the same ones at every resource. */
  stepsOf(path: string | JsonPath): readonly string[] {
    if (typeof path !== 'string') return path.map(String);
    let steps = this.paths.get(path);
    if (!steps) this.paths.set(path, (steps = path === '' ? [] : path.split('.')));
    return steps;
  }

  /** The value at a path below a raw value. Never throws; gives up as `unknown`. */
  at(raw: Json | undefined, path: readonly string[], scope: Scope): Value {
    if (this.depth === 0) this.steps = 0;
    if (this.depth >= MAX_DEPTH) return unknown('its references go round in a circle');
    if (++this.steps > MAX_STEPS) return unknown('it takes too many steps to resolve');
    this.depth++;
    try {
      let inner = raw;
      for (let index = 0; ; index++) {
        if (inner === undefined || inner === null) return ABSENT;
        const step = path[index];
        if (typeof inner === 'string')
          return step === undefined
            ? this.literal(inner, scope)
            : this.insideText(inner, [inner], path.slice(index), scope);
        if (typeof inner !== 'object')
          return step === undefined ? known(inner) : unknown('a plain value stands where a mapping was expected');
        const intrinsic = intrinsicOf(inner);
        if (intrinsic) return resolveIntrinsic(this, intrinsic, inner, path.slice(index), scope);
        if (step === undefined) return known(this.plain(inner, scope));
        if (step === MEMBERS) return membersOf(inner);
        if (isList(inner)) {
          if (!/^\d{1,6}$/.test(step)) return unknown('a list stands where a mapping was expected');
          inner = inner[Number(step)];
        } else {
          if (!Object.hasOwn(inner, step)) return mayBeAdded(inner) ? unknown('a macro may add it') : ABSENT;
          inner = inner[step];
        }
      }
    } finally {
      this.depth--;
    }
  }

  /** Enters JSON that is written as text. `cacheKey` is the raw value that the parts come from. */
  insideText(cacheKey: string | object, parts: readonly TextPart[], path: readonly string[], scope: Scope): Value {
    const isLiteral = typeof cacheKey === 'string';
    const cached = isLiteral ? this.parsedLiterals.get(cacheKey) : this.parsedTexts.get(cacheKey);
    const parsed = cached === undefined ? (jsonInText(parts) ?? null) : cached;
    if (isLiteral) this.parsedLiterals.set(cacheKey, parsed);
    else this.parsedTexts.set(cacheKey, parsed);
    return parsed === null ? unknown('its text is not JSON') : this.at(parsed, path, scope);
  }

  /** A literal text: an address is looked up in the graph, everything else is what it is. */
  literal(text: string, scope: Scope, assumed?: string): Value {
    if (text.includes('{{resolve:')) return unknown('it is read from a parameter store or secret at deployment');
    const address = readAddress(text);
    if (address) {
      const resource = this.lookup.byAddress(address, scope);
      if (resource) return { kind: 'reference', resource, attribute: address.url ? undefined : 'Arn' };
    }
    return address || text.startsWith('arn:') ? { kind: 'external', text } : known(text, assumed);
  }

  /** A list or mapping with its intrinsics replaced by what they are, or by placeholders. */
  plain(raw: Json, scope: Scope): Json {
    if (typeof raw !== 'object' || raw === null) return raw;
    if (++this.steps > MAX_STEPS || this.depth >= MAX_DEPTH) return '${...}';
    if (intrinsicOf(raw)) {
      const value = this.at(raw, [], scope);
      if (value.kind === 'known') return value.value;
      if (value.kind === 'external') return value.text;
      return value.kind === 'absent' ? null : placeholder(raw);
    }
    this.depth++;
    try {
      if (isList(raw)) return raw.filter((item) => !isNoValue(item)).map((item) => this.plain(item, scope));
      return Object.fromEntries(
        Object.entries(raw)
          .filter(([, item]) => !isNoValue(item))
          .map(([key, item]) => [key, this.plain(item, scope)]),
      );
    } finally {
      this.depth--;
    }
  }

  /** The text that parts make: a single reference stays one, conditions inside become a choice. */
  text(parts: readonly TextPart[], scope: Scope): Value {
    const only = parts.length === 1 ? parts[0] : undefined;
    if (typeof only === 'object') return this.at(only.raw, [], scope);
    let options: TextOption[] = [{ when: '', pieces: [] }];
    for (const part of parts) {
      const values: readonly Branch[] =
        typeof part === 'string' ? [{ when: '', value: known(part) }] : branches(this.at(part.raw, [], scope));
      const shown = typeof part === 'string' ? part : placeholder(part.raw);
      const grown =
        options.length * values.length > MAX_TEXTS
          ? [{ when: '', value: unknown('it depends on too many conditions') }]
          : values;
      options = options.flatMap((option) =>
        grown.flatMap((branch) => {
          const when = [option.when, branch.when].filter((term) => term !== '').join(' and ');
          return [{ when, pieces: [...option.pieces, { value: branch.value, shown }] }];
        }),
      );
    }
    return choice(options.map(({ when, pieces }) => ({ when, value: this.joined(pieces, scope) })));
  }

  private joined(pieces: readonly TextPiece[], scope: Scope): Value {
    const references: { resource: Resource; attribute: string | undefined }[] = [];
    let assumed: string | undefined;
    let complete = true;
    let marked = '';
    let shown = '';
    for (const { value, shown: hidden } of pieces) {
      if (value.kind === 'reference') {
        marked += `\uE000${references.length}\uE001`;
        shown += hidden;
        references.push(value);
        complete = false;
        continue;
      }
      const text = value.kind === 'external' ? value.text : value.kind === 'absent' ? '' : textOf(value);
      if (value.kind === 'known') assumed ??= value.assumed;
      if (text === undefined || value.kind === 'external') complete = false;
      marked += text ?? hidden;
      shown += text ?? hidden;
    }
    if (complete) return this.literal(shown, scope, assumed);
    if (shown.includes('{{resolve:')) return unknown('it is read from a parameter store or secret at deployment');
    // The ARN of a function with a version or alias behind it still means the function.
    const [first] = references;
    if (first?.attribute === 'Arn' && first.resource.type === 'AWS::Lambda::Function' && QUALIFIED.test(marked))
      return { kind: 'reference', ...first };
    const address = readAddress(marked);
    if (!address) return { kind: 'external', text: shown };
    const index = /^\uE000(\d+)\uE001$/.exec(address.name)?.[1];
    const named = index === undefined ? undefined : references[Number(index)]?.resource;
    const resource = named
      ? address.types.includes(named.type)
        ? named
        : undefined
      : this.lookup.byAddress(address, scope);
    return resource
      ? { kind: 'reference', resource, attribute: address.url ? undefined : 'Arn' }
      : { kind: 'external', text: shown };
  }
}

/** A marked reference and a qualifier: `:live`, `:$LATEST`. */
const QUALIFIED = /^\uE0000\uE001:[\w$-]+$/;

interface TextPiece {
  readonly value: Value;
  readonly shown: string;
}

interface TextOption {
  readonly when: string;
  readonly pieces: readonly TextPiece[];
}

function textOf(value: Value): string | undefined {
  if (value.kind !== 'known' || typeof value.value === 'object') return undefined;
  return String(value.value);
}

function isNoValue(raw: Json): boolean {
  const intrinsic = intrinsicOf(raw);
  return intrinsic?.name === 'Ref' && intrinsic.argument === 'AWS::NoValue';
}

function membersOf(raw: JsonObject | readonly Json[]): Value {
  if (isList(raw)) return known(raw.length);
  return mayBeAdded(raw) ? unknown('its members are not known') : known(Object.keys(raw));
}

function mayBeAdded(raw: JsonObject): boolean {
  for (const key in raw) if (key === 'Fn::Transform' || key.startsWith('Fn::ForEach::')) return true;
  return false;
}
